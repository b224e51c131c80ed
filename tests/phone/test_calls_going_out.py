"""Calls that we make: answered, refused, not answered, a voicemail, and whoever must not be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from channels.voice.answering import VOICEMAIL
from tests.phone.conftest import Exchange
from tests.phone.refusing import refusing
from tests.phone.softphone import Softphone, softphone

pytestmark = [pytest.mark.phone, pytest.mark.speech, pytest.mark.timeout(300)]

CALLEE = "+14155550123"
REASON = "your call-back request"
WHO_AND_WHY = (
    f"Hello, this is the TAWK.TO Marketplace, calling about {REASON}. If you'd rather not be "
    "called, say so, or press nine. May I have your first name, please?"
)
NEVER_AGAIN = (
    "I've taken this number off our list, and we won't call you again. "
    "Sorry to have disturbed you. Goodbye."
)
RECORDING = "you have reached the voice mail of John. please leave a message after the tone"
ASKED = ("call", CALLEE, "--reason", REASON)
IN_TIME = 10.0
"""Seconds, generous, for what follows at once."""


@asynccontextmanager
async def called(
    exchange: Exchange, folder: Path, *asked: str, **settings: str
) -> AsyncIterator[tuple[Softphone, asyncio.Task[tuple[int, str]]]]:
    """A telephone that rings, and what becomes of the command that dialled it."""
    async with softphone(folder / "phone", CALLEE, exchange.callee_port) as phone:
        dialling = asyncio.create_task(exchange.command(*asked, **settings))
        await phone.until("CALL_INCOMING", 60)
        yield phone, dialling
    await exchange.until_over(IN_TIME)


async def test_a_promised_call_is_made_says_who_calls_and_why_and_is_the_last_one_if_they_like(
    exchange: Exchange, tmp_path: Path
) -> None:
    callback = await exchange.promise(CALLEE)
    async with called(exchange, tmp_path, "call", "--callback", callback) as (phone, dialling):
        await phone.accept()
        await phone.until("CALL_ESTABLISHED", IN_TIME)
        await phone.say("hello")
        await phone.hears(WHO_AND_WHY)
        assert await dialling == (0, "person")
        await phone.press("9")
        await phone.hears(NEVER_AGAIN)
        await phone.until("CALL_CLOSED", IN_TIME)
    assert callback not in (await exchange.command("callbacks"))[1]

    assert CALLEE in (await exchange.command("do-not-call", "list"))[1]
    refused = (3, "asked not to be called")
    assert await exchange.command(*ASKED) == refused
    assert await exchange.command("call", "--callback", await exchange.promise(CALLEE)) == refused
    await exchange.command("do-not-call", "remove", CALLEE)
    assert CALLEE not in exchange.all_logs()


async def test_a_voicemail_gets_a_message_that_names_nothing(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with called(exchange, tmp_path, *ASKED) as (phone, dialling):
        await phone.accept()
        await phone.until("CALL_ESTABLISHED", IN_TIME)
        await phone.say(RECORDING)
        await phone.hears(VOICEMAIL)
        assert await dialling == (0, "voicemail")
        await phone.until("CALL_CLOSED", IN_TIME)


async def test_a_voicemail_gets_nothing_where_that_is_set(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with called(exchange, tmp_path, *ASKED, VOICEMAIL="hang_up") as (phone, dialling):
        await phone.accept()
        await phone.until("CALL_ESTABLISHED", IN_TIME)
        await phone.say(RECORDING)
        await phone.until("CALL_CLOSED", IN_TIME)
        assert await dialling == (0, "voicemail")
        assert not phone.heard_something()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("486 Busy Here", "busy"), ("603 Decline", "declined"), ("404 Not Found", "failed")],
)
async def test_a_line_that_refuses_is_reported(
    exchange: Exchange, status: str, outcome: str
) -> None:
    async with refusing(exchange.callee_port, status):
        assert await exchange.command(*ASKED) == (1, outcome)
    await exchange.until_over(IN_TIME)
    assert CALLEE not in exchange.all_logs()


async def test_a_promise_that_nobody_answers_is_kept_for_later(
    exchange: Exchange, tmp_path: Path
) -> None:
    callback = await exchange.promise(CALLEE)
    asked = ("call", "--callback", callback)
    async with called(exchange, tmp_path, *asked, RINGING_TIMEOUT="5") as (phone, dialling):
        assert await dialling == (1, "no answer")
        await phone.until("CALL_CLOSED", IN_TIME)
    waiting = (await exchange.command("callbacks"))[1].splitlines()
    assert [line[-16:] for line in waiting if callback in line] == ["not yet, tried 1"]
