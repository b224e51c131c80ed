import { StartAudio } from "@livekit/components-react";
import { type Dispatch, useState } from "react";
import { inProgress } from "../call/state";
import type { Call } from "../call/useCall";
import type { Log, LogChange } from "../conversation/log";
import { Afterwards } from "./Afterwards";
import { CallButton } from "./CallButton";
import { Controls } from "./Controls";
import { Keypad } from "./Keypad";
import { Line } from "./Line";
import { MicrophonePicker } from "./MicrophonePicker";
import { Problems } from "./Problems";
import { Welcome } from "./Welcome";

interface CallPanelProps {
  call: Call;
  start: () => void;
  log: Log;
  change: Dispatch<LogChange>;
}

/** Calling, who is on the line, and the controls of a call. */
export function CallPanel({ call, start, log, change }: CallPanelProps) {
  const { phase, ending, microphone } = call.state;
  return (
    <section className="panel call" aria-label="Your call">
      {inProgress(phase) ? (
        <InCall call={call} agent={log.agent} change={change} />
      ) : (
        <>
          {ending === null ? <Welcome /> : <Afterwards state={{ ...call.state, ending }} log={log} />}
          <CallButton again={ending !== null} start={start} />
        </>
      )}
      <MicrophonePicker
        named={microphone === "open"}
        picked={() => {
          if (typeof microphone === "object") call.retryMicrophone();
        }}
      />
    </section>
  );
}

interface InCallProps {
  call: Call;
  agent: string;
  change: Dispatch<LogChange>;
}

function InCall({ call, agent, change }: InCallProps) {
  const { phase } = call.state;
  const [keypadOpen, setKeypadOpen] = useState(() => matchMedia("(min-width: 60rem)").matches);
  return (
    <>
      <Line state={call.state} agent={agent} />
      <Problems call={call} />
      {phase !== "connecting" && <StartAudio className="text-button" label="Let me hear the call" />}
      <Controls
        call={call}
        keypadOpen={keypadOpen}
        toggleKeypad={() => setKeypadOpen((open) => !open)}
      />
      {keypadOpen && <Keypad disabled={phase !== "active"} change={change} />}
    </>
  );
}
