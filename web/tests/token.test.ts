import { afterEach, expect, it, vi } from "vitest";
import { requestToken, TokenError } from "../src/call/token";

afterEach(() => vi.unstubAllGlobals());

const answering = (status: number, body: unknown) =>
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(body), { status }));
const ask = () => requestToken(new AbortController().signal);

it("reads LiveKit's standard answer", async () => {
  answering(201, { server_url: "ws://livekit", participant_token: "abc" });
  expect(await ask()).toEqual({ serverUrl: "ws://livekit", token: "abc" });
});

it("passes on what it is told when it asked too often", async () => {
  answering(429, { detail: "Please try again in 12 seconds." });
  await expect(ask()).rejects.toThrow("12 seconds");
});

it.each([
  [500, { detail: "Traceback" }],
  [422, { detail: [{ msg: "wrong" }] }],
  [200, {}],
  [200, null],
])("says so in its own words otherwise: %d %j", async (status, body) => {
  answering(status, body);
  const failure = await ask().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(TokenError);
  expect(String(failure)).not.toContain("Traceback");
});

it("tells a caller who is offline from one who hung up", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(ask()).rejects.toBeInstanceOf(TokenError);
  const controller = new AbortController();
  controller.abort();
  await expect(requestToken(controller.signal)).rejects.not.toBeInstanceOf(TokenError);
});
