"""Which text-to-speech a session speaks with."""

from __future__ import annotations

from typing import Any

from livekit.agents import tts

from config import Settings
from pipeline.part import Part
from pipeline.profile import Cloud, Embedded, SelfHosted, speaking, speech_is_installed

RETRIES = 1
"""A second attempt comes at once; a third would come two silent seconds later."""
OPENAI_VOICE = "alloy"


def text_to_speech(settings: Settings) -> Part[tts.TTS[Any]]:
    """The voice that the settings choose, with the embedded one behind any other.

    Raises:
        SpeechPartMissingError: the embedded one is needed and its package is not installed.
    """
    match speaking(settings):
        case Cloud() as cloud:
            chosen = _elevenlabs(settings, cloud)
        case SelfHosted() as endpoint:
            chosen = _self_hosted(settings, endpoint)
        case Embedded():
            return Part(_embedded(), "text-to-speech: embedded (espeak-ng)")
    if not speech_is_installed():
        return chosen
    chain = tts.FallbackAdapter([chosen.made, _embedded()], max_retry_per_tts=RETRIES)
    return Part(chain, f"{chosen.described}, then embedded")


def _elevenlabs(settings: Settings, profile: Cloud) -> Part[tts.TTS[Any]]:
    from livekit.plugins import elevenlabs

    made = elevenlabs.TTS(voice_id=settings.tts_voice, model=profile.model, api_key=profile.key)
    return Part(made, f"text-to-speech: ElevenLabs {profile.model}, voice {settings.tts_voice}")


def _self_hosted(settings: Settings, profile: SelfHosted) -> Part[tts.TTS[Any]]:
    from livekit.plugins import openai

    voice = settings.tts_voice if "tts_voice" in settings.model_fields_set else OPENAI_VOICE
    made = openai.TTS(model=profile.model, voice=voice, base_url=profile.url, api_key=profile.key)
    return Part(made, f"text-to-speech: {profile.model} at {profile.host}, voice {voice}")


def _embedded() -> tts.TTS[Any]:
    from pipeline.embedded.voice import EspeakTTS

    return EspeakTTS()
