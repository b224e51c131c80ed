"""A worker is stopped while it holds a call."""

from __future__ import annotations

import asyncio

import pytest

from channels.voice.ending import over
from conversations.timeline import ConversationTimeline
from domain.events import Ended


async def test_a_call_that_outlasts_its_worker_has_an_end() -> None:
    timeline = ConversationTimeline("call-1")
    call = asyncio.create_task(over(asyncio.Event(), timeline))
    await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert [event.reason for event in timeline.events if isinstance(event, Ended)] == ["stopped"]


async def test_one_that_is_over_is_left_to_say_how() -> None:
    timeline, closed = ConversationTimeline("call-1"), asyncio.Event()
    closed.set()
    await over(closed, timeline)
    assert timeline.events == []
