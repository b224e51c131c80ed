"""One of our people is rung into a caller's room, and hears and is heard by telephone."""

from __future__ import annotations

from pathlib import Path

import pytest

from channels.voice.person import BACK, NOT_KNOWN, ON_THE_PHONE
from tests.phone.conftest import STAFF, Exchange
from tests.phone.softphone import softphone
from tests.rooms.member import calling

pytestmark = [pytest.mark.phone, pytest.mark.speech, pytest.mark.timeout(300)]

ABOUT = "my lamp is broken"
INTRODUCED = ON_THE_PHONE.format(known=NOT_KNOWN, summary=ABOUT)
BY_PERSON = "Good morning, this is Martha speaking. How can I help you with the lamp?"
BY_CALLER = "The lamp in my kitchen is broken, and I would like another one."


async def test_a_telephone_is_rung_into_the_call_and_its_number_is_told_to_nobody(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with softphone(tmp_path / "staff", STAFF, exchange.callee_port) as staff:
        async with calling(exchange.url) as caller:
            await caller.until_written("first name", 150)  # a job process is being made
            await caller.type("I want to speak to a person")
            await caller.until_written("What is it about")
            await caller.type(ABOUT)
            await staff.until("CALL_INCOMING", 60)
            await staff.accept()
            await staff.hears(INTRODUCED)
            await caller.hears(INTRODUCED, of="agent")
            assert any("person" in seen for seen in caller.seen)
            assert not any(STAFF in seen for seen in caller.seen)

            await staff.say(BY_PERSON)
            await caller.hears(BY_PERSON, of="person")
            await caller.say(BY_CALLER)
            await staff.hears(BY_CALLER)

            await staff.hang_up()
            await caller.hears(BACK, of="agent")

            await caller.type("I want to speak to a person")
            await staff.until("CALL_INCOMING", 60, times=2)
            await staff.accept()
            await caller.until(2, type="person", step="joined")
        await staff.until("CALL_CLOSED", 20, times=2)
    await exchange.until_over(10)
    assert STAFF not in exchange.all_logs()
    assert STAFF.removeprefix("+1") not in exchange.all_logs()
