"""A voice on a line that is never quite still: what it adds is there between the words as well."""

from __future__ import annotations

import asyncio
from collections import deque

import numpy as np
from livekit import rtc

from bench.channel.line import Condition, Line
from bench.channel.speaking import spoken
from bench.channel.telephone import FRAME, RATE, Samples
from pipeline.embedded.espeak import Voice

AHEAD_MS = 100
"""Milliseconds of audio that are ready before they are sent."""
AROUND = RATE // 2
"""Samples of the line alone before and after a sentence."""


class Mouth:
    """Speaks over a line, 20 ms at a time."""

    def __init__(self, condition: Condition) -> None:
        self.source = rtc.AudioSource(RATE, 1, queue_size_ms=AHEAD_MS)
        self._line = Line(condition)
        self._waiting: deque[Samples] = deque()
        self._said = asyncio.Event()

    async def say(self, words: str, voice: Voice) -> None:
        """Speaks a sentence, from its first sample to its last."""
        speech = np.pad(await asyncio.to_thread(spoken, words, voice), AROUND)
        whole = np.pad(speech, (0, -len(speech) % FRAME))
        self._said.clear()
        self._waiting.extend(whole.reshape(-1, FRAME))
        await self._said.wait()

    async def sound(self) -> None:
        """Sends what the line carries, for as long as it runs."""
        silence = np.zeros(FRAME)
        while True:
            voice = self._waiting.popleft() if self._waiting else silence
            if not self._waiting:
                self._said.set()
            heard = np.clip(self._line.carry(voice), -32_768, 32_767).astype(np.int16)
            await self.source.capture_frame(rtc.AudioFrame(heard.tobytes(), RATE, 1, FRAME))
