"""What happened in a conversation: in order as one would read it, and sorted as it is checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from domain.events import ActionRun, ApprovalRequested, Failed, Handoff, TimelineEvent
from tests.scenarios.running.records import Records
from tools.call import Call

CUSTOMER = "customer"


@dataclass(frozen=True)
class Done:
    """An action that was asked for, and what came of it."""

    name: str
    arguments: dict[str, Any]
    came_to: str
    """`done`, `proposed`, `waits for a colleague`, or the code of a refusal."""


@dataclass
class Happened:
    """One scenario as it went."""

    transcript: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    """Agent and words, as the customer read or heard them."""
    agents: list[str] = field(default_factory=list)
    """Who had the word, in order."""
    actions: list[Done] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    """What broke, or was left without an answer."""
    customers: set[str] = field(default_factory=set)
    """Who was identified."""
    ended: bool = False
    records: Records | None = None

    def customer_says(self, words: str) -> None:
        """A turn of the customer."""
        self.transcript.append(f"{CUSTOMER} › {words}")

    def shown(self, agent: str, words: str) -> None:
        """Something that the customer reads or hears."""
        self.speaks(agent)
        self.said.append((agent, words))
        self.transcript.append(f"{agent} › {words}")

    def speaks(self, agent: str) -> None:
        """An agent has the word."""
        if agent and self.agents[-1:] != [agent]:
            self.agents.append(agent)

    def happens(self, event: TimelineEvent, call: Call) -> None:
        """Something behind the words, told as it happens."""
        match event:
            case Handoff(transfer=transfer):
                self.speaks(transfer.to_agent)
                self.transcript.append(f"  ⇄ {transfer.from_agent} → {transfer.to_agent}")
            case ApprovalRequested():
                self.actions.append(Done(event.name, {}, WAITS))
            case ActionRun():
                done = Done(event.name, dict(event.arguments), self._came_to(event, call))
                self.actions.append(done)
                given = ", ".join(f"{name}={value}" for name, value in done.arguments.items())
                self.transcript.append(f"  ⚙ {done.name}({given}): {done.came_to}")
            case Failed():
                self.troubles.append(f"{event.part} failed: {event.code}")

    def of(self, came_to: str) -> Iterable[str]:
        """The names of the actions that came to this, in order."""
        return [done.name for done in self.actions if done.came_to == came_to]

    @property
    def told(self) -> str:
        """All that the customer read or heard, in one piece."""
        return "\n".join(words for _, words in self.said)

    def _came_to(self, event: ActionRun, call: Call) -> str:
        if not event.ok:
            return event.code or "failed"
        proposal = call.state.proposal
        turn = call.state.turn.number
        if proposal is not None and (proposal.action, proposal.turn) == (event.name, turn):
            return PROPOSED
        waiting = [done for done in self.actions if done.came_to == WAITS]
        if waiting and self.actions[-1] is waiting[-1] and waiting[-1].name == event.name:
            return ASKED
        return DONE


DONE, PROPOSED, WAITS, ASKED = "done", "proposed", "waits for a colleague", "a colleague was asked"
