"""Speech that was broken off for nothing is heard to its end, and nothing of it is lost."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from livekit import rtc
from livekit.agents.voice.io import AudioOutput, AudioOutputCapabilities, PlaybackFinishedEvent

from channels.voice.going_on import GOES_BACK, GoingOn

RATE = 1_000
SPEECH = np.arange(2_000, dtype=np.int16)
"""Two seconds, of which each sample says where it belongs."""
BACK = int(GOES_BACK * RATE)


class Speaker(AudioOutput):
    """Plays as much as a test lets it, and tells of an interruption a little later, as a room.

    Args:
        there: is done once somebody listens; until then it waits, and as a room's output it lets
            whoever gives up waiting cancel that for good.
    """

    def __init__(self, there: asyncio.Future[None]) -> None:
        super().__init__(
            label="speaker", capabilities=AudioOutputCapabilities(pause=True), sample_rate=RATE
        )
        self.played: list[int] = []
        self._waiting: list[int] = []
        self._since = 0
        self._flushed = False
        self._there = there

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await self._there
        await super().capture_frame(frame)
        if not self._waiting and len(self.played) == self._since:
            self.on_playback_started(created_at=0)
        self._waiting += np.frombuffer(frame.data, dtype=np.int16).tolist()

    def play(self, samples: int | None = None) -> None:
        self.played += self._waiting[:samples]
        self._waiting = [] if samples is None else self._waiting[samples:]
        if self._flushed and not self._waiting:
            self._end(interrupted=False)

    def flush(self) -> None:
        super().flush()
        self._flushed = True

    def clear_buffer(self) -> None:
        assert self._flushed, "a room's output would never tell of its end"
        self._waiting.clear()
        asyncio.get_running_loop().call_soon(lambda: self._end(interrupted=True))

    def _end(self, *, interrupted: bool) -> None:
        position = (len(self.played) - self._since) / RATE
        self._since, self._flushed = len(self.played), False
        self.on_playback_finished(playback_position=position, interrupted=interrupted)


class Speech:
    """A speaker behind an output that goes on, and what that output tells."""

    def __init__(self) -> None:
        self.there: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.speaker = Speaker(self.there)
        self.output = GoingOn(self.speaker, self.there)
        self.started = 0
        self.finished: list[PlaybackFinishedEvent] = []
        self.output.on("playback_started", self._start)
        self.output.on("playback_finished", self.finished.append)

    def _start(self, _: object) -> None:
        self.started += 1

    async def says(self, samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> None:
        for part in np.split(samples, 4):
            await self.output.capture_frame(rtc.AudioFrame(part.tobytes(), RATE, 1, len(part)))


async def settled() -> None:
    """Whatever was begun has come to where it waits."""
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
async def unheard() -> Speech:
    """Nobody listens yet."""
    return Speech()


@pytest.fixture
async def speech(unheard: Speech) -> Speech:
    unheard.there.set_result(None)
    return unheard


async def test_without_a_pause_it_is_heard_as_it_is(speech: Speech) -> None:
    await speech.says(SPEECH)
    speech.output.flush()
    speech.speaker.play()
    assert speech.speaker.played == SPEECH.tolist()
    assert [(ev.playback_position, ev.interrupted) for ev in speech.finished] == [(2.0, False)]


@pytest.mark.parametrize("heard", [50, 700, 1_999])
@pytest.mark.parametrize("all_there", [False, True])
async def test_it_goes_on_from_the_word_that_was_broken_off(
    speech: Speech, heard: int, all_there: bool
) -> None:
    await speech.says(SPEECH)
    if all_there:
        speech.output.flush()
    speech.speaker.play(heard)
    speech.output.pause()
    await settled()
    assert speech.finished == []
    if not all_there:
        speech.output.flush()
    speech.output.resume()
    await settled()
    speech.speaker.play()
    whole = SPEECH.tolist()
    assert speech.speaker.played == whole[:heard] + whole[max(0, heard - BACK) :]
    assert [ev.interrupted for ev in speech.finished] == [False]
    assert speech.started == 1


async def test_what_is_made_during_the_pause_comes_after_it(speech: Speech) -> None:
    await speech.says(SPEECH[:1_000])
    speech.speaker.play(400)
    speech.output.pause()
    await settled()
    await speech.says(SPEECH[1_000:])
    speech.output.resume()
    await settled()
    speech.output.flush()
    speech.speaker.play()
    assert speech.speaker.played == [*range(400), *range(400 - BACK, 2_000)]


async def test_several_pauses_lose_nothing_either(speech: Speech) -> None:
    await speech.says(SPEECH)
    speech.output.flush()
    for _ in range(3):
        speech.speaker.play(500)
        speech.output.pause()
        speech.output.pause()
        speech.output.resume()
        await settled()
    speech.speaker.play()
    assert sorted(set(speech.speaker.played)) == SPEECH.tolist()
    assert [ev.interrupted for ev in speech.finished] == [False]


@pytest.mark.parametrize("settles", [False, True])
async def test_what_is_broken_off_for_good_is_not_taken_up(speech: Speech, settles: bool) -> None:
    await speech.says(SPEECH)
    speech.speaker.play(700)
    speech.output.pause()
    if settles:
        await settled()
    speech.output.flush()
    speech.output.clear_buffer()
    await settled()
    assert [(ev.playback_position, ev.interrupted) for ev in speech.finished] == [(0.7, True)]
    speech.output.resume()
    await speech.says(SPEECH)
    speech.output.flush()
    await settled()
    speech.speaker.play()
    assert speech.speaker.played == [*range(700), *range(2_000)]
    assert [ev.interrupted for ev in speech.finished] == [True, False]


async def test_it_can_be_broken_off_without_a_pause(speech: Speech) -> None:
    await speech.says(SPEECH)
    speech.speaker.play(300)
    speech.output.flush()
    speech.output.clear_buffer()
    await settled()
    assert [(ev.playback_position, ev.interrupted) for ev in speech.finished] == [(0.3, True)]


async def test_what_is_broken_off_before_anybody_listens_is_over(unheard: Speech) -> None:
    saying = asyncio.create_task(unheard.says(SPEECH))
    await settled()
    saying.cancel()
    await settled()
    unheard.output.flush()
    unheard.output.clear_buffer()
    assert [event.interrupted for event in unheard.finished] == [True]

    unheard.there.set_result(None)
    await unheard.says(SPEECH)
    unheard.output.flush()
    unheard.speaker.play()
    assert unheard.speaker.played == SPEECH.tolist()
    assert [event.interrupted for event in unheard.finished] == [True, False]


async def test_a_pause_before_anybody_listens_holds_afterwards(unheard: Speech) -> None:
    saying = asyncio.create_task(unheard.says(SPEECH))
    await settled()
    unheard.output.pause()
    unheard.there.set_result(None)
    await saying
    unheard.output.flush()
    await settled()
    unheard.speaker.play()
    assert unheard.speaker.played == []
    unheard.output.resume()
    await settled()
    unheard.speaker.play()
    assert unheard.speaker.played == SPEECH.tolist()
    assert [event.interrupted for event in unheard.finished] == [False]


async def test_what_goes_on_before_anybody_listens_is_heard_once(unheard: Speech) -> None:
    saying = asyncio.create_task(unheard.says(SPEECH))
    await settled()
    unheard.output.pause()
    unheard.output.resume()
    await settled()
    unheard.there.set_result(None)
    await saying
    unheard.output.flush()
    await settled()
    unheard.speaker.play()
    assert unheard.speaker.played == SPEECH.tolist()
    assert [event.interrupted for event in unheard.finished] == [False]


async def test_a_pause_broken_off_before_anybody_listens_is_over(unheard: Speech) -> None:
    saying = asyncio.create_task(unheard.says(SPEECH))
    await settled()
    unheard.output.pause()
    unheard.output.resume()
    await settled()
    saying.cancel()
    await settled()
    unheard.output.flush()
    unheard.output.clear_buffer()
    unheard.there.set_result(None)
    await settled()
    assert [event.interrupted for event in unheard.finished] == [True]

    await unheard.says(SPEECH)
    unheard.output.flush()
    await settled()
    unheard.speaker.play()
    assert unheard.speaker.played == SPEECH.tolist()
