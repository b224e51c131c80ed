"""How a turn ends, how a caller interrupts, and when a reply is begun."""

from __future__ import annotations

from typing import Final, Literal

from livekit.agents import TurnHandlingOptions, inference
from livekit.agents.voice.turn import TurnDetectionMode

from config import Settings, SettingsError
from pipeline.part import Part
from pipeline.profile import Cloud, hearing

Detection = Literal["vad", "stt", "inference", "multilingual"]

ON_DEVICE: Final = "v1-mini"
"""Named, since the detector left alone goes to the cloud in dev mode and on hosted deployments."""

# The plugin's own constants, not imported: importing it starts its inference process.
WEIGHTS_FROM = "livekit/turn-detector"
WEIGHTS = "onnx/model_q8.onnx"
WEIGHTS_REVISIONS = ("v1.2.2-en", "v0.4.1-intl")


def turn_handling(settings: Settings) -> Part[TurnHandlingOptions]:
    """The turn options of a session, for `AgentSession(turn_handling=...)`.

    Raises:
        SettingsError: the multilingual detector is asked for and its weights are not on disk.
    """
    detection = turn_detection(settings)
    options = TurnHandlingOptions(
        turn_detection=_detector(detection),
        endpointing={
            "mode": "fixed",
            "min_delay": settings.min_endpointing_delay,
            "max_delay": max(settings.min_endpointing_delay, settings.max_endpointing_delay),
        },
        interruption={
            # The adaptive mode asks a model in LiveKit's cloud.
            "mode": "vad",
            "resume_false_interruption": True,
        },
        preemptive_generation={"enabled": settings.preemptive_generation},
    )
    return Part(options, f"turn detection: {_DESCRIBED[detection]}")


def turn_detection(settings: Settings) -> Detection:
    """The way that is set, or for `auto` the best one that works here with what hears.

    Raises:
        SettingsError: the multilingual detector is asked for and its weights are not on disk.
    """
    wanted = settings.turn_detection
    if wanted == "multilingual" and not multilingual_is_on_disk():
        raise SettingsError(
            "TURN_DETECTION=multilingual needs its weights: get them with "
            "`python -m livekit.agents download-files`, or use `auto`."
        )
    if wanted != "auto":
        return wanted
    if not isinstance(hearing(settings), Cloud):
        # The models judge words and melody; ours come late and plain, and they do not separate.
        return "vad"
    return "multilingual" if multilingual_is_on_disk() else "inference"


def multilingual_is_on_disk() -> bool:
    """Whether the plugin can start here; its English model starts along with it."""
    from huggingface_hub import try_to_load_from_cache

    return all(
        isinstance(try_to_load_from_cache(WEIGHTS_FROM, WEIGHTS, revision=revision), str)
        for revision in WEIGHTS_REVISIONS
    )


def _detector(detection: Detection) -> TurnDetectionMode:
    match detection:
        case "inference":
            return inference.TurnDetector(version=ON_DEVICE)
        case "multilingual":
            from livekit.plugins.turn_detector.multilingual import MultilingualModel

            return MultilingualModel()
        case "vad" | "stt":
            return detection


_DESCRIBED: dict[Detection, str] = {
    "vad": "silence",
    "stt": "the recogniser's own",
    "inference": f"LiveKit {ON_DEVICE} on this machine",
    "multilingual": "multilingual plugin on this machine",
}
