"""Where a dialogue stands, and what can be done next. Plain values: derived anew each request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.embedded.language import phrases
from pipeline.embedded.language.context import Conversation, Exchange, Outcome
from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.schemas import LASTING, Slot, Spec, Value, humanised
from pipeline.embedded.language.understanding import Understanding

TRANSFER = "transfer"
END_CALL = "end_call"
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Wish:
    """A tool that the caller wants run, as far as it is known with what.

    Attributes:
        asked: The argument that was last asked for.
        about: What the caller calls the thing whose number is missing.
        options: Choices that were offered with the question.
    """

    tool: str
    arguments: Mapping[str, Value] = field(default_factory=dict)
    asked: str | None = None
    about: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What the next words of the caller will be taken to answer.

    Attributes:
        wish: Being filled; its question is open when `wish.asked` is set.
        proposal: Put to the caller, neither taken nor refused yet.
        last: What was run last, for "and order 1002?" or a corrected value.
        offered: An agent, or `PERSON`, that the caller was asked about.
        instead: What a tool offered instead of what it refused.
        misses: How often in a row the caller was not understood.
        waiting: Further wishes of the same sentence, in the caller's words.
        aside: The tool that was run to help with the open question, which stays open.
    """

    wish: Wish | None = None
    proposal: Outcome | None = None
    last: Wish | None = None
    offered: str | None = None
    instead: Wish | None = None
    misses: int = 0
    waiting: tuple[str, ...] = ()
    aside: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Answer in words."""

    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Call a tool, after a few words if there are any to say first."""

    tool: str
    arguments: Mapping[str, Value]
    lead: str = ""


Action = Say | Run
Step = tuple[Action, State]
"""What to do, and where the dialogue stands once it is done."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What does not change while one request is answered.

    Attributes:
        specs: The tools at hand, by name.
        agent: Who speaks, as far as the tools tell.
        today: The day that "tomorrow" is counted from.
        at: The exchange that is being answered; later ones have not happened yet.
    """

    understanding: Understanding
    specs: Mapping[str, Spec]
    agent: str | None
    conversation: Conversation
    today: date
    at: int = -1

    @property
    def past(self) -> list[Exchange]:
        """Everything before the exchange that is being answered, oldest first."""
        return [*self.conversation.earlier, *self.conversation.exchanges[: self.at]]

    def heard(self, tool: str, text: str, options: tuple[str, ...] = ()) -> Heard:
        """The text as heard by someone who expects the tool to be asked for."""
        spec = self.specs.get(tool)
        own = spec.slots if spec else ()
        return Heard(
            text=text,
            carrier=self.understanding.carrier(tool),
            today=self.today,
            numbered=tuple(humanised(slot.name) for slot in own if slot.kind in LASTING),
            choosable=frozenset(p.lower() for s in own for c in s.choices for p in c.phrases),
            options=options,
            beside=frozenset(slot.kind for slot in own),
            aside=tuple(word for slot in own for word in slot.aside),
            counted=any(slot.kind == "integer" and slot.required for slot in own),
        )

    @property
    def targets(self) -> frozenset[str]:
        """The agents that the call can be transferred to."""
        return targets(self.specs)

    @property
    def handles(self) -> str | None:
        """What the agent that speaks is for."""
        return self.understanding.handles(self.agent)

    def asked_slot(self, wish: Wish | None) -> Slot | None:
        """The slot whose question is open."""
        spec = self.specs.get(wish.tool) if wish else None
        return spec.slot(wish.asked) if spec and wish and wish.asked else None

    def question(self, state: State) -> str | None:
        """The question that is open, in words, whoever asked it."""
        if state.proposal is not None:
            return state.proposal.say
        if state.instead is not None:
            return phrases.last_question(self.past[-1].answer) if self.past else None
        if slot := self.asked_slot(state.wish):
            return slot.question
        # Code above may have asked: a greeting, a step that is read back.
        said = self.past[-1].answer if self.past else ""
        asked = phrases.last_question(said) if "?" in said else None
        return asked if asked and not phrases.invites(asked) else None


def targets(specs: Mapping[str, Spec]) -> frozenset[str]:
    """The agents that the transfer tool among these names."""
    transfer = specs.get(TRANSFER)
    choices = [slot.choices for slot in transfer.slots if slot.choices] if transfer else []
    return frozenset(choice.value for choice in choices[0]) if choices else frozenset()
