"""Real calls by SIP, with audio both ways and keys by RFC 4733."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.phone.conftest import Exchange
from tests.phone.softphone import Softphone, softphone

pytestmark = [pytest.mark.phone, pytest.mark.speech, pytest.mark.timeout(300)]

JOHN = "+14155550100"
NAME = "May I have your first name, please?"
WELCOME = f"Hello, and welcome to the TAWK.TO Marketplace. {NAME}"
OFFERED = (
    "I see you're calling from four one five, five five five, oh one oh oh. "
    "Is that the number on your account?"
)
BORN = "What's your date of birth?"
BORN_THEN = "That's March fifteenth, nineteen eighty-five. Is that right?"
LAST_FOUR = (
    "What are the last four digits of your social security number, or of the card on file? "
    "Please tell me which of the two it is."
)
WHICH = "Is that your social security number, or the card on file?"


async def answered(phone: Softphone, exchange: Exchange) -> None:
    """Calls, and listens to the welcome."""
    await phone.dial(exchange.address)
    await phone.until("CALL_ESTABLISHED", 40)
    await phone.hears(WELCOME)


async def give_values(phone: Softphone, last_four: str, read_back: str) -> None:
    """Goes through the identity check up to the match: the name is spoken, the rest is keyed."""
    await phone.say("my name is John")
    await phone.hears(OFFERED)
    await phone.press("1")
    await phone.hears(BORN)
    await phone.press("03151985")
    await phone.hears(BORN_THEN)
    await phone.press("1")
    await phone.hears(LAST_FOUR)
    await phone.press(last_four)
    await phone.hears(WHICH)
    await phone.say("my credit card")
    await phone.hears(f"The last four of your card on file are {read_back}. Is that right?")
    await phone.press("1")


async def test_a_caller_is_identified_by_keypad_and_no_log_has_their_number(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await answered(phone, exchange)
        await give_values(phone, "4242", "four two four two")
        await phone.hears(
            "The address on file is one hundred Market Street, San Francisco, California, "
            "nine four one oh five. Is that still right?"
        )
        await phone.hang_up()
    await exchange.until_over(10)
    assert JOHN not in exchange.all_logs()
    assert JOHN.removeprefix("+1") not in exchange.all_logs()


async def test_a_wrong_value_is_not_matched_and_not_named(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await answered(phone, exchange)
        await give_values(phone, "0007", "oh oh oh seven")
        await phone.hears(
            "I couldn't match those details to an account. Let's go through them once more. "
            "What's the phone number on your account?"
        )
        await phone.hang_up()
    await exchange.until_over(10)


async def test_0_asks_for_a_person(exchange: Exchange, tmp_path: Path) -> None:
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await answered(phone, exchange)
        await phone.press("0")
        await phone.hears("What is it about, in a sentence?")
        await phone.hang_up()
    await exchange.until_over(10)
    assert exchange.logged("handoff")[-1]["target"] == "human"


async def test_a_caller_who_hangs_up_in_the_middle_of_a_sentence_ends_the_job(
    exchange: Exchange, tmp_path: Path
) -> None:
    before = len(exchange.logged("ended"))
    said = len(exchange.logged("message"))
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await phone.dial(exchange.address)
        await phone.until("CALL_ESTABLISHED", 20)
        await phone.until_heard(15)
        await phone.hang_up()
        await exchange.until_over(8)
    assert len(exchange.logged("ended")) == before + 1
    assert len(exchange.logged("message")) > said


async def test_a_caller_who_gives_up_while_it_rings_leaves_nothing_behind(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with softphone(tmp_path / "phone", JOHN) as phone:
        await phone.dial(exchange.address)
        await phone.until("CALL_RINGING", 10)
        await phone.hang_up()
        await phone.until("CALL_CLOSED", 5)
        assert "CALL_ESTABLISHED" not in phone.types
    await exchange.until_over(30)
    assert len(exchange.logged("ended")) == len(exchange.logged("started"))
