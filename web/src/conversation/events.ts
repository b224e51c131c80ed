/** The topic of data packets that tell what happens behind the words. */
export const EVENTS_TOPIC = "marketplace.event";

export interface Handoff {
  type: "handoff";
  from: string;
  to: string;
  reason: string;
}

export interface Action {
  type: "action";
  agent: string;
  name: string;
  ok: boolean;
  /** Milliseconds. */
  ms: number;
}

/** No line is free: the caller hears why, and the call ends. */
export interface Refused {
  type: "refused";
  reason: string;
}

export type CallEvent = Handoff | Action | Refused;

/** Reads one packet (JSON in UTF-8). Null: not an event, or one that is not shown here. */
export function readEvent(payload: Uint8Array): CallEvent | null {
  let packet: unknown;
  try {
    packet = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    return null;
  }
  if (typeof packet !== "object" || packet === null) return null;
  const { type, from, to, reason, agent, name, ok, ms } = packet as Record<string, unknown>;
  if (type === "handoff" && typeof from === "string" && typeof to === "string") {
    return { type, from, to, reason: typeof reason === "string" ? reason : "" };
  }
  if (
    type === "action" &&
    typeof agent === "string" &&
    typeof name === "string" &&
    typeof ok === "boolean"
  ) {
    return { type, agent, name, ok, ms: typeof ms === "number" ? ms : 0 };
  }
  if (type === "refused") return { type, reason: typeof reason === "string" ? reason : "" };
  return null;
}
