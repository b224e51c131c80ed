"""Who the embedded language model thinks is asked for: `python -m bench.understanding FILE…`.

A file holds sentences by the agent that should serve them, and within it perhaps by action; under
`none` those that are nobody's; under `two_wishes` maps of `says` and `agents`, of which either is
right. A sentence goes right, is asked about, or goes wrong; the last is worst.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

import wiring
from pipeline.embedded.language import Understanding

NONE = "none"
TWO_WISHES = "two_wishes"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and to whom it may go.

    Attributes:
        text: as said or typed.
        agents: who may serve it; `none` for nobody.
        action: what should be done, where the file says so.
    """

    text: str
    agents: tuple[str, ...]
    action: str | None = None


@dataclass(slots=True)
class Score:
    """How sentences fared: `right`, `asked` or `wrong`, and who was taken for whom."""

    by_agent: dict[str, Counter[str]] = field(default_factory=dict)
    actions: Counter[bool] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def of(self, *agents: str) -> Counter[str]:
        """The counts of these agents together."""
        return sum((self.by_agent[agent] for agent in agents), Counter())

    @property
    def served(self) -> Counter[str]:
        """The counts of all that somebody should serve."""
        return self.of(*(agent for agent in self.by_agent if agent != NONE))


def share(counts: Counter[str], outcome: str) -> float:
    """The part of the sentences that fared so, 0 to 1."""
    return counts[outcome] / counts.total() if counts.total() else 0.0


def read(file: Path) -> list[Sentence]:
    """The sentences of a file."""
    held: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    pairs = [(wish["says"], tuple(wish["agents"])) for wish in held.pop(TWO_WISHES, [])]
    single = [s for agent, said in held.items() for s in _sentences(agent, said)]
    return [*single, *(Sentence(text, agents) for text, agents in pairs)]


def _sentences(agent: str, said: Mapping[str, Iterable[str]] | Iterable[str]) -> Iterator[Sentence]:
    if isinstance(said, Mapping):
        for action, texts in said.items():
            named = None if agent == NONE else action
            yield from (Sentence(text, (agent,), named) for text in texts)
    else:
        yield from (Sentence(text, (agent,)) for text in said)


def measure(understanding: Understanding, sentences: Iterable[Sentence]) -> Score:
    """Routes every sentence, as of a caller who is identified."""
    score = Score()
    for sentence in sentences:
        wanted = sentence.agents[0] if len(sentence.agents) == 1 else TWO_WISHES
        found = understanding.route(sentence.text) or NONE
        shared = understanding.agents_of(sentence.action) if sentence.action else frozenset()
        right = found in {*sentence.agents, *shared}
        fared = "right" if right else "asked" if found == NONE else "wrong"
        score.by_agent.setdefault(wanted, Counter())[fared] += 1
        if not right:
            score.confused[wanted, found] += 1
        if sentence.action:
            score.actions[understanding.intent(sentence.text).tool == sentence.action] += 1
    return score


def main(files: list[Path]) -> int:
    """Prints a table for each file."""
    console = Console()
    settings = wiring.settings_or_stop()
    understanding = wiring.understanding(settings)
    for file in files:
        score = measure(understanding, read(file))
        table = Table("agent", "right", "asked", "wrong", "of", title=file.name)
        for agent, counts in [*score.by_agent.items(), ("all agents", score.served)]:
            shares = [f"{share(counts, fared):.0%}" for fared in ("right", "asked", "wrong")]
            table.add_row(agent, *shares, str(counts.total()))
        console.print(table)
        if score.actions:
            console.print(f"action right: {score.actions[True] / score.actions.total():.0%}")
        for (wanted, found), times in score.confused.most_common(10):
            console.print(f"  {wanted} → {found}: {times}", highlight=False)
    return 0


if __name__ == "__main__":
    named = [Path(name) for name in sys.argv[1:]]
    if not named or not all(file.is_file() for file in named):
        wiring.stop("Usage: python -m bench.understanding FILE… (as tests/understanding/*.yaml)")
    sys.exit(main(named))
