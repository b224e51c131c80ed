import { useEffect, useState } from "react";
import { readable } from "../call/words";
import { Timer } from "../components/Timer";
import type { Waiting } from "./waiting";

interface WaitingListProps {
  callers: readonly Waiting[];
  /** Whether somebody else is spoken with. */
  busy: boolean;
  take: (caller: Waiting) => void;
  decline: (caller: Waiting) => void;
}

/** Who waits, the next one first. */
export function WaitingList({ callers, busy, take, decline }: WaitingListProps) {
  return (
    <>
      <div className="unseen" role="status">
        {waiting(callers.length)}
      </div>
      {callers.length === 0 ? (
        <p className="nobody">Nobody is waiting.</p>
      ) : (
        <ol className="callers">
          {callers.map((caller) => (
            <Caller key={caller.id} caller={caller} busy={busy} take={take} decline={decline} />
          ))}
        </ol>
      )}
    </>
  );
}

interface CallerProps extends Omit<WaitingListProps, "callers"> {
  caller: Waiting;
}

function Caller({ caller, busy, take, decline }: CallerProps) {
  const [declined, setDeclined] = useState(false);
  useEffect(() => {
    // It is still there: it could not be declined, or it asked again.
    const waiting = setTimeout(() => setDeclined(false), 4_000);
    return () => clearTimeout(waiting);
  }, [declined]);
  const summary = `caller-${caller.id}`;
  return (
    <li>
      <p className="marks">
        {(caller.urgency === "high" || caller.urgency === "urgent") && (
          <b className="mark urgent">{readable(caller.urgency)}</b>
        )}
        <span className="mark">{caller.identified ? "Identified" : "Not identified"}</span>
        <span className="mark">{readable(caller.channel)}</span>
        <span className="mark">{readable(caller.agent)}</span>
        <span className="waited">
          waits <Timer since={caller.since} />
        </span>
      </p>
      <p id={summary} className="about">
        {caller.summary}
      </p>
      <p className="choices">
        <button
          type="button"
          className="main-button"
          aria-describedby={summary}
          disabled={busy}
          onClick={() => take(caller)}
        >
          Take the call
        </button>
        <button
          type="button"
          className="text-button"
          aria-describedby={summary}
          disabled={declined}
          onClick={() => {
            setDeclined(true);
            decline(caller);
          }}
        >
          Decline
        </button>
      </p>
    </li>
  );
}

function waiting(count: number): string {
  if (count === 0) return "Nobody is waiting.";
  return count === 1 ? "One caller is waiting." : `${count} callers are waiting.`;
}
