"""Which parts the settings choose. Keys are made up, and nothing leaves the machine."""

from __future__ import annotations

import asyncio
import importlib.util
import subprocess
import sys
from typing import Any

import pytest
from livekit.agents import inference, llm
from livekit.plugins import deepgram, elevenlabs, openai

import pipeline
from config import ROOT, Settings, SettingsError
from domain.expectation import FREE
from pipeline import turns
from pipeline.deepgram import Deepgram
from pipeline.elevenlabs import ElevenLabs
from pipeline.embedded.errors import SpeechPartMissingError
from pipeline.embedded.foreground import ForegroundVAD
from pipeline.embedded.recogniser import PocketsphinxSTT
from pipeline.embedded.voice import EspeakTTS
from pipeline.minds import Minds
from pipeline.relay import Relay
from pipeline.voices import Voices

pytestmark = pytest.mark.speech

CLOUD = {
    "deepgram_api_key": "key-for-ears",
    "openai_api_key": "key-for-mind",
    "elevenlabs_api_key": "key-for-voice",
}


class Silent(llm.LLM[Any]):
    """Stands for the embedded language model."""

    def chat(self, **_: Any) -> llm.LLMStream:
        raise AssertionError("no request is made here")


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


def built(**values: Any) -> pipeline.VoiceParts:
    return pipeline.build(settings(**values), expectation=lambda: FREE, language=Silent)


def primary(part: Any) -> Any:
    """The part that serves first, out of a chain and its adapters."""
    match part:
        case Relay(ears=[first, *_]) | Minds(minds=[first, *_]) | Voices(voices=[first, *_]):
            part = getattr(first, "wrapped_stt", first)
    return getattr(part, "inner", part)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DEEPGRAM", "OPENAI", "ELEVENLABS", "ELEVEN", "OPENROUTER"):
        monkeypatch.delenv(f"{name}_API_KEY", raising=False)


async def test_without_a_key_every_part_is_embedded() -> None:
    parts = built()
    assert isinstance(parts.stt, PocketsphinxSTT)
    assert isinstance(parts.tts, EspeakTTS)
    assert isinstance(parts.llm, Silent)
    assert isinstance(parts.vad, ForegroundVAD)
    assert parts.turn_handling["turn_detection"] == "vad"
    assert len(parts.described) == 4


async def test_with_keys_every_part_is_the_providers_with_the_chosen_options() -> None:
    parts = built(**CLOUD)
    ears, mind, voice = primary(parts.stt), primary(parts.llm), primary(parts.tts)
    assert isinstance(ears, deepgram.STT)
    assert ears._opts.model == "nova-3"
    assert ears._opts.smart_format
    assert isinstance(mind, openai.LLM)
    assert mind.model == "gpt-4o-mini"
    assert mind._opts.temperature == 0.7
    assert mind._opts.max_completion_tokens == 150
    assert mind._opts.parallel_tool_calls is False
    assert isinstance(voice, elevenlabs.TTS)
    assert voice._opts.voice_id == "Xb7hH8MSUJpSbSDYk0k2"
    assert voice._opts.model == "eleven_turbo_v2_5"


@pytest.mark.parametrize("chosen", CLOUD)
async def test_each_part_is_chosen_on_its_own(chosen: str) -> None:
    parts = built(**{chosen: CLOUD[chosen]})
    embedded = {
        "deepgram_api_key": isinstance(parts.stt, PocketsphinxSTT),
        "openai_api_key": isinstance(parts.llm, Silent),
        "elevenlabs_api_key": isinstance(parts.tts, EspeakTTS),
    }
    assert [name for name, stayed in embedded.items() if not stayed] == [chosen]


async def test_a_base_url_wins_over_a_key() -> None:
    url = "http://127.0.0.1:9/v1"
    parts = built(**CLOUD, stt_base_url=url, llm_base_url=url, llm_model="mine", tts_base_url=url)
    ears, mind, voice = primary(parts.stt), primary(parts.llm), primary(parts.tts)
    assert isinstance(ears, openai.STT)
    assert isinstance(voice, openai.TTS)
    assert [str(part._client.base_url) for part in (ears, mind, voice)] == [f"{url}/"] * 3
    assert mind.model == "mine"
    assert (ears._client.api_key, voice._client.api_key) == ("unused", "unused")


async def test_openrouter_is_the_language_model_by_its_own_names() -> None:
    mind = primary(built(openrouter_api_key="or", openrouter_model="a/b").llm)
    assert mind.model == "a/b"
    assert mind._client.base_url.host == "openrouter.ai"


async def test_text_channels_may_use_another_model() -> None:
    chosen = settings(openai_api_key="oa", text_model="larger")
    assert primary(pipeline.language(chosen, Silent, text=True)).model == "larger"
    assert primary(pipeline.language(chosen, Silent)).model == "gpt-4o-mini"


async def test_each_session_has_objects_of_its_own() -> None:
    one, other = built(**CLOUD), built(**CLOUD)
    for name in ("stt", "llm", "tts", "vad"):
        assert getattr(one, name) is not getattr(other, name)


async def test_a_cloud_voice_that_fails_is_replaced_in_the_same_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = built(tts_base_url="http://127.0.0.1:9/v1", tts_model="any")
    async with asyncio.timeout(10), parts.tts.synthesize("Hello.") as stream:
        assert (await stream.collect()).duration > 0.2


async def test_no_key_and_no_address_is_in_what_the_start_log_says() -> None:
    parts = built(**CLOUD, llm_base_url="http://owner:secret@127.0.0.1:9/v1?token=secret")
    said = " ".join(parts.described)
    assert not any(private in said for private in (*CLOUD.values(), "secret", "owner"))


@pytest.mark.parametrize(
    ("values", "detection"),
    [
        ({}, "vad"),
        ({"deepgram_api_key": "dg"}, "vad"),
        ({"deepgram_api_key": "dg", "turn_detection": "vad"}, "vad"),
        ({"turn_detection": "stt"}, "stt"),
        ({"turn_detection": "inference"}, "inference"),
    ],
)
def test_turn_detection_fits_what_hears(
    values: dict[str, Any], detection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "multilingual_is_on_disk", lambda: False)
    assert turns.turn_detection(settings(**values)) == detection


async def test_the_turn_detector_stays_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_DEV_MODE", "1")
    detector = built(**CLOUD, turn_detection="inference").turn_handling["turn_detection"]
    assert isinstance(detector, inference.TurnDetector)
    assert detector.model == "turn-detector-v1-mini"


def test_the_multilingual_detector_serves_once_its_weights_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "multilingual_is_on_disk", lambda: True)
    assert turns.turn_detection(settings(deepgram_api_key="dg")) == "multilingual"
    monkeypatch.setattr(turns, "multilingual_is_on_disk", lambda: False)
    with pytest.raises(SettingsError, match="TURN_DETECTION"):
        turns.turn_detection(settings(turn_detection="multilingual"))


@pytest.mark.parametrize(
    ("values", "on_disk", "says"),
    [
        ({}, False, "silence and unfinished words, since whole segments are transcribed"),
        ({"deepgram_api_key": "dg"}, False, "silence and unfinished words, since the plugin's"),
        ({"deepgram_api_key": "dg"}, True, "multilingual plugin on this machine, since the"),
        ({"turn_detection": "inference"}, False, "as TURN_DETECTION says"),
    ],
)
def test_what_was_chosen_and_why_is_said_at_the_start(
    values: dict[str, Any], on_disk: bool, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "multilingual_is_on_disk", lambda: on_disk)
    assert says in turns.described(settings(**values))


def test_the_weights_are_looked_for_where_the_plugin_loads_them() -> None:
    package = importlib.util.find_spec("livekit.plugins.turn_detector")
    assert package is not None
    assert package.submodule_search_locations
    source = f"{package.submodule_search_locations[0]}/models.py"
    spec = importlib.util.spec_from_file_location("plugin_models", source)
    assert spec is not None
    assert spec.loader is not None
    models = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(models)
    assert turns.WEIGHTS_FROM == models.HG_MODEL
    assert turns.WEIGHTS.endswith(models.ONNX_FILENAME)
    assert set(turns.WEIGHTS_REVISIONS) == set(models.MODEL_REVISIONS.values())


async def test_delays_and_preemptive_generation_come_from_the_settings() -> None:
    handling = built(
        min_endpointing_delay=0.7, max_endpointing_delay=0.2, preemptive_generation=False
    ).turn_handling
    assert handling["endpointing"]["min_delay"] == 0.7
    assert handling["endpointing"]["max_delay"] == 0.7
    assert handling["preemptive_generation"]["enabled"] is False
    assert handling["interruption"]["mode"] == "vad"


async def test_missing_speech_packages_are_named_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pipeline.embedded import decoder, espeak

    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    espeak._start.cache_clear()
    with pytest.raises(SpeechPartMissingError, match="espeakng-loader"):
        espeak.engine()
    with pytest.raises(SpeechPartMissingError, match="pocketsphinx"):
        decoder.Decoder()


async def test_without_speech_packages_a_cloud_part_stands_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for part in ("stt", "tts"):
        monkeypatch.setattr(f"pipeline.{part}.speech_is_installed", lambda: False)
    parts = built(**CLOUD)
    assert isinstance(parts.stt, Relay)
    assert [type(one) for one in parts.stt.ears] == [Deepgram]
    assert isinstance(parts.tts, Voices)
    assert [type(one) for one in parts.tts.voices] == [ElevenLabs]


@pytest.mark.parametrize("values", [{}, CLOUD])
def test_what_is_to_be_preloaded_can_be_imported(values: dict[str, str]) -> None:
    for name in pipeline.preload_modules(settings(**values)):
        assert importlib.util.find_spec(name), name


CHOOSES = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
from config import Settings
from pipeline.turns import turn_handling
there = set(sys.modules)
turn_handling(Settings(_env_file=None, deepgram_api_key="key-for-ears"))
print(*sorted(set(sys.modules) - there))
"""


def test_how_turns_end_is_chosen_without_an_import_in_the_call() -> None:
    names = pipeline.preload_modules(settings(deepgram_api_key="key-for-ears"))
    command = [sys.executable, "-c", CHOOSES, *names]
    run = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True)
    assert run.stdout.split() == []


def test_embedded_engines_can_be_started_before_there_is_a_call() -> None:
    pipeline.prewarm(settings())
