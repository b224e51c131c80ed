import { useEffect, useState } from "react";
import type { CallState } from "../call/state";
import type { Call } from "../call/useCall";
import { ended, LINES_BUSY, readable } from "../call/words";
import type { Entry, Log } from "../conversation/log";

/** Milliseconds without change after which lines count as complete. */
const SETTLED = 900;
/** Lines kept for being read out; those before have been. */
const KEPT = 6;

interface AnnouncerProps {
  call: Call;
  log: Log;
}

/**
 * Tells a screen reader what others see.
 *
 * Lines grow word by word while they are heard, so only complete ones are told.
 */
export function Announcer({ call, log }: AnnouncerProps) {
  return (
    <>
      <div className="unseen" role="status">
        {progress(call.state)}
      </div>
      <div className="unseen" role="log" aria-live="polite" aria-label="Latest in the conversation">
        <Latest key={call.number} entries={log.entries} />
      </div>
    </>
  );
}

function Latest({ entries }: { entries: readonly Entry[] }) {
  return useSettled(entries)
    .slice(-KEPT)
    .map((entry) => <p key={entry.id}>{told(entry)}</p>);
}

function useSettled(entries: readonly Entry[]): readonly Entry[] {
  const [settled, setSettled] = useState(entries);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(entries), SETTLED);
    return () => clearTimeout(waiting);
  }, [entries]);
  return settled;
}

function progress(call: CallState): string {
  switch (call.phase) {
    case "idle":
      return "";
    case "connecting":
      return "Connecting your call.";
    case "active":
      return call.refused ? LINES_BUSY : "Connected.";
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
    case "person":
      return entry.here ? "A person has joined the call." : "The person has left the call.";
    case "action":
      return `${readable(entry.name)}: ${entry.ok ? "done" : "not done"}.`;
  }
}
