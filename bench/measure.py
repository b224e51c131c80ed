"""Runs the plan and collects what the timeline says about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles

import wiring
from agents.speaking import SessionVoice
from bench.doubles import Double
from bench.plan import MEASURED_ELSEWHERE, turns
from bench.planned import PlannedLLM
from conversations.text import Limits, open_text
from domain.context import Channel
from domain.events import ActionRun, Handoff, TimelineEvent

LIMITS = Limits(message_chars=1_000, turn_seconds=30, tool_rounds=5)


@dataclass
class Figures:
    """Milliseconds of our own time, and what went wrong.

    Attributes:
        handoffs: from the request to the next agent being active.
        actions: by name; successes only, a refusal being quicker.
        refused: actions that did not succeed, with the reason, and how often.
    """

    handoffs: list[float] = field(default_factory=list)
    actions: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def all_actions(self) -> list[float]:
        """Every action that counts."""
        return [
            ms
            for name, took in self.actions.items()
            if name not in MEASURED_ELSEWHERE
            for ms in took
        ]

    def note(self, event: TimelineEvent) -> None:
        """Takes in one event of a timeline."""
        match event:
            case Handoff():
                self.handoffs.append(event.milliseconds)
            case ActionRun(ok=True):
                self.actions[event.name].append(event.milliseconds)
            case ActionRun():
                self.refused[f"{event.name}: {event.code}"] += 1


def percentiles(took: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    cut = quantiles(took, n=20, method="inclusive") if len(took) > 1 else [took[0]] * 19
    return cut[9], cut[18]


async def run(house: wiring.House, customers: Sequence[Double], figures: Figures) -> None:
    """One conversation after another, one for each customer."""
    for customer in customers:
        await _converse(house, f"bench-{customer.phone}", customer, figures)


async def _converse(house: wiring.House, call_id: str, customer: Double, figures: Figures) -> None:
    voice = SessionVoice(ended=lambda: None)
    call = house.new_call(call_id, Channel.CHAT, voice)
    call.timeline.subscribe(figures.note)
    model = PlannedLLM()
    async with open_text(call, house.roster, voice, model, LIMITS, lambda *_: None) as talk:
        for turn in turns(customer, call.today):
            model.wanted.extend(turn.wanted)
            await talk.say(turn.words)
            model.wanted.clear()
