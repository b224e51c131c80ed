"""How the program speaks by itself in a running session: notices, news, and the end of a call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Sequence

import structlog
from livekit import rtc
from livekit.agents import AgentSession, UserInputTranscribedEvent, llm
from livekit.agents.types import NOT_GIVEN, NotGivenOr
from livekit.agents.voice import SpeechHandle

from agents.overlap import Overlap
from agents.pauses import Pauses
from agents.phrases import Phrases, Speak, Synthesise, played
from tools.call import Call

log = structlog.get_logger(__name__)

Pace = Callable[[AsyncIterable[rtc.AudioFrame]], AsyncIterable[rtc.AudioFrame]]
ATTEMPTS = 2


class SessionVoice:
    """The `Voice` of a call that an `AgentSession` holds.

    Args:
        ended: called once the last words have been said; unless given, the session shuts down.
    """

    def __init__(self, *, ended: Callable[[], None] | None = None) -> None:
        self._session: AgentSession[Call] | None = None
        self._synthesise: Synthesise | None = None
        self._slower: Pace | None = None
        self._phrases = Phrases()
        self._pauses: Pauses | None = None
        self._overlap: Overlap | None = None
        self._ended = ended
        self._tasks: set[asyncio.Task[None]] = set()

    def attach(self, session: AgentSession[Call]) -> None:
        """Says which session speaks."""
        self._session = session
        self._pauses = Pauses(session)
        self._overlap = Overlap(session)
        session.on("user_input_transcribed", self._heard)

    def synthesise_with(self, synthesise: Synthesise) -> None:
        """Says how a whole text is made into audio beforehand; in writing there is none."""
        self._synthesise = synthesise

    def have_ready(self, texts: Sequence[str], synthesise: Synthesise) -> None:
        """Has texts made into audio beforehand, so that they are heard at once; on a call only."""
        self._phrases.prepare(texts, synthesise)

    def spoken(self, text: AsyncIterable[str], otherwise: Speak) -> AsyncIterable[rtc.AudioFrame]:
        """The sound of a text: at once where it was made beforehand, else as `otherwise` does."""
        noted = text if self._overlap is None else self._overlap.noted(text)
        return self._phrases.spoken(noted, otherwise)

    async def read_aloud(self, text: str) -> bool:
        """Speaks a text to the end; a finished handle is no proof, only the whole chat item is."""
        for _ in range(ATTEMPTS):
            audio: NotGivenOr[AsyncIterator[rtc.AudioFrame]] = NOT_GIVEN
            if self._synthesise is not None:
                try:
                    audio = played(await self._synthesise(text))
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
        if self._pauses is not None:
            self._pauses.need(longer=longer)

    def is_aside(self, words: str) -> bool:
        """Whether words that were just heard only show that the caller listens to the agent."""
        return self._overlap is not None and self._overlap.is_aside(words)

    @property
    def spoken_over(self) -> bool:
        """Whether the caller spoke over words that are still being said."""
        return self._overlap is not None and self._overlap.going_on

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

    def _heard(self, event: UserInputTranscribedEvent) -> None:
        if event.is_final and self._pauses is not None:
            self._pauses.heard(self._running.userdata, event.transcript)

    @property
    def _running(self) -> AgentSession[Call]:
        if self._session is None:
            raise RuntimeError("the session has not started")
        return self._session


def _heard_whole(handle: SpeechHandle, text: str) -> bool:
    spoken = (item.text_content for item in handle.chat_items if isinstance(item, llm.ChatMessage))
    return not handle.interrupted and text in spoken
