import { type Dispatch, useEffect, useRef } from "react";
import { inProgress, type Phase } from "../call/state";
import type { Log, LogChange } from "../conversation/log";
import { Composer } from "./Composer";
import { Invitation } from "./Invitation";
import { LogEntry } from "./LogEntry";

/** Pixels from the end within which the log counts as being read at its end. */
const AT_END = 80;

interface ConversationPanelProps {
  phase: Phase;
  log: Log;
  change: Dispatch<LogChange>;
}

/** What both sides say and what is done meanwhile, and a line to type in. */
export function ConversationPanel({ phase, log, change }: ConversationPanelProps) {
  if (!inProgress(phase) && log.entries.length === 0) return <Invitation />;
  return (
    <section className="panel conversation" aria-labelledby="conversation-title">
      <h2 id="conversation-title">Conversation</h2>
      {log.entries.length === 0 ? (
        <p className="beginning">What is said will appear here.</p>
      ) : (
        <Entries log={log} />
      )}
      {inProgress(phase) && <Composer disabled={phase !== "active"} change={change} />}
    </section>
  );
}

function Entries({ log }: { log: Log }) {
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (atEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [log]);
  return (
    <ol
      ref={list}
      className="entries"
      tabIndex={0}
      aria-labelledby="conversation-title"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < AT_END;
      }}
    >
      {log.entries.map((entry, index) => (
        <LogEntry key={entry.id} entry={entry} before={log.entries[index - 1]} />
      ))}
    </ol>
  );
}
