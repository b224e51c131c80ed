const QUESTIONS = [
  "Where is my order?",
  "I want to send something back.",
  "Does this graphics card fit my power supply?",
  "I would like to talk to a person.",
];

const WAYS = [
  ["Speak", "as you would on the telephone. Interrupt whenever you like."],
  ["Type", "where you cannot speak, at any time in the call."],
  ["Press keys", "for numbers and dates, so that nobody overhears them."],
] as const;

/** What can be asked and how, until there is a conversation to be read. */
export function Invitation() {
  return (
    <section className="invitation" aria-labelledby="invitation-title">
      <h2 id="invitation-title">People ask us things like</h2>
      <ul className="questions">
        {QUESTIONS.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      <dl className="ways">
        {WAYS.map(([way, how]) => (
          <div key={way}>
            <dt>{way}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
