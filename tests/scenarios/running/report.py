"""What a run came to: a table by agent, and every failure explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from rich.console import Console
from rich.table import Table

from tests.scenarios.running.judge import Verdict
from tests.scenarios.running.reading import Case
from tests.scenarios.running.record import Happened


@dataclass(frozen=True)
class Run:
    """One time that a scenario was held."""

    case: Case
    happened: Happened
    failures: list[str]
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Outcome:
    """A scenario, however often it was held."""

    case: Case
    runs: Sequence[Run]

    @property
    def rate(self) -> float:
        """The share of its runs in which all went as it should, 0 to 1."""
        return mean(not run.failures for run in self.runs)


def show(console: Console, outcomes: Sequence[Outcome], described: str, enough: float) -> None:
    """Prints the failures with what was said, then the table."""
    for outcome in outcomes:
        if outcome.rate < 1:
            _explain(console, outcome)
    console.print(_table(outcomes, described, enough))
    verdicts = [(run.case, run.verdict) for o in outcomes for run in o.runs if run.verdict]
    for case, verdict in verdicts:
        if verdict.remark and min(verdict.tone, verdict.brevity) <= 3:
            console.print(f"[dim]{case}: {verdict.remark}[/]", highlight=False)


def _explain(console: Console, outcome: Outcome) -> None:
    failed = [run for run in outcome.runs if run.failures]
    title = f"{outcome.case}: {len(failed)} of {len(outcome.runs)} failed"
    lines = [(title, "bold")]
    lines += [(f"  ✗ {failure}", "red") for failure in failed[0].failures]
    lines += [(f"    {line}", "dim") for line in failed[0].happened.transcript]
    for line, style in lines:
        console.print(line, style=style, highlight=False, markup=False, soft_wrap=True)
    console.print()


def _table(outcomes: Sequence[Outcome], described: str, enough: float) -> Table:
    table = Table("agent", "scenarios", "passed", "runs", "passed", title=described)
    judges = any(run.verdict for outcome in outcomes for run in outcome.runs)
    if judges:
        table.add_column("tone")
        table.add_column("brevity")
    agents = list(dict.fromkeys(outcome.case.agent for outcome in outcomes))
    for agent in agents:
        own = [outcome for outcome in outcomes if outcome.case.agent == agent]
        table.add_row(agent, *_cells(own, enough, judges))
    if len(agents) > 1:
        table.add_section()
        table.add_row("all", *_cells(outcomes, enough, judges))
    return table


def _cells(outcomes: Sequence[Outcome], enough: float, judges: bool) -> Iterable[str]:
    runs = [run for outcome in outcomes for run in outcome.runs]
    yield str(len(outcomes))
    yield str(sum(outcome.rate >= enough for outcome in outcomes))
    yield str(len(runs))
    yield f"{mean(not run.failures for run in runs):.0%}"
    if judges:
        verdicts = [run.verdict for run in runs if run.verdict]
        yield f"{mean(v.tone for v in verdicts):.1f}" if verdicts else "–"
        yield f"{mean(v.brevity for v in verdicts):.1f}" if verdicts else "–"
