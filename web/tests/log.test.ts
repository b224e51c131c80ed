import { describe, expect, it } from "vitest";
import { summary } from "../src/conversation/summary";
import { EMPTY, FIRST_AGENT, type Log, type LogChange, logged } from "../src/conversation/log";

const after = (...changes: LogChange[]): Log => changes.reduce(logged, EMPTY);
const heard = (id: string, from: "caller" | "agent", text: string): LogChange => ({
  type: "transcripts",
  transcripts: [{ id, from, text }],
});
const press = (keys: string): LogChange[] => [...keys].map((digit) => ({ type: "key", digit }));
const handoff: LogChange = {
  type: "event",
  event: { type: "handoff", from: FIRST_AGENT, to: "returns", reason: "a return" },
};

describe("speech", () => {
  it("grows in place", () => {
    const log = after(heard("a", "agent", "Wel"), heard("a", "agent", "Welcome"));
    expect(log.entries).toEqual([
      { id: "a", kind: "speech", from: "agent", agent: FIRST_AGENT, text: "Welcome", typed: false },
    ]);
  });

  it("keeps its place and its speaker when others speak meanwhile", () => {
    const log = after(
      heard("a", "agent", "One mo"),
      heard("b", "caller", "Hello?"),
      handoff,
      heard("a", "agent", "One moment"),
      heard("c", "agent", "Returns here"),
    );
    expect(log.entries.map((entry) => entry.id)).toEqual(["a", "b", "event-2", "c"]);
    expect(log.entries[0]).toMatchObject({ agent: FIRST_AGENT, text: "One moment" });
    expect(log.entries[3]).toMatchObject({ agent: "returns" });
  });

  it("is not logged before there is a word, and the same again changes nothing", () => {
    expect(after(heard("a", "agent", " "))).toBe(EMPTY);
    const log = after(heard("a", "agent", "Hello"));
    expect(logged(log, heard("a", "agent", "Hello"))).toBe(log);
  });

  it("of a call that has ended stays, though its streams are gone", () => {
    const log = after(heard("a", "agent", "Goodbye"));
    expect(logged(log, { type: "transcripts", transcripts: [] })).toBe(log);
  });
});

describe("keys", () => {
  it("are counted and never kept", () => {
    const log = after(...press("03151985"));
    expect(log.entries).toEqual([{ id: "keys-0", kind: "keys", count: 8, finished: false }]);
    expect(JSON.stringify(log)).not.toMatch(/0315|1985/);
  });

  it("are one entry until # or until something else happens", () => {
    const log = after(...press("1234#"), ...press("56"), handoff, ...press("7"));
    const counts = log.entries.map((entry) => (entry.kind === "keys" ? entry.count : entry.kind));
    expect(counts).toEqual([4, 2, "handoff", 1]);
  });

  it("are taken back by *", () => {
    expect(after(...press("123*")).entries).toEqual([]);
    expect(after(...press("*#")).entries).toEqual([]);
  });
});

describe("events", () => {
  it("tell who speaks now", () => {
    expect(after(handoff).agent).toBe("returns");
  });

  it("have ids of their own", () => {
    const log = after(...press("12*"), handoff, ...press("3"), handoff, heard("a", "agent", "Hi"));
    expect(new Set(log.entries.map((entry) => entry.id)).size).toBe(log.entries.length);
  });

  it("begin anew with each call", () => {
    expect(logged(after(handoff), { type: "started" })).toEqual(EMPTY);
  });
});

describe("a person", () => {
  it("joins and leaves once each", () => {
    const there = { type: "person", here: true } as const;
    const gone = { type: "person", here: false } as const;
    const log = after(gone, there, there, gone);
    expect(log.entries.map((entry) => entry.kind === "person" && entry.here)).toEqual([true, false]);
    expect(log.person).toBe(false);
    expect(after(there).person).toBe(true);
  });
});

describe("the summary", () => {
  const did = (agent: string, name: string, ok = true): LogChange => ({
    type: "event",
    event: { type: "action", agent, name, ok, ms: 3 },
  });

  it("names who spoke and what was done, each once, without the identity check", () => {
    const log = after(
      heard("a", "agent", "Welcome"),
      did(FIRST_AGENT, "record_first_name"),
      did(FIRST_AGENT, "transfer"),
      handoff,
      did("returns", "initiate_return", false),
      did("returns", "initiate_return"),
      did("returns", "initiate_return"),
      { type: "person", here: true },
    );
    expect(summary(log)).toEqual({
      agents: [FIRST_AGENT, "returns"],
      person: true,
      done: ["initiate_return"],
    });
    expect(log.entries.some((entry) => entry.kind === "action" && entry.name === "transfer")).toBe(
      false,
    );
  });

  it("of a call in which nobody answered is none", () => {
    expect(summary(after(heard("a", "caller", "Hello?")))).toBeNull();
  });
});
