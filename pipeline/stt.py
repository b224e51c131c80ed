"""Which speech-to-text a session hears with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livekit.agents import stt, vad

from config import Settings
from domain.expectation import Expectation
from pipeline.part import Part
from pipeline.profile import Cloud, Embedded, SelfHosted, hearing, speech_is_installed

ATTEMPT_TIMEOUT = 5.0
RETRY_INTERVAL = 0.5


def speech_to_text(
    settings: Settings, *, expectation: Callable[[], Expectation], activity: vad.VAD
) -> Part[stt.STT[Any]]:
    """The recogniser that the settings choose, with the embedded one behind any other.

    Raises:
        SpeechPartMissingError: the embedded one is needed and its package is not installed.
    """
    match hearing(settings):
        case Cloud() as cloud:
            chosen = _deepgram(cloud)
        case SelfHosted() as endpoint:
            chosen = _self_hosted(endpoint)
        case Embedded():
            return Part(_embedded(expectation), "speech-to-text: embedded (pocketsphinx)")
    if not speech_is_installed():
        return chosen
    chain = stt.FallbackAdapter(
        [chosen.made, _embedded(expectation)],
        vad=activity,
        attempt_timeout=ATTEMPT_TIMEOUT,
        retry_interval=RETRY_INTERVAL,
    )
    return Part(chain, f"{chosen.described}, then embedded")


def _deepgram(profile: Cloud) -> Part[stt.STT[Any]]:
    from livekit.plugins import deepgram

    made = deepgram.STT(model=profile.model, language="en", smart_format=True, api_key=profile.key)
    return Part(made, f"speech-to-text: Deepgram {profile.model}")


def _self_hosted(profile: SelfHosted) -> Part[stt.STT[Any]]:
    from livekit.plugins import openai

    made = openai.STT(model=profile.model, language="en", base_url=profile.url, api_key=profile.key)
    return Part(made, f"speech-to-text: {profile.model} at {profile.host}")


def _embedded(expectation: Callable[[], Expectation]) -> stt.STT[Any]:
    from pipeline.embedded.recogniser import PocketsphinxSTT

    return PocketsphinxSTT(expectation)
