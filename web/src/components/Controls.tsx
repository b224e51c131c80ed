import { useTrackToggle } from "@livekit/components-react";
import { Track } from "livekit-client";
import { speaking } from "../call/state";
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
      <MuteButton open={speaking(call.state)} />
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

/** Mutes the microphone, where it is `open`. */
export function MuteButton({ open }: { open: boolean }) {
  const { enabled, pending, toggle } = useTrackToggle({ source: Track.Source.Microphone });
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
