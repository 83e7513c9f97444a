// Keeps one room's page live: rows and board as they come, orders without leaving the page. Knows no rule: what may be done
// and what it means is the server's. Without this script the page works and is merely not live.
const room = document.getElementById("room");
const rows = document.getElementById("rows");
const shown = document.getElementById("shown");
const notice = document.getElementById("notice");
const words = document.getElementById("words");
const thread = room.dataset.thread;
const url = `/rooms/${room.dataset.room}`;

function atEnd() {
  return shown.scrollHeight - shown.scrollTop - shown.clientHeight < 40;
}

function addRow(event) {
  room.dataset.seq = event.lastEventId;
  if (!event.data || document.getElementById(`e${event.lastEventId}`)) return;
  const shelf = document.createElement("template");
  shelf.innerHTML = event.data;
  const row = shelf.content.firstElementChild;
  if (thread && row.dataset.line !== thread && row.id !== `e${thread}`) return;
  const follow = atEnd();
  rows.append(row);
  if (follow) shown.scrollTop = shown.scrollHeight;
}

// A part is replaced only where it has changed, and never under somebody's hands.
function setBoard(event) {
  const shelf = document.createElement("template");
  shelf.innerHTML = event.data;
  for (const part of shelf.content.querySelectorAll("[data-part]")) {
    const old = room.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!old || old.outerHTML === part.outerHTML) continue;
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    const mark = held?.closest("form")?.querySelector("[name=order]")?.value;
    old.replaceWith(part);
    if (!mark) continue;
    const same = [...part.querySelectorAll("[name=order]")].find((field) => field.value === mark);
    same?.closest("form").querySelector("button").focus();
  }
  tick();
}

function tick() {
  for (const time of room.querySelectorAll("time[data-since]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - Number(time.dataset.since)) / 60000));
    time.textContent = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", style: "short" })
      .format(-minutes, "minute");
  }
}

function tell(text) {
  notice.textContent = text;
}

const drawn = () => `b${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;

// Answered with `{seq}`, or with `{error, next}` where the room says no: to a page that is news, not a failure.
async function order(body) {
  const headers = { accept: "application/json" };
  const answer = await fetch(`${url}/orders?page`, { method: "POST", headers, body });
  return answer.json();
}

async function give(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("id", form.dataset.id ??= drawn());
  try {
    const said = await order(body);
    if (said.error) {
      tell(`${said.error} ${said.next}`.trim());
    } else {
      tell("");
      form.reset();
    }
    delete form.dataset.id;
  } catch {
    // The same id goes with the next try: sent twice, it is one order.
    tell(room.dataset.lost);
  }
}

room.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("#say, [data-order]")) return;
  event.preventDefault();
  give(form);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    words.value = "/";
    words.focus();
  }
  if (event.key === "Escape" && typing) event.target.blur();
});

const events = new EventSource(`${url}/events?since=${room.dataset.seq}`);
events.addEventListener("row", addRow);
events.addEventListener("board", setBoard);
events.addEventListener("error", () => tell(room.dataset.lost));
events.addEventListener("open", () => { if (notice.textContent === room.dataset.lost) tell(""); });

// Whoever has the room before them is in it.
if (room.dataset.here === "no") order(new URLSearchParams({ id: drawn(), order: "join" })).catch(() => {});

shown.scrollTop = shown.scrollHeight;
tick();
setInterval(tick, 15000);
