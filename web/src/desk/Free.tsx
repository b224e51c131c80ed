import { useEffect, useRef } from "react";
import type { CallState, Ending } from "../call/state";
import { clock } from "../call/words";

interface FreeProps {
  /** Of the caller who was taken last. */
  state: CallState;
  close: () => void;
}

/** The desk while no caller is taken, and how the last one went. */
export function Free({ state: { ending, lasted }, close }: FreeProps) {
  // The button that ended a call is gone: the focus goes on to what came of it.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (ending !== null) heading.current?.focus();
  }, [ending]);
  return (
    <div className="welcome">
      <h1 ref={heading} tabIndex={-1}>
        {ending === null ? "The desk is open" : outcome(ending)}
      </h1>
      <p role={ending?.how === "failed" ? "alert" : undefined}>
        {ending === null ? WAITING : then(ending)}
        {lasted !== null && ` You spoke for ${clock(lasted)}.`}
      </p>
      <button type="button" className="text-button" onClick={close}>
        Close the desk
      </button>
    </div>
  );
}

const WAITING =
  "Callers who ask for a person appear here, and are told that somebody is there, as long as this page is open.";

function outcome({ how }: Ending): string {
  switch (how) {
    case "hung-up":
      return "You left the call";
    case "failed":
      return "Not connected";
    case "lost":
      return "Connection lost";
    case "finished":
    case "refused":
      return "The caller has gone";
  }
}

function then(ending: Ending): string {
  switch (ending.how) {
    case "hung-up":
      return "The caller no longer hears you.";
    case "failed":
      return ending.why;
    case "lost":
      return "The caller no longer hears you. They may ask for a person again.";
    case "finished":
    case "refused":
      return "The call is over.";
  }
}
