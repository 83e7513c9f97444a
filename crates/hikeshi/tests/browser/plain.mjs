// A room without any script, by two people: each form that a page of the room shows is filled, posted and seen to have worked. At
// the end none is left that nobody tried, so that a new one has to be tried here.
import assert from "node:assert/strict";
import { picture, played, team } from "./team.mjs";

const shown = new Set();
const tried = new Set();

/** What each button of the page's forms would send, in the order of the page: `forms task-open`, `orders take ic`. */
const buttons = (page) => page.$$eval("main form button", (all) => all.map((button) => {
  const sent = new FormData(button.form, button);
  const what = sent.get("what") ?? sent.get("order") ?? "say";
  const way = new URL(button.form.action).pathname.split("/").pop();
  if (way === "quiet") return `quiet ${sent.has("again") ? "again" : what.startsWith("nudge") ? "off" : "seen"}`;
  return `${way} ${what.replace(/ #?\d+$/, "")}`;
}));

async function notice_forms(page) {
  for (const key of await buttons(page)) shown.add(key);
}

/** Reads the page again, and has these words on it. */
async function reads(page, ...words) {
  await page.goto(page.url().split("#")[0]);
  const text = await page.textContent("main");
  for (const word of words) assert.ok(text.includes(word), `“${word}” is not on the page: ${text}`);
  await notice_forms(page);
}

/** Unfolds whatever hides the form that sends this, the last that is about these words; fills it and sends it. */
async function sends(page, key, fields = {}, about = "") {
  await reads(page);
  const found = (await buttons(page)).flatMap((one, n) => (one === key ? [page.locator("main form button").nth(n)] : []));
  const near = await Promise.all(found.map((one) => one.evaluate((button) => (button.closest(".card, .could li") ?? button.form).textContent)));
  const button = found[near.findLastIndex((text) => text.includes(about))];
  assert.ok(button, `no form on the page sends “${key}” about “${about}”: ${await buttons(page)}`);
  // A phone shows the board when it is asked to.
  if (await page.locator(".unfold-label").isVisible() && !(await button.isVisible())) await page.click(".unfold-label");
  const folded = button.locator("xpath=ancestor::details[not(@open)]");
  while (await folded.count()) await folded.first().locator("summary").first().click();
  const form = button.locator("xpath=ancestor::form");
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    if (await field.evaluate((one) => one.tagName === "SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
  await Promise.all([page.waitForNavigation(), button.click()]);
  assert.ok(await page.locator("#room, .draft").count(), `${key}: ${await page.textContent("main")}`);
  tried.add(key);
  await notice_forms(page);
}

/** What a form of the page would send, sent twice as by a double click: one order. */
async function sends_twice(page, words) {
  const form = await page.$eval("#say", (form, words) => {
    form.elements.say.value = words;
    return { action: form.action, sent: Object.fromEntries(new FormData(form)) };
  }, words);
  assert.ok(form.sent.id, "the form has an id");
  const answers = await Promise.all([1, 2].map(() => page.request.post(form.action, { form: form.sent })));
  for (const answer of answers) assert.equal(answer.status(), 200);
  await reads(page, words);
  assert.equal(await page.locator(".row", { hasText: words }).count(), 1, "pressed twice, it is said once");
}

async function begins(jo, bo) {
  await sends(bo, "orders join");
  await reads(jo, "@bo");
  await sends(jo, "forms declare", { severity: "3" });
  await sends(jo, "orders take ic");
  await sends(jo, "forms severity", { severity: "2", why: "orders are lost" });
  await reads(bo, "SEV2");
  await sends(jo, "forms update", { audience: "customers", text: "Orders wait, none is lost", minutes: "20" });
  await reads(bo, "Orders wait, none is lost");
  // Talk that reads like an order brings it along, also without a script.
  await sends(jo, "orders say", { say: "set severity to sev1" });
  await sends(jo, "orders severity sev1");
  await reads(bo, "SEV1");
  await reads(bo, "Jo");
  await sends(bo, "quiet seen");
  await sends(bo, "forms take", {}, "記録係");
  await reads(jo, "Bo");
  await sends(jo, "orders say", { say: "the queue grows" });
  await reads(bo, "the queue grows");
  await sends_twice(bo, "one hand presses twice");
  await sends(bo, "orders work?");
  // The commander's own hands: a whisper, put away and asked for again.
  await sends(jo, "orders say", { say: "/look the queue" });
  await sends(jo, "orders say", { say: "/look the workers" });
  await sends(jo, "quiet off");
  await reads(jo, "Switched off");
  await sends(jo, "quiet again");
  assert.ok(!(await jo.textContent("main")).includes("Switched off"));
}

async function works(jo, bo) {
  await sends(jo, "forms line-open", { text: "who fills the queue" });
  await reads(bo, "who fills the queue");
  await sends(jo, "forms line-close", { text: "the nightly report" }, "who fills the queue");
  await reads(bo, "the nightly report");
  for (const text of ["stop the report", "write to support"]) await sends(jo, "forms task-open", { text, who: "bo", minutes: "10" });
  await sends(bo, "orders task ok", {}, "stop the report");
  await reads(jo, "acknowledged");
  await sends(bo, "forms task-no", { why: "no access" }, "write to support");
  await reads(jo, "no access");
  await sends(jo, "forms task-give", { who: "" }, "write to support");
  await sends(jo, "forms task-done", { text: "they know" }, "write to support");
  await sends(bo, "forms task-done", { text: "it is stopped" }, "stop the report");
  await reads(jo, "they know", "it is stopped");
  for (const text of ["the report locks rows", "the disk is slow"]) await sends(bo, "forms suspect", { text });
  const look = await jo.locator('.row:has-text("the workers")').first().getAttribute("id");
  await sends(jo, "forms confirm", { entries: look.replace("e", "#") }, "the report locks rows");
  await sends(jo, "forms refute", {}, "the disk is slow");
  assert.equal(await jo.locator(".belief.confirmed, .belief.refuted").count(), 2);
  await sends(jo, "forms look", { title: "the graph of the queue", text: "it grows since nine" });
  await sends(bo, "forms find", { topic: "impact", text: "forty orders wait" });
  await reads(jo, "it grows since nine", "forty orders wait");
  await sends(jo, "forms propose", { text: "kill the report" });
  await sends(bo, "forms object", { why: "finance waits for it" }, "kill the report");
  await reads(jo, "finance waits for it");
  await sends(jo, "forms decide", { text: "kill the report once finance has its figures" }, "kill the report");
  await reads(bo, "once finance has its figures");
  await sends(jo, "forms propose", { text: "drain by hand" });
  await sends(jo, "orders decide", {}, "drain by hand");
}

async function reads_a_runbook(jo, bo) {
  await sends(jo, "forms runbook", { title: "Drain a queue", text: "1. Stop whoever fills it\n2. Let it run empty\n3. Start again" });
  await sends(bo, "forms tick");
  await sends(jo, "forms change", { text: "throw the oldest away", why: "they are stale" });
  await sends(bo, "forms skip", { why: "starts by itself" }, "Drain a queue");
  await reads(jo, "they are stale", "starts by itself");
}

async function hands_over(jo, bo) {
  await sends(jo, "forms handover", { role: "ic", who: "bo", text: "the queue drains" });
  await sends(bo, "forms decline", { why: "I hold the line to support" });
  await reads(jo, "I hold the line to support");
  await sends(jo, "forms handover", { role: "ic", who: "bo", text: "the queue is empty" });
  await picture(bo, "offer-phone", { fullPage: true });
  await sends(bo, "orders accept", {}, "the queue is empty");
  assert.equal((await bo.textContent(".commands .big")).trim(), "Bo");
  await bo.click(".unfold-label");
  await bo.click('a[href$="/postmortem"]');
  await notice_forms(bo);
  await sends(bo, "forms improve", { text: "the report reads a copy", who: "jo", due: "2026-12-01" });
  await reads(bo, "the report reads a copy");
  await picture(bo, "postmortem-phone", { fullPage: true });
}

/** To the end, and back: whoever commands presses. */
async function ends(bo, room) {
  await bo.goto(room);
  await sends(bo, "forms stable", { text: "the queue is empty" });
  await sends(bo, "forms verified", { entries: "" });
  await sends(bo, "forms relapse", { why: "it fills again" });
  await sends(bo, "forms false-alarm", { why: "it was the nightly load" });
  await sends(bo, "forms relapse", { why: "no, it grows" });
  await sends(bo, "forms break-off");
  await sends(bo, "forms reopen", { why: "we go on" });
  await sends(bo, "forms resolved");
  await sends(bo, "forms close");
  await sends(bo, "forms file");
  await reads(bo, "振り返り済み");
  await picture(bo, "closed-phone", { fullPage: true });
}

await played(async () => {
  const jo = await team.person("Jo", { locale: "en-GB", javaScriptEnabled: false });
  const phone = { viewport: { width: 390, height: 844 }, colorScheme: "dark" };
  const bo = await team.person("Bo", { locale: "ja-JP", javaScriptEnabled: false, ...phone });
  await jo.fill("#title", "Orders wait");
  await jo.click("form.begin button");
  await bo.goto(jo.url().split("#")[0]);
  await begins(jo, bo);
  await works(jo, bo);
  await reads_a_runbook(jo, bo);
  await hands_over(jo, bo);
  await ends(bo, jo.url().split(/[#?]/)[0]);
  assert.deepEqual([...shown].filter((key) => !tried.has(key)), [], "forms that nobody tried");
});
