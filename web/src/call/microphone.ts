import { MediaDeviceFailure, type Room } from "livekit-client";
import type { Microphone, MicrophoneProblem } from "./state";

const PROBLEMS: Record<MediaDeviceFailure, MicrophoneProblem> = {
  [MediaDeviceFailure.PermissionDenied]: "refused",
  [MediaDeviceFailure.NotFound]: "missing",
  [MediaDeviceFailure.DeviceInUse]: "busy",
  [MediaDeviceFailure.Other]: "other",
};

/** Publishes the microphone: open, or what is in the way. */
export async function openMicrophone(room: Room): Promise<Microphone> {
  if (!window.isSecureContext) return { problem: "insecure" };
  try {
    await room.localParticipant.setMicrophoneEnabled(true);
    return "open";
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** What an error of the browser's media devices means. */
export function problemOf(error: unknown): MicrophoneProblem {
  const failure = MediaDeviceFailure.getFailure(error);
  return failure === undefined ? "other" : PROBLEMS[failure];
}
