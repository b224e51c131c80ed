import type { AgentState } from "@livekit/components-react";
import type { CallState, Ending, MicrophoneProblem } from "./state";

/** Who is called. */
export const HOUSE = "TAWK.TO Marketplace";

/** A name of the roster or of a tool as people read it: `order_tracking` is "Order tracking". */
export function readable(name: string): string {
  const words = name.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A length of time on a clock: 75,000 ms is "1:15". */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** What goes on in the call, in a word or two. */
export function activity(call: CallState, agent: AgentState): string {
  if (call.refused && call.phase === "active") return "Please listen";
  switch (call.phase) {
    case "idle":
      return "Ready when you are";
    case "connecting":
      return "Calling";
    case "reconnecting":
      return "Reconnecting";
    case "ended":
      return "Call ended";
    case "active":
      break;
  }
  switch (agent) {
    case "speaking":
      return "Speaking";
    case "thinking":
      return "Looking into it";
    case "listening":
    case "idle":
      return "Listening";
    default:
      return "Ringing";
  }
}

export const LINES_BUSY = "All lines are busy";

/** What stands above the call button. */
export function headline(ending: Ending | null): string {
  switch (ending?.how) {
    case undefined:
      return "How can we help?";
    case "failed":
      return "Not connected";
    case "lost":
      return "Connection lost";
    case "refused":
      return LINES_BUSY;
    default:
      return "Call ended";
  }
}

/** How the call ended, as a sentence. */
export function ended(ending: Ending): string {
  switch (ending.how) {
    case "hung-up":
      return "You ended the call.";
    case "finished":
      return "The call has ended. Thank you for calling.";
    case "refused":
      return "We are sorry. If you left your number, we will call you back; or call again in a few minutes.";
    case "lost":
      return "Your call was cut off. Please call again.";
    case "failed":
      return ending.why;
  }
}

/** Why the microphone is not heard and what to do about it. */
export function microphoneProblem(problem: MicrophoneProblem): string {
  switch (problem) {
    case "refused":
      return "Your browser does not let this page use the microphone. Allow it in the address bar, then try again.";
    case "missing":
      return "No microphone was found. Connect one, then try again.";
    case "busy":
      return "Another program is using your microphone. Close it, then try again.";
    case "insecure":
      return "Browsers give the microphone to secure pages only (https).";
    case "silent":
      return "Your microphone is silent. Is it switched off, or should another one be picked?";
    case "unplugged":
      return "Your microphone is gone. Connect it or pick another one, then try again.";
    case "other":
      return "Your microphone could not be started.";
  }
}
