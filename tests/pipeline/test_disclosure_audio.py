"""The disclosure as audio: whole, faster at the same pitch, and refused when it is not there."""

from __future__ import annotations

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import tts, utils
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, APIConnectOptions
from numpy.typing import NDArray

from pipeline.disclosure import SpeechNotMadeError, synthesise
from pipeline.embedded.voice import EspeakTTS
from pipeline.stretch import faster

pytestmark = pytest.mark.speech

RATE = 16_000
TEXT = (
    "As a member you get free shipping on every order and early access to sales. The first month"
    " is free. You can leave at any time. Calls may be recorded for quality and training."
)


class PlaysBack(tts.TTS[str]):
    """A voice that answers every text with the same samples."""

    def __init__(self, samples: NDArray[np.int16]) -> None:
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=False), sample_rate=RATE, num_channels=1
        )
        self.samples = samples

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        return _Playback(tts=self, input_text=text, conn_options=conn_options)


class _Playback(tts.ChunkedStream):
    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        assert isinstance(self._tts, PlaysBack)
        output_emitter.initialize(
            request_id=utils.shortuuid(), sample_rate=RATE, num_channels=1, mime_type="audio/pcm"
        )
        output_emitter.push(self._tts.samples.tobytes())


def tone(seconds: float, hertz: float = 220) -> NDArray[np.int16]:
    moments = np.arange(int(seconds * RATE)) / RATE
    return (6_000 * np.sin(2 * np.pi * hertz * moments)).astype(np.int16)


def length(frames: list[rtc.AudioFrame]) -> float:
    return sum(frame.duration for frame in frames)


async def test_the_whole_text_is_spoken_faster() -> None:
    voice = EspeakTTS()
    plain, quick = await synthesise(voice, TEXT, 1.0), await synthesise(voice, TEXT, 1.25)
    assert length(quick) == pytest.approx(length(plain) / 1.25, rel=0.03)
    assert {frame.samples_per_channel for frame in quick} == {voice.sample_rate // 50}


@pytest.mark.parametrize(
    ("samples", "why"),
    [
        (tone(1.5), "too short for the words"),
        (tone(200), "too long for the words"),
        (np.zeros(12 * RATE, dtype=np.int16), "silent"),
        (np.concatenate([tone(6), np.zeros(6 * RATE, dtype=np.int16)]), "broken off"),
    ],
)
async def test_audio_that_cannot_be_the_text_is_refused(
    samples: NDArray[np.int16], why: str
) -> None:
    with pytest.raises(SpeechNotMadeError):
        await synthesise(PlaysBack(samples), TEXT)
    assert why


@pytest.mark.parametrize("speed", [0.8, 1.25, 1.5])
def test_the_pitch_stays_when_the_pace_changes(speed: float) -> None:
    changed = faster(tone(3), RATE, speed)
    assert len(changed) == pytest.approx(3 * RATE / speed, rel=0.02)
    spectrum = np.abs(np.fft.rfft(changed.astype(np.float64)))
    assert np.argmax(spectrum) * RATE / len(changed) == pytest.approx(220, abs=3)
    assert np.abs(changed[RATE // 4 : -RATE // 4]).max() == pytest.approx(6_000, rel=0.1)


def test_a_snippet_too_short_to_change_is_left_alone() -> None:
    snippet = tone(0.02)
    assert np.array_equal(faster(snippet, RATE, 1.5), snippet)
