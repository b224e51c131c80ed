"""Audio as a caller's line brings it, for parts that are tried without a session."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from livekit import rtc
from livekit.agents import stt, utils

from pipeline.embedded.espeak import CALLER
from tests.pipeline.speech import RATE, framed, noise, said

WITHIN = 20.0


@dataclass
class Hearing:
    """A stream that is being listened to."""

    stream: stt.RecognizeStream

    async def say(self, text: str) -> None:
        """A sentence and the quiet after it, at once."""
        speech = np.frombuffer(said(text, CALLER).data, dtype=np.int16).astype(np.float64)
        await self._push(np.concatenate([speech, noise(RATE, 15)]))

    async def quiet(self, seconds: float) -> None:
        """Nobody speaks."""
        await self._push(noise(int(seconds * RATE), 15))

    async def heard(self) -> str:
        """The next final transcript."""
        async with asyncio.timeout(WITHIN):
            async for event in self.stream:
                if event.type is stt.SpeechEventType.FINAL_TRANSCRIPT:
                    return event.alternatives[0].text
        raise AssertionError("the stream ended")

    async def _push(self, sound: Any) -> None:
        step = RATE // 50
        for start in range(0, len(sound) - step, step):
            self.stream.push_frame(framed(sound[start : start + step]))
            await asyncio.sleep(0)  # a line does not bring it all at once


@asynccontextmanager
async def listening(ears: stt.STT[Any]) -> AsyncIterator[Hearing]:
    """Opens a stream, as a session does."""
    async with utils.http_context.open(), ears.stream() as stream:
        yield Hearing(stream)


def audio_of(frames: list[rtc.AudioFrame]) -> bytes:
    """The samples of frames, one after another."""
    return b"".join(bytes(frame.data) for frame in frames)
