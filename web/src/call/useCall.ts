import { Room, RoomEvent } from "livekit-client";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { openMicrophone } from "./microphone";
import { type CallChange, type CallState, IDLE, changed, endingOf } from "./state";
import { type RoomAccess, TokenError } from "./token";
import { watch } from "./watching";

/** Milliseconds after which an interrupted call is over: the server has given the caller up by then. */
const LOST_AFTER = 20_000;

const UNREACHABLE = "The call could not be connected. Please try again in a moment.";

/** Asks for a room; refused with a `TokenError`. */
export type Ask = (signal: AbortSignal) => Promise<RoomAccess>;

export interface Call {
  state: CallState;
  /** The room of this call, of the last one, or of the one that comes next. */
  room: Room;
  /** How many calls were started: each is fed from its own room. */
  number: number;
  start: (ask: Ask) => void;
  hangUp: () => void;
  retryMicrophone: () => void;
}

/** One call at a time, each in a room of its own. */
export function useCall(): Call {
  const [state, dispatch] = useReducer(changed, IDLE);
  const [room, setRoom] = useState(() => new Room());
  const [number, setNumber] = useState(0);
  const dialling = useRef<AbortController | null>(null);

  const start = useCallback((ask: Ask) => {
    dialling.current?.abort();
    const controller = new AbortController();
    dialling.current = controller;
    const next = roomLike(room);
    setRoom(next);
    setNumber((calls) => calls + 1);
    dispatch({ type: "dialled" });
    void connect(next, ask, controller.signal, (change) => {
      if (dialling.current === controller) dispatch(change);
    });
  }, [room]);

  const hangUp = useCallback(() => {
    dispatch({ type: "ended", ending: { how: "hung-up" }, at: Date.now() });
    dialling.current?.abort();
    void room.disconnect();
  }, [room]);

  const retryMicrophone = useCallback(() => {
    void openMicrophone(room).then((microphone) => dispatch({ type: "microphone", microphone }));
  }, [room]);

  useEffect(() => () => void room.disconnect(), [room]);

  useEffect(() => {
    if (state.phase !== "reconnecting") return;
    const waiting = setTimeout(() => {
      dispatch({ type: "ended", ending: { how: "lost" }, at: Date.now() });
      void room.disconnect();
    }, LOST_AFTER);
    return () => clearTimeout(waiting);
  }, [state.phase, room]);

  return { state, room, number, start, hangUp, retryMicrophone };
}

async function connect(
  room: Room,
  ask: Ask,
  signal: AbortSignal,
  tell: (change: CallChange) => void,
): Promise<void> {
  watch(room, tell);
  try {
    const { serverUrl, token } = await ask(signal);
    signal.throwIfAborted();
    await room.connect(serverUrl, token);
  } catch (error) {
    const why = error instanceof TokenError ? error.message : UNREACHABLE;
    tell({ type: "ended", ending: { how: "failed", why }, at: Date.now() });
    return;
  }
  // Only from here on: a failed connection is told as a disconnection first, without its reason.
  room.on(RoomEvent.Disconnected, (reason) =>
    tell({ type: "ended", ending: endingOf(reason), at: Date.now() }),
  );
  tell({ type: "connected", at: Date.now() });
  // Asked for last: the greeting need not wait for the browser's question.
  tell({ type: "microphone", microphone: await openMicrophone(room) });
}

/** A fresh room that keeps the chosen microphone. */
function roomLike(room: Room): Room {
  const deviceId = room.getActiveDevice("audioinput");
  return new Room(deviceId === undefined ? {} : { audioCaptureDefaults: { deviceId } });
}
