"""An agent that fell silent for nothing goes on where it was broken off, and not a word is lost.

livekit-agents' own output throws away what it had handed to the line when it is paused: a fifth of
a second, in the middle of a word.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from livekit import rtc
from livekit.agents import AgentSession, ConversationItemAddedEvent
from livekit.agents.voice.io import (
    AudioOutput,
    AudioOutputCapabilities,
    PlaybackFinishedEvent,
    PlaybackProgressedEvent,
    PlaybackStartedEvent,
)

GOES_BACK = 0.2
"""Seconds that are said again, so that the word that was broken off is heard whole."""


class GoingOn(AudioOutput):
    """Keeps what is being said until it has been heard.

    A pause ends it on the line, and when it goes on, the line is given what was not heard.

    Args:
        line: where it is heard.
        listened: is done once somebody listens. A room's output awaits it bare, so a speech that
            was broken off there would cancel it, and the line would be dead for good.
    """

    def __init__(self, line: AudioOutput, listened: asyncio.Future[None] | None = None) -> None:
        super().__init__(
            label="GoingOn",
            capabilities=AudioOutputCapabilities(pause=True),
            next_in_chain=line,
            sample_rate=line.sample_rate,
        )
        self._line = self.next_in_chain or line
        self._listened = listened
        self._frames: list[rtc.AudioFrame] = []
        """Of what is being said, from its beginning; none between two things."""
        self._whole = self._began = self._paused = self._over = False
        self._heard = 0.0
        """Seconds of it that had been heard when the line was last given some."""
        self._on_line = self._flushed = self._cleared = False
        """Whether the line has some and has not told of its end; and what it was told itself."""
        self._told = asyncio.Event()
        self._going_on: asyncio.Task[None] | None = None

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Takes a piece of what is being said."""
        await super().capture_frame(frame)
        self._frames.append(frame)
        await self._until_listened()
        if not self._paused:
            await self._hand_on(frame)

    def flush(self) -> None:
        """That was the end of it."""
        super().flush()
        self._whole = bool(self._frames)
        if not self._paused:
            self._flush_line()

    def clear_buffer(self) -> None:
        """It is broken off for good."""
        self._stop_going_on()
        if not self._frames:
            return
        if self._on_line:
            self._over = True
            self._clear_line()
        else:
            self._finish(self._heard, interrupted=True)

    def pause(self) -> None:
        """It is silent from now on, and may go on later."""
        if not self._frames:
            super().pause()
            return
        self._stop_going_on()
        self._paused = True
        self._clear_line()

    def resume(self) -> None:
        """It goes on."""
        super().resume()
        if self._paused and self._going_on is None:
            self._going_on = asyncio.create_task(self._go_on())

    async def _until_listened(self) -> None:
        if self._listened is not None:
            await asyncio.shield(self._listened)

    async def _go_on(self) -> None:
        await self._until_listened()
        if self._on_line:
            await self._told.wait()
        self._heard = max(0.0, self._heard - GOES_BACK)
        for frame in _from(self._frames, self._heard):
            await self._hand_on(frame)
        self._paused, self._going_on = False, None
        if self._whole:
            self._flush_line()

    def _stop_going_on(self) -> None:
        if self._going_on is not None:
            self._going_on.cancel()
            # It was told to go on already, and nobody will tell it again.
            self._paused, self._going_on = False, None

    async def _hand_on(self, frame: rtc.AudioFrame) -> None:
        # A line may wait here: so long nothing is on it, and it tells of nothing broken off.
        await self._line.capture_frame(frame)
        if not self._on_line:
            self._on_line, self._flushed, self._cleared = True, False, False
            self._told.clear()
        if self._paused and self._going_on is None:
            self._clear_line()

    def _flush_line(self) -> None:
        if self._on_line and not self._flushed:
            self._flushed = True
            self._line.flush()

    def _clear_line(self) -> None:
        if self._on_line and not self._cleared:
            self._flush_line()
            self._cleared = True
            self._line.clear_buffer()

    def _forward_next_playback_started(self, ev: PlaybackStartedEvent) -> None:
        if not self._began:
            self._began = True
            super()._forward_next_playback_started(ev)

    def _forward_next_playback_progressed(self, ev: PlaybackProgressedEvent) -> None:
        super()._forward_next_playback_progressed(replace(ev, offset=self._heard + ev.offset))

    def _forward_next_playback_finished(self, ev: PlaybackFinishedEvent) -> None:
        heard = self._heard + ev.playback_position
        self._on_line = False
        if self._paused and ev.interrupted and not self._over:
            self._heard = heard
        else:
            self._finish(heard, interrupted=ev.interrupted)
        self._told.set()

    def _finish(self, heard: float, *, interrupted: bool) -> None:
        self._frames.clear()
        self._whole = self._began = self._over = False
        self._heard = 0.0
        self.on_playback_finished(playback_position=heard, interrupted=interrupted)


def lose_nothing(session: AgentSession[Any]) -> None:
    """Has a session that is about to start go on where it was broken off for nothing."""

    def first_agent(_: ConversationItemAddedEvent) -> None:
        # The room's output is there by now, and nothing has been said yet.
        if session.output.audio is not None:
            session.output.audio = GoingOn(session.output.audio, _listened(session))

    session.once("conversation_item_added", first_agent)


def _listened(session: AgentSession[Any]) -> asyncio.Future[None] | None:
    try:
        return session.room_io.subscribed_fut
    except RuntimeError:  # there is no room, as in a console
        return None


def _from(frames: Sequence[rtc.AudioFrame], seconds: float) -> Iterator[rtc.AudioFrame]:
    """The frames from so many seconds on, those included that are added while they are taken."""
    for frame in frames:
        if seconds <= 0:
            yield frame
            continue
        first = round(seconds * frame.sample_rate)
        seconds -= frame.duration
        if first < frame.samples_per_channel:
            channels = frame.num_channels
            rest = frame.data[first * channels :].tobytes()
            left = frame.samples_per_channel - first
            yield rtc.AudioFrame(rest, frame.sample_rate, channels, left)
