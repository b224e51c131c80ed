"""The one place where parts are built from the settings and handed to each other.

`agent.py`, `server.py` and every `python -m …` start here; nothing else imports the islands
`marketplace/` and `pipeline/`.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any, NoReturn

import httpx
from fastapi import FastAPI
from livekit.agents import llm
from livekit.agents.utils.hw.cpu import get_cpu_monitor

from agents.coordinator import HandoffCoordinator
from agents.roster import Roster, load
from agents.routing import routed
from agents.speaking import SessionVoice
from channels.refusal import refusals
from channels.refusal.calling_back import CallBacks
from channels.voice import cost
from channels.voice.capacity import Capacity, Cost
from channels.voice.capacity import capacity as calls_of
from config import Settings, SettingsError, load_settings
from conversations.approvals import InProcessApprovals
from conversations.journal import Journal
from conversations.telemetry import tracing
from conversations.timeline import ConversationTimeline
from domain.context import Channel
from domain.events import Failed
from domain.expectation import Expectation
from pipeline import builder, costs, recordings
from pipeline.builder import VoiceParts
from pipeline.embedded.greetings import GreetingJudge
from pipeline.embedded.language import Declared, EmbeddedLLM, Understanding
from pipeline.faults import Told
from pipeline.llm import language_model
from services import Services
from tools.call import Call
from tools.identity import IdentityCheck
from tools.people import Nobody, People

MARKETPLACE_PATH = "/marketplace"
MOST_IDLE = 8


def stop(sentence: str, code: int = 2) -> NoReturn:
    """Ends a command with one clear sentence on standard error."""
    print(sentence, file=sys.stderr)  # noqa: T201  # the one place that a start may fail in words
    raise SystemExit(code)


def settings_or_stop() -> Settings:
    """The settings, or the end of the command with the sentence that says what is wrong."""
    try:
        settings = load_settings()
        settings.secrets()
    except SettingsError as error:
        stop(str(error))
    return settings


def trace(settings: Settings) -> None:
    """Has this process send traces, where the settings ask for them."""
    if not settings.tracing_enabled:
        return
    headers = settings.otel_exporter_otlp_headers
    given = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": settings.otel_exporter_otlp_endpoint,
        "OTEL_EXPORTER_OTLP_HEADERS": headers.get_secret_value() if headers else None,
    }
    for name, value in given.items():
        if value:  # the exporter reads the environment alone, and not `.env`
            os.environ[name] = value
    tracing.start(settings.agent_name)


@dataclass(frozen=True)
class House:
    """The parts that outlive a conversation, one each in a process."""

    settings: Settings
    roster: Roster
    understanding: Understanding
    services: Services

    @cached_property
    def secret(self) -> bytes:
        """Keys fingerprints; the same in every process that shares the encryption key."""
        return _fingerprint_key(self.settings)

    @cached_property
    def journal(self) -> Journal:
        """Where conversations are kept on this machine."""
        return journal(self.settings)

    def new_call(
        self,
        call_id: str,
        channel: Channel,
        voice: SessionVoice,
        *,
        calling_line: str | None = None,
        outgoing: str | None = None,
        people: People | None = None,
    ) -> Call:
        """A conversation that nothing has been said in yet."""
        timeline = ConversationTimeline(call_id)
        timeline.subscribe(self.journal.keeper(call_id))
        return Call(
            id=call_id,
            channel=channel,
            customer=self.roster.context(),
            services=self.services,
            coordinator=HandoffCoordinator(self.roster, self.settings.max_turns),
            timeline=timeline,
            approvals=InProcessApprovals(timeline),
            voice=voice,
            identity=IdentityCheck(),
            secret=self.secret,
            calling_line=calling_line,
            outgoing=outgoing,
            people=people or Nobody(),
            allow_browsing=self.settings.allow_browsing,
        )


def _fingerprint_key(settings: Settings) -> bytes:
    key = settings.secrets().encryption_key.get_secret_value()
    return hashlib.sha256(b"fingerprint:" + key.encode()).digest()


def journal(settings: Settings) -> Journal:
    """What was said on this machine, sealed with the encryption key."""
    key = settings.secrets().encryption_key.get_secret_value()
    return Journal(settings.data_dir / "conversations", key)


def declared(roster: Roster) -> list[Declared]:
    """The sentences that agents and actions declare, each with whom it leads to.

    An action that several agents have is one and the same, and no rival of itself.
    """
    having = Counter(action.name for agent in roster.types for action in agent.actions)
    sentences: list[Declared] = []
    for agent in roster.types:
        if own := agent.asked_for_with():
            sentences.append(Declared(agent.name, agent.name, None, own, agent.handles))
        sentences += [
            Declared(
                a.name if having[a.name] > 1 else f"{agent.name}.{a.name}",
                agent.name,
                a.name,
                a.examples,
                agent.handles,
            )
            for a in agent.actions
            if a.examples
        ]
    everywhere = [
        Declared(a.name, None, a.name, a.examples, a.description)
        for a in roster.common
        if a.examples
    ]
    nobodys = Declared("unserved", None, None, tuple(roster.unserved), "")
    return [*sentences, *everywhere, nobodys]


def roster(settings: Settings) -> Roster:
    """Who answers.

    Ends the command with a sentence if `ROSTER` names nobody.
    """
    try:
        return load(settings.roster)
    except LookupError as error:
        stop(str(error))


def understanding(settings: Settings) -> Understanding:
    """What the embedded language model understands: what the roster declares.

    Fitted once for each change of the declared sentences, and loaded from then on.
    """
    return Understanding.load_or_fit(
        declared(roster(settings)), settings.data_dir / "understanding"
    )


@asynccontextmanager
async def embedded_marketplace(settings: Settings) -> AsyncIterator[FastAPI | None]:
    """The marketplace of this process; None where none is needed, or a company's own is set."""
    if settings.marketplace_url is not None or not roster(settings).marketplace:
        yield None
        return
    from marketplace import app as marketplace  # not in a job process

    async with marketplace.open_app(settings) as app:
        yield app


@asynccontextmanager
async def in_process(settings: Settings) -> AsyncIterator[House]:
    """A house whose marketplace runs in this process: for the terminal and for tests."""
    understood = understanding(settings)
    async with embedded_marketplace(settings) as app, services_of(settings, app) as services:
        yield House(settings, roster(settings), understood, services)


@asynccontextmanager
async def services_of(settings: Settings, app: FastAPI | None) -> AsyncIterator[Services]:
    """The marketplace of this process where there is one, else the company's own."""
    transport = None if app is None else httpx.ASGITransport(app=app)
    url = settings.marketplace_url or "http://marketplace"
    async with Services.open(url, _key(settings), transport) as services:
        yield services


@asynccontextmanager
async def over_http(
    settings: Settings, understood: Understanding | None = None
) -> AsyncIterator[House]:
    """A house whose marketplace is reached over HTTP: for job processes.

    That is the company's own at `MARKETPLACE_URL`, or the embedded one that `server.py` serves.
    """
    async with services_over_http(settings) as services:
        known = understood or understanding(settings)
        yield House(settings, roster(settings), known, services)


def services_over_http(settings: Settings) -> AbstractAsyncContextManager[Services]:
    """The marketplace alone, over HTTP: for commands that hold no conversation."""
    return Services.open(marketplace_url(settings), _key(settings))


def marketplace_url(settings: Settings) -> str:
    """Where job processes reach the marketplace."""
    return settings.marketplace_url or f"http://{settings.host}:{settings.port}{MARKETPLACE_PATH}"


def _key(settings: Settings) -> str:
    return settings.secrets().marketplace_key.get_secret_value()


def expected(who: Roster, call: Call) -> Expectation:
    """What is expected to be heard; where that is anything, how people ask for what is on offer."""
    expectation = call.state.expectation
    if expectation.kind != "free" or expectation.phrases:
        return expectation
    return replace(expectation, phrases=wordings(who, call.state.agent))


OWN_WORDINGS, OTHERS_WORDINGS = 24, 2
"""How many sentences of each action a recogniser listens for, of the agent that speaks and of its
colleagues: a caller may turn to anything, but the longer the list, the worse each is heard."""


@lru_cache(maxsize=64)
def wordings(who: Roster, agent: str) -> tuple[str, ...]:
    """How people answer this agent's questions, ask for what it does, and for what others do."""
    answers = [words for action in who.agents[agent].actions for words in action.answers]
    own: list[str] = []
    others: list[str] = []
    for one in declared(who):
        if one.agent in (agent, None):
            own += one.examples[:OWN_WORDINGS]
        elif one.served:
            others += one.examples[:OTHERS_WORDINGS]
    return tuple(dict.fromkeys([*answers, *own, *others]))


def spare_what_is_loaded() -> None:
    """Keeps what a process has loaded out of garbage collection; call it when all of it is there.

    A full collection over it stops a call for a third of a second, again and again.
    """
    gc.collect()
    gc.freeze()


def capacity(settings: Settings) -> Capacity:
    """How many calls a worker of these settings takes on this machine."""
    known = cost.measured(settings.data_dir, costs.profile_name(settings))
    assumed = Cost(costs.expected_cost(settings), "assumed until five calls were measured here")
    cores = get_cpu_monitor().cpu_count()
    return calls_of(cores, known or assumed, setting=settings.max_calls)


def noting_cost(settings: Settings) -> AbstractContextManager[None]:
    """Notes what a call costs, for the limit of the next start."""
    return cost.noting_cost(settings.data_dir, costs.profile_name(settings))


def idle_processes(settings: Settings, takes: Capacity) -> int:
    """How many processes wait for a call: as many as there may be calls, within reason."""
    chosen = settings.idle_processes
    return min(takes.calls, MOST_IDLE) if chosen is None else chosen


def refusing(
    settings: Settings, services: Services
) -> AbstractAsyncContextManager[refusals.Refusals]:
    """The lines of callers whom nobody can take now, for `server.py`."""
    reached = settings.marketplace_url is not None or roster(settings).marketplace
    call_backs = CallBacks(services, _fingerprint_key(settings)) if reached else None
    return refusals.refusing(
        settings, lambda what: (recordings.TEXTS[what], recordings.frames(what)), call_backs
    )


def text_model(house: House, call: Call) -> llm.LLM[Any]:
    """The language model of one written conversation."""
    return language_model(
        house.settings, lambda: EmbeddedLLM(house.understanding), text=True, told=_telling(call)
    ).made


def router(settings: Settings) -> Callable[[str], Awaitable[str | None]]:
    """Tells which agent the configured model would send a sentence to; None where it is unclear.

    Raises:
        livekit.agents.APIError: by what is returned, when no model could be reached.
    """
    who, understood = roster(settings), understanding(settings)
    configured = language_model(settings, lambda: EmbeddedLLM(understood), text=True).made
    if not isinstance(configured, EmbeddedLLM):
        others = {name: what for name, what in who.handles.items() if name != who.entry.name}
        return partial(routed, configured, others)

    async def by_examples(sentence: str) -> str | None:
        return understood.route(sentence)

    return by_examples


def greeting_judge(parts: VoiceParts, spoken: Callable[[], float]) -> llm.LLM[Any]:
    """What tells a person's greeting from a recorded one: the call's own model, if it can.

    `spoken` says how many seconds the greeting has lasted.
    """
    return GreetingJudge(spoken) if isinstance(parts.llm, EmbeddedLLM) else parts.llm


def voice_parts(house: House, call: Call) -> VoiceParts:
    """How one call hears, thinks and talks."""
    return builder.build(
        house.settings,
        expectation=lambda: expected(house.roster, call),
        language=lambda: EmbeddedLLM(house.understanding),
        told=_telling(call),
    )


def _telling(call: Call) -> Told:
    """Has what fails on the timeline of a call, where the metrics and the log find it."""
    return lambda fault: call.timeline.record(
        Failed(part=fault.kind, code=fault.code, provider=fault.provider, then=fault.then)
    )
