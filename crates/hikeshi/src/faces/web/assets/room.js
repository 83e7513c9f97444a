// Keeps one room's page live: rows and board as they come, orders without leaving the page. Knows no rule: what may be done
// and what it means is the server's. Without this script the page works and is merely not live.
const room = document.getElementById("room");
const rows = document.getElementById("rows");
const shown = document.getElementById("shown");
const notice = document.getElementById("notice");
const words = document.getElementById("words");
const thread = room.dataset.thread;
const url = `/rooms/${room.dataset.room}`;

// The flow is scrolled from below: at its end it stays there by itself.
const atEnd = () => shown.scrollTop > -40;

function addRow(event) {
  room.dataset.seq = event.lastEventId;
  if (!event.data || document.getElementById(`e${event.lastEventId}`)) return;
  const shelf = document.createElement("template");
  shelf.innerHTML = event.data;
  const row = shelf.content.firstElementChild;
  if (thread && row.dataset.line !== thread && row.id !== `e${thread}`) return;
  put(row);
}

// What the game master shows stands behind the entry that it followed.
function addShown(event) {
  const shelf = document.createElement("template");
  shelf.innerHTML = event.data;
  const row = shelf.content.firstElementChild;
  room.dataset.shown = Number(row.dataset.n) + 1;
  if (thread || document.getElementById(row.id)) return;
  put(row);
}

// The same in other words, while they are spoken and when they are whole.
function retell(event) {
  const shelf = document.createElement("template");
  shelf.innerHTML = event.data;
  const row = shelf.content.firstElementChild;
  const old = row && document.getElementById(row.id);
  if (!old) return;
  const held = atEnd() ? 0 : shown.scrollHeight;
  old.replaceWith(row);
  if (held) shown.scrollTop -= shown.scrollHeight - held;
}

const place = (row) => [Number(row.dataset.seq), row.dataset.n === undefined ? -1 : Number(row.dataset.n)];

function put(row) {
  const held = atEnd() ? 0 : shown.scrollHeight;
  const [seq, n] = place(row);
  let before = rows.lastElementChild;
  while (before && (place(before)[0] > seq || (place(before)[0] === seq && place(before)[1] > n))) before = before.previousElementSibling;
  before ? before.after(row) : rows.prepend(row);
  // Whoever reads what was before goes on reading it.
  if (held) shown.scrollTop -= shown.scrollHeight - held;
}

// A part becomes the new one in place: what is the same stays, with what somebody is typing in it, where it has the focus
// and what they have unfolded. Children with a `data-key` are found again wherever they stand.
function become(old, fresh) {
  for (const { name, value } of fresh.attributes) if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open" && name !== "data-id" && name !== "data-unsent") old.removeAttribute(name);
  let at = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const same = counterpart(at, child);
    // What is under somebody's hands waits for its turn; another that has moved before it is made anew.
    const held = same && between(at, same).some((node) => node.contains(document.activeElement));
    if (!same || held) {
      same?.remove();
      old.insertBefore(child, at);
      continue;
    }
    between(at, same).forEach((node) => node.remove());
    at = same.nextSibling;
    if (same.nodeType !== Node.ELEMENT_NODE) same.nodeValue = child.nodeValue;
    else if (!same.isEqualNode(child)) become(same, child);
  }
  while (at) {
    const next = at.nextSibling;
    // What was refused stays beside the form, however often the board comes anew.
    if (at.className !== "refused") at.remove();
    at = next;
  }
}

function counterpart(at, child) {
  const key = child.dataset?.key;
  for (let one = at; one; one = one.nextSibling) {
    if (key ? one.dataset?.key === key : one.nodeName === child.nodeName && !one.dataset?.key) return one;
    if (!key) return null;
  }
  return null;
}

function between(from, to) {
  const nodes = [];
  for (let one = from; one && one !== to; one = one.nextSibling) nodes.push(one);
  return nodes;
}

function setBoard(event) {
  const shelf = document.createElement("template");
  shelf.innerHTML = event.data;
  for (const part of shelf.content.querySelectorAll("[data-part]")) {
    const old = room.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!old) continue;
    const held = old.contains(document.activeElement);
    become(old, part);
    // What had the focus is gone, a step that was ticked: the keyboard goes on from the same part.
    if (held && !old.contains(document.activeElement)) (old.querySelector("[data-focus]") ?? old).focus({ preventScroll: true });
  }
  tick();
}

function tick() {
  // A drill has a clock of its own.
  const clock = room.querySelector("[data-now]");
  const now = clock ? Number(clock.dataset.now) : Date.now();
  for (const time of room.querySelectorAll("time[data-since]")) {
    const minutes = Math.max(0, Math.floor((now - Number(time.dataset.since)) / 60000));
    time.textContent = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", style: "short" })
      .format(-minutes, minutes ? "minute" : "second");
  }
}

// What the room says no to stands in the form that asked, until something else is written there; what is said in talk, and
// what is so for all, stands above the input.
function tell(text, form) {
  if (!form || form.matches("#say")) {
    notice.textContent = text;
    return;
  }
  let said = form.querySelector(":scope > .refused");
  if (!text || !said) said?.remove();
  if (!text) return;
  if (!said) {
    said = Object.assign(document.createElement("p"), { className: "refused", role: "alert" });
    said.dataset.key = "refused";
    form.append(said);
  }
  said.textContent = text;
  said.scrollIntoView({ block: "nearest" });
}

const drawn = () => `b${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;

// Answered with `{seq}`, or with `{error, next}` where the room says no: to a page that is news, not a failure. `open` where our
// side failed, and what was ordered may be done or not.
async function order(body, to = `${url}/orders`) {
  const headers = { accept: "application/json" };
  const answer = await fetch(`${to}?page`, { method: "POST", headers, body });
  return { ...await answer.json(), open: answer.status >= 500 };
}

async function give(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  body.delete("id");
  // The same again goes by the same id until it is answered: sent twice, it is one order. Other words are another.
  const [of, id] = (form.dataset.id ?? "").split(" ");
  const whole = encodeURIComponent(body);
  const own = of === whole ? id : drawn();
  form.dataset.id = `${whole} ${own}`;
  body.set("id", own);
  try {
    const said = await order(body, form.getAttribute("action"));
    if (said.error) {
      tell(`${said.error} ${said.next}`.trim(), form);
    } else {
      tell("", form);
      form.reset();
      // What was said reads like an order: it is offered.
      if (said.offer) notice.innerHTML = said.offer;
      else if (form.closest("#notice")) tell("");
      fold(form.closest("details.fold"));
      if (form.closest(".choices")) form.closest(".row").classList.add("answered");
      if (form.matches("[data-anew]")) follow();
    }
    if (!said.open) delete form.dataset.id;
    delete form.dataset.unsent;
  } catch {
    form.dataset.unsent = "";
    tell(room.dataset.lost);
  }
}

function fold(details) {
  if (!details) return;
  const held = details.contains(document.activeElement);
  details.open = false;
  if (held) details.querySelector("summary").focus();
}

room.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("#say, [data-order]")) return;
  event.preventDefault();
  give(form, event.submitter);
});

// An entry that is on the page is shown here; the server knows where the others are.
room.addEventListener("click", (event) => {
  const entry = event.target.closest("a[href*='/e/']")?.getAttribute("href").split("/e/")[1];
  if (!entry || event.ctrlKey || event.metaKey || !document.getElementById(`e${entry}`)) return;
  event.preventDefault();
  location.hash = `e${entry}`;
});

// Whoever writes on has read why not.
room.addEventListener("input", (event) => {
  const form = event.target.form;
  delete form?.dataset.unsent;
  if (form && (notice.textContent !== room.dataset.lost || !form.matches("#say"))) tell("", form);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    words.value = "/";
    words.focus();
  }
  if (event.key === "Escape" && typing) {
    const details = event.target.closest("details.fold");
    if (details) fold(details);
    else event.target.blur();
  }
});

let events;

function follow() {
  events?.close();
  events = new EventSource(`${url}/events?since=${room.dataset.seq}&shown=${room.dataset.shown}`);
  events.addEventListener("shown", addShown);
  events.addEventListener("retold", retell);
  events.addEventListener("row", addRow);
  events.addEventListener("board", setBoard);
  events.addEventListener("error", () => {
    tell(room.dataset.lost);
    room.classList.add("away");
    // A browser comes again by itself unless it was answered, as by a server that has no connection to spare.
    if (events.readyState === EventSource.CLOSED) setTimeout(follow, 5000);
  });
  events.addEventListener("open", () => {
    room.classList.remove("away");
    if (notice.textContent !== room.dataset.lost) return;
    tell(document.querySelector("form[data-unsent]") ? room.dataset.unsent : "");
  });
}

follow();

// Whoever has the room before them is in it.
if (room.dataset.here === "no") order(new URLSearchParams({ id: drawn(), order: "join" })).catch(() => {});

tick();
setInterval(tick, 15000);
