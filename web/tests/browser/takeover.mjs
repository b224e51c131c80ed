// `node takeover.mjs URL KEY WAV`: a caller says that they want a person, and gets one; both sides
// of it, against the product as it runs. The microphone of both plays the file.
import assert from "node:assert/strict";
import { heard, open } from "./browser.mjs";

const [url, key, speech] = process.argv.slice(2);

const desk = await open(`${url}/desk`);
await desk.page.getByLabel("Operator key").fill(key);
await desk.page.keyboard.press("Enter");
await desk.page.getByRole("heading", { name: "The desk is open" }).waitFor();

const caller = await open(url, { speech });
const log = caller.page.locator(".entries");
const written = (kind, text) => log.locator(kind, { hasText: text }).first().waitFor(PATIENTLY);
/** The agents think and speak in real time. */
const PATIENTLY = { timeout: 40_000 };

await caller.page.getByRole("button", { name: "Call now" }).click();
await written(".speech.agent", "first name");
await heard(caller.page);
await written(".speech.caller", /person/i);
await written(".handoff", "Human");
await caller.page.locator(".speaking", { hasText: "Human" }).waitFor();

await written(".speech.agent", "What is it about");
const line = caller.page.getByRole("textbox", { name: "Type instead of speaking" });
await line.fill("The bed frame arrived broken");
await line.press("Enter");
await written(".action", "Escalate to human");

const waiting = desk.page.getByRole("listitem").filter({ hasText: "bed frame" });
await waiting.getByText("Not identified").waitFor();
await waiting.getByRole("button", { name: "Take the call" }).click();
await desk.page.getByRole("status").filter({ hasText: "You are on the line" }).waitFor();
await written(".handoff", "A person has joined");
await caller.page.locator(".speaking", { hasText: "A person" }).waitFor();
await heard(caller.page);

await desk.page.getByRole("button", { name: "Leave" }).click();
await written(".handoff", "The person has left");
await written(".speech.agent", "anything else");

for (const pressed of ["2", "# done"]) {
  await caller.page.getByRole("button", { name: pressed, exact: true }).click();
}
await log.getByText("One key pressed").waitFor({ state: "attached" });
await caller.page.getByRole("button", { name: "Hang up" }).click();
await caller.page.locator(".summary", { hasText: "Human, A person" }).waitFor();
assert.deepEqual([...caller.errors, ...desk.errors], []);
await Promise.all([caller.close(), desk.close()]);
