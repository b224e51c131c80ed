"""Callers who wait alone: who is sent a worker again, who is refused, and by whom."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from livekit import api

from channels.phone.outgoing import Outgoing
from channels.voice.room import PERSON, ROLE
from channels.voice.taken import Taken
from channels.web import lonely
from channels.web.lonely import (
    AGAIN,
    JOINS_WITHIN,
    SERVED_LOOKS_EVERY,
    TAKEN_WITHIN,
    YOUNG,
    LonelyRooms,
)

NOW = 1_000_000.0
Kind = api.ParticipantInfo.Kind
CALLER = api.ParticipantInfo(identity="caller", kind=Kind.STANDARD)
PHONE = api.ParticipantInfo(identity="phone", kind=Kind.SIP)
AGENT = api.ParticipantInfo(identity="agent", kind=Kind.AGENT)
COLLEAGUE = api.ParticipantInfo(identity="person", kind=Kind.STANDARD, attributes={ROLE: PERSON})


@dataclass
class Server:
    """A LiveKit server with one room, as its API shows it."""

    people: list[api.ParticipantInfo]
    metadata: str = ""
    age: float = 1.0
    dispatches: list[api.AgentDispatch] = field(default_factory=list)
    made: int = 0

    def __post_init__(self) -> None:
        self.room = self.agent_dispatch = self
        self.ask("front-desk")

    def ask(self, agent: str, metadata: str = "") -> None:
        """Asks workers, of whom none takes the call."""
        self.made += 1
        state = api.AgentDispatchState(created_at=self.made)
        self.dispatches.append(
            api.AgentDispatch(
                id=f"AD_{self.made}", agent_name=agent, room="r", metadata=metadata, state=state
            )
        )

    async def taken(self) -> None:
        """A worker has taken the call after all, and says so."""
        said = SimpleNamespace(
            room=SimpleNamespace(name="r", metadata=self.metadata),
            job=SimpleNamespace(dispatch_id=self.dispatches[-1].id),
        )
        worker = Taken(lambda: nullcontext(self))  # type: ignore[arg-type]
        await worker.say(said)  # type: ignore[arg-type]

    async def update_room_metadata(self, request: api.UpdateRoomMetadataRequest) -> None:
        self.metadata = request.metadata

    async def list_rooms(self, _: object) -> Any:
        made = int(NOW - self.age)
        return SimpleNamespace(
            rooms=[api.Room(name="r", creation_time=made, metadata=self.metadata)]
        )

    async def list_participants(self, _: object) -> Any:
        return SimpleNamespace(participants=self.people)

    async def list_dispatch(self, _: str) -> list[api.AgentDispatch]:
        return list(self.dispatches)

    async def delete_dispatch(self, number: str, _: str) -> None:
        for dispatch in self.dispatches:
            if dispatch.id == number:
                self.dispatches.remove(dispatch)
                return
        raise api.TwirpError("not_found", "dispatch ID not found", status=404)

    async def create_dispatch(self, request: api.CreateAgentDispatchRequest) -> None:
        self.ask(request.agent_name, request.metadata)


class Side:
    """One HTTP side that looks after the callers of a server."""

    def __init__(self, server: Server) -> None:
        self.refused: list[str] = []
        self.clock = 0.0
        self._rooms = LonelyRooms(
            server,  # type: ignore[arg-type]
            "front-desk",
            self.refused.append,
            lambda: self.clock,
        )

    async def looks(self, after: float = 0.0) -> None:
        self.clock += after
        await self._rooms.look(NOW)


@pytest.mark.parametrize("caller", [CALLER, PHONE])
async def test_a_worker_is_sent_once_more_and_then_the_caller_is_refused(
    caller: api.ParticipantInfo,
) -> None:
    server = Server([caller])
    side = Side(server)
    await side.looks()
    await side.looks(TAKEN_WITHIN - 0.1)
    assert [dispatch.metadata for dispatch in server.dispatches] == [""]
    await side.looks(0.1)
    assert [dispatch.metadata for dispatch in server.dispatches] == [AGAIN]
    await side.looks()
    await side.looks(TAKEN_WITHIN)
    assert (server.dispatches, side.refused) == ([], ["r"])
    await side.looks(TAKEN_WITHIN)
    assert (server.made, side.refused) == (2, ["r"])


async def test_whom_a_worker_took_at_the_second_time_is_not_refused() -> None:
    server = Server([CALLER])
    side = Side(server)
    await side.looks()
    await side.looks(TAKEN_WITHIN)
    await server.taken()
    await side.looks(TAKEN_WITHIN)
    await side.looks(TAKEN_WITHIN)
    assert (server.made, side.refused) == (2, [])


async def test_a_worker_that_took_a_call_and_never_came_is_replaced() -> None:
    server = Server([CALLER])
    await server.taken()
    side = Side(server)
    await side.looks()
    await side.looks(JOINS_WITHIN - 0.1)
    assert server.made == 1
    await side.looks(0.1)
    assert (server.made, side.refused) == (2, [])


async def test_a_job_that_the_server_tells_of_counts_as_well() -> None:
    server = Server([CALLER])
    server.dispatches[-1].state.jobs.append(api.Job(id="AJ_1"))
    side = Side(server)
    for _ in range(5):
        await side.looks(TAKEN_WITHIN)
    assert server.made == 1


async def test_an_agent_that_was_there_and_is_gone_is_replaced_at_once() -> None:
    server = Server([CALLER, AGENT])
    await server.taken()
    side = Side(server)
    await side.looks()
    server.people = [CALLER]
    await side.looks(SERVED_LOOKS_EVERY)
    await side.looks(TAKEN_WITHIN)
    assert server.made == 2
    await server.taken()
    await side.looks(TAKEN_WITHIN)
    await side.looks(TAKEN_WITHIN)
    assert (server.made, side.refused) == (2, [])


async def test_what_a_call_of_ours_is_about_stays_known() -> None:
    outgoing = Outgoing(reason="your request")
    server = Server([PHONE], metadata=outgoing.model_dump_json())
    await server.taken()
    assert Outgoing.of(server.metadata) == outgoing


@pytest.mark.parametrize(
    "people", [[], [CALLER, AGENT], [AGENT], [CALLER, COLLEAGUE], [COLLEAGUE], [CALLER, PHONE]]
)
async def test_who_is_not_alone_is_let_be(people: list[api.ParticipantInfo]) -> None:
    server = Server(people)
    side = Side(server)
    for _ in range(5):
        await side.looks(YOUNG)
    assert (server.made, side.refused) == (1, [])


async def test_rooms_of_another_product_and_old_ones_are_let_be() -> None:
    server = Server([CALLER])
    server.dispatches[0].agent_name = "another"
    old = Server([CALLER], age=YOUNG + 1)
    for each in (server, old):
        side = Side(each)
        for _ in range(5):
            await side.looks(JOINS_WITHIN)
        assert (each.made, side.refused) == (1, [])


async def test_a_room_that_cannot_be_looked_at_keeps_nobody_else_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server([CALLER])
    side = Side(server)
    rooms = [api.Room(name=name, creation_time=int(NOW)) for name in ("broken", "r")]

    async def listed(_: object) -> Any:
        return SimpleNamespace(rooms=rooms)

    async def people(asked: api.ListParticipantsRequest) -> Any:
        if asked.room == "broken":
            raise api.TwirpError("internal", "cannot be read", status=500)
        return SimpleNamespace(participants=server.people)

    monkeypatch.setattr(server, "list_rooms", listed)
    monkeypatch.setattr(server, "list_participants", people)
    await side.looks()
    await side.looks(TAKEN_WITHIN)
    assert server.made == 2


async def test_an_answer_that_nobody_expects_does_not_end_the_watch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([ValueError("nonsense"), None])
    asked_again = asyncio.Event()

    async def listed(_: object) -> Any:
        if error := next(answers, None):
            raise error
        asked_again.set()
        return SimpleNamespace(rooms=[])

    server = Server([])
    monkeypatch.setattr(server, "list_rooms", listed)
    monkeypatch.setattr(lonely, "connect", lambda _: nullcontext(server))
    monkeypatch.setattr(lonely, "LOOKS_EVERY", 0)
    async with lonely.watching(SimpleNamespace(agent_name="front-desk"), [].append):  # type: ignore[arg-type]
        async with asyncio.timeout(5):
            await asked_again.wait()


async def test_two_sides_send_one_worker_and_refuse_once() -> None:
    server = Server([CALLER])
    sides = Side(server), Side(server)
    for _ in range(4):
        for side in sides:
            await side.looks(TAKEN_WITHIN)
    assert server.made == 2
    assert [len(side.refused) for side in sides] in ([1, 0], [0, 1])


async def test_of_two_sides_in_one_moment_one_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server([CALLER])
    first, second = Side(server), Side(server)
    await first.looks()
    await second.looks()
    stale = await server.list_dispatch("r")
    await first.looks(TAKEN_WITHIN)

    async def late(_: str) -> list[api.AgentDispatch]:
        return stale

    monkeypatch.setattr(server, "list_dispatch", late)
    await second.looks(TAKEN_WITHIN)
    assert server.made == 2
    assert first.refused == second.refused == []


async def test_whom_we_call_is_not_told_that_all_lines_are_busy() -> None:
    server = Server([PHONE], metadata=Outgoing(reason="your request").model_dump_json())
    side = Side(server)
    for _ in range(8):
        await side.looks(TAKEN_WITHIN)
    assert server.made > 2
    assert side.refused == []
