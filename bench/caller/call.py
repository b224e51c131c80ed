"""One call from the first word to the last, driven by what the caller hears."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Protocol

from bench.caller import cues
from bench.caller.cues import Press, Reply, Speak
from bench.caller.goal import Goal, Wish, goal
from bench.caller.report import Done, Report
from bench.caller.room import join
from bench.channel.line import Condition

PATIENCE = 20.0
"""Seconds without an utterance after which the caller speaks up."""
A_MOMENT = 4.0
"""Seconds in which something that was not made out may go on."""
ATTEMPTS = 4
"""How often in a row the caller may fail to make sense of what is said."""
FAREWELL = "goodbye"
AGAIN = Speak("could you repeat that")
NOT_HEARD = "once more, please"
BADLY_HEARD = "hear you well"
"""What the agent says where it understands nothing: once, and then with how to go on by keypad."""


class GaveUp(Exception):
    """The caller got no further."""


async def run(
    text: str,
    *,
    url: str,
    timeout: float = 300.0,  # noqa: ASYNC109  # of the whole call, as a report needs it
    speaker: str = "",
    muted: bool = False,
    line: Condition | None = None,
) -> Report:
    """Calls once and follows the goal.

    Args:
        text: the goal, in plain English.
        url: of the HTTP side.
        timeout: seconds for the whole call.
        speaker: espeak-ng's name of the caller's voice; the clearest one unless said.
        muted: hears nothing: then no goal can be reached.
        line: what the caller's voice goes through; a wide band without trouble unless said.
    """
    wanted = goal(text)
    report = Report(goal=text)
    try:
        async with (
            asyncio.timeout(timeout),
            join(url, report, speaker, muted=muted, line=line) as room,
        ):
            await follow(room, wanted, report)
    except TimeoutError:
        report.errors.append(f"not done after {timeout:.0f} s")
    except GaveUp as error:
        report.errors.append(str(error))
    return report


class CallersEnd(Protocol):
    """How a caller speaks, presses keys and listens. A room has one: `CallerRoom`."""

    closed: asyncio.Event

    @property
    def clock(self) -> float:
        """Seconds since the call began."""
        ...

    async def listen(self, patience: float) -> str | None:
        """The next utterance; empty where nothing was made out, None where none came."""
        ...

    async def say(self, words: str) -> None:
        """Speaks a sentence."""
        ...

    async def press(self, keys: str) -> None:
        """Presses keys."""
        ...

    def first_audio_after(self) -> float | None:
        """When the answer began, by `clock`."""
        ...


async def follow(room: CallersEnd, wanted: Goal, report: Report) -> None:
    """Goes through a goal from the first question to the farewell.

    Raises:
        GaveUp: the caller got no further.
    """
    await _Caller(room, wanted, report).follow()
    report.reached = True


class _Caller:
    def __init__(self, room: CallersEnd, wanted: Goal, report: Report) -> None:
        self._room = room
        self._wanted = wanted
        self._report = report
        self._failures = 0
        self._last: Reply | None = None
        self._asked = ""
        self._heard = ""
        self._by_keypad = False
        self._wish: Wish | None = None

    async def follow(self) -> None:
        """Goes through the identity check, the wishes and the farewell."""
        today = datetime.now(UTC).date()
        heard = await self._next()
        while "how can i help" not in heard.lower():
            reply = cues.identity(heard, self._wanted.who, today)
            heard = await self._answer(reply)
        self._step("authenticated")
        for wish in self._wanted.wishes:
            await self._pursue(wish)
            self._step(wish.name)
        if self._by_keypad:
            return  # a goodbye that nobody understands is no use: they hang up
        while FAREWELL not in (await self._answer(Speak("goodbye"))).lower():
            pass
        self._step("goodbye")
        async with asyncio.timeout(PATIENCE):
            await self._room.closed.wait()
        self._step("hung up")

    async def _pursue(self, wish: Wish) -> None:
        self._wish = wish
        heard = await self._answer(Speak(wish.says))
        while not all(words.lower() in heard.lower() for words in wish.settled):
            reply = cues.wish(heard, wish)
            heard = await self._answer(reply, otherwise=Speak(wish.says))

    async def _answer(self, reply: Reply | None, otherwise: Reply = AGAIN) -> str:
        """Says or keys something and listens; where nothing fits, falls back a few times."""
        reply = self._adapted(reply)
        if reply is None:
            self._failed("nothing that fits was said")
            reply = otherwise
        else:
            self._failures = 0
        self._last = reply
        if isinstance(reply, Press):
            await self._room.press(reply.keys)
        else:
            await self._room.say(reply.words)
        ended = self._room.clock
        heard = await self._next()
        first = self._room.first_audio_after()
        what = f"keys {len(reply.keys)}" if isinstance(reply, Press) else reply.words
        self._report.done.append(
            Done(
                round(ended, 2),
                what,
                None if first is None else round(first - ended, 2),
                isinstance(reply, Press),
            )
        )
        return heard

    def _adapted(self, reply: Reply | None) -> Reply | None:
        """The reply of somebody who is not understood: once more, or with the keypad from now."""
        if NOT_HEARD in self._heard and self._last is not None:
            return self._last
        self._by_keypad = self._by_keypad or BADLY_HEARD in self._heard
        if not self._by_keypad:
            return reply
        return cues.by_keypad(reply, self._heard, self._wanted.who, self._wish)

    async def _next(self) -> str:
        """The next utterance that could be made out, with the question that it is about."""
        heard = await self._utterance()
        if BADLY_HEARD in heard.lower():
            heard = f"{self._asked} {heard}"
        elif NOT_HEARD not in heard.lower():
            self._asked = heard
        self._heard = heard.lower()
        return heard

    async def _utterance(self) -> str:
        while True:
            heard = await self._room.listen(PATIENCE)
            began = self._room.clock
            while heard == "" and self._room.clock - began < A_MOMENT:
                heard = await self._room.listen(A_MOMENT)
            if self._room.closed.is_set() and not heard:
                raise GaveUp("the room was closed")
            if heard:
                if _bridges(heard):
                    continue
                return heard
            self._failed("nothing was heard" if heard is None else "it could not be made out")
            await self._room.say(AGAIN.words)

    def _failed(self, why: str) -> None:
        self._failures += 1
        if self._failures > ATTEMPTS:
            raise GaveUp(f"no sense could be made of the answer: {why}")

    def _step(self, name: str) -> None:
        self._report.steps[name] = round(self._room.clock, 2)


def _bridges(heard: str) -> bool:
    """Whether it only bridges a wait, and the answer is still to come."""
    return heard.lower().startswith("hold on") and heard.count(".") == 1
