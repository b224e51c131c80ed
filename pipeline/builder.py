"""Everything that one session hears, thinks and speaks with, built from the settings."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterable, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from livekit import rtc
from livekit.agents import APIConnectOptions, TurnHandlingOptions, llm, stt, tts, vad
from livekit.agents.voice.agent_session import SessionConnectOptions

from config import Settings
from domain.expectation import Expectation
from pipeline import recordings
from pipeline.disclosure import synthesise
from pipeline.embedded.activity import voice_activity
from pipeline.faults import Told, logged
from pipeline.llm import language_model
from pipeline.pace import slower
from pipeline.profile import (
    Cloud,
    Embedded,
    SelfHosted,
    hearing,
    speaking,
    speech_is_installed,
    thinking,
)
from pipeline.stt import speech_to_text
from pipeline.tts import text_to_speech
from pipeline.turns import turn_detection, turn_handling

_SEGMENT_SILENCE = 0.25
_LONG_SEGMENT_SILENCE = 0.4
"""For a recogniser of whole segments: a number said in groups stays one segment."""

_ONCE = APIConnectOptions(max_retry=0)

_FIRST_USED_ON_A_CALL = ("anyio._backends._asyncio", "httpcore", "numpy.ma")
"""What libraries import no sooner than they need it, which is while a caller waits to be greeted.
A tenth of a second and more for each call."""


@dataclass(frozen=True)
class VoiceParts:
    """The parts of one session, to be handed to `AgentSession`.

    Attributes:
        stt, llm, tts, vad, turn_handling: the arguments of that name.
        disclosure: makes a whole text into audio beforehand, at a faster pace, for
            `session.say(text, audio=...)`; raises `SpeechNotMadeError`.
        spoken: the same at the voice's own pace.
        slower: speech at a slower pace, for a caller who needs that.
        apology: words and sound for when nothing works any more, by whether somebody calls back.
        conn_options: the argument of that name: each part stands in for itself.
        described: a sentence a part for the start log.
    """

    stt: stt.STT[Any]
    llm: llm.LLM[Any]
    tts: tts.TTS[Any]
    vad: vad.VAD
    turn_handling: TurnHandlingOptions
    disclosure: Callable[[str], Awaitable[Sequence[rtc.AudioFrame]]]
    spoken: Callable[[str], Awaitable[Sequence[rtc.AudioFrame]]]
    slower: Callable[[AsyncIterable[rtc.AudioFrame]], AsyncIterable[rtc.AudioFrame]]
    apology: Callable[[bool], tuple[str, Sequence[rtc.AudioFrame]]]
    conn_options: SessionConnectOptions
    described: tuple[str, ...]

    def options(self) -> dict[str, Any]:
        """The parts by the names that `AgentSession` has for them."""
        return {
            "stt": self.stt,
            "llm": self.llm,
            "tts": self.tts,
            "vad": self.vad,
            "turn_handling": self.turn_handling,
            "conn_options": self.conn_options,
        }


def build(
    settings: Settings,
    *,
    expectation: Callable[[], Expectation],
    language: Callable[[], llm.LLM[Any]],
    told: Told = logged,
) -> VoiceParts:
    """The parts for one session; each of the three is chosen on its own.

    Args:
        settings: the settings in force.
        expectation: tells what the conversation expects to hear at this moment.
        language: makes the embedded language model for this session.
        told: is told of every failure of a provider, beside the log and the metrics.

    Raises:
        SettingsError: a chosen part cannot be used on this machine.
        SpeechPartMissingError: an embedded part is needed and its package is not installed.
    """
    whole_segments = not isinstance(hearing(settings), Cloud)
    activity = voice_activity(_LONG_SEGMENT_SILENCE if whole_segments else _SEGMENT_SILENCE)
    ears = speech_to_text(settings, expectation=expectation, activity=activity, told=told)
    mind = language_model(settings, language, told=told)
    voice = text_to_speech(settings, told)
    turns = turn_handling(settings)
    return VoiceParts(
        stt=ears.made,
        llm=mind.made,
        tts=voice.made,
        vad=activity,
        turn_handling=turns.made,
        disclosure=functools.partial(synthesise, voice.made),
        spoken=functools.partial(synthesise, voice.made, speed=1.0),
        slower=slower,
        apology=_apology,
        conn_options=SessionConnectOptions(llm_conn_options=_ONCE, tts_conn_options=_ONCE),
        described=(ears.described, mind.described, voice.described, turns.described),
    )


def _apology(call_back: bool) -> tuple[str, Sequence[rtc.AudioFrame]]:
    recording: recordings.Recording = "call_back" if call_back else "call_again"
    return recordings.TEXTS[recording], recordings.frames(recording)


def language(
    settings: Settings, embedded: Callable[[], llm.LLM[Any]], *, text: bool = False
) -> llm.LLM[Any]:
    """The language model alone, for a session without voice. See `pipeline.llm`."""
    return language_model(settings, embedded, text=text).made


def preload_modules(settings: Settings) -> list[str]:
    """The modules that a worker imports once, so that its job processes share them.

    LiveKit's plugins must also be registered in a main thread, which this makes sure of.
    """
    modules = ["livekit.agents.inference", "pipeline.builder", *_FIRST_USED_ON_A_CALL]
    parts = (hearing(settings), thinking(settings), speaking(settings))
    if any(isinstance(part, SelfHosted) for part in parts) or isinstance(parts[1], Cloud):
        modules += ["livekit.plugins.openai", "openai.resources.models"]
    if isinstance(parts[0], Cloud):
        modules += ["livekit.plugins.deepgram", "pipeline.deepgram"]
        modules.append("huggingface_hub.file_download")  # asked what finds the end of a turn
    if isinstance(parts[2], Cloud):
        modules += ["livekit.plugins.elevenlabs", "pipeline.elevenlabs"]
    if speech_is_installed():  # it stands behind every other part
        modules += ["pocketsphinx", "pipeline.embedded.recogniser"]
        modules += ["espeakng_loader", "pipeline.embedded.voice"]
    if turn_detection(settings) == "multilingual":
        modules.append("livekit.plugins.turn_detector.multilingual")
    return modules


def prewarm(settings: Settings) -> None:
    """Starts the embedded engines that calls will need. For a process that has no call yet.

    Raises:
        SpeechPartMissingError: a needed package is not installed.
    """
    if isinstance(hearing(settings), Embedded):
        from pipeline.embedded.decoder import decoder

        decoder()
    if isinstance(speaking(settings), Embedded):
        from pipeline.embedded.espeak import engine

        engine()
