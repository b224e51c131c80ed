import { useRoomContext } from "@livekit/components-react";
import { type Dispatch, type KeyboardEvent, useEffect, useState } from "react";
import type { LogChange } from "../conversation/log";
import { dtmfCode, isKey, type Key, KEYS } from "../keypad/dtmf";

const HINTS: Partial<Record<Key, string>> = { "*": "clear", "#": "done", "0": "person" };

/** Milliseconds without a key after which an entry is taken as it is (channels/voice/keypad.py). */
const ENTRY_AFTER = 4_000;
/** Digits that fit the display. */
const SHOWN = 12;

interface KeypadProps {
  disabled: boolean;
  change: Dispatch<LogChange>;
}

/** The keys of a telephone. With the focus on any of them, those of the keyboard work too. */
export function Keypad({ disabled, change }: KeypadProps) {
  const room = useRoomContext();
  const [entry, setEntry] = useState("");

  useEffect(() => {
    const waiting = setTimeout(() => setEntry(""), ENTRY_AFTER);
    return () => clearTimeout(waiting);
  }, [entry]);

  const press = (key: Key) => {
    if (disabled) return;
    setEntry((digits) => (key === "*" || key === "#" ? "" : digits + key).slice(-SHOWN));
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
      <p className="entry">{entry || <span className="hint">End an entry with #</span>}</p>
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
