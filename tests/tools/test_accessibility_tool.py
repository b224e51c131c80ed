"""Needs that take effect in the conversation, and are remembered for whoever is identified."""

from __future__ import annotations

import json
from typing import Any

import pytest

from domain.context import Channel
from tests.house import JOHN, TestHouse
from tests.ledger import Ledger
from tests.scripted import Says, uses


async def test_anyone_is_served_more_easily_and_nothing_is_kept(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = house.caller(channel=Channel.VOICE)
    with ledger.unchanged():
        result = await caller.does(
            "set_accessibility_preferences", needs=["slower_speech", "more_time"]
        )
    assert caller.call.needs == {"slower_speech", "more_time"}
    assert "slowly" in result.say
    caller.says("normal speed is fine")
    await caller.does("set_accessibility_preferences", needs=["slower_speech"], wanted=False)
    assert caller.call.needs == {"more_time"}


async def test_a_customer_is_remembered_in_the_next_call(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features", channel=Channel.VOICE)
    result = await caller.does("set_accessibility_preferences", needs=["slower_speech"])
    assert "remember" in result.say
    later = await house.caller_known_as(JOHN)
    assert later.call.needs == {"slower_speech"}
    await later.does("set_accessibility_preferences", needs=["slower_speech"], wanted=False)
    assert (await house.caller_known_as(JOHN)).call.needs == frozenset()


async def test_a_locked_account_is_served_all_the_same(house: TestHouse, ledger: Ledger) -> None:
    await house.house.services.security.lock_account(JOHN.line, call_id="1")
    caller = await house.caller_known_as(JOHN, "advanced_features")
    with ledger.unchanged():
        result = await caller.does("set_accessibility_preferences", needs=["say_twice"])
    assert "remember" not in result.say
    assert caller.call.needs == {"say_twice"}


@pytest.mark.parametrize("raw", [{"needs": []}, {"needs": ["telepathy"]}, {}])
async def test_needs_that_there_are_not(house: TestHouse, raw: dict[str, Any]) -> None:
    caller = house.caller()
    assert await caller.refused("set_accessibility_preferences", **raw) == "invalid_arguments"
    assert caller.call.needs == frozenset()


async def test_only_what_will_happen_is_promised(house: TestHouse) -> None:
    by_chat = house.caller()
    said = (await by_chat.does("set_accessibility_preferences", needs=["slower_speech"])).say
    assert "telephone" in said
    nowhere = house.caller()
    said = (await nowhere.does("set_accessibility_preferences", needs=["written_summary"])).say
    assert "once I've confirmed" in said


async def test_what_was_done_is_said_twice(house: TestHouse) -> None:
    pause = uses("manage_subscription", wish="pause")
    async with house.talk_with(JOHN, "advanced_features") as talk:
        talk.call.state.needs = frozenset({"say_twice"})
        talk.then(pause, Says("Shall I?"), Says("Done."))
        await talk.says("pause my subscription", "yes")
        outputs = [i for i in talk.session.history.items if i.type == "function_call_output"]
        say = json.loads(outputs[-1].output)["say"]
        assert say.count("is paused") == 2


async def test_a_text_goes_out_when_the_call_ends(house: TestHouse, ledger: Ledger) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    await caller.does("set_accessibility_preferences", needs=["written_summary"])
    await caller.agreed("manage_subscription", wish="pause")
    caller.says("bye")
    await caller.does("end_call")
    sent = ledger.rows("SELECT channel, customer_id FROM outbox WHERE purpose = 'follow_up'")
    assert sent == [{"channel": "text", "customer_id": JOHN.id}]


async def test_no_text_for_who_did_not_ask(house: TestHouse, ledger: Ledger) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    await caller.agreed("manage_subscription", wish="pause")
    caller.says("bye")
    await caller.does("end_call")
    assert not ledger.rows("SELECT 1 FROM outbox WHERE purpose = 'follow_up'")
