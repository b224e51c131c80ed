"""One whole call over the production plugins: who calls is found out, and a wish is met."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from livekit.agents import ConversationItemAddedEvent, llm, utils

import wiring
from agents.rendering import render
from agents.session import CallSession
from agents.speaking import SessionVoice
from bench.caller import cues
from bench.caller.cues import Press, Reply, Speak
from bench.caller.goal import Goal, goal
from bench.faults.line import Ear, Mouth
from bench.providers import Providers
from channels.voice.breakdown import Breakdown
from channels.voice.silence import Silence
from config import Settings
from domain.context import Channel
from domain.events import Failed

GOAL = (
    "authenticate as customer CUST-1001, ask where ORD-12345 is, "
    "then return the graphics card of ORD-1001"
)
PATIENCE = 20.0
"""Seconds that the caller waits for an answer."""
PAUSE = 0.4
"""Seconds of quiet that show that the agent has finished."""
ATTEMPTS = 5
LONGEST = 45
"""Turns of the caller: twice as many as a call takes."""
FAREWELL = "goodbye"
FAREWELLS = ("goodbye", "no that is all", "goodbye")
"""Who is not understood hangs up then, with what they called for."""


def settings_of(providers: Providers, folder: Path) -> Settings:
    """As in production, at addresses of this machine, and with less patience."""
    return Settings(
        _env_file=None,
        data_dir=folder,
        database_url=None,
        marketplace_url=None,
        log_dir=None,
        turn_detection="vad",
        min_endpointing_delay=0.1,
        max_endpointing_delay=0.3,
        stt_timeout=1.0,
        llm_timeout=1.0,
        tts_timeout=1.0,
        **providers.settings,
    )


@dataclass
class Outcome:
    """What came of a call.

    Attributes:
        completed: the caller was identified, was told what was asked for, and took leave.
        heard: everything that was said to the caller.
        said: everything that the caller said, and how often keys were pressed.
        faults: how often which part failed, and of what.
        seconds: how much speech there was to be heard.
        stopped: what the caller could not get over.
    """

    completed: bool = False
    heard: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    stopped: str = ""


async def hold(house: wiring.House, providers: Providers, name: str) -> Outcome:
    """Holds one call."""
    outcome = Outcome()
    async with utils.http_context.open():
        call = house.new_call(name, Channel.VOICE, voice := SessionVoice())
        parts = wiring.voice_parts(house, call)
        voice.synthesise_with(parts.disclosure)
        voice.slow_down_with(parts.slower)
        session = CallSession(
            call,
            voice,
            **parts.options(),
            max_tool_steps=house.settings.max_tool_steps - 1,
            user_away_timeout=None,
            transcription_timeout=2.0,
        )
        call.timeline.subscribe(
            lambda event: (
                outcome.faults.update([f"{event.part} {event.code}"])
                if isinstance(event, Failed)
                else None
            )
        )
        caller = _Caller(session, providers, goal(GOAL), outcome)
        Silence(session)
        Breakdown(session, parts.apology)
        try:
            await session.start(house.roster.opening(call), record=False)
            await caller.follow()
            outcome.completed = True
        except _GaveUpError as error:
            outcome.stopped = str(error)
        finally:
            outcome.seconds = caller.ear.seconds
            await session.aclose()
    return outcome


class _GaveUpError(Exception):
    """The caller got no further."""


class _Caller:
    def __init__(
        self, session: CallSession, providers: Providers, wanted: Goal, outcome: Outcome
    ) -> None:
        self._session = session
        self._providers = providers
        self._wanted = wanted
        self._outcome = outcome
        self._items: asyncio.Queue[str] = asyncio.Queue()
        self._mouth = Mouth()
        self.ear = Ear()
        session.input.audio = self._mouth
        session.output.audio = self.ear
        session.on("conversation_item_added", self._added)

    def _added(self, event: ConversationItemAddedEvent) -> None:
        item = event.item
        if isinstance(item, llm.ChatMessage) and item.role == "assistant":
            self._items.put_nowait(render(self._session.userdata, item.text_content or ""))

    async def follow(self) -> None:
        """Goes through the identity check, the wishes and the farewell."""
        today = datetime.now(UTC).date()
        heard = await self._next()
        while "how can i help" not in heard.lower():
            heard = await self._answer(cues.identity(heard, self._wanted.who, today))
        for wish in self._wanted.wishes:
            since = len(self._outcome.heard)
            heard = await self._answer(Speak(wish.says))
            while not self._was_told(wish.settled, since):
                heard = await self._answer(cues.wish(heard, wish) or Speak(wish.says))
        for words in FAREWELLS:
            if FAREWELL in heard.lower():
                break
            heard = await self._answer(Speak(words))

    def _was_told(self, settled: Sequence[str], since: int) -> bool:
        """Whether all of it was heard, whichever question was asked behind it."""
        heard = " ".join(self._outcome.heard[since:]).lower()
        return all(words.lower() in heard for words in settled)

    async def _answer(self, reply: Reply | None) -> str:
        if reply is None:
            reply = Speak("could you repeat that")
        for _ in range(ATTEMPTS):
            await self._utter(reply)
            if heard := await self._next():
                return heard
        raise _GaveUpError(f"no answer to {reply}")

    async def _utter(self, reply: Reply) -> None:
        if len(self._outcome.said) > LONGEST:
            raise _GaveUpError("it goes round in circles")
        if isinstance(reply, Press):
            self._outcome.said.append("(keys)")
            call = self._session.userdata
            self._session.generate_reply(user_input=call.press(reply.keys.rstrip("#")))
            return
        self._outcome.said.append(reply.words)
        self._providers.stt.saying = reply.words
        await self._mouth.say(reply.words)

    async def _next(self) -> str:
        """All that is said until there is a pause; empty where nothing is."""
        heard: list[str] = []
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                heard.append(await self._items.get())
        while heard:
            try:
                async with asyncio.timeout(PAUSE):
                    heard.append(await self._items.get())
            except TimeoutError:
                if self._session.agent_state in ("listening", "idle"):
                    break
        self._outcome.heard += heard
        return " ".join(heard)
