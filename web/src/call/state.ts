import { DisconnectReason } from "livekit-client";

/** How a call ended: by the caller, by the other side, by a lost line, or before it began. */
export type Ending =
  | { how: "hung-up" | "finished" | "lost" }
  | { how: "failed"; why: string };

export type Phase = "idle" | "connecting" | "active" | "reconnecting" | "ended";

/** Why the microphone cannot be heard. */
export type MicrophoneProblem = "refused" | "missing" | "busy" | "insecure" | "other";

/** `closed` until the browser has answered. An open one may be muted. */
export type Microphone = "closed" | "open" | { problem: MicrophoneProblem };

export interface CallState {
  phase: Phase;
  ending: Ending | null;
  microphone: Microphone;
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
  | { type: "ended"; ending: Ending; at: number }
  | { type: "microphone"; microphone: Microphone };

export const IDLE: CallState = {
  phase: "idle",
  ending: null,
  microphone: "closed",
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
    case "microphone":
      return { ...state, microphone: change.microphone };
    case "ended":
      return {
        ...state,
        phase: "ended",
        ending: change.ending,
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
