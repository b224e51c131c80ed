"""`Call`: what a conversation knows, one object, handed to every action and every agent.

It is the session's `userdata`. An agent can be thrown away at any turn and rebuilt from this and
the chat context, so nothing else keeps state.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from asyncio import Future
from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, get_args

from livekit import rtc
from pydantic import JsonValue

from domain.context import AgentTransfer, Channel, CustomerContext
from domain.errors import GateClosed, NotAuthenticated
from domain.expectation import FREE, Expectation
from domain.protocols import Approvals, Timeline
from services import Services
from spoken.answers import Answer, answer
from tools import keypad
from tools.bridging import Bridging
from tools.identity import IdentityCheck
from tools.people import Nobody, People
from tools.private import Vault, mask_free
from tools.shown import Shown

if TYPE_CHECKING:
    from tools.result import Result

Need = Literal["slower_speech", "more_time", "written_summary", "say_twice"]
NEEDS: tuple[Need, ...] = get_args(Need)
"""What makes a conversation easier for a caller."""

C = TypeVar("C", bound=CustomerContext)


class Coordinator(Protocol):
    """The only place that changes who speaks; agents/coordinator.py implements it."""

    def follow(self, history: Callable[[], Any]) -> None:
        """Says where the chat context of the speaking agent is to be found."""
        ...

    async def transfer(
        self, call: Call, target: str, reason: str, customer_message: str | None, response: str
    ) -> Result:
        """Hands over to `target`, once for each model response (`response` names it)."""
        ...

    async def identify(
        self, call: Call, why: NotAuthenticated | GateClosed, response: str
    ) -> Result | None:
        """Hands over to who finds out who the caller is; None where nobody does, or it is they."""
        ...

    def arrived(self, call: Call, name: str) -> AgentTransfer | None:
        """The agent of that name is active now; returns the transfer that led to it, if any."""
        ...


class Voice(Protocol):
    """How the program speaks by itself; the channel implements it."""

    async def read_aloud(self, text: str) -> bool:
        """Speaks a text to the end, faster, not to be cut short. False if it was not all heard."""
        ...

    async def tell(self, text: str) -> None:
        """Tells the customer something that they did not just ask: now, or by another channel."""
        ...

    def wait_longer(self, *, longer: bool) -> None:
        """Whether a caller's pause is given more time before it counts as the end of a turn."""
        ...

    def is_aside(self, words: str) -> bool:
        """Whether words that were just heard only show that the caller listens to the agent."""
        ...

    @property
    def spoken_over(self) -> bool:
        """Whether the caller spoke over words that are still being said."""
        ...

    def spoken(
        self,
        text: AsyncIterable[str],
        otherwise: Callable[[AsyncIterable[str]], AsyncIterable[rtc.AudioFrame]],
    ) -> AsyncIterable[rtc.AudioFrame]:
        """The sound of a text: at once where it was made beforehand, else as `otherwise` does."""
        ...

    def slowed(self, frames: AsyncIterable[rtc.AudioFrame]) -> AsyncIterable[rtc.AudioFrame]:
        """Speech at a slower pace, for a caller who asked for it."""
        ...

    def hang_up(self) -> None:
        """Ends the conversation once what is being said has been said."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that the customer said, or keyed, or typed."""

    number: int = 0
    text: str = ""
    """Private values masked."""
    answer: Answer = "unclear"
    """What code makes of it as an answer to a question. A model's opinion does not count."""
    served: int = 0
    """How many actions had succeeded when it began."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A write that was put to the customer and runs on a yes (actions.md)."""

    action: str
    arguments: dict[str, JsonValue]
    """As the model gave them: placeholders stand for private values."""
    fingerprint: str
    turn: int
    """The turn in which it was last put: only the very next one can answer it."""
    made_at: float
    times: int = 1
    """How often it was put, in as many turns."""
    terms: str | None = None
    """Stands for exactly what was put to the customer, where that can change by itself."""

    @property
    def verb(self) -> str:
        """What it does, so that "yes, cancel it" is a yes to a cancellation and to nothing else."""
        return self.action.partition("_")[0]


@dataclass(slots=True)
class CallState:
    """What changes in a conversation, apart from the customer."""

    agent: str = ""
    turn: Turn = Turn()
    expectation: Expectation = FREE
    proposal: Proposal | None = None
    done: dict[str, Future[Result]] = field(default_factory=dict)
    """What this turn's writes came to, by idempotency key."""
    in_doubt: dict[str, str] = field(default_factory=dict)
    """The idempotency keys of writes that have not been answered for yet, by fingerprint: each may
    have happened, and is asked for again under the same one."""
    known: dict[str, str] = field(default_factory=dict)
    """What was settled along the way, such as the order that is being talked about."""
    shown: list[tuple[Shown, ...]] = field(default_factory=list)
    """What the caller was shown last: a choice of several, and the one thing talked about since."""
    intended_agent: str | None = None
    """Who can serve the remembered intent, once the caller may be handed over."""
    served: int = 0
    """How many actions have succeeded, handing over left out."""
    told: str | None = None
    """What an action let the customer know last, for "email me that"."""
    settled: list[str] = field(default_factory=list)
    """What was done for the customer, in the words that they heard, for a summary in writing."""
    needs: frozenset[Need] | None = None
    """What was asked for in this conversation; None leaves it to what is on file."""
    bridging: Bridging = field(default_factory=Bridging)
    ended: bool = False
    ending: str = "goodbye"
    """What it is called in the figures when it is we who end it."""
    waits_for_answer: bool = False
    """Whoever, or whatever, has answered a call of ours has not been told yet who calls."""

    def begin_turn(self) -> None:
        """What was done is done, and may be wished for once more; the rest stays in doubt."""
        done = {key for key, result in self.done.items() if _succeeded(result)}
        self.in_doubt = {wish: key for wish, key in self.in_doubt.items() if key not in done}
        self.done.clear()


@dataclass(frozen=True, slots=True)
class Call:
    """One conversation. Its parts change; which parts it has does not."""

    id: str
    channel: Channel
    customer: CustomerContext
    services: Services
    coordinator: Coordinator
    timeline: Timeline
    approvals: Approvals
    voice: Voice
    identity: IdentityCheck
    secret: bytes = field(repr=False)
    """Keys the fingerprints, so that they tell nothing of what they were made from."""
    calling_line: str | None = field(default=None, repr=False)
    """The number that the line presents, E.164: offered to the caller, never trusted."""
    people: People = field(default_factory=Nobody)
    outgoing: str | None = None
    """Why we called them, in words that anyone may hear; None where they called us."""
    allow_browsing: bool = False
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic
    private: Vault = field(default_factory=Vault)
    state: CallState = field(default_factory=CallState)

    @property
    def today(self) -> date:
        """The date, where nothing more is known: UTC."""
        return self.now().date()

    def context(self, kind: type[C]) -> C:
        """The customer, as the roster's own type of context.

        Raises:
            TypeError: the roster of this conversation has another one.
        """
        if not isinstance(self.customer, kind):
            raise TypeError(f"{type(self.customer).__name__} is no {kind.__name__}")
        return self.customer

    @property
    def needs(self) -> frozenset[Need]:
        """What makes this conversation easier for the caller: said now, or on file."""
        if self.state.needs is not None:
            return self.state.needs
        on_file = self.customer.preferences.get("accessibility", "").split(", ")
        return frozenset(need for need in NEEDS if need in on_file)

    def hear(self, words: str) -> str:
        """Takes in a piece of what the caller says; returns it with private values masked.

        Everything that a caller says or types comes through here before it is stored, logged or
        sent to a model. Pieces of one turn may come one by one.
        """
        return self.private.mask(words, self.state.expectation, self.today)

    def masked(self, words: str) -> str:
        """Masks words that nobody was asked for, such as what goes on a record."""
        return mask_free(words, self.today)

    @property
    def in_a_value(self) -> bool:
        """Whether the caller has begun to say the private value asked for, and not ended."""
        awaited = self.state.expectation.private
        return awaited is not None and self.private.half_said(awaited)

    def glimpse(self, words: str) -> str:
        """Masks words that are not final yet, without keeping anything of them."""
        return self.private.glimpse(words, self.state.expectation, self.today)

    def press(self, keys: str) -> str:
        """Takes in keys that were pressed; returns what they stand for, as if it had been said.

        A date is keyed MMDDYYYY; where a yes or no is awaited, `1` is yes and `2` is no. Where we
        called them, `9` asks not to be called.
        """
        if self.outgoing and keys == keypad.NO_CALLS and not self.state.expectation.keyed:
            return keypad.WANTS_NO_CALLS
        return keypad.words(keys, self.state.expectation, self.private, self.today)

    def end(self, why: str = "goodbye") -> None:
        """Ends the conversation once what is being said has been said."""
        self.state.ended, self.state.ending = True, why
        self.voice.hang_up()

    def begin_turn(self, masked: str) -> None:
        """The caller has finished: what was heard is now a turn that actions may rely on."""
        doing = self.state.proposal.verb if self.state.proposal else None
        said = answer(masked, doing=doing)
        number = self.state.turn.number + 1
        self.state.turn = Turn(number, masked, said, self.state.served)
        self.state.begin_turn()
        self.private.begin_turn()

    def expect(self, expectation: Expectation) -> None:
        """Says what the next turn is expected to be."""
        self.state.expectation = expectation

    def acting(self, idempotency_key: str | None) -> Call:
        """This call, with services that act for its customer and for nobody else."""
        customer = self.customer.customer_id if self.customer.authenticated else None
        return replace(self, services=self.services.acting(customer, idempotency_key))

    def rehearsing(self) -> Call:
        """This call, with services that check every rule of a write and keep nothing."""
        return replace(self, services=self.services.rehearsing())

    def fingerprint(self, *parts: Any) -> str:
        """A keyed hash, 32 hex digits, the same in every process."""
        text = "\x1f".join(str(part) for part in parts)
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()[:32]


def _succeeded(result: Future[Result]) -> bool:
    return result.done() and not result.cancelled() and result.exception() is None
