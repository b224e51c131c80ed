"""What the ears of the product make of audio, faster than it would be spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from livekit import rtc
from livekit.agents import stt, vad

import pipeline
import wiring
from bench.channel.line import Condition, Line
from bench.channel.phrases import Phrase, phrases
from bench.channel.speaking import spoken
from bench.channel.telephone import FRAME, RATE, Samples
from config import Settings
from domain.expectation import FREE, Expectation
from pipeline.embedded.espeak import CALLER, Voice
from pipeline.embedded.language import EmbeddedLLM
from pipeline.turns import INTERRUPTED_AFTER

VOICES: Final = (CALLER, Voice("en-us+f3", 150), Voice("en-us", 150))
BEFORE, AFTER = 0.6, 1.4
"""Seconds of the line alone around what is said."""
SPEAKER: Final = "order_tracking"
"""The agent that a wish is said to."""


@dataclass(slots=True)
class Heard:
    """What was made of a stretch of audio."""

    words: str = ""
    turns: int = 0
    barge_ins: int = 0
    """Stretches of sound that would have stopped the agent's voice."""


class Ears:
    """Hears as a call does that needs no key.

    Args:
        settings: of the product; whatever keys they have are not used.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = Settings(_env_file=None, data_dir=settings.data_dir)
        self.understanding = wiring.understanding(settings)
        wordings = wiring.wordings(wiring.roster(settings), SPEAKER)
        self._wish = replace(FREE, phrases=wordings)
        self.phrases = phrases(self.understanding.route)

    async def understands(self, phrase: Phrase, voice: Voice, condition: Condition) -> bool:
        """Whether what is heard of a phrase means what the phrase means."""
        said = np.pad(spoken(phrase.words, voice), (int(BEFORE * RATE), int(AFTER * RATE)))
        line = Line(condition, seed=sum(f"{phrase.words}{voice.name}".encode()))
        heard = await self.hear(line.carry_all(said), phrase.expectation)
        return phrase.means(heard.words) == phrase.means(phrase.words)

    def model(self) -> EmbeddedLLM:
        """What thinks behind these ears, for one conversation."""
        return EmbeddedLLM(self.understanding)

    async def hear(self, audio: Samples, expectation: Expectation | None = None) -> Heard:
        """What a call makes of audio; without an expectation a wish is awaited."""
        parts = pipeline.build(
            self._settings,
            expectation=lambda: expectation or self._wish,
            language=self.model,
        )
        ears = stt.StreamAdapter(stt=parts.stt, vad=parts.vad).stream()
        activity = parts.vad.stream()
        for frame in frames(audio):
            ears.push_frame(frame)
            activity.push_frame(frame)
        ears.end_input()
        activity.end_input()
        said = [
            event.alternatives[0].text
            async for event in ears
            if event.type is stt.SpeechEventType.FINAL_TRANSCRIPT
        ]
        return Heard(" ".join(said), len(said), await _barge_ins(activity))


async def _barge_ins(activity: vad.VADStream) -> int:
    """How often there was sound for long enough, one that has not ended included."""
    times, counted = 0, False
    async for event in activity:
        if event.type is vad.VADEventType.INFERENCE_DONE and event.speaking:
            times += not counted and event.speech_duration >= INTERRUPTED_AFTER
            counted = counted or event.speech_duration >= INTERRUPTED_AFTER
        elif event.type is not vad.VADEventType.INFERENCE_DONE:
            counted = False
    return times


def frames(audio: Samples) -> Iterator[rtc.AudioFrame]:
    """Audio in frames of 20 ms."""
    samples = np.clip(np.rint(audio), -32_768, 32_767).astype(np.int16)
    for start in range(0, len(samples) - FRAME + 1, FRAME):
        yield rtc.AudioFrame(samples[start : start + FRAME].tobytes(), RATE, 1, FRAME)
