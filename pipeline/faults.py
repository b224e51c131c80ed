"""A provider's failure: what it is called, and where it is told: log, metrics, the call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import structlog
from livekit.agents import APIConnectionError, APIError, APIStatusError, APITimeoutError
from prometheus_client import Counter

WEBSOCKET_CLOSED = 1000
"""The codes with which a WebSocket ends begin here."""

log = structlog.get_logger(__name__)

Kind = Literal["stt", "llm", "tts"]

FAILURES = Counter(
    "provider_failures",
    "Times that a provider failed, by kind and reason.",
    ("kind", "provider", "code"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure of one provider.

    Attributes:
        kind: what it serves as.
        provider: its name, or the address of a self-hosted one.
        code: an HTTP status, `timeout`, `connection`, `broken` or `error`.
    """

    kind: Kind
    provider: str
    code: str


Told = Callable[[Fault], None]


def unheard(_: Fault) -> None:
    """For whoever need not know."""


def tell(told: Told, kind: Kind, provider: str, error: Exception) -> None:
    """Logs and counts a failure, and tells the call of it. Nothing that was said is in it."""
    fault = Fault(kind, provider, code_of(error))
    log.warning("provider_failed", kind=kind, provider=provider, code=fault.code)
    FAILURES.labels(kind, provider, fault.code).inc()
    told(fault)


def code_of(error: Exception) -> str:
    """What a failure is called: the same for each provider."""
    match _origin(error):
        case APIStatusError(status_code=status) if 400 <= status < 600:
            return str(status)
        case APITimeoutError() | TimeoutError():
            return "timeout"
        case APIConnectionError():
            return "connection"
        case APIStatusError(status_code=closed) if closed >= WEBSOCKET_CLOSED:
            return "connection"
        case APIError():
            return "broken"
        case _:
            return "error"


def worth_another_try(error: Exception) -> bool:
    """Whether the same provider may serve at once: not if it said no, nor if it kept us waiting."""
    origin = _origin(error)
    return (
        isinstance(origin, APIError)
        and origin.retryable
        and not isinstance(origin, APITimeoutError)
    )


def _origin(error: Exception) -> Exception:
    """The ElevenLabs plugin wraps a timeout, among others, into an error that says nothing."""
    return error.__cause__ if isinstance(error.__cause__, APIError) else error
