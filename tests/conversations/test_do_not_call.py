"""A customer who does not want to be called says so once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from livekit.agents import StopResponse, llm

from channels.voice.answering import expect_greeting
from tests.house import JOHN, TestHouse, voice_of
from tools.do_not_call import GOODBYE, STOPPED

REASON = "your call-back request"


async def test_a_line_that_asks_is_on_the_list(house: TestHouse) -> None:
    listed = house.house.services.do_not_call
    async with house.talk(call=house.call(calling_line=JOHN.line)) as talk:
        assert await talk.says("please stop calling me") == STOPPED
    assert not await listed.allowed(JOHN.line)
    assert [entry.number for entry in await listed.entries()] == [JOHN.line]

    await listed.remove(JOHN.line)

    assert await listed.allowed(JOHN.line)
    assert await listed.entries() == []


async def test_whoever_was_called_is_told_why_and_let_go_when_they_ask(house: TestHouse) -> None:
    call = replace(house.call(calling_line=JOHN.line), outgoing=REASON)
    async with house.talk(call=call) as talk:
        assert f"calling about {REASON}" in talk.shown[0][1]
        assert await talk.says(call.press("9")) == f"{STOPPED} {GOODBYE}"
        assert call.state.ended
        assert voice_of(call).hung_up


async def test_a_customer_is_not_called_at_the_number_on_file_either(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN)
    await caller.does("stop_calling")
    assert not await house.house.services.do_not_call.allowed(JOHN.line)


async def test_an_unknown_customer_without_a_line_is_asked_who_they_are(house: TestHouse) -> None:
    assert await house.caller().refused("stop_calling") == "no_line"
    assert await house.house.services.do_not_call.entries() == []


async def test_before_they_know_who_calls_only_a_wish_for_no_calls_is_heard(
    house: TestHouse,
) -> None:
    call = replace(house.call(calling_line=JOHN.line), outgoing=REASON)
    expect_greeting(call)
    agent = house.roster.opening(call)

    with pytest.raises(StopResponse):
        await agent.on_user_turn_completed(llm.ChatContext(), said("hello, this is John"))
    assert call.state.turn.number == 0

    await agent.on_user_turn_completed(llm.ChatContext(), said("stop calling me"))
    assert call.state.turn.number == 1
    assert not call.state.waits_for_answer


def said(words: str) -> llm.ChatMessage:
    return llm.ChatMessage(role="user", content=[words])
