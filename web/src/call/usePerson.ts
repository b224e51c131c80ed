import { type TrackReference, useParticipantTracks, useRemoteParticipants } from "@livekit/components-react";
import { Track } from "livekit-client";
import { isPerson } from "./people";

export interface Person {
  here: boolean;
  voice: TrackReference | undefined;
}

/** Whether one of our people is on the line, and their voice. */
export function usePerson(): Person {
  const person = useRemoteParticipants().find(isPerson);
  const [voice] = useParticipantTracks([Track.Source.Microphone], person?.identity);
  return { here: person !== undefined, voice };
}
