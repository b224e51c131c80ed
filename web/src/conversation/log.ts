import type { CallEvent } from "./events";

/** Who answers first; handoffs tell of all others. */
export const FIRST_AGENT = "authentication";

/** Who says that all lines are busy. */
const REFUSER = "marketplace";
const TRANSFER = "transfer";

export type Entry = { id: string } & (
  | { kind: "speech"; from: "caller" | "agent"; agent: string; text: string; typed: boolean }
  | { kind: "keys"; count: number; finished: boolean }
  | { kind: "handoff"; from: string; to: string; reason: string }
  | { kind: "person"; here: boolean }
  | { kind: "action"; agent: string; name: string; ok: boolean; ms: number }
);

/** What was said and done in a call, in the order in which it began. */
export interface Log {
  /** Which agent speaks now, unless a person does. */
  agent: string;
  /** Whether a person is on the line. */
  person: boolean;
  entries: readonly Entry[];
}

/** What was heard so far of one stretch of speech; the id stays while the text grows. */
export interface Transcript {
  id: string;
  from: "caller" | "agent";
  text: string;
}

export type LogChange =
  | { type: "started" }
  | { type: "transcripts"; transcripts: readonly Transcript[] }
  | { type: "typed"; id: string; text: string }
  | { type: "key"; digit: string }
  | { type: "person"; here: boolean }
  | { type: "event"; event: CallEvent };

export const EMPTY: Log = { agent: FIRST_AGENT, person: false, entries: [] };

/** The log after a change; the same object where nothing changed. */
export function logged(log: Log, change: LogChange): Log {
  switch (change.type) {
    case "started":
      return EMPTY;
    case "transcripts":
      return change.transcripts.reduce(transcribed, log);
    case "typed":
      return added(log, {
        id: change.id,
        kind: "speech",
        from: "caller",
        agent: log.agent,
        text: change.text,
        typed: true,
      });
    case "key":
      return keyed(log, change.digit);
    case "person":
      return attended(log, change.here);
    case "event":
      return happened(log, change.event);
  }
}

function added(log: Log, entry: Entry): Log {
  return { ...log, entries: [...log.entries, entry] };
}

function replaced(log: Log, index: number, entry: Entry): Log {
  return { ...log, entries: log.entries.with(index, entry) };
}

function transcribed(log: Log, { id, from, text }: Transcript): Log {
  const index = log.entries.findLastIndex((entry) => entry.id === id);
  const known = log.entries[index];
  if (known === undefined) {
    if (text.trim() === "") return log;
    return added(log, { id, kind: "speech", from, agent: log.agent, text, typed: false });
  }
  if (known.kind !== "speech" || known.text === text) return log;
  return replaced(log, index, { ...known, text });
}

/** Only how many keys there were is kept: they may be a date of birth or a card. */
function keyed(log: Log, digit: string): Log {
  const index = log.entries.length - 1;
  const last = log.entries[index];
  if (last?.kind !== "keys" || last.finished) {
    if (digit === "*" || digit === "#") return log;
    return added(log, { id: `keys-${index + 1}`, kind: "keys", count: 1, finished: false });
  }
  if (digit === "*") return { ...log, entries: log.entries.slice(0, -1) };
  if (digit === "#") return replaced(log, index, { ...last, finished: true });
  return replaced(log, index, { ...last, count: last.count + 1 });
}

function attended(log: Log, here: boolean): Log {
  if (here === log.person) return log;
  return { ...added(log, { id: `person-${log.entries.length}`, kind: "person", here }), person: here };
}

function happened(log: Log, event: CallEvent): Log {
  const id = `event-${log.entries.length}`;
  switch (event.type) {
    case "handoff": {
      const { from, to, reason } = event;
      return { ...added(log, { id, kind: "handoff", from, to, reason }), agent: to };
    }
    case "action": {
      const { agent, name, ok, ms } = event;
      // Told by the handoff that comes of it.
      if (name === TRANSFER && ok) return log;
      return added(log, { id, kind: "action", agent, name, ok, ms });
    }
    case "refused":
      return { ...log, agent: REFUSER };
  }
}
