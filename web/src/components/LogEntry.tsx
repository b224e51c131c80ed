import { readable } from "../call/words";
import type { Entry } from "../conversation/log";
import { DoneIcon, HandoffIcon, KeypadIcon, RefusedIcon } from "./icons";

/** One line of the log. */
export function LogEntry({ entry }: { entry: Entry }) {
  switch (entry.kind) {
    case "speech":
      return (
        <li className={`speech ${entry.from}`}>
          <span className="speaker">
            {entry.from === "caller" ? "You" : readable(entry.agent)}
          </span>
          <p>{entry.text}</p>
        </li>
      );
    case "keys":
      return (
        <li className="speech caller keyed">
          <span className="speaker">You</span>
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

function keyed(count: number): string {
  return count === 1 ? "One key pressed" : `${count} keys pressed`;
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
