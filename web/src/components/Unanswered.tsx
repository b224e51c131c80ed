import { useEffect, useState } from "react";
import { Notice } from "./Notice";

/** Milliseconds without anybody on the other side, at first or later on, after which the caller is told. */
const PATIENCE = 6_000;

/** Says that nobody is on the line, once that has lasted. */
export function Unanswered() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const waiting = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(waiting);
  }, []);
  if (!late) return null;
  return (
    <Notice>
      Nobody is on the line right now. Please hold on for a moment, or hang up and call again.
    </Notice>
  );
}
