import type { ReactNode } from "react";
import type { CallState, Ending } from "../call/state";
import { clock, ended, headline, readable } from "../call/words";
import { summary } from "../conversation/summary";
import type { Log } from "../conversation/log";

interface AfterwardsProps {
  state: CallState & { ending: Ending };
  log: Log;
}

/** How a call ended, and what came of it. */
export function Afterwards({ state, log }: AfterwardsProps) {
  const left = state.ending.how === "refused" ? null : summary(log);
  return (
    <div className="welcome">
      <h1>{headline(state.ending)}</h1>
      <p>{ended(state.ending)}</p>
      {left !== null && state.lasted !== null && (
        <dl className="summary" aria-label="Summary of the call">
          <Fact name="Lasted">{clock(state.lasted)}</Fact>
          <Fact name="You spoke with">
            {[...left.agents.map(readable), ...(left.person ? ["A person"] : [])].join(", ")}
          </Fact>
          {left.done.length > 0 && (
            <Fact name="Done for you">{left.done.map(readable).join(", ")}</Fact>
          )}
        </dl>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
