import { useEffect, useRef } from "react";
import type { Waiting } from "./waiting";

const TITLE = "Desk";
/** Hertz, one after the other. */
const TONES = [660, 880];
/** Seconds of each. */
const LENGTH = 0.18;

/** Rings once for each caller who comes, unless somebody is spoken with, and counts in the title. */
export function useRinging(callers: readonly Waiting[] | null, busy: boolean): void {
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (callers === null) return;
    document.title = callers.length === 0 ? TITLE : `(${callers.length}) ${TITLE}`;
    if (!busy && callers.some(({ id }) => !known.current.has(id))) ring();
    known.current = new Set(callers.map(({ id }) => id));
  }, [callers, busy]);
  useEffect(
    () => () => {
      document.title = TITLE;
    },
    [],
  );
}

function ring(): void {
  // After a reload browsers keep a page silent until something is pressed.
  if (!navigator.userActivation.hasBeenActive) return;
  const context = new AudioContext();
  const volume = new GainNode(context, { gain: 0.08 });
  volume.connect(context.destination);
  const tones = TONES.map((frequency, place) => {
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(volume);
    tone.start(place * LENGTH);
    tone.stop((place + 1) * LENGTH);
    return tone;
  });
  const last = tones.at(-1);
  if (last) last.onended = () => void context.close();
}
