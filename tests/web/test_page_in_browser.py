"""The page in a real Chromium, calling a real LiveKit server."""

from __future__ import annotations

import pytest

from tests.web.answering import Answering
from tests.web.conftest import Browse

pytestmark = pytest.mark.browser


async def test_a_call_from_the_greeting_to_the_next_call(
    browse: Browse, answering: Answering
) -> None:
    await browse("call")
    assert answering.keyed == ["12"]
    assert answering.typed == ["Where is my order?", "Goodbye"]


async def test_without_a_microphone_typing_and_keys_still_work(
    browse: Browse, answering: Answering
) -> None:
    await browse("refused")
    assert answering.keyed == ["7"]
    assert answering.typed == ["Where is my order?"]


async def test_a_call_by_keyboard_alone(browse: Browse, answering: Answering) -> None:
    await browse("keyboard")
    assert answering.keyed == ["415"]


async def test_a_call_on_the_screen_of_a_telephone(browse: Browse) -> None:
    await browse("phone")


async def test_a_microphone_that_is_pulled_out_can_be_put_in_again(browse: Browse) -> None:
    await browse("unplugged")


async def test_a_connection_that_breaks_comes_back_or_is_told(browse: Browse) -> None:
    await browse("cut")


async def test_a_call_that_cannot_be_made_says_why(browse: Browse) -> None:
    await browse("unreachable")


async def test_a_caller_whom_nobody_answers_is_told(browse: Browse) -> None:
    await browse("unanswered", nobody_there=True)
