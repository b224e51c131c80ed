"""Which profile serves each of the three parts: cloud by key, self-hosted by base URL, embedded."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from config import DEFAULT_OPENROUTER_URL, Settings

NO_KEY = "unused"
"""The OpenAI client insists on a key, and a server on one's own machine often has none."""

_TRANSCRIPTION = "whisper-1"
_SPEECH = "tts-1"


@dataclass(frozen=True)
class Cloud:
    """The provider's own plugin with its key."""

    key: str
    model: str


@dataclass(frozen=True)
class SelfHosted:
    """An OpenAI-compatible endpoint."""

    url: str
    key: str
    model: str

    @property
    def host(self) -> str:
        """Where it is, without the credentials that a URL may carry."""
        return urlsplit(self.url).hostname or "?"


@dataclass(frozen=True)
class Embedded:
    """Our own part: no key, no network."""


Profile = Cloud | SelfHosted | Embedded


def hearing(settings: Settings) -> Profile:
    """Who turns speech into text. A base URL wins over a key, here and for the other two."""
    if settings.stt_base_url:
        model = settings.stt_model if _is_set(settings, "stt_model") else _TRANSCRIPTION
        return SelfHosted(settings.stt_base_url, _key(settings.stt_api_key), model)
    if settings.deepgram_api_key:
        return Cloud(settings.deepgram_api_key.get_secret_value(), settings.stt_model)
    return Embedded()


def thinking(settings: Settings, *, text: bool = False) -> Profile:
    """Who decides what to say and do.

    Args:
        settings: the settings in force.
        text: for a text channel, which may use another model (`TEXT_MODEL`).
    """
    own = settings.text_model if text else None
    openai = settings.openai_api_key
    if settings.llm_base_url:
        key = _key(openai)
        model = own or settings.llm_model or settings.agent_model
        return SelfHosted(settings.llm_base_url, key, model)
    if openai:
        return Cloud(openai.get_secret_value(), own or settings.llm_model or settings.agent_model)
    if settings.openrouter_api_key:
        key = settings.openrouter_api_key.get_secret_value()
        return SelfHosted(DEFAULT_OPENROUTER_URL, key, own or settings.openrouter_model)
    return Embedded()


def speaking(settings: Settings) -> Profile:
    """Who turns text into speech."""
    if settings.tts_base_url:
        model = settings.tts_model if _is_set(settings, "tts_model") else _SPEECH
        return SelfHosted(settings.tts_base_url, _key(settings.tts_api_key), model)
    if settings.elevenlabs_api_key:
        return Cloud(settings.elevenlabs_api_key.get_secret_value(), settings.tts_model)
    return Embedded()


def speech_is_installed() -> bool:
    """Whether the optional packages of embedded speech are there, to serve or to fall back on."""
    return all(importlib.util.find_spec(name) for name in ("pocketsphinx", "espeakng_loader"))


def _key(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else NO_KEY


def _is_set(settings: Settings, name: str) -> bool:
    return name in settings.model_fields_set
