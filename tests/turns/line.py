"""A call whose hearing is a test: it says when the caller is audible, and what was understood."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from livekit.agents import TurnHandlingOptions, vad

from agents.session import CallSession
from agents.speaking import SessionVoice
from bench.response.roster import ROSTER
from channels.voice.going_on import lose_nothing
from channels.voice.silence import Silence
from domain.context import Channel
from tests.house import TestHouse
from tests.scripted import ScriptedLLM, Step
from tests.turns.parts import Activity, Ear, Ears, Quiet, Voice

WITHIN = 10.0
TURNS = TurnHandlingOptions(
    turn_detection="vad",
    endpointing={"mode": "fixed", "min_delay": 0.1, "max_delay": 0.2},
    interruption={
        "mode": "vad",
        "min_duration": 0.09,
        "resume_false_interruption": True,
        "false_interruption_timeout": 0.1,
    },
    preemptive_generation={"enabled": True},
)


class Line:
    """One call to the desk of the bench's roster."""

    def __init__(self, house: TestHouse, *steps: Step, channel: Channel) -> None:
        self.activity, self.ears, self.voice, self.ear = Activity(), Ears(), Voice(), Ear()
        self.model = ScriptedLLM(list(steps))
        product = replace(house.house, roster=ROSTER)
        self.speaking = SessionVoice()
        self.call = product.new_call("a-call", channel, self.speaking)
        self.session = CallSession(
            self.call,
            self.speaking,
            stt=self.ears,
            llm=self.model,
            tts=self.voice,
            vad=self.activity,
            turn_handling=TURNS,
            aec_warmup_duration=None,
            session_close_transcript_timeout=0.0,
        )
        self.said: list[tuple[str, str]] = []
        """Who said what, in order, as the conversation keeps it."""
        self.session.input.audio = Quiet()
        self.session.output.audio = self.ear
        lose_nothing(self.session)
        self.session.on("conversation_item_added", self._keep)
        Silence(self.session)

    def _keep(self, event: Any) -> None:
        if event.item.type == "message":
            self.said.append((event.item.role, event.item.text_content or ""))

    def starts(self) -> None:
        """The caller becomes audible, and stays so."""
        self.blips()
        self._activity(vad.VADEventType.INFERENCE_DONE, speech=0.096)

    def blips(self) -> None:
        """Something is heard, and is gone before anybody has looked again."""
        self._activity(vad.VADEventType.START_OF_SPEECH, speech=0.064)

    def stops(self) -> None:
        """And falls silent again."""
        self._activity(vad.VADEventType.END_OF_SPEECH, speech=0.5, silence=0.0)

    def understood(self, words: str) -> None:
        """The recogniser has made this of it."""
        self.ears.words.put_nowait(words)

    def says(self, words: str) -> None:
        """A sentence, understood before its end is noticed."""
        self.starts()
        self.understood(words)
        self.stops()

    def _activity(self, kind: vad.VADEventType, *, speech: float, silence: float = 0.0) -> None:
        self.activity.events.put_nowait(
            vad.VADEvent(
                type=kind,
                samples_index=0,
                timestamp=0.0,
                speech_duration=speech,
                silence_duration=silence,
                speaking=kind is not vad.VADEventType.END_OF_SPEECH,
                raw_accumulated_speech=speech,
            )
        )

    async def never(self, true: Callable[[], bool], *, seconds: float) -> None:
        """Makes sure that something does not happen so soon."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert not true(), self.said
            await asyncio.sleep(0.005)  # there is no event for what does not happen

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits for something that is bound to happen."""
        deadline = time.monotonic() + WITHIN
        while not true():
            assert time.monotonic() < deadline, self.said
            await asyncio.sleep(0.005)  # many things may make it true; the deadline decides


@asynccontextmanager
async def calling(
    house: TestHouse, *steps: Step, channel: Channel = Channel.VOICE
) -> AsyncIterator[Line]:
    """A call that has been answered, and greeted."""
    line = Line(house, *steps, channel=channel)
    await line.session.start(ROSTER.opening(line.call), record=False)
    try:
        await line.until(lambda: bool(line.said) and line.session.current_speech is None)
        yield line
    finally:
        await line.session.aclose()
