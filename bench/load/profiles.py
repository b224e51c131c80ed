"""The two ends of what a call costs: all parts on this machine, and all elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from enum import StrEnum

from bench.response.providers import providers
from bench.response.said import SENTENCES, Kind

AGAIN = "could you repeat that"


class Profile(StrEnum):
    """Who hears, thinks and talks."""

    EMBEDDED = "embedded"
    CLOUD = "cloud"


@asynccontextmanager
async def parts(profile: Profile) -> AsyncIterator[tuple[Mapping[str, str], str]]:
    """The settings of a profile, and a sentence that every caller may say in it.

    The cloud's providers are doubles on this machine, as fast as the real ones.
    """
    if profile is Profile.EMBEDDED:
        yield {}, AGAIN
        return
    async with providers() as served:
        sentence = served.stt.saying = SENTENCES[Kind.PLAIN]
        yield served.environment | {"ROSTER": "bench.response.roster"}, sentence
