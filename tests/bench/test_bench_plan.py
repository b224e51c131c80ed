"""The bench measures what there is: every action of the roster, with success, and handovers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bench import houses
from bench.houses import copy_of, generated, with_doubles
from bench.measure import Figures, percentiles, run
from bench.plan import turns
from marketplace.generate import Amounts
from pipeline.embedded.language import Understanding
from tests.house import settings_in
from wiring import in_process, roster


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
    assert len(figures.handoffs) == sum(
        tool == "transfer"
        for customer in customers
        for turn in turns(customer, date(2031, 3, 5))
        for tool, _ in turn.wanted
    )


async def test_a_generated_marketplace_is_made_once_and_measured_as_the_sample_is(
    tmp_path: Path, understanding: Understanding
) -> None:
    kept = tmp_path / "kept"
    for way in ("first", "second"):
        settings = houses.settings_in(tmp_path / way)
        await generated(kept, Amounts(customers=5, products=50, orders=20))
        copy_of(kept, settings)
        [customer] = await with_doubles(settings, 1)
        figures = Figures()
        async with in_process(settings, understanding) as house:
            await run(house, [customer], figures)
        assert dict(figures.refused) == {}


def test_percentiles_are_the_median_and_the_95th() -> None:
    assert percentiles([float(n) for n in range(1, 102)]) == (51.0, 96.0)
    assert percentiles([7.0]) == (7.0, 7.0)
