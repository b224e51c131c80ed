import { expect, it } from "vitest";
import { dtmfCode, isKey, KEYS } from "../src/keypad/dtmf";
import { keyedDate, SAMPLE_CUSTOMERS } from "../src/samples/customers";

it("has the codes of RFC 4733", () => {
  expect(KEYS.map(dtmfCode)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 11]);
});

it("knows its keys", () => {
  expect(["5", "#", "*"].every(isKey)).toBe(true);
  expect(["a", "10", "", "Enter", "+"].some(isKey)).toBe(false);
});

it("says how sample customers key in their dates", () => {
  expect(SAMPLE_CUSTOMERS.map((customer) => keyedDate(customer.born))).toEqual([
    "03151985",
    "07221990",
    "11021978",
    "01301995",
    "09091982",
  ]);
});
