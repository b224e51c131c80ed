"""Which text-to-speech a session speaks with."""

from __future__ import annotations

from typing import Any

from livekit.agents import tts

from config import Settings
from pipeline.faults import Told, logged
from pipeline.part import Part
from pipeline.profile import Cloud, Embedded, SelfHosted, speaking, speech_is_installed
from pipeline.prompt import PromptTTS
from pipeline.voices import Voices

OPENAI_VOICE = "alloy"


def text_to_speech(settings: Settings, told: Told = logged) -> Part[tts.TTS[Any]]:
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
    voices, described = [chosen.made], chosen.described
    if speech_is_installed():
        voices.append(_embedded())
        described = f"{described}, then embedded"
    return Part(Voices(voices, timeout=settings.tts_timeout, told=told), described)


def _elevenlabs(settings: Settings, profile: Cloud) -> Part[tts.TTS[Any]]:
    from pipeline.elevenlabs import ElevenLabs

    made = ElevenLabs(
        voice_id=settings.tts_voice,
        model=profile.model,
        api_key=profile.key,
        base_url=settings.elevenlabs_base_url.rstrip("/"),
        # Nothing to decode, and garbage is noticed as such.
        encoding="pcm_24000",
        # Where a voice breaks off is found in the text that it was given.
        preferred_alignment="original",
    )
    return Part(made, f"text-to-speech: ElevenLabs {profile.model}, voice {settings.tts_voice}")


def _self_hosted(settings: Settings, profile: SelfHosted) -> Part[tts.TTS[Any]]:
    from livekit.plugins import openai

    voice = settings.tts_voice if "tts_voice" in settings.model_fields_set else OPENAI_VOICE
    made = openai.TTS(model=profile.model, voice=voice, base_url=profile.url, api_key=profile.key)
    described = f"text-to-speech: {profile.model} at {profile.host}, voice {voice}"
    return Part(PromptTTS(made), described)


def _embedded() -> tts.TTS[Any]:
    from pipeline.embedded.voice import EspeakTTS

    return EspeakTTS()
