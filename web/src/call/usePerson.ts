import { type TrackReference, useParticipantTracks, useRemoteParticipants } from "@livekit/components-react";
import { Track } from "livekit-client";

/** The attribute of a participant who is one of our people (channels/voice/room.py). */
const ROLE = "role";
const PERSON = "person";

export interface Person {
  here: boolean;
  voice: TrackReference | undefined;
}

/** Whether one of our people is on the line, and their voice. */
export function usePerson(): Person {
  const person = useRemoteParticipants().find(({ attributes }) => attributes[ROLE] === PERSON);
  const [voice] = useParticipantTracks([Track.Source.Microphone], person?.identity);
  return { here: person !== undefined, voice };
}
