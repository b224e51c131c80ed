"""What the bench of load counts: processor time by kind of process, callers by what they met."""

from __future__ import annotations

import subprocess
import sys

from bench.load.callers import Told
from bench.load.measure import Group
from bench.load.processes import CALLERS, HTTP, used

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
        cores = used().cores_since(before)
        process.communicate()
    assert cores[HTTP] > 0
    assert cores[CALLERS] >= 0


def test_who_is_refused_was_not_served() -> None:
    group = Group([Told(welcomed=1.0), Told(welcomed=2.5, refused=True), Told()], {})
    assert [one.welcomed for one in group.served] == [1.0]
    assert [one.welcomed for one in group.refused] == [2.5]
