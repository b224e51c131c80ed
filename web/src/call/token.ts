/** Where to connect, and with what. */
export interface RoomAccess {
  serverUrl: string;
  token: string;
}

/** A token that was not given; the message is a sentence for the caller. */
export class TokenError extends Error {
  override readonly name = "TokenError";
}

/** Milliseconds after which a server that does not answer counts as away. */
const PATIENCE = 10_000;

const UNAVAILABLE = "Our line is not available right now. Please try again in a moment.";

/**
 * Asks for a room of one's own, by LiveKit's standard token endpoint.
 *
 * @throws TokenError with a sentence for the caller; whatever `fetch` throws when aborted.
 */
export async function requestToken(signal: AbortSignal): Promise<RoomAccess> {
  const response = await fetch("token", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
  }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new TokenError("We cannot be reached. Please check your connection and try again.");
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 429) throw new TokenError(text(body, "detail") ?? UNAVAILABLE);
  const access = response.ok ? readAccess(body) : null;
  if (access === null) throw new TokenError(UNAVAILABLE);
  return access;
}

/** Reads LiveKit's standard answer. Null: it is something else. */
export function readAccess(body: unknown): RoomAccess | null {
  const serverUrl = text(body, "server_url");
  const token = text(body, "participant_token");
  return serverUrl === null || token === null ? null : { serverUrl, token };
}

function text(body: unknown, field: string): string | null {
  const value = (body as Record<string, unknown> | null)?.[field];
  return typeof value === "string" ? value : null;
}
