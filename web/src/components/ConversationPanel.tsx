import { type Dispatch, useEffect, useRef } from "react";
import type { Phase } from "../call/state";
import type { Log, LogChange } from "../conversation/log";
import { Composer } from "./Composer";
import { LogEntry } from "./LogEntry";

/** Pixels from the end within which the log counts as being read at its end. */
const AT_END = 80;

const QUESTIONS = [
  "Where is my order?",
  "I want to send something back.",
  "Does this graphics card fit my power supply?",
  "I would like to talk to a person.",
];

interface ConversationPanelProps {
  phase: Phase;
  log: Log;
  change: Dispatch<LogChange>;
}

/** What both sides say and what is done meanwhile, and a line to type in. */
export function ConversationPanel({ phase, log, change }: ConversationPanelProps) {
  return (
    <section className="panel conversation" aria-labelledby="conversation-title">
      <h2 id="conversation-title">Conversation</h2>
      {log.entries.length === 0 ? <Beginning phase={phase} /> : <Entries log={log} />}
      <Composer disabled={phase !== "active"} change={change} />
    </section>
  );
}

function Beginning({ phase }: { phase: Phase }) {
  if (phase === "connecting" || phase === "active") {
    return <p className="beginning">What is said will appear here.</p>;
  }
  return (
    <div className="beginning">
      <p>People ask us things like</p>
      <ul>
        {QUESTIONS.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </div>
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
      {log.entries.map((entry) => (
        <LogEntry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}
