import { useCallback, useEffect, useRef, useState } from "react";
import { askWaiting, WrongKey } from "./api";
import { readWaiting, type Waiting } from "./waiting";

export interface Desk {
  /** Null until it is known. */
  callers: readonly Waiting[] | null;
  /** Why that is not known now. */
  problem: string | null;
  /** Asks at once, and not at the next tick. */
  look: () => Promise<void>;
}

/** Who waits, asked every two seconds for as long as it is shown, which keeps the desk open. */
export function useWaiting(key: string, refused: () => void): Desk {
  const [callers, setCallers] = useState<readonly Waiting[] | null>(null);
  const known = useRef<readonly Waiting[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef(false);

  const look = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    try {
      const body = await askWaiting(key);
      known.current = readWaiting(body, known.current, Date.now());
      setCallers(known.current);
      setProblem(null);
    } catch (error) {
      if (error instanceof WrongKey) refused();
      else setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      asking.current = false;
    }
  }, [key, refused]);

  useEffect(() => {
    const ticking = new Worker(new URL("./ticking.worker.ts", import.meta.url), { type: "module" });
    ticking.onmessage = () => void look();
    void look();
    return () => ticking.terminate();
  }, [look]);

  return { callers, problem, look };
}
