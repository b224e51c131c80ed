"""Which speech-to-text a session hears with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livekit.agents import stt, vad

from config import Settings
from domain.expectation import Expectation
from pipeline.faults import Told, logged
from pipeline.part import Part
from pipeline.profile import Cloud, Embedded, SelfHosted, hearing, speech_is_installed
from pipeline.prompt import PromptSTT
from pipeline.relay import Relay

SEGMENT_TIMEOUT = 3
"""A whole segment is looked at once it is over, which takes longer: as many times `STT_TIMEOUT`."""


def speech_to_text(
    settings: Settings,
    *,
    expectation: Callable[[], Expectation],
    activity: vad.VAD,
    told: Told = logged,
) -> Part[stt.STT[Any]]:
    """The recogniser that the settings choose, with the embedded one behind any other.

    Raises:
        SpeechPartMissingError: the embedded one is needed and its package is not installed.
    """
    match hearing(settings):
        case Cloud() as cloud:
            chosen = _deepgram(settings, cloud)
        case SelfHosted() as endpoint:
            chosen = _self_hosted(settings, endpoint)
        case Embedded():
            return Part(_embedded(expectation), "speech-to-text: embedded (pocketsphinx)")
    ears, described = [chosen.made], chosen.described
    if speech_is_installed():
        ears.append(_embedded(expectation))
        described = f"{described}, then embedded"
    relay = Relay(ears, activity=activity, timeout=settings.stt_timeout, told=told)
    return Part(relay, described)


def _deepgram(settings: Settings, profile: Cloud) -> Part[stt.STT[Any]]:
    from pipeline.deepgram import Deepgram

    made = Deepgram(
        model=profile.model,
        language="en",
        smart_format=True,
        api_key=profile.key,
        base_url=f"{settings.deepgram_base_url.rstrip('/')}/listen",
    )
    return Part(made, f"speech-to-text: Deepgram {profile.model}")


def _self_hosted(settings: Settings, profile: SelfHosted) -> Part[stt.STT[Any]]:
    from livekit.plugins import openai

    made = openai.STT(model=profile.model, language="en", base_url=profile.url, api_key=profile.key)
    prompt = PromptSTT(made, timeout=SEGMENT_TIMEOUT * settings.stt_timeout)
    return Part(prompt, f"speech-to-text: {profile.model} at {profile.host}")


def _embedded(expectation: Callable[[], Expectation]) -> stt.STT[Any]:
    from pipeline.embedded.recogniser import PocketsphinxSTT

    return PocketsphinxSTT(expectation)
