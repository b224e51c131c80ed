// `node reset_password.mjs LINK`: what somebody does who forgot their password, and sees.
import assert from "node:assert/strict";
import { open, violations } from "./browser.mjs";

const NEW = "a few words to remember";
const link = process.argv[2];

const { page, errors, close } = await open(link, { phone: true });
assert.equal(new URL(page.url()).hash, "", "the token stays in the address bar");
const [password, again] = ["New password", "The same once more"].map((name) =>
  page.getByLabel(name, { exact: true }),
);
const problem = page.getByRole("alert");
const save = page.getByRole("button", { name: "Save the new password" });
assert.deepEqual(await violations(page), []);

await password.fill("too short");
await save.click();
await problem.filter({ hasText: "twelve characters" }).waitFor();
assert.equal(await focused(), "password");

await password.fill(NEW);
await again.fill(`${NEW}s`);
await page.keyboard.press("Enter");
await problem.filter({ hasText: "not the same" }).waitFor();
assert.equal(await focused(), "again");
assert.deepEqual(await violations(page), []);

await page.getByLabel("Show what I type").check();
assert.equal(await password.getAttribute("type"), "text");
await again.fill(NEW);
await page.keyboard.press("Enter");
await page.getByRole("heading", { name: "Your password is changed" }).waitFor();
assert.equal(await focused(), "heading");
assert.equal(await password.count(), 0);
assert.deepEqual(await violations(page), []);

// The same link once more, and the page without one.
await page.goto("about:blank");
await page.goto(link);
await password.fill(NEW);
await again.fill(NEW);
await save.click();
await page.getByRole("heading", { name: "This link can't be used" }).waitFor();
assert.deepEqual(await violations(page), []);
await page.goto("about:blank");
await page.goto(link.split("#")[0]);
await page.getByRole("heading", { name: "This page needs its link" }).waitFor();
assert.deepEqual(errors, []);
await close();

function focused() {
  return page.evaluate(() => document.activeElement.id);
}
