import { afterEach, describe, expect, it, vi } from "vitest";
import { TokenError } from "../src/call/token";
import { askWaiting, decline, DeskError, take, WrongKey } from "../src/desk/api";
import { readWaiting } from "../src/desk/waiting";

const caller = {
  id: "TKT-1",
  since: "2026-11-21T10:00:00Z",
  wait_seconds: 30,
  channel: "voice",
  agent: "human",
  summary: "The bed broke.",
  position: 1,
  urgency: "high",
  identified: true,
};

describe("who waits", () => {
  it("is read, with the time by this machine's clock", () => {
    expect(readWaiting([caller], [], 100_000)).toEqual([
      {
        id: "TKT-1",
        since: 70_000,
        channel: "voice",
        agent: "human",
        summary: "The bed broke.",
        urgency: "high",
        identified: true,
      },
    ]);
  });

  it("keeps the time since which they wait", () => {
    const known = readWaiting([caller], [], 100_000);
    const later = { ...caller, wait_seconds: 31 };
    expect(readWaiting([later], known, 102_000)[0]?.since).toBe(70_000);
  });

  it("counts as not identified, and as no more urgent than others, where nothing is said", () => {
    const { urgency: _urgency, identified: _identified, ...plain } = caller;
    expect(readWaiting([plain], [], 0)[0]).toMatchObject({ urgency: "medium", identified: false });
  });

  it.each([[null], [{}], [[{ id: 5 }]]])("is nothing else: %j", (body) => {
    expect(() => readWaiting(body, [], 0)).toThrow(TypeError);
  });
});

describe("the desk's requests", () => {
  afterEach(() => vi.unstubAllGlobals());

  const answering = (status: number, body: unknown = {}) => {
    const fetched = vi.fn(async () => new Response(JSON.stringify(body), { status }));
    vi.stubGlobal("fetch", fetched);
    return fetched;
  };
  const taken = () => take("key", "TKT/1", new AbortController().signal);

  it("carry the key, and name the caller", async () => {
    const fetched = answering(200, { server_url: "ws://livekit", participant_token: "abc" });
    expect(await taken()).toEqual({ serverUrl: "ws://livekit", token: "abc" });
    expect(fetched).toHaveBeenCalledWith(
      "TKT%2F1/take",
      expect.objectContaining({ method: "POST", headers: { authorization: "Bearer key" } }),
    );
  });

  it.each([401, 429])("%d asks for another key", async (status) => {
    answering(status);
    await expect(askWaiting("key")).rejects.toBeInstanceOf(WrongKey);
    await expect(decline("key", "TKT-1")).rejects.toBeInstanceOf(WrongKey);
  });

  it("tells of a caller whom somebody else has", async () => {
    answering(409, { detail: "words for the caller" });
    await expect(taken()).rejects.toThrow("Somebody else");
    await expect(taken()).rejects.toBeInstanceOf(TokenError);
  });

  it("tells of a server that is away", async () => {
    answering(503);
    await expect(askWaiting("key")).rejects.toBeInstanceOf(DeskError);
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(decline("key", "TKT-1")).rejects.toBeInstanceOf(DeskError);
    await expect(taken()).rejects.toThrow("cannot be reached");
  });

  it("are not happy with any answer", async () => {
    answering(200, { server_url: "ws://livekit" });
    await expect(taken()).rejects.toThrow("could not be taken");
  });
});
