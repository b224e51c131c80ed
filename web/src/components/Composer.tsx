import { useRoomContext } from "@livekit/components-react";
import { type Dispatch, type FormEvent, useState } from "react";
import type { LogChange } from "../conversation/log";
import { SendIcon } from "./icons";

const CHAT_TOPIC = "lk.chat";
/** Characters; longer messages are not taken. */
const LONGEST = 1_000;

interface ComposerProps {
  disabled: boolean;
  change: Dispatch<LogChange>;
}

/** Typing instead of speaking. What could not be sent stays in the line. */
export function Composer({ disabled, change }: ComposerProps) {
  const room = useRoomContext();
  const [text, setText] = useState("");
  const [failed, setFailed] = useState(false);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const message = text.trim();
    if (disabled || message === "") return;
    try {
      const { id } = await room.localParticipant.sendText(message, { topic: CHAT_TOPIC });
      change({ type: "typed", id, text: message });
      setText("");
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };

  return (
    <form className="composer" onSubmit={(event) => void send(event)}>
      {failed && <p role="alert">Your message was not sent. Please try again.</p>}
      <input
        type="text"
        aria-label="Type instead of speaking"
        placeholder="Type instead of speaking"
        autoComplete="off"
        enterKeyHint="send"
        maxLength={LONGEST}
        disabled={disabled}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" aria-label="Send" disabled={disabled || text.trim() === ""}>
        <SendIcon />
      </button>
    </form>
  );
}
