"""A provider's failure: what it is called, and whether the same one is worth another try."""

from __future__ import annotations

import email.utils
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal

import structlog
from livekit.agents import APIConnectionError, APIError, APIStatusError, APITimeoutError

PATIENCE = 1.0
"""Seconds that a caller is kept waiting for a provider which asks to be left alone for a while."""
PAUSE = 0.3
"""Seconds after which one that answered with an error is asked again."""
CLOSED_TO_US = frozenset({401, 402, 403, 404})
"""Statuses that another request gets as well: the key, the account or the model is wrong."""
TRANSIENT = frozenset({408, 409, 429})
"""Statuses below 500 that the same request may not get again."""
WEBSOCKET_CLOSED = 1000
"""The codes with which a WebSocket ends begin here."""

log = structlog.get_logger(__name__)

Kind = Literal["stt", "llm", "tts"]
Then = Literal["retry", "fallback", "apology", "nothing", "nobody"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure of one provider.

    Attributes:
        kind: what it serves as.
        provider: its name, or the address of a self-hosted one.
        code: an HTTP status, `timeout`, `connection`, `broken` or `error`.
        then: what follows: it is asked again; another one takes over; the caller is asked to say it
            again, since half of the answer was heard; nothing, since all of it had come; or nobody
            is left.
    """

    kind: Kind
    provider: str
    code: str
    then: Then


Told = Callable[[Fault], None]


def logged(fault: Fault) -> None:
    """Tells the log alone: where there is no conversation with a timeline."""
    log.warning("provider_failed", **asdict(fault))


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


def refuses(error: Exception) -> bool:
    """Whether whatever is asked of it will be refused."""
    origin = _origin(error)
    return isinstance(origin, APIStatusError) and origin.status_code in CLOSED_TO_US


def again_after(error: Exception, left_alone: float) -> float | None:
    """Seconds after which the same provider may be asked the same while a caller waits.

    None where another one serves sooner: it said no, it kept the caller waiting already, or it
    wants to be left alone for longer (`left_alone` seconds) than a caller has patience.
    """
    match _origin(error):
        case APITimeoutError():
            return None
        case APIStatusError(status_code=status) if 400 <= status < 500 and status not in TRANSIENT:
            return None
        case APIStatusError(status_code=status) if 400 <= status < 600:
            wait = max(PAUSE, left_alone)
            return wait if wait <= PATIENCE else None
        case APIError():
            return 0.0
        case _:
            return None


def left_alone_for(error: Exception) -> float:
    """Seconds for which a provider asks to be left alone, by `Retry-After`; 0 if it does not.

    The answer's headers hang on the error only as it is emitted: the plugins raise `from None`, and
    the streams then raise it once more.
    """
    for headers in _headers(error):
        if (value := headers.get("Retry-After")) is not None:
            return _seconds(value)
    return 0.0


def _origin(error: Exception) -> Exception:
    """The ElevenLabs plugin wraps a timeout, among others, into an error that says nothing."""
    return error.__cause__ if isinstance(error.__cause__, APIError) else error


def _headers(error: BaseException | None) -> Iterator[Mapping[str, str]]:
    while error is not None:
        headers = getattr(getattr(error, "response", error), "headers", None)
        if isinstance(headers, Mapping):
            yield headers
        error = error.__cause__ or error.__context__


def _seconds(value: str) -> float:
    """As RFC 9110 has it: a number of seconds, or a date."""
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        until = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())
