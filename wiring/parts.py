"""How one conversation hears, thinks and talks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livekit.agents import llm

from domain.events import Failed
from pipeline import builder
from pipeline.builder import VoiceParts
from pipeline.embedded.greetings import GreetingJudge
from pipeline.embedded.language import EmbeddedLLM
from pipeline.faults import Told
from pipeline.llm import language_model
from tools.call import Call
from wiring.house import House
from wiring.understood import expected


def text_model(house: House, call: Call) -> llm.LLM[Any]:
    """The language model of one written conversation."""
    return language_model(
        house.settings, lambda: EmbeddedLLM(house.understanding), text=True, told=_telling(call)
    ).made


def voice_parts(house: House, call: Call) -> VoiceParts:
    """How one call hears, thinks and talks."""
    return builder.build(
        house.settings,
        expectation=lambda: expected(house.roster, call),
        language=lambda: EmbeddedLLM(house.understanding),
        told=_telling(call),
    )


def greeting_judge(parts: VoiceParts, spoken: Callable[[], float]) -> llm.LLM[Any]:
    """What tells a person's greeting from a recorded one: the call's own model, if it can.

    `spoken` says how many seconds the greeting has lasted.
    """
    return GreetingJudge(spoken) if isinstance(parts.llm, EmbeddedLLM) else parts.llm


def _telling(call: Call) -> Told:
    """Has what fails on the timeline of a call, where the metrics and the log find it."""
    return lambda fault: call.timeline.record(
        Failed(part=fault.kind, code=fault.code, provider=fault.provider, then=fault.then)
    )
