import { useTrackToggle } from "@livekit/components-react";
import { Track } from "livekit-client";
import type { Call } from "../call/useCall";
import { HangUpIcon, KeypadIcon, MicrophoneIcon, MutedIcon } from "./icons";

interface ControlsProps {
  call: Call;
  keypadOpen: boolean;
  toggleKeypad: () => void;
}

/** Mute, keypad and hang up. */
export function Controls({ call, keypadOpen, toggleKeypad }: ControlsProps) {
  return (
    <div className="controls" role="group" aria-label="Call controls">
      <MuteButton call={call} />
      <button
        type="button"
        className="control"
        aria-expanded={keypadOpen}
        aria-controls="keypad"
        onClick={toggleKeypad}
      >
        <KeypadIcon />
        Keypad
      </button>
      <button type="button" className="control hang-up" onClick={call.hangUp}>
        <HangUpIcon />
        Hang up
      </button>
    </div>
  );
}

function MuteButton({ call }: { call: Call }) {
  const { enabled, pending, toggle } = useTrackToggle({ source: Track.Source.Microphone });
  const open = call.state.phase === "active" && call.state.microphone === "open";
  const muted = open && !enabled;
  return (
    <button
      type="button"
      className={muted ? "control on" : "control"}
      disabled={!open || pending}
      onClick={() => void toggle()}
    >
      {muted ? <MutedIcon /> : <MicrophoneIcon />}
      {muted ? "Unmute" : "Mute"}
    </button>
  );
}
