// `node scenarios.mjs NAME URL`: what a caller does at the page, and sees. The other side is
// tests/web/answering.py.
import assert from "node:assert/strict";
import { focused, heard, open, violations } from "./browser.mjs";

const scenarios = { call, refused, keyboard, phone, unplugged, cut, unreachable, unanswered };

async function call(url) {
  const { page, errors, close } = await open(url);
  await page.getByRole("button", { name: "Call now" }).click();
  await said(page, "Welcome to the marketplace.");
  await page.locator(".speaking", { hasText: "Authentication" }).waitFor();
  assert.deepEqual(await violations(page), []);

  await heard(page);
  await page.getByRole("button", { name: "Mute", exact: true }).click();
  await page.getByRole("button", { name: "Unmute" }).click();
  await page.getByRole("button", { name: "Mute", exact: true }).waitFor();

  for (const key of ["1", "2", "# done"]) {
    await page.getByRole("button", { name: key, exact: true }).click();
  }
  await page.getByText("2 keys pressed", { exact: true }).waitFor({ state: "attached" });
  await said(page, "You keyed 12.");

  await type(page, "Where is my order?");
  await page.locator(".entries .handoff", { hasText: "Order tracking" }).waitFor();
  await page.locator(".entries .action", { hasText: "Track order" }).waitFor();
  await said(page, "It is on its way.");
  await page.locator(".speaking", { hasText: "Order tracking" }).waitFor();

  await type(page, "Goodbye");
  await page.getByRole("heading", { name: "Call ended" }).waitFor();
  await page.locator(".summary", { hasText: "Authentication, Order tracking" }).waitFor();
  assert.equal(await focused(page), "Call again");
  await said(page, "It is on its way.");
  assert.deepEqual(await violations(page), []);

  await page.keyboard.press("Enter");
  await said(page, "Welcome to the marketplace.");
  assert.equal(await page.getByText("It is on its way.").count(), 0);
  assert.deepEqual(errors, []);
  await close();
}

async function refused(url) {
  const { page, errors, close } = await open(url, { microphone: false, dark: true });
  await page.getByRole("button", { name: "Call now" }).click();
  await page.getByRole("alert").filter({ hasText: "microphone" }).waitFor();
  await type(page, "Where is my order?");
  await said(page, "It is on its way.");
  await page.getByRole("button", { name: "7", exact: true }).click();
  await page.getByRole("button", { name: "# done" }).click();
  await said(page, "You keyed 7.");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(errors, []);
  await close();
}

async function keyboard(url) {
  const { page, close } = await open(url);
  const steps = [];
  await page.getByRole("button", { name: "Call now" }).waitFor();
  await page.keyboard.press("Tab");
  steps.push(await focused(page));
  await page.keyboard.press("Enter");
  await said(page, "Welcome to the marketplace.");
  await page.getByRole("button", { name: "Mute", exact: true, disabled: false }).waitFor();
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press("Tab");
    steps.push(await focused(page));
  }
  assert.deepEqual(steps, ["Call now", "Mute", "Keypad", "Hang up", "1"]);
  await page.keyboard.type("0*415#");
  await said(page, "You keyed 415.");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByText("You ended the call.").first().waitFor();
  assert.equal(await focused(page), "Call again");
  await close();
}

async function phone(url) {
  const { page, close } = await open(url, { phone: true });
  await fits(page);
  await page.getByRole("button", { name: "Call now" }).tap();
  await said(page, "Welcome to the marketplace.");
  await page.getByRole("button", { name: "Keypad" }).tap();
  await fits(page);
  await page.getByText("Try it as a sample customer").tap();
  await page.getByRole("heading", { name: "John Doe" }).waitFor();
  await fits(page);
  assert.deepEqual(await violations(page), []);
  await type(page, "Are you busy?");
  await page.getByRole("alert").filter({ hasText: "call you back" }).waitFor();
  await fits(page);
  await type(page, "Goodbye");
  await page.getByRole("heading", { name: "All lines are busy" }).waitFor();
  await close();
}

/** The microphone is pulled out and put in again. */
async function unplugged(url) {
  const { page, close } = await open(url);
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      if (globalThis.pulledOut) throw new DOMException("", "NotFoundError");
      const stream = await getUserMedia(wanted);
      globalThis.microphone = stream.getAudioTracks()[0];
      return stream;
    };
  });
  const gone = page.getByRole("alert").filter({ hasText: "Your microphone is gone" });
  await page.getByRole("button", { name: "Call now" }).click();
  await page.getByRole("button", { name: "Mute", exact: true, disabled: false }).waitFor();
  await page.evaluate(() => {
    globalThis.pulledOut = true;
    globalThis.microphone.stop();
    globalThis.microphone.dispatchEvent(new Event("ended"));
  });
  await gone.waitFor();
  await page.evaluate(() => (globalThis.pulledOut = false));
  await page.getByRole("button", { name: "Try again" }).click();
  await gone.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Mute", exact: true, disabled: false }).waitFor();
  await close();
}

/** The connection breaks, comes back, and breaks for good. */
async function cut(url) {
  const { page, close } = await open(url);
  const lines = [];
  let away = false;
  await page.routeWebSocket(/\/rtc/, (line) => {
    if (away) return void line.close();
    line.connectToServer();
    lines.push(line);
  });
  const interrupted = page.getByRole("alert").filter({ hasText: "interrupted" });
  await page.getByRole("button", { name: "Call now" }).click();
  await said(page, "Welcome to the marketplace.");

  await lines.at(-1).close();
  await interrupted.waitFor();
  await interrupted.waitFor({ state: "detached" });
  await type(page, "Where is my order?");
  await said(page, "It is on its way.");

  await page.clock.install();
  away = true;
  await lines.at(-1).close();
  await interrupted.waitFor();
  await page.clock.fastForward(20_000);
  await page.getByRole("heading", { name: "Connection lost" }).waitFor();
  assert.equal(await focused(page), "Call again");
  await close();
}

async function unreachable(url) {
  const { page, close } = await open(url);
  const press = () => page.getByRole("button", { name: /^Call/ }).click();
  const detail = "Too many calls from this address. Please try again in 12 seconds.";
  await page.route("**/token", (route) => route.fulfill({ status: 429, json: { detail } }));
  await press();
  await page.locator(".welcome", { hasText: detail }).waitFor();

  await page.route("**/token", (route) => route.abort());
  await press();
  await page.locator(".welcome", { hasText: "cannot be reached" }).waitFor();

  await page.route("**/token", (route) =>
    route.fulfill({ status: 201, json: { server_url: NOBODY, participant_token: "a.b.c" } }),
  );
  await press();
  await page.locator(".welcome", { hasText: "could not be connected" }).waitFor();
  await close();
}

async function unanswered(url) {
  const { page, close } = await open(url);
  await page.getByRole("button", { name: "Call now" }).click();
  await page.getByRole("status").filter({ hasText: "Nobody is on the line" }).waitFor();
  await page.getByRole("button", { name: "Hang up" }).click();
  await page.getByText("You ended the call.").first().waitFor();
  await close();
}

/** A port on which nothing listens. */
const NOBODY = "ws://127.0.0.1:1";

const said = (page, words) => page.locator(".entries .speech", { hasText: words }).waitFor();

async function type(page, words) {
  const line = page.getByRole("textbox", { name: "Type instead of speaking" });
  await line.fill(words);
  await line.press("Enter");
  await page.locator(".entries .caller", { hasText: words }).waitFor();
}

/** Nothing is wider than the screen, and everything that is pressed is large enough for a finger. */
async function fits(page) {
  const { wide, small } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - window.innerWidth,
    small: [...document.querySelectorAll("button, select, summary, input")]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML.slice(0, 80)),
  }));
  assert.ok(wide <= 0, `${wide} px wider than the screen`);
  assert.deepEqual(small, []);
}

const [name, url] = process.argv.slice(2);
await scenarios[name](url);
