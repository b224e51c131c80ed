"""Phrases whose sound is made beforehand, so that they are heard at once when they are wanted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Sequence
from functools import partial

import structlog
from livekit import rtc

log = structlog.get_logger(__name__)

Synthesise = Callable[[str], Awaitable[Sequence[rtc.AudioFrame]]]
Speak = Callable[[AsyncIterable[str]], AsyncIterable[rtc.AudioFrame]]


class Phrases:
    """The sound of a few texts, and a voice for all others."""

    def __init__(self) -> None:
        self._sounds: dict[str, Sequence[rtc.AudioFrame]] = {}
        self._make: Callable[[], Awaitable[None]] | None = None
        self._making: asyncio.Future[None] | None = None
        self._has_spoken = False

    def prepare(self, texts: Sequence[str], synthesise: Synthesise) -> None:
        """Makes the sound of these texts once the first words are there: nothing holds those up."""
        self._make = partial(self._made, texts, synthesise)
        if self._has_spoken:
            self._begin()

    async def spoken(
        self, text: AsyncIterable[str], otherwise: Speak
    ) -> AsyncIterator[rtc.AudioFrame]:
        """The sound of a text: at once where it was prepared, else as `otherwise` makes it."""
        async for frame in self._sound_of(text, otherwise):
            yield frame
        self._has_spoken = True  # else it failed, and is asked for no more beside the apology
        self._begin()

    async def _sound_of(
        self, text: AsyncIterable[str], otherwise: Speak
    ) -> AsyncIterator[rtc.AudioFrame]:
        pieces = aiter(text)
        begun = ""
        async for piece in pieces:
            begun += piece
            if not any(sound.startswith(begun.strip()) for sound in self._sounds):
                break
        else:
            if (frames := self._sounds.get(begun.strip())) is not None:
                for frame in frames:
                    yield frame
                return
        async for frame in otherwise(_after(begun, pieces)):
            yield frame

    def _begin(self) -> None:
        make, self._make = self._make, None
        if make is not None:
            self._making = asyncio.ensure_future(make())

    async def _made(self, texts: Sequence[str], synthesise: Synthesise) -> None:
        try:
            for text in texts:
                self._sounds[text] = await synthesise(text)
        except Exception:  # what is left is made when it is wanted
            # Nothing more is tried: livekit-agents ends a session after a few failures of one part.
            log.exception("phrase_not_prepared")


async def played(sound: Sequence[rtc.AudioFrame]) -> AsyncIterator[rtc.AudioFrame]:
    """A sound that is there, for what takes one that is being made."""
    for frame in sound:
        yield frame


async def _after(begun: str, pieces: AsyncIterator[str]) -> AsyncIterator[str]:
    yield begun
    async for piece in pieces:
        yield piece
