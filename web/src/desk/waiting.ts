export type Urgency = "low" | "medium" | "high" | "urgent";

/** A caller who waits on the line for a person. */
export interface Waiting {
  id: string;
  /** Milliseconds since the epoch, by this machine's clock. */
  since: number;
  channel: string;
  /** Who spoke with them last. */
  agent: string;
  summary: string;
  urgency: Urgency;
  /** The caller has proven who they are. */
  identified: boolean;
}

const URGENCIES: readonly string[] = ["low", "medium", "high", "urgent"] satisfies Urgency[];

/**
 * Reads `GET /desk/waiting`, the next caller first.
 *
 * A caller keeps the time since which they were `known` to wait, so that no clock jumps.
 *
 * @param now milliseconds since the epoch.
 * @throws TypeError when it is something else.
 */
export function readWaiting(body: unknown, known: readonly Waiting[], now: number): Waiting[] {
  if (!Array.isArray(body)) throw new TypeError("The server answered something else than callers.");
  return body.map((value: unknown) => {
    const caller = value as Record<string, unknown>;
    const { id, wait_seconds: waited, channel, agent, summary, urgency, identified } = caller;
    if (
      typeof id !== "string" ||
      typeof waited !== "number" ||
      typeof channel !== "string" ||
      typeof agent !== "string" ||
      typeof summary !== "string"
    ) {
      throw new TypeError("The server answered something else than a caller who waits.");
    }
    const since = known.find((before) => before.id === id)?.since ?? now - waited * 1_000;
    const urgent = URGENCIES.includes(urgency as string) ? (urgency as Urgency) : "medium";
    return { id, since, channel, agent, summary, urgency: urgent, identified: identified === true };
  });
}
