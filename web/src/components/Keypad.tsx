import { useRoomContext } from "@livekit/components-react";
import { type Dispatch, type KeyboardEvent, useState } from "react";
import type { LogChange } from "../conversation/log";
import { dtmfCode, isKey, type Key, KEYS } from "../keypad/dtmf";

const HINTS: Partial<Record<Key, string>> = { "*": "clear", "#": "done", "0": "person" };

interface KeypadProps {
  disabled: boolean;
  change: Dispatch<LogChange>;
}

/** The keys of a telephone. With the focus on any of them, those of the keyboard work too. */
export function Keypad({ disabled, change }: KeypadProps) {
  const room = useRoomContext();
  const [entry, setEntry] = useState("");

  const press = (key: Key) => {
    if (disabled) return;
    setEntry((digits) => (key === "*" || key === "#" ? "" : digits + key).slice(-12));
    change({ type: "key", digit: key });
    void room.localParticipant.publishDtmf(dtmfCode(key), key);
  };
  const typed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isKey(event.key)) return;
    event.preventDefault();
    press(event.key);
  };

  return (
    <div id="keypad" className="keypad" role="group" aria-label="Keypad" onKeyDown={typed}>
      <output className="entry" aria-label="Digits keyed in">
        {entry || <span className="hint">Keys end with #</span>}
      </output>
      <div className="keys">
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            className="key"
            disabled={disabled}
            onClick={() => press(key)}
          >
            {key} {HINTS[key] && <small>{HINTS[key]}</small>}
          </button>
        ))}
      </div>
    </div>
  );
}
