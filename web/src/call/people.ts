import { type Participant, ParticipantKind } from "livekit-client";

/** The attribute of a participant who is one of our people (channels/voice/room.py). */
const ROLE = "role";
const PERSON = "person";
const STATUS = "sip.callStatus";
const ANSWERED = "active";

type Somebody = Pick<Participant, "kind" | "attributes">;

/** One of our people, who has come; by telephone they are in the room while it still rings. */
export function isPerson({ kind, attributes }: Somebody): boolean {
  return attributes[ROLE] === PERSON && (kind !== ParticipantKind.SIP || attributes[STATUS] === ANSWERED);
}

/** Whoever called. */
export function isCaller({ kind, attributes }: Somebody): boolean {
  return kind !== ParticipantKind.AGENT && attributes[ROLE] !== PERSON;
}
