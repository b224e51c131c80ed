import { readable } from "../call/words";
import type { Entry } from "../conversation/log";
import { DoneIcon, HandoffIcon, KeypadIcon, PersonIcon, RefusedIcon } from "./icons";

interface LogEntryProps {
  entry: Entry;
  /** The one above it: who goes on speaking is not named again. */
  before: Entry | undefined;
}

/** One line of the log. */
export function LogEntry({ entry, before }: LogEntryProps) {
  switch (entry.kind) {
    case "speech":
      return (
        <li className={`speech ${entry.from}`}>
          <Speaker entry={entry} before={before} />
          <p>{entry.text}</p>
        </li>
      );
    case "keys":
      return (
        <li className="speech caller keyed">
          <Speaker entry={entry} before={before} />
          <p>
            <KeypadIcon />
            <span aria-hidden="true">{"•".repeat(Math.min(entry.count, 12))}</span>
            <span className="unseen">{keyed(entry.count)}</span>
          </p>
        </li>
      );
    case "handoff":
      return (
        <li className="event handoff">
          <HandoffIcon />
          <p>
            {readable(entry.from)} hands over to <b>{readable(entry.to)}</b>
            {entry.reason && <small>{entry.reason}</small>}
          </p>
        </li>
      );
    case "person":
      return (
        <li className="event handoff">
          <PersonIcon />
          <p>{entry.here ? <b>A person has joined the call</b> : "The person has left the call"}</p>
        </li>
      );
    case "action":
      return (
        <li className={entry.ok ? "event action" : "event action refused"}>
          {entry.ok ? <DoneIcon /> : <RefusedIcon />}
          <p>
            {readable(entry.name)}
            <small>
              {entry.ok ? "done" : "not done"} in {duration(entry.ms)}
            </small>
          </p>
        </li>
      );
  }
}

function Speaker({ entry, before }: LogEntryProps) {
  const name = speaker(entry);
  const goesOn = before !== undefined && speaker(before) === name;
  return <span className={goesOn ? "unseen" : "speaker"}>{name}</span>;
}

function speaker(entry: Entry): string | null {
  if (entry.kind === "keys") return "You";
  if (entry.kind !== "speech") return null;
  return entry.from === "caller" ? "You" : readable(entry.agent);
}

function keyed(count: number): string {
  return count === 1 ? "One key pressed" : `${count} keys pressed`;
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
