import { DisconnectReason } from "livekit-client";
import { describe, expect, it } from "vitest";
import { problemOf } from "../src/call/microphone";
import { type CallChange, changed, endingOf, IDLE } from "../src/call/state";
import { clock, readable } from "../src/call/words";

const after = (...changes: CallChange[]) => changes.reduce(changed, IDLE);
const hungUp: CallChange = { type: "ended", ending: { how: "hung-up" }, at: 75_000 };

describe("a call", () => {
  it("lasts from the connection to the end", () => {
    const call = after({ type: "dialled" }, { type: "connected", at: 1_000 }, hungUp);
    expect(call).toMatchObject({ phase: "ended", lasted: 74_000 });
  });

  it("that ended while it was connecting stays ended", () => {
    const late: CallChange[] = [{ type: "connected", at: 9 }, { type: "reconnected" }];
    expect(after({ type: "dialled" }, hungUp, ...late)).toMatchObject({
      phase: "ended",
      lasted: null,
    });
  });

  it("keeps the first reason for which it ended", () => {
    const failed: CallChange = { type: "ended", ending: { how: "failed", why: "late" }, at: 1 };
    expect(after({ type: "dialled" }, hungUp, failed).ending).toEqual({ how: "hung-up" });
  });

  it("goes on without a microphone, and another call starts afresh", () => {
    const call = after(
      { type: "dialled" },
      { type: "connected", at: 0 },
      { type: "microphone", microphone: { problem: "refused" } },
    );
    expect(call).toMatchObject({ phase: "active", microphone: { problem: "refused" } });
    expect(changed(call, { type: "dialled" })).toEqual({ ...IDLE, phase: "connecting" });
  });

  it("that no line was free for ends so, unless the caller ends it", () => {
    const told: CallChange[] = [
      { type: "dialled" },
      { type: "connected", at: 0 },
      { type: "refused" },
    ];
    const finished: CallChange = { type: "ended", ending: { how: "finished" }, at: 9 };
    expect(after(...told, finished).ending).toEqual({ how: "refused" });
    expect(after(...told, hungUp).ending).toEqual({ how: "hung-up" });
  });

  it("comes back after an interruption", () => {
    const call = after(
      { type: "dialled" },
      { type: "connected", at: 0 },
      { type: "reconnecting" },
      { type: "reconnected" },
    );
    expect(call.phase).toBe("active");
  });
});

it.each([
  [DisconnectReason.CLIENT_INITIATED, "hung-up"],
  [DisconnectReason.ROOM_DELETED, "finished"],
  [DisconnectReason.SERVER_SHUTDOWN, "lost"],
  [undefined, "lost"],
])("disconnection %s is a call %s", (reason, how) => {
  expect(endingOf(reason)).toEqual({ how });
});

it.each([
  ["NotAllowedError", "refused"],
  ["NotFoundError", "missing"],
  ["NotReadableError", "busy"],
  ["OverconstrainedError", "other"],
])("%s of the browser is a microphone that is %s", (name, problem) => {
  expect(problemOf(new DOMException("", name))).toBe(problem);
});

it("tells time and names as people read them", () => {
  expect([0, 9_999, 75_000, 3_600_000, -5].map(clock)).toEqual([
    "0:00",
    "0:09",
    "1:15",
    "1:00:00",
    "0:00",
  ]);
  expect(readable("order_tracking")).toBe("Order tracking");
});
