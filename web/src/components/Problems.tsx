import { useVoiceAssistant } from "@livekit/components-react";
import type { Call } from "../call/useCall";
import { usePerson } from "../call/usePerson";
import { MicrophoneNotice } from "./MicrophoneNotice";
import { Notice } from "./Notice";
import { Unanswered } from "./Unanswered";

/** What stands in the way of a call that goes on, and what can be done about it. */
export function Problems({ call }: { call: Call }) {
  const { state } = call;
  const { agent } = useVoiceAssistant();
  const person = usePerson();
  const connected = state.phase === "active" || state.phase === "reconnecting";
  if (!connected) return null;
  return (
    <>
      {state.phase === "reconnecting" && (
        <Notice urgent>The connection was interrupted. Hold on, we are bringing it back.</Notice>
      )}
      {state.refused && (
        <Notice urgent>
          We are sorry: everybody is on another call. Stay for a moment to hear how we can call you
          back, or call again in a few minutes.
        </Notice>
      )}
      {state.phase === "active" && !agent && !person.here && !state.refused && <Unanswered />}
      <MicrophoneNotice call={call} instead="You can still type and use the keypad." />
    </>
  );
}
