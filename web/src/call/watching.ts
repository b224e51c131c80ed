import {
  LocalAudioTrack,
  type LocalTrackPublication,
  type Room,
  RoomEvent,
  Track,
  type TrackPublication,
} from "livekit-client";
import { EVENTS_TOPIC, readEvent } from "../conversation/events";
import type { CallChange } from "./state";

/** Each takes a fifth of a second; one alone may fall between two noises. */
const SILENT_CHECKS = 10;

/** Tells what becomes of a connection, of the microphone, and whether the call is refused. */
export function watch(room: Room, tell: (change: CallChange) => void): void {
  room
    .on(RoomEvent.SignalReconnecting, () => tell({ type: "reconnecting" }))
    .on(RoomEvent.Reconnecting, () => tell({ type: "reconnecting" }))
    .on(RoomEvent.Reconnected, () => tell({ type: "reconnected" }))
    .on(RoomEvent.LocalAudioSilenceDetected, ({ audioTrack }) => {
      void staysSilent(audioTrack).then((silent) => {
        if (silent) tell({ type: "microphone", microphone: { problem: "silent" } });
      });
    })
    // One that was taken away is muted by the client, once no other one could replace it.
    .on(RoomEvent.TrackMuted, (publication, participant) => {
      if (!participant.isLocal || !hasEnded(publication)) return;
      tell({ type: "microphone", microphone: { problem: "unplugged" } });
    })
    .on(RoomEvent.DataReceived, (payload, _participant, _kind, topic) => {
      if (topic === EVENTS_TOPIC && readEvent(payload)?.type === "refused") {
        tell({ type: "refused" });
      }
    });
}

/** Whether not the least noise comes from a microphone that is not muted. */
async function staysSilent(track: LocalTrackPublication["audioTrack"]): Promise<boolean> {
  if (!(track instanceof LocalAudioTrack)) return false;
  for (let check = 0; check < SILENT_CHECKS; check += 1) {
    if (!(await track.checkForSilence()) || track.isMuted) return false;
  }
  return true;
}

function hasEnded({ source, track }: TrackPublication): boolean {
  return (
    source === Track.Source.Microphone && track?.mediaStreamTrack.readyState === "ended"
  );
}
