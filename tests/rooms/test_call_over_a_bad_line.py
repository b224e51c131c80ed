"""A caller from a street, with packets lost on the way: served all the same, by keypad."""

from __future__ import annotations

import pytest

from bench.caller import run
from bench.channel.line import BAD
from tests.rooms.conftest import Running

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(400)]

GOAL = "authenticate as customer CUST-1001, ask where ORD-12345 is"


async def test_a_caller_on_a_bad_line_is_led_to_the_goal(running: Running) -> None:
    report = await run(GOAL, url=running.url, timeout=300, line=BAD)

    assert report.reached, report.as_json()
