// `node desk.mjs URL KEY`: somebody opens the desk, takes a caller, and gives them back.
import assert from "node:assert/strict";
import { focused, heard, open, violations } from "./browser.mjs";

const [url, key] = process.argv.slice(2);
const { page, errors, close } = await open(url);

await page.getByLabel("Operator key").fill("a guess");
await page.keyboard.press("Enter");
await page.getByRole("alert").filter({ hasText: "not accepted" }).waitFor();
assert.deepEqual(await violations(page), []);
await page.getByLabel("Operator key").fill(key);
await page.keyboard.press("Enter");

const bed = page.getByRole("listitem").filter({ hasText: "The bed broke." });
const gift = page.getByRole("listitem").filter({ hasText: "A question about a gift." });
await bed.getByText("Identified", { exact: true }).waitFor();
await gift.getByText("Not identified", { exact: true }).waitFor();
assert.equal(await page.title(), "(2) Desk");
assert.deepEqual(await violations(page), []);
await page.reload();
await gift.getByRole("button", { name: "Decline" }).click();
await gift.waitFor({ state: "detached" });

const take = bed.getByRole("button", { name: "Take the call" });
await take.focus();
await page.keyboard.press("Enter");
await page.getByRole("status").filter({ hasText: "You are on the line" }).waitFor();
await heard(page);
await page.getByRole("log").filter({ hasText: "I can only type." }).waitFor();
await bed.waitFor({ state: "detached" });
assert.deepEqual(await violations(page), []);
await page.getByRole("button", { name: "Mute", exact: true, disabled: false }).click();
await page.getByRole("button", { name: "Unmute" }).click();
await page.getByRole("button", { name: "Mute", exact: true }).waitFor();

await page.getByRole("button", { name: "Leave" }).focus();
await page.keyboard.press("Enter");
await page.getByRole("heading", { name: "You left the call" }).waitFor();
assert.equal(await focused(page), "You left the call");

const taken = { id: "TKT-1", wait_seconds: 5, channel: "voice", agent: "human", summary: "Late." };
await page.route("**/desk/waiting", (route) => route.fulfill({ json: [taken] }));
await page.route("**/desk/*/take", (route) => route.fulfill({ status: 409, json: {} }));
await page.getByRole("button", { name: "Take the call" }).click();
await page.getByRole("alert").filter({ hasText: "Somebody else has taken" }).waitFor();

await page.route("**/desk/waiting", (route) => route.abort());
await page.getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
await page.getByRole("button", { name: "Close the desk" }).click();
await page.getByLabel("Operator key").waitFor();
assert.deepEqual(errors, []);
await close();
