import { useEffect, useState } from "react";
import { clock } from "../call/words";

/** How long the call has lasted; `since` in milliseconds since the epoch. */
export function Timer({ since }: { since: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return (
    <span className="timer" role="timer">
      {clock(now - since)}
    </span>
  );
}
