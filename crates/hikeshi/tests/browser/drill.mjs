// Two people play a drill to its debrief, in two browsers and two languages, on a server that dies in the middle.
import assert from "node:assert/strict";
import { in_sight, open_to_all, picture, played, rows, say, server, team } from "./team.mjs";

const shows = (page, text) => page.waitForSelector(`#rows .row:has-text("${text}")`, { timeout: 60_000 });

await played(async () => {
  const ana = await team.person("Ana", { locale: "en-GB", bypassCSP: true });
  const ken = await team.person("健", { locale: "ja-JP", bypassCSP: true });

  await ana.selectOption("#scenario", "first-fire");
  await ana.selectOption("#times", "10");
  await ana.click("form.drill-begin button");
  await ana.waitForSelector(".panels svg");
  await ken.goto(ana.url());
  await ana.waitForSelector('.roster:has-text("健")');
  await ken.waitForSelector(".panels svg");

  // One commands, in the room's own words; the other looks, and both see what is shown.
  await ana.click('button:has-text("Declare")');
  await ana.click('button:has-text("Take command")');
  await ken.waitForSelector('.arc .reached:has-text("宣言")');
  await ken.waitForSelector('.commands .big:has-text("Ana")');
  assert.equal(await say(ken, "最近の変更を見せて"), "");
  await ana.waitForSelector(".shown-row table");
  assert.match(await ana.textContent(".shown-row table"), /checkout/);
  assert.equal(await say(ken, "checkout のエラーログを見ます"), "");
  await ana.waitForSelector(".shown-row .log");
  await ana.waitForTimeout(500);
  assert.deepEqual(await rows(ana), await rows(ken), "both see the same flow, and what was shown in its place");
  await in_sight(ana, "a drill");
  await open_to_all(ana, "a drill");
  await open_to_all(ken, "a drill in Japanese");

  // A third leads the game: they see the truth, and nobody else's page holds it.
  const mio = await team.person("Mio", { locale: "en-GB", bypassCSP: true });
  await mio.goto(ana.url());
  await mio.click('summary:has-text("Lead the game")');
  await mio.click('button:has-text("Sit down")');
  await mio.click('summary:has-text("The truth")');
  const cause = await mio.textContent(".chair details p");
  assert.ok(cause.length > 40, cause);
  await ana.waitForSelector('.place:has-text("Mio sits")');
  for (const page of [ana, ken]) assert.ok(!(await page.content()).includes(cause), "the truth is for the chair alone");
  await mio.fill("#as-text", "The board wants a number. How many customers?");
  await mio.click('.speak button');
  await shows(ken, "The board wants a number");
  await open_to_all(mio, "the chair");
  await picture(mio, "war-room-chair");

  // On a phone the flow is right above the input; whoever may not end the drill is told so where they see it.
  await mio.setViewportSize({ width: 390, height: 844 });
  assert.notEqual(await say(mio, "/severity sev9"), "");
  await in_sight(mio, "a drill on a phone");
  await mio.setViewportSize({ width: 1280, height: 800 });

  // The clock stands while it is paused, and goes on as it was set.
  await ken.click('.paces button:has-text("一時停止")');
  await ana.waitForSelector('.drill:has-text("paused")');
  const clock = await ana.textContent(".drill-clock .big");
  await ana.waitForTimeout(2_500);
  assert.equal(await ana.textContent(".drill-clock .big"), clock);

  // The server dies; the drill goes on where it was.
  const before = await rows(ana);
  await server.kill();
  await server.start();
  await ana.waitForTimeout(4_000);
  await ken.reload();
  assert.deepEqual((await rows(ken)).slice(0, before.length), before, "nothing is lost");
  await ken.click('.paces button:has-text("×10")');

  // The draft of the post-mortem goes by the drill's clock, as the flow does.
  const [declared] = (await ana.textContent('#rows .row:has-text("declared")')).match(/\d\d:\d\d/);
  const draft = await (await ana.request.get(`${ana.url()}/postmortem`)).text();
  assert.match(draft, new RegExp(`<li>${declared} declared an incident`), "the drill's time");

  // A chart is read at its full size, also while it changes.
  await ana.click(".panel summary");
  assert.equal(await say(ken, "checkout をロールバックして"), "");
  await shows(ana, "rollback checkout");
  assert.equal(await say(ana, '/update all "Buying fails for some since a release. It is being rolled back. Next word in 10 minutes."'), "");
  await ana.waitForSelector(".panel[open]", { timeout: 1_000 });
  // Each reads the game master in their own language.
  await shows(ken, "切り戻");
  for (let tries = 0; tries < 12 && !(await ken.isVisible('.drill:has-text("振り返り")')); tries += 1) {
    await ana.waitForTimeout(6_000);
    assert.equal(await say(ana, "/stable"), "");
  }
  await ken.waitForSelector('.drill:has-text("振り返り")');
  assert.equal(await say(ken, "対策: リリースは段階的に出して、エラー率で自動的に止める"), "");
  await picture(ken, "war-room-drill-ja");
  await ana.click(".panel[open] summary");
  await picture(ana, "war-room-drill-en");
  await ana.click("summary:has-text('End the drill')");
  assert.equal(await ana.locator(".drill[data-over]").count(), 0, "asked first");
  await ana.click("button:has-text('End it for everybody')");
  await ken.click('a:has-text("振り返りを読む")', { timeout: 60_000 });
  await ken.waitForSelector("h1");
  await picture(ken, "war-room-debrief-ja");
  const debrief = await ken.textContent("main");
  assert.match(debrief, /rollback checkout/);
  assert.match(debrief, /段階的に出して/);
  // It looks again until it is proved, and folds nothing that its reader has opened.
  const fold = ken.locator("main details").first();
  await fold.locator("summary").click();
  await ken.waitForFunction(() => !document.getElementById("proving"), undefined, { timeout: 300_000 });
  assert.ok(await fold.evaluate((one) => one.open), "what was open stays so");
  assert.ok((await ken.textContent("main")).length > debrief.length, "and it has more to say");
  await open_to_all(ken, "a debrief");
  await picture(ken, "debrief-proved-ja", { fullPage: true });
  await ana.goto(`${ana.url()}/debrief`);
  assert.match(await ana.textContent("main"), /rollback checkout/);

  // The draft leaves the course to the debrief; the file has all of it.
  await ken.goto(`${server.url}${new URL(ken.url()).pathname.replace("debrief", "postmortem")}`);
  assert.match(await ken.textContent("main"), /段階的に出して/);
  assert.equal(await ken.locator('h2:has-text("時系列")').count(), 0, "told once, by the debrief");
  const file = await ken.request.get(`${ken.url()}.md`, { headers: { "accept-language": "ja" } });
  assert.match(await file.text(), /## 時系列/);
  await open_to_all(ken, "the post-mortem of a drill");
  await ken.click('a[href$="/debrief"]');
  await ken.waitForSelector("h1");

  // What would have happened otherwise is being computed, which the page says; who comes anew after another death reads the same.
  const lead = await ken.textContent(".lead");
  await server.kill();
  await server.start();
  const later = await team.person("Later", { locale: "ja-JP" });
  await later.goto(ken.url());
  assert.equal(await later.textContent(".lead"), lead, "the debrief is computed from the flow");
});
