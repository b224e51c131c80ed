import { DisconnectReason } from "livekit-client";

/**
 * How a call ended: by the caller, by the other side, with no line free for it, by a lost line, or
 * before it began.
 */
export type Ending =
  | { how: "hung-up" | "finished" | "refused" | "lost" }
  | { how: "failed"; why: string };

export type Phase = "idle" | "connecting" | "active" | "reconnecting" | "ended";

/** Whether there is a call to hang up. */
export function inProgress(phase: Phase): boolean {
  return phase !== "idle" && phase !== "ended";
}

/** Whether the caller can be heard, unless they mute themselves. */
export function speaking({ phase, microphone }: CallState): boolean {
  return phase === "active" && microphone === "open";
}

/** Why the microphone cannot be heard. */
export type MicrophoneProblem =
  | "refused"
  | "missing"
  | "busy"
  | "insecure"
  | "silent"
  | "unplugged"
  | "other";

/** `closed` until the browser has answered. An open one may be muted. */
export type Microphone = "closed" | "open" | { problem: MicrophoneProblem };

export interface CallState {
  phase: Phase;
  ending: Ending | null;
  microphone: Microphone;
  /** Whether all lines are busy, and the call is only told so. */
  refused: boolean;
  /** Milliseconds since the epoch. */
  connectedAt: number | null;
  /** Milliseconds; known once a call that was connected has ended. */
  lasted: number | null;
}

export type CallChange =
  | { type: "dialled" }
  | { type: "connected"; at: number }
  | { type: "reconnecting" }
  | { type: "reconnected" }
  | { type: "refused" }
  | { type: "ended"; ending: Ending; at: number }
  | { type: "microphone"; microphone: Microphone };

const REFUSED: Ending = { how: "refused" };

export const IDLE: CallState = {
  phase: "idle",
  ending: null,
  microphone: "closed",
  refused: false,
  connectedAt: null,
  lasted: null,
};

/** The state after a change. A change that comes too late, after the end, changes nothing. */
export function changed(state: CallState, change: CallChange): CallState {
  if (change.type === "dialled") return { ...IDLE, phase: "connecting" };
  if (state.phase === "idle" || state.phase === "ended") return state;
  switch (change.type) {
    case "connected":
      return { ...state, phase: "active", connectedAt: change.at };
    case "reconnecting":
      return { ...state, phase: "reconnecting" };
    case "reconnected":
      return { ...state, phase: "active" };
    case "refused":
      return { ...state, refused: true };
    case "microphone":
      return { ...state, microphone: change.microphone };
    case "ended":
      return {
        ...state,
        phase: "ended",
        ending: state.refused && change.ending.how === "finished" ? REFUSED : change.ending,
        microphone: "closed",
        lasted: state.connectedAt === null ? null : change.at - state.connectedAt,
      };
  }
}

/** What a disconnection means for the caller. */
export function endingOf(reason: DisconnectReason | undefined): Ending {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return { how: "hung-up" };
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
    case DisconnectReason.PARTICIPANT_REMOVED:
      return { how: "finished" };
    default:
      return { how: "lost" };
  }
}
