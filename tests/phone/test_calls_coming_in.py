"""Real calls by SIP to us, with audio both ways and keys by RFC 4733."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.events import Ended, Message
from tests.phone.conftest import Exchange
from tests.phone.softphone import Softphone, softphone
from tests.product import OFFER

pytestmark = [pytest.mark.phone, pytest.mark.speech, pytest.mark.timeout(300)]

JOHN = "+14155550100"
NAME = "May I have your first name, please?"
WELCOME = f"Hello, and welcome to the TAWK.TO Marketplace. {NAME}"
OFFERED = (
    "I see you're calling from four one five, five five five, oh one oh oh. "
    "Is that the number on your account?"
)
BORN = "Great. What's your date of birth?"
PERSON = "What is it about, in a sentence?"
GOODBYE = "Thank you for calling TAWK.TO Marketplace. Goodbye!"


async def connected(phone: Softphone, exchange: Exchange) -> None:
    """Calls, and is answered."""
    await phone.dial(exchange.address)
    await phone.until("CALL_ESTABLISHED", 40)
    await phone.until_heard(15)


async def says(phone: Softphone, exchange: Exchange, words: str, action: str) -> None:
    """Once it is quiet, says words that lead to an action, whose result is being told."""
    await phone.until_quiet()
    since = len(exchange.logged("action"))
    await phone.say(words)
    await exchange.until_done(action, since)
    await phone.until_heard(15)


async def keys(phone: Softphone, exchange: Exchange, pressed: str, action: str) -> None:
    """Presses keys that lead to an action, whose result is being told: it may be cut short."""
    since = len(exchange.logged("action"))
    await phone.press(pressed)
    await exchange.until_done(action, since)
    await phone.until_heard(15)


async def test_a_caller_is_identified_by_keypad_served_and_let_go(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await phone.dial(exchange.address)
        await phone.until("CALL_ESTABLISHED", 40)
        await phone.hears(WELCOME)
        await phone.press("5646#")
        await phone.hears(OFFERED)
        await keys(phone, exchange, "1", "confirm_step")
        await keys(phone, exchange, "03151985", "record_date_of_birth")
        await keys(phone, exchange, "1", "confirm_step")
        await phone.press("4242")
        await phone.until_quiet()
        await keys(phone, exchange, "2", "record_last_four")
        await keys(phone, exchange, "1", "authenticate_user")
        await keys(phone, exchange, "1", "confirm_step")
        await phone.hears(OFFER)
        await keys(phone, exchange, "2", "log_offer_response")
        await says(phone, exchange, "where is my order", "transfer")
        await keys(phone, exchange, "12345#", "track_order")
        await phone.until_quiet()
        await phone.say("that's all, thank you")
        await phone.hears(GOODBYE)
        await phone.until("CALL_CLOSED", 5)
    await exchange.until_over(5)
    assert JOHN.removeprefix("+1") not in exchange.all_logs()
    assert not exchange.logged_participants()


async def test_0_where_digits_are_awaited_asks_for_a_person_when_nothing_follows(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await connected(phone, exchange)
        await phone.press("5646#")
        await phone.hears(OFFERED)
        await phone.press("1")
        await phone.hears(BORN)
        await phone.press("0")
        await phone.hears(PERSON)
        await phone.hang_up()
    await exchange.until_over(10)
    assert exchange.logged("handoff")[-1]["target"] == "human"


async def test_0_asks_for_a_person_and_hanging_up_ends_the_job_and_keeps_what_was_said(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await connected(phone, exchange)
        [room] = await exchange.rooms()
        await keys(phone, exchange, "0", "transfer")
        await phone.hang_up()
        await exchange.until_over(4)
    said = exchange.said(room)
    cut_short = [m.agent for m in said if isinstance(m, Message) and m.interrupted]
    assert cut_short[0] == "authentication"
    assert [event.reason for event in said if isinstance(event, Ended)] == ["hung up"]


async def test_a_caller_who_gives_up_while_it_rings_leaves_nothing_behind(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await phone.dial(exchange.address)
        await phone.until("CALL_RINGING", 10)
        await phone.hang_up()
        await phone.until("CALL_CLOSED", 5)
        assert "CALL_ESTABLISHED" not in phone.types
    await exchange.until_over(10)
    assert len(exchange.logged("ended")) == len(exchange.logged("started"))
