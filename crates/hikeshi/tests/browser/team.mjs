// The server and its people, for browser tests: the real binary on a database of the test's own, and real Chromium for each
// person. Says everything that a browser's console calls an error.
//   node SCRIPT PROGRAM DATABASE PORT [FOLDER FOR PICTURES]
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const [program, database, port, pictures] = process.argv.slice(2);

/** A server on a port of its own; `kill` ends it as a power cut would, `start` brings it back. */
class Server {
  url = `http://127.0.0.1:${port}`;

  async start() {
    const words = ["serve", "--listen", `127.0.0.1:${port}`, "--database-url", database, "--lang", "en"];
    this.child = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
    await once(this.child.stdout, "data");
  }

  async kill() {
    this.child.kill("SIGKILL");
    await once(this.child, "exit");
  }
}

/** People with browsers of their own. */
class Team {
  errors = [];

  async start() {
    this.browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  }

  /** Somebody comes in by name; what their browser calls an error is kept, but for the server being away. */
  async person(name, options = {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const keep = (text) => /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET/.test(text) || this.errors.push(`${name}: ${text}`);
    page.on("console", (message) => message.type() === "error" && keep(message.text()));
    page.on("pageerror", (error) => keep(String(error)));
    await page.goto(server.url);
    await page.fill("#name", name);
    await page.click("main button");
    await page.waitForSelector("#title");
    return page;
  }

  async end() {
    await this.browser.close();
  }
}

export const server = new Server();
export const team = new Team();

/** What the page looks like, where pictures are wanted. */
export const picture = (page, name, options = {}) => pictures && page.screenshot({ path: `${pictures}/${name}.png`, ...options });

/** Plays a story from a started server to its end; no browser may have called anything an error but what is `expected`. */
export async function played(story, expected = /^$/) {
  await server.start();
  await team.start();
  try {
    await story();
    assert.deepEqual(team.errors.filter((error) => !expected.test(error)), []);
  } finally {
    await team.end();
    await server.kill();
  }
}

/** One opens a room for an incident, the other comes in by its link. */
export async function opened(one, other, title, severity = "2") {
  await one.fill("#title", title);
  await one.selectOption("#severity", severity);
  await one.click("form.begin button");
  await one.waitForSelector("#rows");
  await other.goto(one.url());
  const name = await other.evaluate(() => document.querySelector("a.me").textContent.trim());
  await one.waitForSelector(`.roster:has-text("${name}")`);
}

/** The rows of the flow, by number, as the page has them. */
export const rows = (page) => page.$$eval("#rows > .row", (all) => all.map((row) => row.id));

/** Types into the room's one field and waits until the room has taken it, or said no: then what it said. */
export async function say(page, text) {
  await page.fill("#words", text);
  await page.evaluate(() => { document.getElementById("notice").textContent = ""; });
  await page.click("#say button");
  await page.waitForFunction(() =>
    document.getElementById("words").value === "" || document.getElementById("notice").textContent !== "");
  return page.textContent("#notice");
}

/** The newest entry, what was answered and the input stand in the window, in this order, none behind another. */
export async function in_sight(page, where) {
  const seen = await page.evaluate(() => {
    const box = (one) => { const { top, bottom } = one.getBoundingClientRect(); return { top, bottom }; };
    const [shown, rows, notice, words] = ["shown", "rows", "notice", "words"].map((id) => document.getElementById(id));
    return { shown: box(shown), last: box(rows.lastElementChild), notice: box(notice), said: notice.textContent, words: box(words), window: innerHeight };
  });
  const { shown, last, notice, words } = seen;
  const told = `${where}: ${JSON.stringify(seen)}`;
  assert.ok(shown.bottom - shown.top >= 120, `the flow has room: ${told}`);
  assert.ok(last.bottom > shown.top + 20 && last.bottom <= shown.bottom + 1, `the last entry: ${told}`);
  assert.ok(shown.bottom <= notice.top + 1 && notice.bottom <= words.top + 1, `above the input: ${told}`);
  assert.ok(!seen.said || notice.bottom - notice.top >= 20, `what was answered: ${told}`);
  assert.ok(shown.top >= 0 && words.bottom <= seen.window, `in the window: ${told}`);
}

/** Nothing that keeps somebody out, by axe's rules. */
export async function open_to_all(page, where) {
  const found = await page.evaluate(async (axe) => {
    // The page's own policy lets no script in; the test's comes by the debugger.
    new Function(axe)();
    return (await globalThis.axe.run()).violations.filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
  }, axe).catch((error) => [String(error)]);
  assert.deepEqual(found, [], where);
}
