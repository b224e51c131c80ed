"""What is put down during a conversation for the report at its end."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from livekit.agents.metrics import (
    LLMMetrics,
    LLMModelUsage,
    ModelUsageCollector,
    STTMetrics,
    STTModelUsage,
    TTSMetrics,
    TTSModelUsage,
)

from domain.context import Channel
from domain.events import (
    ActionRun,
    Answered,
    CallReport,
    Ended,
    Failed,
    Handoff,
    Message,
    PersonStep,
    Started,
    TimelineEvent,
)
from domain.report import ActionTally, Failure, HandedOver, ModelUse, Spread, Stage

PLACES = 3
"""Decimals of seconds in a report."""


class Draft:
    """A report as far as the conversation has come.

    Args:
        channel: the way in that it came by.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._began: datetime | None = None
        self._turns = 0
        self._agents: dict[str, None] = {}
        self._handoffs: list[HandedOver] = []
        self._actions: dict[str, list[ActionRun]] = defaultdict(list)
        self._waits: dict[Stage, list[float]] = defaultdict(list)
        self._failures: Counter[Failure] = Counter()
        self._person: list[str] = []
        self._usage = ModelUsageCollector()

    def happened(self, event: TimelineEvent) -> None:
        """Takes in an event of the timeline."""
        match event:
            case Started(at=at):
                self._began = at
            case Message(role="user"):
                self._turns += 1
            case Message(agent=agent):
                self._agents.setdefault(agent)
            case Answered(seconds=seconds):
                for stage, waited in seconds.items():
                    self._waits[stage].append(waited)
            case Handoff(transfer=transfer, milliseconds=ms):
                self._handoffs.append(
                    HandedOver(
                        source=transfer.from_agent,
                        target=transfer.to_agent,
                        milliseconds=round(ms, 1),
                    )
                )
            case ActionRun():
                self._actions[event.name].append(event)
            case PersonStep(step=step):
                self._person.append(step)
            case Failed():
                one = Failure(
                    part=event.part,
                    code=event.code,
                    provider=event.provider,
                    then=event.then,
                    count=1,
                )
                self._failures[one] += 1

    def used(self, measured: LLMMetrics | STTMetrics | TTSMetrics) -> None:
        """Takes in what a part used."""
        self._usage.collect(measured)

    def report(self, ended: Ended) -> CallReport:
        """The report, now that it has ended."""
        began = self._began or ended.at
        return CallReport(
            at=ended.at,
            channel=self._channel,
            reason=ended.reason,
            seconds=round((ended.at - began).total_seconds(), PLACES),
            turns=self._turns,
            agents=tuple(self._agents),
            handoffs=tuple(self._handoffs),
            actions=tuple(_tally(name, runs) for name, runs in self._actions.items()),
            latencies={stage: spread(waits) for stage, waits in self._waits.items()},
            models=tuple(_uses(self._usage)),
            failures=tuple(
                one.model_copy(update={"count": count}) for one, count in self._failures.items()
            ),
            person=tuple(self._person),
        )


def spread(values: Sequence[float]) -> Spread:
    """How some figures, at least one, are distributed; percentiles by nearest rank."""
    ordered = sorted(values)

    def at(share: float) -> float:
        return round(ordered[math.ceil(share * len(ordered)) - 1], PLACES)

    return Spread(count=len(ordered), p50=at(0.5), p95=at(0.95))


def _tally(name: str, runs: Sequence[ActionRun]) -> ActionTally:
    return ActionTally(
        name=name,
        succeeded=sum(run.ok for run in runs),
        failed=dict(Counter(run.code or "failed" for run in runs if not run.ok)),
        milliseconds=round(sum(run.milliseconds for run in runs), 1),
    )


def _uses(usage: ModelUsageCollector) -> list[ModelUse]:
    uses: list[ModelUse] = []
    for one in usage.flatten():
        part: Literal["stt", "llm", "tts"]
        match one:
            case LLMModelUsage():
                part, characters, audio, cached = "llm", 0, 0.0, one.input_cached_tokens
            case STTModelUsage():
                part, characters, audio, cached = "stt", 0, one.audio_duration, 0
            case TTSModelUsage():
                part, characters, audio, cached = "tts", one.characters_count, one.audio_duration, 0
            case _:
                continue
        uses.append(
            ModelUse(
                part=part,
                provider=one.provider,
                model=one.model,
                input_tokens=one.input_tokens,
                cached_tokens=cached,
                output_tokens=one.output_tokens,
                characters=characters,
                audio_seconds=round(audio, 1),
            )
        )
    return uses
