"""A call whose hearing is a test: it says when the caller is audible, and what was understood."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from livekit import rtc
from livekit.agents import LanguageCode, TurnHandlingOptions, stt, tts, utils, vad
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, APIConnectOptions
from livekit.agents.voice.io import AudioInput, AudioOutput, AudioOutputCapabilities

from agents.session import CallSession
from agents.speaking import SessionVoice
from bench.response.roster import ROSTER
from channels.voice.going_on import lose_nothing
from channels.voice.silence import Silence
from domain.context import Channel
from tests.house import TestHouse
from tests.scripted import ScriptedLLM, Step

RATE = 24_000
WITHIN = 10.0
TURNS = TurnHandlingOptions(
    turn_detection="vad",
    endpointing={"mode": "fixed", "min_delay": 0.1, "max_delay": 0.2},
    interruption={
        "mode": "vad",
        "min_duration": 0.09,
        "resume_false_interruption": True,
        "false_interruption_timeout": 0.1,
    },
    preemptive_generation={"enabled": True},
)


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


class Line:
    """One call to the desk of the bench's roster."""

    def __init__(self, house: TestHouse, *steps: Step, channel: Channel) -> None:
        self.activity, self.ears, self.voice, self.ear = Activity(), Ears(), Voice(), Ear()
        self.model = ScriptedLLM(list(steps))
        product = replace(house.house, roster=ROSTER)
        self.speaking = SessionVoice()
        self.call = product.new_call("a-call", channel, self.speaking)
        self.session = CallSession(
            self.call,
            self.speaking,
            stt=self.ears,
            llm=self.model,
            tts=self.voice,
            vad=self.activity,
            turn_handling=TURNS,
            aec_warmup_duration=None,
            session_close_transcript_timeout=0.0,
        )
        self.said: list[tuple[str, str]] = []
        """Who said what, in order, as the conversation keeps it."""
        self.session.input.audio = Quiet()
        self.session.output.audio = self.ear
        lose_nothing(self.session)
        self.session.on("conversation_item_added", self._keep)
        Silence(self.session)

    def _keep(self, event: Any) -> None:
        if event.item.type == "message":
            self.said.append((event.item.role, event.item.text_content or ""))

    def starts(self) -> None:
        """The caller becomes audible, and stays so."""
        self.blips()
        self._activity(vad.VADEventType.INFERENCE_DONE, speech=0.096)

    def blips(self) -> None:
        """Something is heard, and is gone before anybody has looked again."""
        self._activity(vad.VADEventType.START_OF_SPEECH, speech=0.064)

    def stops(self) -> None:
        """And falls silent again."""
        self._activity(vad.VADEventType.END_OF_SPEECH, speech=0.5, silence=0.0)

    def understood(self, words: str) -> None:
        """The recogniser has made this of it."""
        self.ears.words.put_nowait(words)

    def says(self, words: str) -> None:
        """A sentence, understood before its end is noticed."""
        self.starts()
        self.understood(words)
        self.stops()

    def _activity(self, kind: vad.VADEventType, *, speech: float, silence: float = 0.0) -> None:
        self.activity.events.put_nowait(
            vad.VADEvent(
                type=kind,
                samples_index=0,
                timestamp=0.0,
                speech_duration=speech,
                silence_duration=silence,
                speaking=kind is not vad.VADEventType.END_OF_SPEECH,
                raw_accumulated_speech=speech,
            )
        )

    async def never(self, true: Callable[[], bool], *, seconds: float) -> None:
        """Makes sure that something does not happen so soon."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert not true(), self.said
            await asyncio.sleep(0.005)  # there is no event for what does not happen

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits for something that is bound to happen."""
        deadline = time.monotonic() + WITHIN
        while not true():
            assert time.monotonic() < deadline, self.said
            await asyncio.sleep(0.005)  # many things may make it true; the deadline decides


@asynccontextmanager
async def calling(
    house: TestHouse, *steps: Step, channel: Channel = Channel.VOICE
) -> AsyncIterator[Line]:
    """A call that has been answered, and greeted."""
    line = Line(house, *steps, channel=channel)
    await line.session.start(ROSTER.opening(line.call), record=False)
    try:
        await line.until(lambda: bool(line.said) and line.session.current_speech is None)
        yield line
    finally:
        await line.session.aclose()
