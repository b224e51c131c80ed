"""What is said when nothing works any more, or all lines are busy: recorded, to need no voice.

`python -m pipeline.recordings` makes them again with the configured voice.
"""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Literal, get_args

from livekit import rtc

Recording = Literal["call_back", "call_again", "busy", "busy_line", "busy_arranged", "busy_again"]
RECORDINGS: tuple[Recording, ...] = get_args(Recording)
TEXTS: dict[Recording, str] = {
    "call_back": (
        "I'm sorry, something on our side has stopped working. A colleague will call you back. "
        "Goodbye."
    ),
    "call_again": (
        "I'm sorry, something on our side has stopped working. Please call us again in a few "
        "minutes. Goodbye."
    ),
    "busy": (
        "I'm sorry, all our lines are busy right now. If you would like us to call you back, enter "
        "your telephone number, and then press the pound key. Or call us again in a few minutes."
    ),
    "busy_line": (
        "I'm sorry, all our lines are busy right now. If you would like us to call you back at the "
        "number you are calling from, press one. Or call us again in a few minutes."
    ),
    "busy_arranged": "Thank you. We will call you back. Goodbye.",
    "busy_again": (
        "I'm sorry, all our lines are busy right now. Please call us again in a few minutes. "
        "Goodbye."
    ),
}
_FRAMES_A_SECOND = 50


def path(recording: Recording) -> Path:
    """Where a recording is kept: 16-bit mono."""
    return Path(__file__).parent / f"{recording}.wav"


def frames(recording: Recording) -> list[rtc.AudioFrame]:
    """A recording in frames of 20 ms, for `session.say(text, audio=...)`."""
    with wave.open(str(path(recording))) as file:
        rate = file.getframerate()
        size = rate // _FRAMES_A_SECOND
        pieces = iter(lambda: file.readframes(size), b"")
        return [rtc.AudioFrame(piece, rate, 1, len(piece) // 2) for piece in pieces]
