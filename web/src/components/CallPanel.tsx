import { StartAudio, useVoiceAssistant } from "@livekit/components-react";
import { type Dispatch, useEffect, useRef, useState } from "react";
import { activity, clock, ended, headline, microphoneProblem, readable } from "../call/words";
import type { Call } from "../call/useCall";
import type { LogChange } from "../conversation/log";
import { CallButton } from "./CallButton";
import { Controls } from "./Controls";
import { Keypad } from "./Keypad";
import { MicrophonePicker } from "./MicrophonePicker";
import { Notice } from "./Notice";
import { Timer } from "./Timer";
import { Unanswered } from "./Unanswered";
import { Voice } from "./Voice";

const INVITATION =
  "Ask about an order, a return, or anything you are looking for. Speak, type, or use the keypad.";

interface CallPanelProps {
  call: Call;
  /** Who speaks now. */
  agent: string;
  change: Dispatch<LogChange>;
}

/** Calling, who is on the line, and the controls of a call. */
export function CallPanel({ call, agent, change }: CallPanelProps) {
  const { state } = call;
  const assistant = useVoiceAssistant();
  const [keypadOpen, setKeypadOpen] = useState(() => matchMedia("(min-width: 60rem)").matches);
  const onLine = state.phase === "active" || state.phase === "reconnecting";
  const inCall = onLine || state.phase === "connecting";

  // What was pressed is gone: the focus goes on to who is on the line, and not to a button that a
  // key still held down would press.
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (inCall) line.current?.focus();
  }, [inCall]);

  return (
    <section className="panel call" aria-label="Your call">
      {inCall ? (
        <div ref={line} className="line" tabIndex={-1}>
          <Voice state={assistant.state} track={assistant.audioTrack} />
          <div className="who">
            <h1 className="speaking">{readable(agent)}</h1>
            <p className="activity">
              {activity(state, assistant.state)}
              {state.connectedAt !== null && <Timer since={state.connectedAt} />}
            </p>
          </div>
        </div>
      ) : (
        <div className="welcome">
          <h1>{headline(state.ending)}</h1>
          <p>
            {state.ending === null ? INVITATION : ended(state.ending)}
            {state.lasted !== null && ` It lasted ${clock(state.lasted)}.`}
          </p>
        </div>
      )}

      {state.phase === "reconnecting" && (
        <Notice urgent>The connection was interrupted. Hold on, we are bringing it back.</Notice>
      )}
      {state.phase === "active" && assistant.agent === undefined && <Unanswered />}
      {onLine && typeof state.microphone === "object" && (
        <Notice urgent action={{ label: "Try again", run: call.retryMicrophone }}>
          {microphoneProblem(state.microphone.problem)}
        </Notice>
      )}
      {onLine && <StartAudio className="text-button" label="Let me hear the call" />}

      {inCall ? (
        <Controls
          call={call}
          keypadOpen={keypadOpen}
          toggleKeypad={() => setKeypadOpen((open) => !open)}
        />
      ) : (
        <CallButton again={state.phase === "ended"} start={call.start} />
      )}
      {inCall && keypadOpen && <Keypad disabled={state.phase !== "active"} change={change} />}
      <MicrophonePicker named={state.microphone === "open"} />
    </section>
  );
}
