"""Several voices that stand in for each other, in the middle of a sentence if need be.

livekit-agents' own adapter takes a sentence that was cut for said. Here whoever is asked next goes
on where the last one stopped: nothing is left out, and nothing is said twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Sequence
from typing import Any, ClassVar, Protocol, runtime_checkable

from livekit import rtc
from livekit.agents import tokenize, tts, utils
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    USERDATA_TIMED_TRANSCRIPT,
    APIConnectOptions,
)

from pipeline.chain import Chain
from pipeline.faults import Told

CHARACTERS_A_SECOND = 14
"""Without blanks: how far a voice has come that does not say how far it is."""


@runtime_checkable
class Reconnects(Protocol):
    """A voice that keeps a connection, which may be what is broken."""

    async def reconnect(self) -> None:
        """Lets go of it; the next request makes another one."""
        ...


class Voices(tts.TTS[str]):
    """Speaks with the first voice that can.

    Args:
        voices: best first; those that take whole sentences only are fed them.
        timeout: seconds without audio after which the next one takes over.
        told: is told of every failure.
    """

    def __init__(self, voices: Sequence[tts.TTS[Any]], *, timeout: float, told: Told) -> None:
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=True),
            sample_rate=max(voice.sample_rate for voice in voices),
            num_channels=1,
        )
        self.voices = tuple(voices)
        self.chain = Chain("tts", voices, told)
        self.options = APIConnectOptions(max_retry=0, timeout=timeout)
        for voice in voices:
            voice.on("metrics_collected", self._measured)

    @property
    def model(self) -> str:
        """The model of the voice that speaks next."""
        return self.voices[self.chain.first].model

    @property
    def provider(self) -> str:
        """Who makes the voice that speaks next."""
        return self.voices[self.chain.first].provider

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        """The speech of a whole text."""
        return self._synthesize_with_stream(text, conn_options=conn_options)

    def stream(
        self, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.SynthesizeStream:
        """The speech of a text that is still being made."""
        return _Utterance(self, conn_options)

    def prewarm(self) -> None:
        """Connects the first voice before it is needed."""
        self.voices[0].prewarm()

    async def aclose(self) -> None:
        """Closes the voices."""
        for voice in self.voices:
            voice.off("metrics_collected", self._measured)
            await voice.aclose()

    def _measured(self, *measured: Any) -> None:
        self.emit("metrics_collected", *measured)


class _Utterance(tts.SynthesizeStream):
    # As livekit-agents' own adapter has it: each voice's stream is a span and a measure of its own.
    _tts_request_span_name: ClassVar[str] = "tts_chain"
    _tts_attempt_span_name: ClassVar[str | None] = None

    def __init__(self, owner: Voices, conn_options: APIConnectOptions) -> None:
        super().__init__(tts=owner, conn_options=conn_options)
        self._owner = owner
        self._text = ""
        self._ended = False
        self._speaking: tts.SynthesizeStream | None = None
        self._out = 0
        """Characters without blanks whose sound went out."""

    async def _metrics_monitor_task(self, event_aiter: AsyncIterable[tts.SynthesizedAudio]) -> None:
        async for _ in event_aiter:  # each voice measures itself
            pass

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        self._emitter = output_emitter
        output_emitter.initialize(
            request_id=utils.shortuuid(),
            sample_rate=self._owner.sample_rate,
            num_channels=1,
            mime_type="audio/pcm",
            stream=True,
        )
        output_emitter.start_segment(segment_id=utils.shortuuid())
        collecting = asyncio.create_task(self._collect())
        try:
            await self._owner.chain.serve(self._speak)
        finally:
            await utils.aio.cancel_and_wait(collecting)

    async def _collect(self) -> None:
        """Takes in the text and hands it to whoever speaks now."""
        async for piece in self._input_ch:
            if not isinstance(piece, str):
                continue
            self._text += piece
            if self._speaking is not None:
                self._speaking.push_text(piece)
        self._ended = True
        if self._speaking is not None:
            self._speaking.end_input()

    async def _speak(self, who: int) -> None:
        voice = self._owner.voices[who]
        try:
            await self._say(voice)
        except Exception:
            if isinstance(voice, Reconnects):
                await voice.reconnect()
            raise

    async def _say(self, voice: tts.TTS[Any]) -> None:
        """Says with one voice what has not been said yet, and what is still to come."""
        stream = _streaming(voice).stream(conn_options=self._owner.options)
        progress = _Progress(self._out, aligned=bool(voice.capabilities.aligned_transcript))
        resampler = (
            None
            if voice.sample_rate == self._owner.sample_rate
            else rtc.AudioResampler(voice.sample_rate, self._owner.sample_rate)
        )
        async with stream:
            stream.push_text(unspoken(self._text, self._out))
            self._speaking = stream
            if self._ended:
                stream.end_input()
            try:
                async for event in stream:
                    self._mark_started()
                    self._out = progress.after(event.frame)
                    frames = resampler.push(event.frame) if resampler else [event.frame]
                    for frame in frames:
                        self._emitter.push_frame(frame)
                for frame in resampler.flush() if resampler else ():
                    self._emitter.push_frame(frame)
            finally:
                self._speaking = None


class _Progress:
    """How far a voice has come: as it says itself, or as long as it has spoken."""

    def __init__(self, before: int, *, aligned: bool) -> None:
        self._characters = before
        self._aligned = aligned
        self._before = before
        self._seconds = 0.0

    def after(self, frame: rtc.AudioFrame) -> int:
        """Characters without blanks that went out with this frame and before."""
        if self._aligned:
            for words in frame.userdata.get(USERDATA_TIMED_TRANSCRIPT, ()):
                self._characters += len("".join(str(words).split()))
            return self._characters
        self._seconds += frame.duration
        return self._before + int(self._seconds * CHARACTERS_A_SECOND)


def unspoken(text: str, out: int) -> str:
    """What is left of a text, from the first word that is not whole in `out` characters.

    Args:
        text: all of it.
        out: how many characters, blanks left out, have been said.
    """
    word = 0
    left = out
    for place, character in enumerate(text):
        if character.isspace():
            word = place + 1
        elif left == 0:
            return text[word:] if word or out else text
        else:
            left -= 1
    return ""


def _streaming(voice: tts.TTS[Any]) -> tts.TTS[Any]:
    if voice.capabilities.streaming:
        return voice
    sentences = tokenize.blingfire.SentenceTokenizer(retain_format=True)
    return tts.StreamAdapter(tts=voice, sentence_tokenizer=sentences)
