import { MediaDeviceFailure, type Room } from "livekit-client";
import type { MicrophoneProblem } from "./state";

const PROBLEMS: Record<MediaDeviceFailure, MicrophoneProblem> = {
  [MediaDeviceFailure.PermissionDenied]: "refused",
  [MediaDeviceFailure.NotFound]: "missing",
  [MediaDeviceFailure.DeviceInUse]: "busy",
  [MediaDeviceFailure.Other]: "other",
};

/** Publishes the microphone, and tells what is in the way if it cannot. */
export async function openMicrophone(room: Room): Promise<MicrophoneProblem | null> {
  if (!window.isSecureContext) return "insecure";
  try {
    await room.localParticipant.setMicrophoneEnabled(true);
    return null;
  } catch (error) {
    return problemOf(error);
  }
}

/** What an error of the browser's media devices means. */
export function problemOf(error: unknown): MicrophoneProblem {
  const failure = MediaDeviceFailure.getFailure(error);
  return failure === undefined ? "other" : PROBLEMS[failure];
}
