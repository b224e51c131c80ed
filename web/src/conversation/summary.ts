import { FIRST_AGENT, type Log } from "./log";

/** What is left of a call once it is over. */
export interface Summary {
  /** Who spoke with the caller, in order, each once. */
  agents: readonly string[];
  person: boolean;
  /** What was done for the caller, in order, each once. Finding out who calls is not part of it. */
  done: readonly string[];
}

/** Sums up a conversation. Null: nobody said anything. */
export function summary({ entries }: Log): Summary | null {
  if (!entries.some((entry) => entry.kind === "speech" && entry.from === "agent")) return null;
  const agents = new Set([FIRST_AGENT]);
  const done = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === "handoff") agents.add(entry.to);
    if (entry.kind === "action" && entry.ok && entry.agent !== FIRST_AGENT) done.add(entry.name);
  }
  return {
    agents: [...agents],
    person: entries.some((entry) => entry.kind === "person"),
    done: [...done],
  };
}
