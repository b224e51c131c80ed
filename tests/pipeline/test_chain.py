"""Who is asked first, who after a failure, and when the same one again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from livekit import rtc
from livekit.agents import APIConnectionError, APIError, APIStatusError, APITimeoutError

from pipeline.chain import REST, Chain
from pipeline.faults import PATIENCE, PAUSE, Fault, again_after, code_of, left_alone_for

REFUSED = APIStatusError("no", status_code=401)
CUT = APIConnectionError("gone")


class Part(rtc.EventEmitter[str]):
    """What a chain needs of one."""

    def __init__(self, provider: str) -> None:
        super().__init__()
        self.provider = provider

    def fails(self, error: Exception) -> Exception:
        """As a stream does, which then raises it."""
        self.emit("error", Emitted(error))
        return error


@dataclass
class Emitted:
    error: Exception


ONE, OTHER = Part("one"), Part("other")


class Clock:
    """Seconds, as a test wants them."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def limited(retry_after: str | None) -> APIStatusError:
    """As the OpenAI plugin leaves a rate limit behind."""
    headers = {} if retry_after is None else {"retry-after": retry_after}
    request = httpx.Request("POST", "http://provider")
    error = APIStatusError("slow down", status_code=429)
    response = httpx.Response(429, headers=headers, request=request)
    error.__context__ = httpx.HTTPStatusError("429", request=request, response=response)
    return error


def chain(told: list[Fault], clock: Clock) -> Chain:
    return Chain("llm", [ONE, OTHER], told.append, clock)


def test_one_that_failed_rests_and_is_asked_again_once_it_has_rested() -> None:
    clock, told = Clock(), list[Fault]()
    both = chain(told, clock)
    assert both.failed(0, APITimeoutError(), again=True, others=True) is None
    assert both.order() == [1, 0]
    clock.now = REST
    assert both.order() == [0, 1]
    assert told == [Fault("llm", "one", "timeout", "fallback")]


def test_one_that_refuses_us_is_the_last_to_be_asked() -> None:
    clock = Clock()
    both = chain([], clock)
    both.failed(0, REFUSED, again=True, others=True)
    both.failed(1, CUT, again=False, others=False)
    clock.now = 1e9
    assert both.order() == [1, 0]


def test_a_rate_limit_lasts_as_long_as_it_says() -> None:
    clock = Clock()
    both = chain([], clock)
    assert both.failed(0, ONE.fails(limited("60")), again=True, others=True) is None
    clock.now = 59
    assert both.first == 1
    clock.now = 60
    assert both.first == 0


async def test_each_is_asked_twice_until_nobody_is_left() -> None:
    told: list[Fault] = []
    asked: list[int] = []

    async def ask(who: int) -> None:
        asked.append(who)
        raise CUT

    with pytest.raises(APIConnectionError) as nobody:
        await chain(told, Clock()).serve(ask)
    assert not nobody.value.retryable
    assert asked == [0, 0, 1, 1]
    assert [fault.then for fault in told] == ["retry", "fallback", "retry", "nobody"]


@pytest.mark.parametrize(
    ("error", "code", "after"),
    [
        (REFUSED, "401", None),
        (APIStatusError("what?", status_code=400), "400", None),
        (limited(None), "429", PAUSE),
        (limited("1"), "429", PATIENCE),
        (limited("2"), "429", None),
        (APIStatusError("oops", status_code=503), "503", PAUSE),
        (CUT, "connection", 0.0),
        (APIStatusError("closed", status_code=1006), "connection", 0.0),
        (APITimeoutError(), "timeout", None),
        (APIError("garbage"), "broken", 0.0),
        (ValueError("ours"), "error", None),
    ],
)
def test_what_a_failure_is_called_and_when_the_same_one_is_asked_again(
    error: Exception, code: str, after: float | None
) -> None:
    assert code_of(error) == code
    assert again_after(error, left_alone_for(error)) == after


@pytest.mark.parametrize(("said", "seconds"), [("7", 7), ("1.5", 1.5), ("-3", 0), ("soon", 0)])
def test_a_rate_limit_says_when_it_ends_in_seconds(said: str, seconds: float) -> None:
    assert left_alone_for(limited(said)) == seconds


@pytest.mark.parametrize(("hours", "seconds"), [(1, 3600), (-1, 0)])
def test_a_rate_limit_says_when_it_ends_by_a_date(hours: int, seconds: float) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    assert math.isclose(left_alone_for(limited(date)), seconds, abs_tol=60)
