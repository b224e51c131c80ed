import { DisconnectReason } from "livekit-client";

/** How a call ended: by the caller, by the other side, by a lost line, or before it began. */
export type Ending =
  | { how: "hung-up" | "finished" | "lost" }
  | { how: "failed"; why: string };

export type Phase = "idle" | "connecting" | "active" | "reconnecting" | "ended";

/** Why the microphone is not heard; null when it is, or when nobody has asked for it yet. */
export type MicrophoneProblem = "refused" | "missing" | "busy" | "insecure" | "other";

export interface CallState {
  phase: Phase;
  ending: Ending | null;
  microphone: MicrophoneProblem | null;
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
  | { type: "microphone"; problem: MicrophoneProblem | null };

export const IDLE: CallState = {
  phase: "idle",
  ending: null,
  microphone: null,
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
      return { ...state, microphone: change.problem };
    case "ended":
      return {
        ...state,
        phase: "ended",
        ending: change.ending,
        microphone: null,
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
