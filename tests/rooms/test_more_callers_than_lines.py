"""Real rooms with more callers than lines, whose agents only say hello."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from livekit.agents import AgentServer
from livekit.api import AccessToken, RoomAgentDispatch, RoomConfiguration, VideoGrants

from channels.refusal.calling_back import CallBacks
from tests.house import TestHouse
from tests.ledger import Ledger
from tests.rooms.front_desk import SECRET, WELCOME, FrontDesk, livekit
from tests.rooms.guests import Guest, join

pytestmark = [pytest.mark.room, pytest.mark.timeout(240)]

BUSY = "all our lines are busy"
PATIENCE = 30.0
"""Seconds, on a machine with much else to do: one and three on one of its own."""
LINE = "+14155550177"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDesk]:
    with livekit(tmp_path_factory.mktemp("lines")) as desk:
        yield desk


class Callers:
    """They call one after another, or all at once."""

    def __init__(self, desk: FrontDesk, stack: AsyncExitStack) -> None:
        self._settings = desk.settings
        self._stack = stack
        self._count = 0

    async def call(self, count: int, **line: str) -> list[Guest]:
        return list(await asyncio.gather(*(self._one(line) for _ in range(count))))

    async def _one(self, line: dict[str, str]) -> Guest:
        self._count += 1
        token = (
            AccessToken("marketplace", SECRET)
            .with_identity(f"caller-{self._count}")
            .with_kind("sip" if line else "standard")
            .with_attributes(line)
            .with_grants(VideoGrants(room_join=True, room=f"call-{id(self)}-{self._count}"))
            .with_room_config(
                RoomConfiguration(agents=[RoomAgentDispatch(agent_name=self._settings.agent_name)])
            )
        )
        return await self._stack.enter_async_context(
            join(self._settings.livekit_url, token.to_jwt())
        )


@asynccontextmanager
async def callers(desk: FrontDesk) -> AsyncIterator[Callers]:
    async with AsyncExitStack() as stack:
        yield Callers(desk, stack)


async def decided(guests: list[Guest]) -> list[bool]:
    """Whether each was served; the others were refused, and nobody was both."""
    await asyncio.gather(*(each.until_any((WELCOME, BUSY), PATIENCE) for each in guests))
    for each in guests:
        assert each.refused == (BUSY in each.words)
        assert not (WELCOME in each.words and each.refused)
    return [not each.refused for each in guests]


async def ended(worker: AgentServer, jobs: int) -> None:
    """Waits until the worker has fewer jobs."""
    deadline = time.monotonic() + PATIENCE
    while len(worker.active_jobs) >= jobs:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)  # a job that has ended tells nobody; the deadline decides


@pytest.mark.parametrize("lines", [2, 3])
async def test_as_many_as_there_are_lines_are_served_and_a_free_one_serves_the_next(
    desk: FrontDesk, lines: int
) -> None:
    async with desk.http_side(), desk.worker(lines) as worker, callers(desk) as called:
        first = await called.call(lines + 2)
        served = await decided(first)
        assert sum(served) == lines
        await first[served.index(True)].hang_up()
        await ended(worker, lines)
        assert await decided(await called.call(1)) == [True]
        assert await decided(await called.call(1)) == [False]


async def test_workers_add_up_and_several_http_sides_refuse_once(desk: FrontDesk) -> None:
    async with AsyncExitStack() as stack:
        for part in (desk.http_side(), desk.http_side(), desk.worker(1), desk.worker(2)):
            await stack.enter_async_context(part)
        async with callers(desk) as called:
            guests = await called.call(5)
            assert sum(await decided(guests)) == 3
            turned_away = [guest for guest in guests if guest.refused]
            for guest in turned_away:
                await guest.until_left(PATIENCE)
            assert [len(guest.events) for guest in turned_away] == [1, 1]


async def test_without_any_worker_a_telephone_and_a_page_are_refused_and_called_back(
    desk: FrontDesk, house: TestHouse, ledger: Ledger
) -> None:
    call_backs = CallBacks(house.house.services, b"secret")
    async with desk.http_side(call_backs), callers(desk) as called:
        phone, *_ = await called.call(1, **{"sip.phoneNumber": LINE})
        page, silent = await called.call(2)
        await phone.until("press one", PATIENCE)
        await phone.press("1")
        await page.until("enter your telephone number", PATIENCE)
        await page.type("call me at 415 555 0178 please")
        for guest in (phone, page):
            await guest.until("We will call you back", PATIENCE)
            await guest.until_left(PATIENCE)
        assert len(ledger.snapshot()["callbacks"]) == 2
        await silent.until(BUSY, PATIENCE)
        await silent.hang_up()
