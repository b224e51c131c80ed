"""Calls that we make: answered, busy, not answered, a voicemail, and whoever must not be called."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from channels.voice.answering import VOICEMAIL
from tests.phone.conftest import Exchange
from tests.phone.softphone import Softphone, softphone

pytestmark = [pytest.mark.phone, pytest.mark.speech, pytest.mark.timeout(200)]

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
RECORDING = (
    "hello, you have reached the voice mail of John. I am not available at the moment. "
    "please leave a message after the tone and I will call you back"
)


@asynccontextmanager
async def called(
    exchange: Exchange, folder: Path, **settings: str
) -> AsyncIterator[tuple[Softphone, asyncio.Task[tuple[int, str]]]]:
    """A telephone that rings, and what becomes of the command that dialled it."""
    async with softphone(folder / "phone", CALLEE, exchange.callee_port) as phone:
        dialling = asyncio.create_task(
            exchange.command("call", CALLEE, "--reason", REASON, **settings)
        )
        await phone.until("CALL_INCOMING", 60)
        yield phone, dialling
    await exchange.until_over(10)


async def test_who_answers_hears_who_calls_and_why_and_is_never_called_again_if_they_like(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with called(exchange, tmp_path) as (phone, dialling):
        await phone.accept()
        await phone.until("CALL_ESTABLISHED", 5)
        await phone.say("hello")
        await phone.hears(WHO_AND_WHY)
        assert await dialling == (0, "person")
        await phone.press("9")
        await phone.hears(NEVER_AGAIN)
        await phone.until("CALL_CLOSED", 5)

    assert CALLEE in (await exchange.command("do-not-call", "list"))[1]
    async with softphone(tmp_path / "again", CALLEE, exchange.callee_port) as phone:
        refused = await exchange.command("call", CALLEE, "--reason", REASON)
        assert refused == (3, "asked not to be called")
        assert phone.events == []
    await exchange.command("do-not-call", "remove", CALLEE)
    assert CALLEE not in exchange.all_logs()


async def test_a_voicemail_gets_a_message_that_names_nothing(
    exchange: Exchange, tmp_path: Path
) -> None:
    async with called(exchange, tmp_path) as (phone, dialling):
        await phone.accept()
        await phone.until("CALL_ESTABLISHED", 5)
        await phone.say(RECORDING)
        await phone.hears(VOICEMAIL, 40)
        assert await dialling == (0, "voicemail")
        await phone.until("CALL_CLOSED", 5)


async def test_a_busy_line_is_reported(exchange: Exchange, tmp_path: Path) -> None:
    async with called(exchange, tmp_path) as (phone, dialling):
        await phone.hang_up()
        assert await dialling == (1, "busy")


async def test_no_answer_is_reported(exchange: Exchange, tmp_path: Path) -> None:
    async with called(exchange, tmp_path, RINGING_TIMEOUT="5") as (phone, dialling):
        assert await dialling == (1, "no answer")
        await phone.until("CALL_CLOSED", 5)
