"""What holds over a bad line: turns begin and end where the caller's do, and much is understood."""

from __future__ import annotations

import numpy as np
import pytest
from livekit.agents import vad

from bench.channel.calling import call_over, house_of
from bench.channel.hearing import Ears, frames
from bench.channel.line import BAD, MU_LAW, Condition, Line
from bench.channel.speaking import spoken
from bench.channel.telephone import RATE, Samples
from config import Settings
from pipeline.embedded.activity import voice_activity
from pipeline.embedded.espeak import CALLER

pytestmark = [pytest.mark.speech, pytest.mark.timeout(300)]

CROWD = Condition("a crowd, 13 dB", noise="babble", snr=13)
"""espeak-ng's people never talk quite alike: at 10 dB one crowd in eight is heard."""
STREET = Condition("a street, 5 dB", noise="street", snr=5)


def sent(text: str, condition: Condition) -> Samples:
    """A sentence after three seconds of the line alone."""
    said = np.pad(spoken(text, CALLER), (3 * RATE, int(1.5 * RATE)))
    return Line(condition).carry_all(said)


async def activity(audio: Samples) -> list[vad.VADEvent]:
    stream = voice_activity(0.4).stream()
    for frame in frames(audio):
        stream.push_frame(frame)
    stream.end_input()
    return [event async for event in stream if event.type is not vad.VADEventType.INFERENCE_DONE]


@pytest.mark.parametrize("condition", [MU_LAW, CROWD, STREET], ids=lambda c: c.name)
async def test_a_turn_begins_and_ends_with_the_caller(condition: Condition) -> None:
    events = await activity(sent("i want to return my graphics card", condition))
    assert [event.type.value for event in events] == ["start_of_speech", "end_of_speech"]


async def test_whoever_recognises_speech_gets_all_that_was_heard() -> None:
    audio = sent("where is my order", CROWD)
    whole = np.clip(np.rint(audio), -32_768, 32_767).astype(np.int16)
    for event in await activity(audio):
        (frame,) = event.frames
        end = event.samples_index
        assert np.array_equal(frame.data, whole[end - frame.samples_per_channel : end])


@pytest.mark.parametrize("condition", [CROWD, STREET], ids=lambda c: c.name)
async def test_ten_seconds_of_noise_alone_make_no_turn(ears: Ears, condition: Condition) -> None:
    heard = await ears.hear(Line(condition).carry_all(np.zeros(10 * RATE)))
    assert (heard.turns, heard.barge_ins) == (0, 0)


@pytest.mark.parametrize(
    ("condition", "least"),
    [
        # Measured: 7, 7 and 4 of 8.
        (MU_LAW, 5),
        (Condition("5 % lost in bursts", loss=0.05, burst=4), 4),
        (Condition("white noise, 15 dB", noise="white", snr=15), 2),
    ],
    ids=lambda value: value.name if isinstance(value, Condition) else "",
)
async def test_answers_are_understood(ears: Ears, condition: Condition, least: int) -> None:
    assert await understood(ears, condition) >= least


async def understood(ears: Ears, condition: Condition) -> int:
    answers = [phrase for phrase in ears.phrases if phrase.expectation is not None][:8]
    return sum([await ears.understands(phrase, CALLER, condition) for phrase in answers])


@pytest.mark.parametrize(
    "condition", [BAD, Condition("white noise, 0 dB", noise="white")], ids=lambda c: c.name
)
async def test_a_caller_whom_nobody_can_hear_is_led_to_the_goal_by_keypad(
    ears: Ears, condition: Condition
) -> None:
    async with house_of(ears) as house:
        report = await call_over(house, ears, condition)
    assert report.reached, report.as_json()
    assert any(done.keyed for done in report.done)


@pytest.fixture(scope="module")
def ears(fitted: Settings) -> Ears:
    return Ears(fitted)
