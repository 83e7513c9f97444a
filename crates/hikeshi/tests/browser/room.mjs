// Two people in one room, in two languages, on a server that dies in the middle; a third looks in from a phone at night.
import assert from "node:assert/strict";
import { in_sight, open_to_all, opened, picture, played, rows, say, server, team } from "./team.mjs";

await played(async () => {
  const ana = await team.person("Ana", { locale: "en-GB", timezoneId: "UTC", bypassCSP: true });
  const ken = await team.person("佐藤 健", { locale: "ja-JP", timezoneId: "Asia/Tokyo", bypassCSP: true });

  await opened(ana, ken, "Payments <b>fail</b>");
  assert.equal(await ana.textContent("h1"), "Payments <b>fail</b>", "what people write is text, never markup");

  // One commander: the second is told who it is and what to do.
  await ana.click("text=Take command");
  await ken.waitForSelector('.commands .big:has-text("Ana")');
  assert.match(await say(ken, "/指揮"), /指揮者は Ana.*handover ic/);

  // Each reads the room in their own language.
  assert.equal(await say(ken, "DBの接続が張り付いてます。見てみます"), "");
  assert.equal(await say(ken, "/調査 遅いクエリ"), "");
  await ana.waitForSelector('.line:has-text("遅いクエリ")');
  assert.equal(await say(ana, '/task open "ask the payment provider" @佐藤-健 10m'), "");
  await ken.click('.mine button:has-text("やります")');
  await ana.waitForSelector('.task:has-text("acknowledged")');
  await ken.waitForSelector('.task:has-text("了解済み")');
  assert.match(await say(ana, "/task close everything"), /like this|例|Example|example/i, "a wrong order is explained");
  await in_sight(ana, "a refusal in the room");
  await open_to_all(ana, "the war room");
  await open_to_all(ken, "the war room in Japanese");
  await picture(ana, "war-room-en");

  // The server dies and comes back: nobody reloads, nothing is lost, nothing is doubled.
  await server.kill();
  await ana.fill("#words", "said while the server was away");
  await ana.click("#say button");
  await ana.waitForFunction(() => document.getElementById("notice").textContent !== "");
  await in_sight(ana, "the connection is lost");
  await server.start();
  await ken.waitForTimeout(4000);
  assert.equal(await say(ana, await ana.inputValue("#words")), "");
  await ken.waitForSelector('.row:has-text("said while the server was away")');
  const said = await ken.locator('.row:has-text("said while the server was away")').count();
  assert.equal(said, 1, "once");

  // Each reads times on their own wall, also of what came while they watched.
  const hour = async (page) => Number((await page.textContent('.row:has-text("said while the server was away") time')).slice(0, 2));
  assert.equal((await hour(ana) + 9) % 24, await hour(ken));
  assert.match(await ken.textContent("#flow-title"), /JST/);

  // Command is handed over, and both announcements are on record.
  assert.equal(await say(ana, '/handover ic @佐藤-健 "db is yours, the provider answers at half past"'), "");
  await ken.click('.mine button:has-text("引き受ける")');
  await ana.waitForSelector('.commands .big:has-text("佐藤 健")');
  await ana.waitForTimeout(500);
  assert.deepEqual(await rows(ana), await rows(ken), "both see the same flow");
  await ana.reload();
  assert.deepEqual(await rows(ana), await rows(ken), "and so does who comes anew");
  await picture(ken, "war-room-ja");

  // A phone at night: what burns, who commands and what could be taken, without scrolling.
  const mio = await team.person("Mio", { locale: "ja-JP", viewport: { width: 390, height: 844 }, colorScheme: "dark", bypassCSP: true });
  await mio.goto(ana.url());
  for (const part of [".burns h1", ".commands .big", ".takes"]) {
    const box = await mio.locator(part).boundingBox();
    assert.ok(box && box.y + box.height < 844 && box.x + box.width <= 390, `${part} is on the first screen`);
  }
  assert.notEqual(await say(mio, "/連絡係"), "");
  await in_sight(mio, "a refusal on the phone");
  await mio.click(".unfold-label");
  await mio.locator(".roster").scrollIntoViewIfNeeded();
  await in_sight(mio, "the board on the phone");
  await open_to_all(mio, "the phone");
  await mio.click(".unfold-label");
  await picture(mio, "war-room-phone");
});
