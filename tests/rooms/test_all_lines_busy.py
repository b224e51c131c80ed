"""The product with more callers than lines: who is served, and what the others get."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from tests.ledger import Ledger
from tests.product import Product, product
from tests.rooms.guests import Guest, guest

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(300)]

WELCOME = "welcome to the TAWK.TO Marketplace"
BUSY = "all our lines are busy"
SERVED_WITHIN, REFUSED_WITHIN = 45.0, 20.0
"""Seconds, on a machine with much else to do: two and three on one of its own."""


@pytest.fixture
def house(tmp_path: Path, understood: Path) -> Iterator[Product]:
    """The product, with two lines."""
    with product(tmp_path, understood, MAX_CALLS="2") as made:
        yield made


async def line_is_free(house: Product) -> None:
    """Waits until the job of a call that has ended is over as well."""
    deadline = time.monotonic() + SERVED_WITHIN
    async with httpx.AsyncClient() as http:
        while (await http.get(f"{house.worker}/worker")).json().get("active_jobs", 0) > 1:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)  # a worker tells nobody; the deadline decides


async def refused(caller: Guest) -> None:
    await caller.until(BUSY, REFUSED_WITHIN)
    assert caller.refused
    assert WELCOME not in caller.words


async def test_who_cannot_be_served_is_told_and_called_back_and_a_free_line_serves_the_next(
    house: Product,
) -> None:
    async with AsyncExitStack() as calls:

        async def joins() -> Guest:
            return await calls.enter_async_context(guest(house.url))

        first, second = await asyncio.gather(joins(), joins())
        await asyncio.gather(*(each.until(WELCOME, SERVED_WITHIN) for each in (first, second)))

        third, fourth = await asyncio.gather(joins(), joins())
        await asyncio.gather(refused(third), refused(fourth))
        assert "takes 2 calls at a time: MAX_CALLS" in (house.data / "run.log").read_text()
        await fourth.hang_up()
        await third.press("4155550177#")
        await third.until("We will call you back", 10)
        await third.until_left(10)
        assert len(Ledger(house.database).snapshot()["callbacks"]) == 1

        await first.hang_up()
        await line_is_free(house)
        fifth = await joins()
        await fifth.until(WELCOME, SERVED_WITHIN)
        assert not fifth.refused
