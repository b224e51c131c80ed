"""What a call costs by who hears, thinks and talks: the parts that run here cost most."""

from __future__ import annotations

from config import Settings
from pipeline.profile import Embedded, hearing, speaking

ROOM = 0.12
"""Cores of a session in a room whose parts are elsewhere: audio both ways, voice activity."""
HEARS = 0.04
"""Cores of the embedded recogniser, on top of that."""
TALKS = 0.02
"""Cores of the embedded voice."""


def expected_cost(settings: Settings) -> float:
    """Cores that one call takes with the parts of these settings, as measured on an AMD EPYC."""
    hears = HEARS if isinstance(hearing(settings), Embedded) else 0.0
    talks = TALKS if isinstance(speaking(settings), Embedded) else 0.0
    return ROOM + hears + talks


def profile_name(settings: Settings) -> str:
    """Who hears and who talks: calls of one profile cost alike."""
    parts = (hearing(settings), speaking(settings))
    return "+".join(type(part).__name__.lower() for part in parts)
