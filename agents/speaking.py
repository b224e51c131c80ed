"""How the program speaks by itself in a running session: notices, news, and the end of a call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Sequence

import structlog
from livekit import rtc
from livekit.agents import AgentSession, llm
from livekit.agents.types import NOT_GIVEN, NotGivenOr
from livekit.agents.voice import SpeechHandle
from livekit.agents.voice.turn import EndpointingOptions

from tools.call import Call

log = structlog.get_logger(__name__)

Synthesise = Callable[[str], Awaitable[Sequence[rtc.AudioFrame]]]
Pace = Callable[[AsyncIterable[rtc.AudioFrame]], AsyncIterable[rtc.AudioFrame]]
ATTEMPTS = 2
PATIENCE = 2.5
"""How many times as long the pauses of a caller may be who needs more time."""


class SessionVoice:
    """The `Voice` of a call that an `AgentSession` holds.

    Args:
        ended: called once the last words have been said; unless given, the session shuts down.
    """

    def __init__(self, *, ended: Callable[[], None] | None = None) -> None:
        self._session: AgentSession[Call] | None = None
        self._synthesise: Synthesise | None = None
        self._slower: Pace | None = None
        self._usual_pauses: EndpointingOptions | None = None
        self._ended = ended
        self._tasks: set[asyncio.Task[None]] = set()

    def attach(self, session: AgentSession[Call]) -> None:
        """Says which session speaks."""
        self._session = session

    def synthesise_with(self, synthesise: Synthesise) -> None:
        """Says how a whole text is made into audio beforehand; in writing there is none."""
        self._synthesise = synthesise

    async def read_aloud(self, text: str) -> bool:
        """Speaks a text to the end; a finished handle is no proof, only the whole chat item is."""
        for _ in range(ATTEMPTS):
            audio: NotGivenOr[AsyncIterator[rtc.AudioFrame]] = NOT_GIVEN
            if self._synthesise is not None:
                try:
                    audio = _frames(await self._synthesise(text))
                except Exception:
                    log.exception("notice_not_synthesised")
                    continue
            handle = self._running.say(text, audio=audio, allow_interruptions=False)
            await handle
            if _heard_whole(handle, text):
                return True
            log.warning("notice_not_heard")
        return False

    def slow_down_with(self, slower: Pace) -> None:
        """Says how speech is made slower; in writing it is not."""
        self._slower = slower

    def wait_longer(self, *, longer: bool) -> None:
        """Whether a caller's pause is given more time before it counts as the end of a turn."""
        if longer == (self._usual_pauses is not None):
            return
        now = self._running.options.endpointing
        if longer:
            self._usual_pauses = EndpointingOptions(
                min_delay=now["min_delay"], max_delay=now["max_delay"]
            )
            pauses = EndpointingOptions(
                min_delay=now["min_delay"] * PATIENCE, max_delay=now["max_delay"] * PATIENCE
            )
        else:
            pauses, self._usual_pauses = self._usual_pauses or EndpointingOptions(), None
        self._running.update_options(endpointing_opts=pauses)

    def slowed(self, frames: AsyncIterable[rtc.AudioFrame]) -> AsyncIterable[rtc.AudioFrame]:
        """Speech at a slower pace, for a caller who asked for it."""
        return frames if self._slower is None else self._slower(frames)

    async def tell(self, text: str) -> None:
        """Says something that the customer did not just ask, once nobody else speaks."""
        await self._running.userdata.people.until_gone()
        self._running.say(text)

    def hang_up(self) -> None:
        """Ends the session once what is being said has been said."""
        task = asyncio.create_task(self._hang_up())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _hang_up(self) -> None:
        session = self._running
        if session.current_speech is not None:
            await session.current_speech
        if self._ended is not None:
            self._ended()
        else:
            session.shutdown(drain=True)

    @property
    def _running(self) -> AgentSession[Call]:
        if self._session is None:
            raise RuntimeError("the session has not started")
        return self._session


def _heard_whole(handle: SpeechHandle, text: str) -> bool:
    spoken = (item.text_content for item in handle.chat_items if isinstance(item, llm.ChatMessage))
    return not handle.interrupted and text in spoken


async def _frames(frames: Sequence[rtc.AudioFrame]) -> AsyncIterator[rtc.AudioFrame]:
    for frame in frames:
        yield frame
