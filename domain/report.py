"""What a call comes to at its end: figures and names only, nothing that was said."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Stage = Literal["transcript", "end_of_turn", "first_token", "first_audio", "response"]
"""A part of the wait for an answer, in seconds.

`transcript` and `end_of_turn` are counted from the end of the caller's speech, `first_token` from
the request to the language model, `first_audio` from the first text handed to the voice, and
`response`, the wait that the caller notices, from the end of their speech (or from what they typed
or keyed) to the first sound or word of ours.
"""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Spread(_Part):
    """How a figure was distributed; percentiles are values that did occur."""

    count: int
    p50: float
    p95: float


class HandedOver(_Part):
    """One handoff."""

    source: str
    target: str
    milliseconds: float


class ActionTally(_Part):
    """What came of all the times that one action was asked for."""

    name: str
    succeeded: int = 0
    failed: dict[str, int] = {}
    """How often, by the code of the refusal."""
    milliseconds: float = 0.0
    """All in all."""


class ModelUse(_Part):
    """What one model of one provider was used for."""

    part: Literal["stt", "llm", "tts"]
    provider: str
    model: str
    input_tokens: int = 0
    cached_tokens: int = 0
    """Of the input tokens."""
    output_tokens: int = 0
    characters: int = 0
    """That were spoken."""
    audio_seconds: float = 0.0
    """That were heard or made."""


class Failure(_Part):
    """What broke, and how often."""

    part: str
    code: str
    provider: str | None = None
    """Whose failure it was, where it was a provider's."""
    then: str | None = None
    """What followed a provider's failure, as in `domain.events.Failed`."""
    count: int
