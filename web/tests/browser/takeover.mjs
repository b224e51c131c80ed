// `node takeover.mjs URL KEY WAV`: a call from the greeting to a person and back, by keypad, typing
// and voice; both sides of it, against the product as it runs. The file is the caller's speech.
import assert from "node:assert/strict";
import { heard, open } from "./browser.mjs";

const [url, key, speech] = process.argv.slice(2);
/** Milliseconds: the agents think and speak in real time. */
const PATIENTLY = { timeout: 40_000 };

const desk = await open(`${url}/desk`);
await desk.page.getByLabel("Operator key").fill(key);
await desk.page.keyboard.press("Enter");
await desk.page.getByRole("heading", { name: "The desk is open" }).waitFor();

const caller = await open(url, { microphone: false, speech });
const log = caller.page.locator(".entries");
const written = (kind, text) => log.locator(kind, { hasText: text }).first().waitFor(PATIENTLY);
const speaking = (who) => caller.page.locator(".speaking", { hasText: who }).waitFor(PATIENTLY);

await caller.page.getByRole("button", { name: "Call now" }).click();
await written(".speech.agent", "first name");
await speaking("Authentication");
await heard(caller.page);

await caller.page.getByRole("button", { name: "0 person" }).click();
await log.getByText("One key pressed").waitFor({ state: "attached" });
await written(".handoff", "Human");
await speaking("Human");

await written(".speech.agent", "What is it about");
const line = caller.page.getByRole("textbox", { name: "Type instead of speaking" });
await line.fill("The bed frame arrived broken");
await line.press("Enter");
await written(".action", "Escalate to human");

await caller.page.locator(".activity", { hasText: "Listening" }).waitFor(PATIENTLY);
await caller.page.context().grantPermissions(["microphone"]);
await caller.page.getByRole("button", { name: "Try again" }).click();
await written(".speech.caller", /how long/i);
await written(".action", "Get queue position");

const waiting = desk.page.getByRole("listitem").filter({ hasText: "bed frame" });
await waiting.getByText("Not identified").waitFor();
await waiting.getByRole("button", { name: "Take the call" }).click();
await desk.page.getByRole("status").filter({ hasText: "You are on the line" }).waitFor();
await written(".handoff", "A person has joined");
await speaking("A person");
await heard(caller.page);

await desk.page.getByRole("button", { name: "Leave" }).click();
await written(".handoff", "The person has left");
await written(".speech.agent", "anything else");
await speaking("Human");

await caller.page.getByRole("button", { name: "Hang up" }).click();
await caller.page.locator(".summary", { hasText: "Human, A person" }).waitFor();
assert.deepEqual([...caller.errors, ...desk.errors], []);
await Promise.all([caller.close(), desk.close()]);
