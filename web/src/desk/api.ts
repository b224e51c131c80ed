import { type RoomAccess, readAccess, TokenError } from "../call/token";

/** Milliseconds after which a server that does not answer counts as away. */
const PATIENCE = 5_000;

/** The operator key is not accepted. */
export class WrongKey extends Error {
  override readonly name = "WrongKey";
}

/** Why the desk could not do it, as a sentence for the person who sits at it. */
export class DeskError extends Error {
  override readonly name = "DeskError";
}

const AWAY = "The desk cannot be reached. It goes on trying.";
const GONE = "Somebody else has taken this caller, or they are no longer waiting.";

/** `GET /desk/waiting`, as it came; asking keeps the desk open.
 *
 * @throws WrongKey, DeskError
 */
export async function askWaiting(key: string): Promise<unknown> {
  return (await ask(key, "GET", "waiting")).json().catch(() => {
    throw new DeskError(AWAY);
  });
}

/** `POST /desk/{id}/take`: the caller's room.
 *
 * @throws TokenError with a sentence.
 */
export async function take(key: string, id: string, signal: AbortSignal): Promise<RoomAccess> {
  try {
    const response = await ask(key, "POST", `${encodeURIComponent(id)}/take`, signal);
    const access = readAccess(await response.json());
    if (access !== null) return access;
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof DeskError) throw new TokenError(error.message);
  }
  throw new TokenError("The caller could not be taken. Please try again.");
}

/** `POST /desk/{id}/decline`: the caller is told that nobody can take them.
 *
 * @throws WrongKey, DeskError
 */
export async function decline(key: string, id: string): Promise<void> {
  await ask(key, "POST", `${encodeURIComponent(id)}/decline`);
}

async function ask(
  key: string,
  method: "GET" | "POST",
  path: string,
  signal: AbortSignal | null = null,
): Promise<Response> {
  const patience = AbortSignal.timeout(PATIENCE);
  const response = await fetch(path, {
    method,
    headers: { authorization: `Bearer ${key}` },
    signal: signal === null ? patience : AbortSignal.any([signal, patience]),
  }).catch(() => {
    throw new DeskError(AWAY);
  });
  if (response.status === 401 || response.status === 429) throw new WrongKey();
  if (response.status === 409) throw new DeskError(GONE);
  if (!response.ok) throw new DeskError(AWAY);
  return response;
}
