"""What is kept of a conversation: one ordered list of typed events, private values masked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from domain.context import AgentTransfer, Channel
from domain.report import ActionTally, Failure, HandedOver, ModelUse, Spread, Stage


def _now() -> datetime:
    return datetime.now(UTC)


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)

    at: datetime = Field(default_factory=_now)


class Started(_Event):
    """A conversation began."""

    type: Literal["started"] = "started"
    channel: Channel


class Ended(_Event):
    """A conversation ended, and by whom."""

    type: Literal["ended"] = "ended"
    reason: str


class Message(_Event):
    """Something that was said or written, as it was heard, private values masked."""

    type: Literal["message"] = "message"
    role: Literal["user", "assistant"]
    agent: str
    text: str
    interrupted: bool = False


class Answered(_Event):
    """An answer began; how long the caller waited for it, stage by stage."""

    type: Literal["answered"] = "answered"
    agent: str
    seconds: dict[Stage, float]
    """Of the stages that it had: what follows a bridging phrase is no first response any more."""


class Handoff(_Event):
    """Another agent speaks from here on."""

    type: Literal["handoff"] = "handoff"
    transfer: AgentTransfer
    """Its context has no phone number here."""
    milliseconds: float
    """From the request for the transfer to the next agent being active, our own time."""


class ActionRun(_Event):
    """A tool call that went through the pipeline, whatever came of it."""

    type: Literal["action"] = "action"
    agent: str
    name: str
    arguments: dict[str, JsonValue]
    ok: bool
    code: str | None = None
    """Why not, where `ok` is false."""
    decision: str
    milliseconds: float


class ApprovalRequested(_Event):
    """An action waits for a person."""

    type: Literal["approval_requested"] = "approval_requested"
    approval_id: str
    name: str
    reason: str


class ApprovalDecided(_Event):
    """A person has decided."""

    type: Literal["approval_decided"] = "approval_decided"
    approval_id: str
    approved: bool
    note: str | None = None


class StepDone(_Event):
    """A step of the identity check was finished."""

    type: Literal["step"] = "step"
    step: str
    seconds: float


class PersonStep(_Event):
    """A person was sought for the customer, came, or left. What the two say is not kept."""

    type: Literal["person"] = "person"
    step: Literal["sought", "joined", "left", "not_reached", "handed_on"]
    by: Literal["desk", "phone"] | None = None
    """Where the person is, once that is known."""


class Failed(_Event):
    """Something broke: what the customer noticed, or a provider that another one stood in for."""

    type: Literal["error"] = "error"
    part: str
    code: str
    provider: str | None = None
    """Whose failure it was, where it was a provider's."""
    then: Literal["retry", "fallback", "apology", "nothing", "nobody"] | None = None
    """What followed a provider's failure: it was asked again; another one took over; the customer
    was asked to say it again; nothing had to; nobody was left."""


class CallReport(_Event):
    """What a conversation came to, once it has ended."""

    type: Literal["report"] = "report"
    channel: Channel
    reason: str
    """How it ended."""
    seconds: float
    """From its beginning to its end."""
    turns: int
    """Of the customer."""
    agents: tuple[str, ...]
    """Who spoke, in the order in which they first did."""
    handoffs: tuple[HandedOver, ...]
    actions: tuple[ActionTally, ...]
    latencies: dict[Stage, Spread]
    """Seconds."""
    models: tuple[ModelUse, ...]
    failures: tuple[Failure, ...]
    person: tuple[str, ...] = ()
    """What came of seeking a person, step by step, as in `PersonStep`."""


TimelineEvent = Annotated[
    Started
    | Ended
    | Message
    | Answered
    | Handoff
    | ActionRun
    | ApprovalRequested
    | ApprovalDecided
    | StepDone
    | PersonStep
    | Failed
    | CallReport,
    Field(discriminator="type"),
]
