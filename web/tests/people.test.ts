import { ParticipantKind } from "livekit-client";
import { expect, it } from "vitest";
import { isCaller, isPerson } from "../src/call/people";

const { AGENT, SIP, STANDARD } = ParticipantKind;
const ringing = { role: "person", "sip.callStatus": "ringing" };

it.each([
  ["at the desk", STANDARD, { role: "person" }, true, false],
  ["whose telephone rings", SIP, ringing, false, false],
  ["on the telephone", SIP, { ...ringing, "sip.callStatus": "active" }, true, false],
  ["who calls by page", STANDARD, {}, false, true],
  ["who calls by telephone", SIP, { "sip.callStatus": "active" }, false, true],
  ["that is an agent", AGENT, {}, false, false],
])("somebody %s", (_who, kind, attributes, person, caller) => {
  expect(isPerson({ kind, attributes })).toBe(person);
  expect(isCaller({ kind, attributes })).toBe(caller);
});
