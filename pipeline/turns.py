"""How a turn ends, how a caller interrupts, and when a reply is begun."""

from __future__ import annotations

from typing import Final, Literal

from livekit.agents import TurnHandlingOptions, inference
from livekit.agents.voice.turn import TurnDetectionMode

from config import Settings, SettingsError
from pipeline.part import Part
from pipeline.profile import Cloud, hearing

Detection = Literal["vad", "stt", "inference", "multilingual"]

INTERRUPTED_AFTER = 0.09
"""Seconds of speech over the agent's that make it fall silent: three windows of voice activity."""
GOES_ON_AFTER = 0.25
GOES_ON_AFTER_SEGMENT = 1.0
"""Seconds without words, once the caller is quiet, after which the agent goes on: a recogniser that
streams has spoken up by then, and one of whole segments takes longer."""

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
            "min_duration": INTERRUPTED_AFTER,
            # A cough, or an "uh-huh", which `agents.overlap` keeps from the session.
            "resume_false_interruption": True,
            "false_interruption_timeout": GOES_ON_AFTER
            if isinstance(hearing(settings), Cloud)
            else GOES_ON_AFTER_SEGMENT,
        },
        preemptive_generation={"enabled": settings.preemptive_generation},
    )
    return Part(options, f"turn detection: {described(settings)}")


def described(settings: Settings) -> str:
    """How the end of a turn is found, and why so, for a log line.

    Raises:
        SettingsError: as of `turn_detection`.
    """
    return f"{_DESCRIBED[turn_detection(settings)]}, {_reason(settings)}"


def turn_detection(settings: Settings) -> Detection:
    """The way that is set, or for `auto` the best one that works here with what hears.

    LiveKit's on-device model judges the melody alone. It takes most sentences of a plain voice for
    unfinished, which costs `MAX_ENDPOINTING_DELAY` each time, so it serves only where it is asked
    for.

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
    # It judges the words, and those of a recogniser of whole segments come too late for it.
    words = isinstance(hearing(settings), Cloud)
    return "multilingual" if words and multilingual_is_on_disk() else "vad"


def _reason(settings: Settings) -> str:
    if settings.turn_detection != "auto":
        return "as TURN_DETECTION says"
    if not isinstance(hearing(settings), Cloud):
        return "since whole segments are transcribed"
    on_disk = multilingual_is_on_disk()
    return f"since the plugin's weights are {'' if on_disk else 'not '}on this machine"


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
    "vad": "silence and unfinished words",
    "stt": "the recogniser's own",
    "inference": f"LiveKit {ON_DEVICE} on this machine",
    "multilingual": "multilingual plugin on this machine",
}
