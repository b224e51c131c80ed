import { expect, it } from "vitest";
import { readEvent } from "../src/conversation/events";

const packet = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

it("reads a handoff", () => {
  const event = { type: "handoff", from: "authentication", to: "returns", reason: "a return" };
  expect(readEvent(packet(event))).toEqual(event);
});

it("reads an action, and nothing of it that is not shown", () => {
  const event = { type: "action", agent: "returns", name: "initiate_return", ok: true, ms: 3.1 };
  expect(readEvent(packet({ ...event, arguments: { order: "ORD-1001" } }))).toEqual(event);
});

it("reads that no line is free", () => {
  expect(readEvent(packet({ type: "refused", reason: "busy" }))).toEqual({
    type: "refused",
    reason: "busy",
  });
});

it.each([
  { type: "message", text: "hello" },
  { type: "handoff", from: "authentication" },
  { type: "action", name: "initiate_return", ok: "yes" },
  null,
  "handoff",
  [],
])("leaves out what it does not show: %j", (value) => {
  expect(readEvent(packet(value))).toBeNull();
});

it("survives what is not JSON in UTF-8", () => {
  expect(readEvent(new TextEncoder().encode("{"))).toBeNull();
  expect(readEvent(new Uint8Array([0xff, 0xfe]))).toBeNull();
});
