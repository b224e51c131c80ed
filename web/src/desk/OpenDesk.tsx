import { RoomAudioRenderer, RoomContext } from "@livekit/components-react";
import { useCallback, useEffect, useState } from "react";
import { inProgress } from "../call/state";
import { useCall } from "../call/useCall";
import { MicrophonePicker } from "../components/MicrophonePicker";
import { Notice } from "../components/Notice";
import { decline, take, WrongKey } from "./api";
import { useRinging } from "./useRinging";
import { useWaiting } from "./useWaiting";
import { Taken } from "./Taken";
import { Free } from "./Free";
import type { Waiting } from "./waiting";
import { WaitingList } from "./WaitingList";

interface OpenDeskProps {
  operatorKey: string;
  /** The key is not accepted. */
  refused: () => void;
  close: () => void;
}

/** Who waits, and the caller who was taken. */
export function OpenDesk({ operatorKey, refused, close }: OpenDeskProps) {
  const call = useCall();
  const [taken, setTaken] = useState<Waiting | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const busy = inProgress(call.state.phase);

  // A call that goes on outlives its key.
  const [locked, setLocked] = useState(false);
  const lock = useCallback(() => setLocked(true), []);
  useEffect(() => {
    if (locked && !busy) refused();
  }, [locked, busy, refused]);

  const { callers, problem, look } = useWaiting(operatorKey, lock);
  useRinging(callers, busy);

  const takeCaller = (caller: Waiting) => {
    setTrouble(null);
    setTaken(caller);
    call.start(async (signal) => {
      try {
        return await take(operatorKey, caller.id, signal);
      } finally {
        void look();
      }
    });
  };
  const declineCaller = ({ id }: Waiting) => {
    setTrouble(null);
    decline(operatorKey, id)
      .catch((error: unknown) => {
        if (error instanceof WrongKey) lock();
        else setTrouble(error instanceof Error ? error.message : String(error));
      })
      .finally(() => void look());
  };

  return (
    <RoomContext.Provider value={call.room}>
      <RoomAudioRenderer />
      <main className="desk seat">
        <section className="panel call" aria-label="Your call">
          {busy && taken !== null ? (
            <Taken call={call} caller={taken} />
          ) : (
            <Free state={call.state} close={close} />
          )}
          <MicrophonePicker
            named={call.state.microphone === "open"}
            picked={() => {
              if (typeof call.state.microphone === "object") call.retryMicrophone();
            }}
          />
        </section>
        <section className="panel queue" aria-labelledby="queue-title">
          <h2 id="queue-title">Waiting{callers !== null && ` (${callers.length})`}</h2>
          {problem !== null && <Notice urgent>{problem}</Notice>}
          {trouble !== null && <Notice urgent>{trouble}</Notice>}
          {callers !== null && (
            <WaitingList callers={callers} busy={busy} take={takeCaller} decline={declineCaller} />
          )}
        </section>
      </main>
    </RoomContext.Provider>
  );
}
