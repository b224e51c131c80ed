"""Which language model decides what to say and do. One object a session: they keep its metrics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livekit.agents import llm

from config import Settings
from pipeline.faults import Told, logged
from pipeline.minds import Minds
from pipeline.part import Part
from pipeline.profile import Cloud, Embedded, SelfHosted, thinking


def language_model(
    settings: Settings,
    embedded: Callable[[], llm.LLM[Any]],
    *,
    text: bool = False,
    told: Told = logged,
) -> Part[llm.LLM[Any]]:
    """The model that the settings choose, with the embedded one behind any other.

    Args:
        settings: the settings in force.
        embedded: makes the embedded model for this session.
        text: for a text channel, which may use another model and wait longer.
        told: is told of every failure.
    """
    match thinking(settings, text=text):
        case Cloud() as cloud:
            model = _openai(settings, cloud.model, cloud.key, None)
            described = f"language model: OpenAI {cloud.model}"
        case SelfHosted() as endpoint:
            model = _openai(settings, endpoint.model, endpoint.key, endpoint.url)
            described = f"language model: {endpoint.model} at {endpoint.host}"
        case Embedded():
            return Part(embedded(), "language model: embedded")
    patience = settings.stream_timeout_ms / 1000
    timeout = patience if text else min(patience, settings.llm_timeout)
    minds = Minds([model, embedded()], timeout=timeout, told=told)
    return Part(minds, f"{described}, then embedded")


def _openai(settings: Settings, model: str, key: str, url: str | None) -> llm.LLM[Any]:
    from livekit.agents.types import NOT_GIVEN
    from livekit.plugins import openai

    return openai.LLM(
        model=model,
        api_key=key,
        base_url=url or NOT_GIVEN,
        temperature=settings.agent_temperature,
        max_completion_tokens=settings.agent_max_tokens,
        # Two handoffs in one response cancel each other and leave silence.
        parallel_tool_calls=False,
    )
