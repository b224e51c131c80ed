"""Who interrupts the agent, and who only listens."""

from __future__ import annotations

import pytest
from livekit.agents.voice import SpeechHandle

from domain.expectation import YES_NO
from tests.house import TestHouse
from tests.scripted import Says
from tests.turns.line import Line, calling

WORDS = "There are three of them, and they cost ten dollars each."


async def talking(line: Line, words: str = WORDS, *, interruptible: bool = True) -> SpeechHandle:
    """The agent is in the middle of a sentence."""
    line.ear.lets_end = False
    handle = line.session.say(words, allow_interruptions=interruptible)
    await line.until(lambda: line.session.agent_state == "speaking")
    return handle


async def test_a_caller_who_speaks_up_silences_the_agent_and_is_answered(house: TestHouse) -> None:
    async with calling(house, Says("Of course.")) as line:
        handle = await talking(line)
        line.starts()
        await line.until(lambda: line.ear.silent)
        line.understood("stop, I want the blue one")
        line.stops()
        line.ear.lets_end = True
        await line.until(lambda: ("assistant", "Of course.") in line.said)
        assert handle.interrupted


async def test_the_agent_falls_silent_at_the_first_sign_of_speech(house: TestHouse) -> None:
    async with calling(house) as line:
        handle = await talking(line)
        line.blips()
        await line.until(lambda: line.ear.silent)
        await line.until(lambda: not line.ear.silent)
        line.ear.let_end()
        await handle
        assert not handle.interrupted


@pytest.mark.parametrize("understood", [None, "uh-huh", "yeah, okay", "Mm-hmm. Right."])
async def test_a_cough_or_a_sign_of_listening_does_not(
    house: TestHouse, understood: str | None
) -> None:
    async with calling(house) as line:
        handle = await talking(line)
        line.starts()
        await line.until(lambda: line.ear.silent)
        if understood:
            line.understood(understood)
        line.stops()
        await line.until(lambda: not line.ear.silent)
        line.ear.let_end()
        await handle
        assert not handle.interrupted
        assert line.said[-1] == ("assistant", WORDS)
        assert not [said for who, said in line.said if who == "user"]


async def test_a_word_that_may_be_the_answer_awaited_is_one(house: TestHouse) -> None:
    async with calling(house, Says("Done.")) as line:
        line.call.expect(YES_NO)
        handle = await talking(line)
        line.says("okay")
        line.ear.lets_end = True
        await line.until(lambda: ("assistant", "Done.") in line.said)
        assert handle.interrupted


async def test_a_yes_that_comes_before_the_end_of_a_question_answers_it(house: TestHouse) -> None:
    async with calling(house, Says("Done.")) as line:
        await talking(line, "There are three of them. Shall I tell you about the first?")
        line.says("yes")
        line.ear.lets_end = True
        await line.until(lambda: ("assistant", "Done.") in line.said)


async def test_a_word_after_the_agents_last_is_a_turn(house: TestHouse) -> None:
    async with calling(house, Says("Anything else?")) as line:
        handle = await talking(line)
        line.ear.let_end()
        await handle
        line.says("okay")
        await line.until(lambda: ("assistant", "Anything else?") in line.said)


async def test_nothing_cuts_what_must_be_heard(house: TestHouse) -> None:
    async with calling(house) as line:
        handle = await talking(line, interruptible=False)
        line.starts()
        await line.until(lambda: line.session.user_state == "speaking")
        line.stops()
        await line.until(lambda: line.session.user_state == "listening")
        assert not line.ear.silent
        line.ear.let_end()
        await handle
        assert not handle.interrupted


async def test_two_sounds_in_a_row_are_no_more_of_a_turn_than_one(house: TestHouse) -> None:
    async with calling(house) as line:
        handle = await talking(line)
        line.starts()
        await line.until(lambda: line.session.agent_state == "listening")
        line.stops()
        await line.until(lambda: line.session.user_state == "listening")
        line.starts()
        await line.until(lambda: line.session.user_state == "speaking")
        line.understood("uh-huh")
        line.stops()
        await line.until(lambda: not line.ear.silent)
        line.ear.let_end()
        await handle
        assert not handle.interrupted
        assert not [said for who, said in line.said if who == "user"]
