import { useEffect, useState } from "react";
import type { CallState } from "../call/state";
import { ended, readable } from "../call/words";
import type { Entry, Log } from "../conversation/log";

/** Milliseconds without change after which a line counts as complete. */
const SETTLED = 900;

interface AnnouncerProps {
  call: CallState;
  log: Log;
}

/**
 * Tells a screen reader what others see.
 *
 * Lines grow word by word while they are heard, so only complete ones are told, and one at a time.
 */
export function Announcer({ call, log }: AnnouncerProps) {
  const last = log.entries.at(-1);
  const line = useSettled(last === undefined ? "" : told(last));
  return (
    <>
      <div className="unseen" role="status">
        {progress(call)}
      </div>
      <div className="unseen" role="log" aria-live="polite" aria-label="Latest in the conversation">
        <p key={last?.id}>{line}</p>
      </div>
    </>
  );
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(text), SETTLED);
    return () => clearTimeout(waiting);
  }, [text]);
  return settled;
}

function progress(call: CallState): string {
  switch (call.phase) {
    case "idle":
      return "";
    case "connecting":
      return "Connecting your call.";
    case "active":
      return "Connected.";
    case "reconnecting":
      return "Connection interrupted.";
    case "ended":
      return call.ending === null ? "" : ended(call.ending);
  }
}

function told(entry: Entry): string {
  switch (entry.kind) {
    case "speech":
      return `${entry.from === "caller" ? "You" : readable(entry.agent)}: ${entry.text}`;
    case "keys":
      return "";
    case "handoff":
      return `Now with ${readable(entry.to)}.`;
    case "action":
      return `${readable(entry.name)}: ${entry.ok ? "done" : "not done"}.`;
  }
}
