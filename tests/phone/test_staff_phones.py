"""A colleague's telephone, on a LiveKit server that does what the test says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from livekit import api

from channels.phone.lines import outbound_name
from channels.phone.staff import StaffPhones
from config import Settings

NUMBER = "+14155550123"
SETTINGS = Settings(_env_file=None, agent_name="shop")


class Server:
    """A LiveKit server on which ringing does this."""

    def __init__(self, ringing: Callable[[], Awaitable[None]]) -> None:
        self.room = self.sip = self
        self.rung: list[str] = []
        self.removed: list[str] = []
        self._ringing = ringing

    async def list_outbound_trunk(self, _: api.ListSIPOutboundTrunkRequest) -> Any:
        ours = api.SIPOutboundTrunkInfo(sip_trunk_id="ST_1", name=outbound_name(SETTINGS))
        return SimpleNamespace(items=[ours])

    async def create_sip_participant(
        self, asked: api.CreateSIPParticipantRequest, **_: float
    ) -> None:
        self.rung.append(asked.participant_identity)
        await self._ringing()

    async def remove_participant(self, asked: api.RoomParticipantIdentity) -> None:
        self.removed.append(asked.identity)


def phones(server: Any) -> StaffPhones:
    room: Any = SimpleNamespace(name="a-room")
    return StaffPhones(SETTINGS, server, room, caller=SimpleNamespace())  # type: ignore[arg-type]


async def test_who_answers_stays() -> None:
    async def answers() -> None:
        """At once."""

    server = Server(answers)
    assert [await phones(server).fetch(NUMBER)] == server.rung
    assert not server.removed


@pytest.mark.parametrize(
    "why",
    [
        TimeoutError(),
        aiohttp.ServerDisconnectedError(),
        api.TwirpError("canceled", "sip", status=503),
    ],
)
async def test_a_telephone_that_was_given_up_does_not_ring_on(why: Exception) -> None:
    async def ringing() -> None:
        raise why

    server = Server(ringing)
    assert await phones(server).fetch(NUMBER) is None
    assert server.removed == server.rung != []


async def test_it_stops_ringing_once_somebody_else_has_come() -> None:
    rings = asyncio.Event()

    async def ringing() -> None:
        rings.set()
        await asyncio.Event().wait()

    server = Server(ringing)
    fetching = asyncio.create_task(phones(server).fetch(NUMBER))
    await rings.wait()
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    assert server.removed == server.rung != []
