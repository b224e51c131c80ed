"""The bench measures what there is: every action of the roster, with success, and handovers."""

from __future__ import annotations

from pathlib import Path

from bench.houses import in_process, with_doubles
from bench.measure import Figures, percentiles, run
from pipeline.embedded.language import Understanding
from tests.house import settings_in
from wiring import roster


async def test_every_action_is_measured_and_none_is_refused(
    tmp_path: Path, understanding: Understanding
) -> None:
    settings = settings_in(tmp_path)
    customers = await with_doubles(settings, 2)
    figures = Figures()

    async with in_process(settings, understanding) as house:
        await run(house, customers, figures)

    assert dict(figures.refused) == {}
    assert set(figures.actions) == set(roster(settings).actions)
    assert len(figures.handoffs) == 8


def test_percentiles_are_the_median_and_the_95th() -> None:
    assert percentiles([float(n) for n in range(1, 102)]) == (51.0, 96.0)
    assert percentiles([7.0]) == (7.0, 7.0)
