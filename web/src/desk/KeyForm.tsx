import { type FormEvent, useState } from "react";

interface KeyFormProps {
  /** Whether the last key was not accepted. */
  refused: boolean;
  open: (key: string) => void;
}

/** Asks for the operator key. */
export function KeyForm({ refused, open }: KeyFormProps) {
  const [key, setKey] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== "") open(key.trim());
  };
  return (
    <main className="key-form">
      <form className="panel" onSubmit={submit}>
        <h1>Open the desk</h1>
        <p id="key-help">
          Callers who ask for a person wait here until somebody takes them. The key is one of
          OPERATOR_KEYS; it is kept until this tab is closed.
        </p>
        <div className="field">
          <label htmlFor="key">Operator key</label>
          <input
            id="key"
            type="password"
            autoComplete="current-password"
            autoFocus
            required
            aria-describedby="key-help"
            aria-invalid={refused}
            value={key}
            onChange={({ target }) => setKey(target.value)}
          />
        </div>
        {refused && (
          <p role="alert" className="wrong">
            This key was not accepted.
          </p>
        )}
        <button type="submit" className="main-button">
          Open the desk
        </button>
      </form>
    </main>
  );
}
