import { useVoiceAssistant } from "@livekit/components-react";
import { useEffect, useRef } from "react";
import type { CallState } from "../call/state";
import { usePerson } from "../call/usePerson";
import { activity, HOUSE, LINES_BUSY, readable } from "../call/words";
import { Timer } from "./Timer";
import { Voice } from "./Voice";

interface LineProps {
  state: CallState;
  /** Which agent speaks now. */
  agent: string;
}

/** Who is on the line, and what they do. Takes the focus from what was pressed. */
export function Line({ state, agent }: LineProps) {
  const assistant = useVoiceAssistant();
  const person = usePerson();
  const talking = person.here || state.refused;
  const ringing =
    !talking && (state.phase === "connecting" || assistant.state === "connecting");

  // Not to a button, that a key still held down would press.
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => line.current?.focus(), []);

  return (
    <div ref={line} className="line" data-ringing={ringing} tabIndex={-1}>
      <Voice
        state={talking ? "speaking" : assistant.state}
        track={person.here ? person.voice : assistant.audioTrack}
      />
      <div className="who">
        <h1 className="speaking">{state.refused ? LINES_BUSY : onLine(agent, person.here, ringing)}</h1>
        <p className="activity">
          {person.here ? "On the line with you" : activity(state, assistant.state)}
          {state.connectedAt !== null && <Timer since={state.connectedAt} />}
        </p>
      </div>
    </div>
  );
}

function onLine(agent: string, person: boolean, ringing: boolean): string {
  if (person) return "A person";
  return ringing ? HOUSE : readable(agent);
}
