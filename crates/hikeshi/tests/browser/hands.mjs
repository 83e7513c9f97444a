// A room by its forms, in pages that are kept live; and a runbook read alone, on a phone without any script.
import assert from "node:assert/strict";
import { open_to_all, opened, picture, played, say, team } from "./team.mjs";

/** Unfolds what has this key, fills its fields, and presses its button; or the button that says so. */
async function form(page, key, fields, button = "form button") {
  const folded = page.locator(`details[data-key="${key}"]`);
  if (!(await folded.evaluate((one) => one.open))) await folded.locator("summary").first().click();
  for (const [name, value] of Object.entries(fields)) {
    const field = folded.locator(`[name="${name}"]`).first();
    if (await field.evaluate((one) => one.tagName === "SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
  await folded.locator(button).first().click();
}

const FAILOVER = `# Fail the database over

1. Stop writes
   on both sides
2. [ ] Promote db-2
- [ ] Let writes in
4) Tell support`;

async function runbook(ana, ken) {
  await form(ana, "runbook", { text: FAILOVER });
  await ken.waitForSelector('.runbook h2:has-text("Fail the database over")');
  assert.match(await ken.textContent(".step.now .do"), /1\s+Stop writes\non both sides/, "the next step stands out");
  assert.equal(await ken.locator(".step").count(), 4);
  await ken.click(".step.now > form button");
  await ana.waitForSelector('.step.now:has-text("Promote db-2")');
  // A word that is being written stays while others go on.
  await ana.locator(".step.now details summary").click();
  await ana.locator('.step.now [name="why"]').first().fill("db-2 is pri");
  await form(ken, "line-open", { text: "slow queries" });
  await ana.waitForSelector('.line:has-text("slow queries")');
  assert.equal(await ana.locator('.step.now [name="why"]').first().inputValue(), "db-2 is pri");
  await ana.keyboard.type("mary");
  await ana.keyboard.press("Enter");
  await ken.waitForSelector('.step.now:has-text("Let writes in")');
  const otherwise = ken.locator('.step.now form:has([value="change"])');
  await ken.locator(".step.now details summary").click();
  await otherwise.locator('[name="text"]').fill("one side at a time");
  await otherwise.locator('[name="why"]').fill("it is afternoon");
  await otherwise.locator("button").click();
  await ana.waitForSelector('.step.now .do:has-text("one side at a time")');
  assert.match(await ana.textContent(".deviations"), /Promote db-2.*db-2 is primary.*Let writes in.*one side at a time/s);
  await open_to_all(ana, "a runbook in the room");
  await picture(ana, "runbook-en", { fullPage: true });
  await picture(ken, "runbook-ja", { fullPage: true });
  await ana.click(".step.now > form button");
  await ana.waitForSelector('.step.now:has-text("Tell support")');
  await ana.click(".step.now > form button");
  await ken.waitForSelector(".runbook.read");
}

async function work(ana, ken) {
  await form(ana, "task-open", { text: "ask the bank", who: "ken", minutes: "10" });
  await ken.waitForSelector('.mine:has-text("ask the bank")');
  await form(ken, "suspect", { text: "the pool is full", title: "db" });
  await ana.waitForSelector('.belief:has-text("the pool is full")');
  await ana.click('.belief button[value="refute"]');
  await ken.waitForSelector('.belief.refuted:has-text("the pool is full")');
  await form(ken, "propose", { text: "roll back" });
  await ana.waitForSelector('.cards:has-text("roll back")');
  await ana.locator('.card:has-text("roll back") details summary').click();
  await ana.fill('.card:has-text("roll back") [name="why"]', "a migration ran");
  await ana.keyboard.press("Enter");
  await ken.waitForSelector(".objected");
  assert.equal(await ana.locator('.card:has-text("roll back") .folds > form').count(), 0, "over an objection nobody decides by one press");
  await ana.locator('.card:has-text("roll back") details[data-key^="decide"] summary').click();
  await ana.locator('.card:has-text("roll back") details[data-key^="decide"] button').click();
  await ken.waitForSelector('.row:has-text("roll back"):has-text("決定")');
  const line = ana.locator('.card.line:has-text("slow queries") details[data-key^="line-close"]');
  await line.locator("summary").click();
  await line.locator('[name="text"]').fill("it was the index");
  await line.locator("button").click();
  await ken.waitForSelector('.line.done:has-text("it was the index")');
  await ken.locator('.mine .card:has-text("ask the bank") details summary').first().click();
  await ken.fill('.mine .card:has-text("ask the bank") [name="text"]', "they look into it");
  await ken.keyboard.press("Enter");
  await ana.waitForFunction(() => !document.querySelector(".task"));
  await open_to_all(ken, "the forms in Japanese");
}

/** What was seen is evidence, and words where numbers are wanted are refused in the form itself, which keeps them. */
async function evidence(ana, ken) {
  await form(ana, "look", { title: "grafana", text: "errors since 17:05" });
  const look = ken.locator('.row:has-text("errors since 17:05")').first();
  await look.waitFor();
  await form(ken, "suspect", { text: "the index is gone" });
  const belief = ana.locator('.belief:has-text("the index is gone")');
  await belief.locator("input[name=entries]").fill("grafana shows it");
  await belief.locator('button[value="confirm"]').click();
  await belief.locator('.refused:has-text("#3 #8")').waitFor();
  // It stays there while others go on, and goes when something else is written.
  await form(ken, "find", { topic: "other", text: "a third of payments fail" });
  await ana.waitForSelector('.row:has-text("a third of payments fail")');
  await ana.waitForTimeout(500);
  assert.equal(await belief.locator(".refused").count(), 1);
  assert.equal(await belief.locator("input[name=entries]").inputValue(), "grafana shows it");
  assert.equal(await ana.textContent("#notice"), "", "not on the other side of the screen");
  await open_to_all(ana, "a refusal beside its form");
  await picture(ana, "refused-en", { fullPage: true });
  await belief.locator("input[name=entries]").fill((await look.getAttribute("id")).replace("e", "#"));
  assert.equal(await belief.locator(".refused").count(), 0);
  await belief.locator('button[value="confirm"]').click();
  await ken.waitForSelector('.belief.confirmed:has-text("the index is gone")');
}

/** The course: how bad it is, who is told, and an order that was heard in talk. */
async function onward(ana, ken) {
  await form(ana, "severity", { severity: "1", why: "payments too" });
  await ken.waitForSelector(".sev1");
  await form(ana, "update", { audience: "customers", text: "Payments fail; we are on it", minutes: "20" });
  await ken.waitForSelector('.people:has-text("の約束")');
  await picture(ana, "onward-en", { fullPage: true });
  await ana.fill("#words", "set severity to sev2");
  await ana.click("#say button");
  await ana.click('#notice button:has-text("Set the severity")');
  await ken.waitForSelector(".sev2");
  await ana.waitForFunction(() => document.getElementById("notice").textContent === "");
}

/** What only one person sees: what they could take, what they put away, and a role with its brief on its way. */
async function mine(ana, ken) {
  await ken.click('.could li:has-text("記録係") button');
  await ana.waitForSelector('.seats:has-text("Ken")');
  await ken.waitForFunction(() => !document.querySelector(".could").textContent.includes("記録係"));
  assert.match(await ken.textContent(".could"), /連絡係/, "what nobody has is open to whoever has something already");
  // Care is put away once and stays so; nobody else's does.
  await ana.click(".care button");
  await ana.waitForFunction(() => !document.querySelector(".care"));
  await ana.reload();
  assert.equal(await ana.locator(".care").count(), 0);
  assert.equal(await ken.locator(".care").count(), 1);
  await whispered(ana, ken);
  await form(ana, "line-open", { text: "look at the cache" });
  await ana.locator('details[data-key="handover"] > summary').click();
  // Seen before it is sent.
  await ana.waitForSelector('details[data-key="handover"] .brief:has-text("look at the cache")');
  await open_to_all(ana, "the hand-over");
  await picture(ana, "handover-en", { fullPage: true });
  await form(ana, "handover", { who: "ken", text: "the cache worries me\ncall the bank at six" });
  await ken.waitForSelector(".mine .offer");
  assert.match(await ken.textContent(".mine .offer .words"), /the cache worries me\ncall the bank/);
  assert.match(await ken.textContent(".mine .offer .brief"), /look at the cache/, "read before it is accepted");
  await picture(ken, "offer-ja", { fullPage: true });
  await ken.click('.mine .offer button:has-text("引き受ける")');
  await ana.waitForSelector('.commands .big:has-text("Ken")');
}

/** A whisper for the commander alone, switched off for this room by whoever reads it, and asked for again. */
async function whispered(ana, ken) {
  const own_hands = ana.locator(".whisper > ul > li", { hasText: "looking and ordering" });
  for (const what of ["/look the pool", "/look the queue"]) assert.equal(await say(ana, what), "");
  await own_hands.waitFor();
  assert.equal(await ken.locator(".whisper").count(), 0, "nobody else hears it");
  await own_hands.locator("button").click();
  await own_hands.waitFor({ state: "detached" });
  assert.equal(await say(ana, "/look the cache"), "");
  await ana.reload();
  assert.equal(await own_hands.count(), 0, "off, also for what comes later and after a reload");
  await ana.click('details[data-key="off"] > summary');
  await ana.click('details[data-key="off"] button');
  await own_hands.waitFor();
}

/** The draft of the post-mortem: only what is in the flow, and the way to what is missing. */
async function afterwards(ana, ken) {
  await ana.click('a[href$="/postmortem"]');
  assert.match(await ana.textContent("main"), /Promote db-2.*db-2 is primary/s, "what was other than written");
  assert.match(await ana.textContent("main"), /find impact/, "an empty part says how to fill it");
  await form(ana, "find", { topic: "impact", text: "a third of payments failed" });
  await ana.waitForSelector('li:has-text("a third of payments failed")');
  await form(ana, "improve", { text: "deploy by day", who: "ken", due: "2026-12-01" });
  await ana.waitForSelector('li:has-text("deploy by day — Ken, 2026-12-01")');
  await open_to_all(ana, "the post-mortem");
  await picture(ana, "post-mortem-en");
  await ken.goto(ana.url());
  await open_to_all(ken, "the post-mortem in Japanese");
  await picture(ken, "post-mortem-ja");
  const file = await ana.request.get(`${ana.url()}.md`);
  assert.match(file.headers()["content-disposition"], /attachment.*\.md/);
  assert.match(await file.text(), /- deploy by day — Ken, 2026-12-01 \(#\d+\)/);
  await ana.locator(".card li a").first().click();
  await ana.waitForURL(/#e\d+$/);
}

/** A newcomer alone, without any script. */
async function read_through(mio) {
  await mio.locator("details.fold summary").click();
  await mio.fill('form[action="/rehearsals"] [name="text"]', FAILOVER);
  await mio.click('form[action="/rehearsals"] button');
  assert.equal(await mio.textContent("h1"), "Fail the database over");
  assert.equal(await mio.locator(".work, .people, .takes").count(), 0, "nothing else is in the way");
  await mio.click(".step.now > form button");
  assert.match(await mio.textContent(".step.now .do"), /Promote db-2/);
  await mio.locator(".step.now details summary").click();
  await mio.locator('.step.now [name="why"]').first().fill("not on the test system");
  await mio.locator(".step.now details button").first().click();
  assert.match(await mio.textContent(".deviations"), /not on the test system/);
  await picture(mio, "rehearsal-phone", { fullPage: true });
  await mio.click(".step.now > form button");
  await mio.click(".step.now > form button");
  await mio.waitForSelector(".runbook.read");
  await mio.click(".head.alone button");
  await mio.click(".brand");
  assert.equal(await mio.locator('.readthrough:has-text("Fail the database over")').count(), 1);
  assert.equal(await mio.locator('.card.room:has-text("Fail the database over")').count(), 0, "apart from incidents");
  await picture(mio, "home-phone", { fullPage: true });
}

await played(async () => {
  const ana = await team.person("Ana", { locale: "en-GB", bypassCSP: true });
  const ken = await team.person("Ken", { locale: "ja-JP", bypassCSP: true });
  await opened(ana, ken, "Payments fail");
  await ana.click("text=Take command");
  await runbook(ana, ken);
  await work(ana, ken);
  await evidence(ana, ken);
  await onward(ana, ken);
  await mine(ana, ken);
  await afterwards(ana, ken);
  const phone = { viewport: { width: 390, height: 844 }, colorScheme: "dark", javaScriptEnabled: false };
  await read_through(await team.person("Mio", { locale: "ja-JP", ...phone }));
});
