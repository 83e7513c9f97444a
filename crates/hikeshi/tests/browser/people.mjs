// Somebody's own page and the page of who may come in: what they do, in real browsers, and that they keep nobody out.
import assert from "node:assert/strict";
import { open_to_all, picture, played, server, team } from "./team.mjs";

/** A token lets a program in, is shown once, and lets nobody in once it is ended. */
async function tokens(ana) {
  await ana.click("a.me");
  await ana.fill("#label", "laptop");
  await ana.selectOption("#may", "read");
  await ana.click('form[action="/me/tokens"] button');
  const token = await ana.textContent("#made");
  const rooms = () => fetch(`${server.url}/api/v1/rooms`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await rooms()).status, 200);
  await open_to_all(ana, "one's own page, with what was just made");
  await picture(ana, "me-en", { fullPage: true });
  await ana.goto(`${server.url}/me`);
  assert.ok(!(await ana.textContent("main")).includes(token), "shown once");
  await ana.click('li:has-text("laptop") button');
  assert.equal(await ana.locator('li:has-text("laptop")').count(), 0);
  assert.equal((await rooms()).status, 401);
}

/** A session elsewhere is ended from here. */
async function sessions(ana, options) {
  const elsewhere = await team.person("Ana", options);
  await ana.reload();
  assert.equal(await ana.locator('form[action*="/sessions/"]').count(), 1, "the one elsewhere; one's own is left by the door");
  await ana.click('form[action*="/sessions/"] button');
  await elsewhere.goto(`${server.url}/me`);
  assert.equal(await elsewhere.locator("#made, #label").count(), 0, "they stand at the door");
}

/** Who comes in by a link, becomes a guest, and is let go. */
async function parts(ana, options) {
  await ana.click('a[href="/people"]');
  await ana.selectOption("#part", "member");
  await ana.click('form[action="/people/invitations"] button');
  const link = await ana.getAttribute("#link", "href");
  assert.match(link, /\/join\/\w+/);
  await open_to_all(ana, "who may come in, with a link");
  await picture(ana, "people-ja", { fullPage: true });
  const mio = await team.person("Mio", options);
  await ana.goto(`${server.url}/people`);
  const row = ana.locator('li:has-text("@mio")');
  await row.locator('button[value="guest"]').click();
  await mio.goto(server.url);
  assert.equal(await mio.locator("#title").count(), 0, "a guest opens no rooms");
  assert.equal((await mio.goto(`${server.url}/people`)).status(), 403);
  await open_to_all(mio, "what a guest is told there");
  await ana.locator('li:has-text("@mio") button[value="gone"]').click();
  await mio.goto(`${server.url}/me`);
  assert.equal(await mio.locator("#label").count(), 0, "they stand at the door");
  await open_to_all(mio, "the door");
}

await played(async () => {
  const options = { locale: "en-GB", bypassCSP: true };
  const ana = await team.person("Ana", options);
  await tokens(ana);
  await sessions(ana, options);
  await ana.click('form[action="/lang/ja"] button');
  await open_to_all(ana, "in Japanese");
  await parts(ana, { ...options, viewport: { width: 390, height: 844 }, colorScheme: "dark" });
}, /status of (401|403|404)/);
