"""A call in which nobody is left to hear, think or speak: an apology, and a call-back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence

import structlog
from livekit import rtc
from livekit.agents import ErrorEvent

from agents.phrases import played
from agents.session import CallSession
from domain.errors import Refusal, Unavailable
from domain.events import Failed
from tools.call import Call

log = structlog.get_logger(__name__)

Apology = Callable[[bool], tuple[str, Sequence[rtc.AudioFrame]]]
"""The words and their sound, by whether somebody will call back."""
TOPIC = "Our side stopped working in the middle of a call."
ARRANGED_WITHIN = 5.0
"""Seconds for arranging the call-back."""


class Breakdown:
    """Watches one session for a part that nobody is left to stand in for.

    Args:
        session: of the call.
        apology: made beforehand, since there may be no voice to make it now.
    """

    def __init__(self, session: CallSession, apology: Apology) -> None:
        self._session = session
        self._apology = apology
        self._ending: asyncio.Task[None] | None = None
        session.on("error", self._failed)

    def _failed(self, event: ErrorEvent) -> None:
        if event.error.recoverable or self._ending is not None:
            return
        log.error("call_broke_down", part=event.error.type)
        part = event.error.type.removesuffix("_error")
        self._session.userdata.timeline.record(Failed(part=part, code="nobody_left"))
        self._ending = asyncio.create_task(self._end())

    async def _end(self) -> None:
        session, call = self._session, self._session.userdata
        await call.people.until_gone()  # the two of them need none of our parts
        text, frames = await asyncio.to_thread(self._apology, await _call_back(call))
        with contextlib.suppress(RuntimeError):  # it may have ended already
            await session.interrupt(force=True)
            await session.say(text, audio=played(frames), allow_interruptions=False)
            call.end("broke down")


async def _call_back(call: Call) -> bool:
    """Has a person call the customer; whether that could be arranged."""
    if not call.customer.authenticated and call.calling_line is None:
        return False
    number = None if call.customer.authenticated else call.calling_line
    support = call.acting(f"{call.id}:breakdown").services.support
    try:
        async with asyncio.timeout(ARRANGED_WITHIN):
            await support.request_callback(TOPIC, phone_number=number)
    except (Refusal, Unavailable, TimeoutError) as error:
        log.error("call_back_not_arranged", reason=type(error).__name__)  # noqa: TRY400
        return False
    return True
