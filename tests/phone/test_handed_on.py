"""A caller by telephone is handed on with their own call, or left to a person of the desk."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from channels.voice.person import AT_THE_DESK, HANDED_ON
from config import ROOT, Settings
from deploy.lifeline import tied
from deploy.ports import pick_free
from domain.events import Ended, Message, PersonStep
from tests.phone.conftest import OURS, STAFF, Exchange
from tests.phone.refusing import refusing
from tests.phone.softphone import Softphone, softphone
from tests.phone.test_calls_coming_in import JOHN, connected, keys, says
from tests.product import READY_WITHIN, STOPPED_WITHIN
from tests.rooms.member import member
from tests.rooms.test_person_in_the_room import until_waiting
from tools.support import TOLD

pytestmark = [pytest.mark.phone, pytest.mark.speech, pytest.mark.timeout(300)]

NUMBER = "+14155550193"
BY_PERSON = "Good morning, this is Martha speaking."
BY_CALLER = "The lamp in my kitchen is broken."
LOST = "transaction failed to complete (0 intermediate responses)"
"""Now and then livekit-sip takes a transfer that was answered for unanswered: one call in four."""


@pytest.fixture(scope="module")
def leaving(exchange: Exchange) -> Iterator[Exchange]:
    """A second worker, which leaves callers to our people, behind a number of its own."""
    environment = {
        **exchange.environment,
        "AGENT_NAME": "leaving",
        "PHONE_NUMBERS": NUMBER,
        "WORKER_PORT": str(pick_free("")),
        "IDLE_PROCESSES": "1",
        "PERSON_TRANSFER": "cold",
        "AGENT_WITH_PERSON": "leaves",
    }
    with (exchange.logs / "leaving.log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "agent.py", "start", "--drain-timeout", "5"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with tied(worker.pid):
        try:
            address = exchange.address.replace(OURS, NUMBER)
            made = replace(exchange, address=address, environment=environment)
            subprocess.run(
                [sys.executable, "-m", "channels.phone", "setup"],
                cwd=ROOT,
                env=environment,
                check=True,
            )
            _wait_until_registered(made)
            yield made
        finally:
            worker.send_signal(signal.SIGINT)
            worker.wait(STOPPED_WITHIN)


def _wait_until_registered(made: Exchange) -> None:
    deadline = time.monotonic() + READY_WITHIN
    name = made.environment["AGENT_NAME"]
    while not any(line["agent_name"] == name for line in made.logged("registered worker")):
        assert time.monotonic() < deadline
        time.sleep(0.2)  # a file cannot be waited for; the deadline decides


async def asks_for_a_person(phone: Softphone, exchange: Exchange) -> str:
    """Calls, and asks for one of our people; the room."""
    await connected(phone, exchange)
    [room] = await exchange.rooms()
    await keys(phone, exchange, "0", "transfer")
    await says(phone, exchange, "where is my order", "escalate_to_human")
    return room


def words(exchange: Exchange, room: str) -> list[str]:
    """What was said in a call, as it is kept."""
    return [event.text for event in exchange.said(room) if isinstance(event, Message)]


def steps(exchange: Exchange, room: str) -> list[tuple[str, str | None]]:
    """What came of asking for a person."""
    return [(step.step, step.by) for step in exchange.said(room) if isinstance(step, PersonStep)]


async def until_step(exchange: Exchange, room: str, step: str) -> None:
    """Waits until asking for a person has come to this."""
    deadline = time.monotonic() + 40
    while step not in dict(steps(exchange, room)):
        assert time.monotonic() < deadline, steps(exchange, room)
        await asyncio.sleep(0.1)  # a file cannot be waited for; the deadline decides


async def test_a_caller_is_handed_on_and_the_call_is_over_here(
    leaving: Exchange, tmp_path: Path
) -> None:
    room = await handed_on(leaving, tmp_path / "1") or await handed_on(leaving, tmp_path / "2")
    assert room is not None
    assert words(leaving, room)[-2:] == [TOLD["sought"], HANDED_ON]
    assert steps(leaving, room) == [("sought", None), ("handed_on", "phone")]
    assert any(isinstance(event, Ended) for event in leaving.said(room))
    assert STAFF not in leaving.all_logs()


def lost(exchange: Exchange) -> int:
    """How many transfers livekit-sip has lost."""
    return (exchange.logs / "livekit.log").read_text().count(LOST)


async def handed_on(leaving: Exchange, folder: Path) -> str | None:
    """A call that is handed on, and the two who speak then; its room, None where it was lost."""
    before = lost(leaving)
    async with (
        softphone(folder / "staff", STAFF, leaving.callee_port) as staff,
        softphone(folder / "phone", JOHN) as phone,
    ):
        room = await asks_for_a_person(phone, leaving)
        await phone.until("TRANSFER", 40)
        await staff.until("CALL_INCOMING", 10)
        if lost(leaving) > before:
            return None
        await staff.accept()
        await phone.until("CALL_CLOSED", 10)
        await leaving.until_over(10)
        await staff.say(BY_PERSON)
        await phone.hears(BY_PERSON)
        await phone.say(BY_CALLER)
        await staff.hears(BY_CALLER)
    return room


async def test_a_caller_who_cannot_be_handed_on_is_left_to_the_desk_and_to_them_alone(
    leaving: Exchange, tmp_path: Path
) -> None:
    key = Settings(_env_file=None, data_dir=leaving.data).secrets().operator_key.get_secret_value()
    async with softphone(tmp_path / "phone", JOHN) as phone:
        async with refusing(leaving.callee_port, "486 Busy Here"):
            room = await asks_for_a_person(phone, leaving)
            await until_step(leaving, room, "not_reached")
        headers = {"Authorization": f"Bearer {key}"}
        async with httpx.AsyncClient(base_url=leaving.url, headers=headers, timeout=10) as desk:
            waits = await until_waiting(desk)
            taken = (await desk.post(f"/desk/{waits['id']}/take")).json()
        async with member(*taken.values()) as person:
            await phone.hears(AT_THE_DESK)
            await person.say(BY_PERSON)
            await phone.hears(BY_PERSON)
            await phone.say(BY_CALLER)
            await person.hears(BY_CALLER, of="sip")
        await phone.until("CALL_CLOSED", 10)
    await leaving.until_over(10)
    assert steps(leaving, room) == [
        *(("sought", None), ("not_reached", None)),
        *(("joined", "desk"), ("left", None)),
    ]
    assert words(leaving, room)[-1] == AT_THE_DESK, "an agent listened"
    assert STAFF not in leaving.all_logs()
