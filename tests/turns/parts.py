"""What a call is made of whose hearing and speaking are a test's: nothing happens by itself."""

from __future__ import annotations

import asyncio
from typing import Any

from livekit import rtc
from livekit.agents import LanguageCode, stt, tts, utils, vad
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, APIConnectOptions
from livekit.agents.voice.io import AudioInput, AudioOutput, AudioOutputCapabilities

RATE = 24_000


class Activity(vad.VAD):
    """Hears somebody when the test says so."""

    def __init__(self) -> None:
        super().__init__(capabilities=vad.VADCapabilities(update_interval=0.032))
        self.events: asyncio.Queue[vad.VADEvent] = asyncio.Queue()

    def stream(self) -> vad.VADStream:
        return _Activity(self)


class _Activity(vad.VADStream):
    def __init__(self, owner: Activity) -> None:
        self._events = owner.events
        super().__init__(owner)

    async def _main_task(self) -> None:
        while True:
            self._event_ch.send_nowait(await self._events.get())


class Ears(stt.STT[str]):
    """Understands what the test says."""

    def __init__(self) -> None:
        capabilities = stt.STTCapabilities(streaming=True, interim_results=True)
        super().__init__(capabilities=capabilities)
        self.words: asyncio.Queue[str] = asyncio.Queue()

    async def _recognize_impl(self, *_: Any, **__: Any) -> stt.SpeechEvent:
        raise NotImplementedError

    def stream(
        self, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS, **_: Any
    ) -> stt.RecognizeStream:
        return _Ears(self, conn_options)


class _Ears(stt.RecognizeStream):
    def __init__(self, owner: Ears, conn_options: APIConnectOptions) -> None:
        self._words = owner.words
        super().__init__(stt=owner, conn_options=conn_options)

    async def _run(self) -> None:
        while True:
            text = await self._words.get()
            data = stt.SpeechData(language=LanguageCode("en"), text=text)
            self._event_ch.send_nowait(
                stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[data])
            )


class Voice(tts.TTS[str]):
    """Makes a tenth of a second of any text, and remembers the texts."""

    def __init__(self) -> None:
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=False), sample_rate=RATE, num_channels=1
        )
        self.asked: list[str] = []

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        self.asked.append(text)
        return _Sound(tts=self, input_text=text, conn_options=conn_options)


class _Sound(tts.ChunkedStream):
    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        output_emitter.initialize(
            request_id=utils.shortuuid(), sample_rate=RATE, num_channels=1, mime_type="audio/pcm"
        )
        output_emitter.push(bytes(RATE // 10 * 2))
        output_emitter.flush()


class Quiet(AudioInput):
    """A line on which nothing comes: what is heard, the test says."""

    def __init__(self) -> None:
        super().__init__(label="quiet")

    async def __anext__(self) -> rtc.AudioFrame:
        await asyncio.Event().wait()
        raise StopAsyncIteration


class Ear(AudioOutput):
    """The caller's ear: words last until the test lets them end."""

    def __init__(self) -> None:
        super().__init__(label="ear", capabilities=AudioOutputCapabilities(pause=True))
        self.begun = 0
        """How often it began to hear something."""
        self.lets_end = True
        self._open = self._whole = False

    @property
    def silent(self) -> bool:
        """Whether nothing is heard now."""
        return not self._open

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        if not self._open:
            self._open, self._whole = True, False
            self.begun += 1
            self.on_playback_started(created_at=0)

    def flush(self) -> None:
        super().flush()
        self._whole = True
        self._end()

    def clear_buffer(self) -> None:
        if self._open:
            self._open = False
            self.on_playback_finished(playback_position=0.05, interrupted=True)

    def let_end(self) -> None:
        """What is being said comes to its end."""
        self.lets_end = True
        self._end()

    def _end(self) -> None:
        if self._open and self._whole and self.lets_end:
            self._open = False
            self.on_playback_finished(playback_position=0.1, interrupted=False)
