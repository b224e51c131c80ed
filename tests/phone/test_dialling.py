"""What comes of dialling, on a LiveKit server that does what the test says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from livekit import api

from channels.phone import outgoing
from channels.phone.outgoing import AGENT, Outgoing, dial
from channels.voice.room import ANSWERED_BY

NUMBER = "+14155550123"
WORKER = api.ParticipantInfo(kind=AGENT)


def refused(status: int) -> api.TwirpError:
    return api.TwirpError(
        "unavailable", "sip", status=503, metadata={"sip_status_code": str(status)}
    )


class Server:
    """A LiveKit server with these participants, on which ringing does this."""

    def __init__(
        self, *participants: api.ParticipantInfo, ringing: Callable[[], Awaitable[None]]
    ) -> None:
        self.participants = self.comes = participants
        self.rooms: set[str] = set()
        self.rang: list[api.CreateSIPParticipantRequest] = []
        self._ringing = ringing
        self.room = self.sip = self.agent_dispatch = self
        self.asked_again = 0

    async def create_room(self, asked: api.CreateRoomRequest) -> None:
        self.rooms.add(asked.name)

    async def delete_room(self, asked: api.DeleteRoomRequest) -> None:
        self.rooms.remove(asked.room)

    async def list_participants(self, _: api.ListParticipantsRequest) -> Any:
        return SimpleNamespace(participants=self.participants)

    async def list_dispatch(self, _: str) -> list[api.AgentDispatch]:
        return []

    async def create_dispatch(self, _: api.CreateAgentDispatchRequest) -> None:
        self.asked_again += 1
        self.participants = self.comes

    async def create_sip_participant(
        self, asked: api.CreateSIPParticipantRequest, **_: float
    ) -> None:
        self.rang.append(asked)
        await self._ringing()


async def dialled(server: Server) -> str:
    livekit: Any = server
    return await dial(
        livekit, NUMBER, Outgoing(reason="a test"), agent_name="shop", trunk="ST_1", ringing=5
    )


async def at_once() -> None:
    """They answer."""


@pytest.mark.parametrize(
    ("why", "outcome"),
    [
        (refused(486), "busy"),
        (refused(600), "busy"),
        (refused(603), "declined"),
        (refused(480), "no answer"),
        (refused(404), "failed"),
        (TimeoutError(), "no answer"),
    ],
)
async def test_why_nobody_answered_is_told_and_no_room_is_left(
    why: Exception, outcome: str
) -> None:
    async def ringing() -> None:
        raise why

    server = Server(WORKER, ringing=ringing)
    assert await dialled(server) == outcome
    assert not server.rooms


@pytest.mark.parametrize("who", ["person", "voicemail"])
async def test_who_answered_is_told_as_the_worker_says(who: str) -> None:
    server = Server(api.ParticipantInfo(kind=AGENT, attributes={ANSWERED_BY: who}), ringing=at_once)
    assert await dialled(server) == who
    assert len(server.rooms) == 1
    [asked] = server.rang
    assert NUMBER not in asked.room_name + asked.participant_identity + asked.participant_name
    assert asked.hide_phone_number


async def test_nobody_is_called_to_hear_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "JOINS_WITHIN", 1.0)
    monkeypatch.setattr(outgoing, "LOOKS_EVERY", 0.5)
    server = Server(ringing=at_once)
    assert await dialled(server) == "no worker"
    assert not server.rang
    assert not server.rooms


async def test_a_worker_that_was_full_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "ASKED_AGAIN_AFTER", 1)
    server = Server(
        api.ParticipantInfo(kind=AGENT, attributes={ANSWERED_BY: "person"}), ringing=at_once
    )
    server.participants = ()
    assert await dialled(server) == "person"
    assert server.asked_again == 1


async def test_it_does_not_ring_on_once_whoever_dialled_has_given_up() -> None:
    rings = asyncio.Event()

    async def ringing() -> None:
        rings.set()
        await asyncio.Event().wait()

    server = Server(WORKER, ringing=ringing)
    task = asyncio.create_task(dialled(server))
    await rings.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not server.rooms
