"""What the bench of load counts: processor time by kind of process, callers by what they met."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from livekit import rtc

from bench.load.callers import Told
from bench.load.measure import Group
from bench.load.processes import CALLERS, CALLS, HTTP, used
from bench.response.line import Line

BURNS = (
    "import sys, time\nwhile time.process_time() < 0.5: pass\nprint(flush=True)\nsys.stdin.read()"
)


def test_the_time_of_a_process_counts_for_its_kind() -> None:
    before = used()
    with subprocess.Popen(
        [sys.executable, "-c", BURNS, "server.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        took = used().since(before)
        process.communicate()
    assert took[HTTP] > 0
    assert took[CALLERS] >= 0


def test_who_is_refused_was_not_served() -> None:
    told = [Told(welcomed=1.0), Told(welcomed=2.5, refused=True), Told()]
    group = Group(told, {CALLS: 3.0, HTTP: 0.5}, lasted=10.0)
    assert [one.welcomed for one in group.served] == [1.0]
    assert [one.welcomed for one in group.refused] == [2.5]
    assert (group.cost, group.refusal_cost) == (3.0, 0.5)


async def test_a_line_on_which_nothing_comes_is_waited_for_no_longer_than_said() -> None:
    line = Line(rtc.Room())
    async with asyncio.timeout(5):
        assert await line.audible(0.0, 0.02) is None
        assert await line.silent(1.0, 0.02) is None
