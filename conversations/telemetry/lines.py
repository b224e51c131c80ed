"""One log line for each event of a conversation: names and figures, never what was said."""

from __future__ import annotations

from typing import Any

from domain.events import (
    ActionRun,
    Answered,
    ApprovalDecided,
    ApprovalRequested,
    CallReport,
    Ended,
    Failed,
    Handoff,
    Message,
    PersonStep,
    Started,
    StepDone,
    TimelineEvent,
)

REPORT = "call_report"
"""The name of the line that a report is found by."""


def line_of(event: TimelineEvent) -> tuple[str, dict[str, Any]]:
    """The name of an event in the log, and its fields.

    Durations are `seconds` where a caller waits for them, and `ms` where they are ours.
    """
    match event:
        case Started(channel=channel):
            return "started", {"channel": channel.value}
        case Ended(reason=reason):
            return "ended", {"reason": reason}
        case Message(role=role, agent=agent, interrupted=interrupted):
            return "message", {"role": role, "agent": agent, "interrupted": interrupted}
        case Answered(agent=agent, seconds=seconds):
            waits = {stage: round(waited, 3) for stage, waited in seconds.items()}
            return "turn", {"agent": agent, "seconds": waits}
        case Handoff(transfer=transfer, milliseconds=ms):
            between = {"source": transfer.from_agent, "target": transfer.to_agent}
            return "handoff", {**between, "ms": round(ms, 1)}
        case ActionRun():
            fields = {"agent": event.agent, "action": event.name, "ok": event.ok}
            return "action", {**fields, "code": event.code, "ms": round(event.milliseconds, 1)}
        case ApprovalRequested(name=name):
            return "approval_requested", {"action": name}
        case ApprovalDecided(approved=approved):
            return "approval_decided", {"approved": approved}
        case StepDone(step=step, seconds=seconds):
            return "identity_step", {"step": step, "seconds": round(seconds, 3)}
        case PersonStep(step=step, by=by):
            return "person", {"step": step, "by": by}
        case Failed(part=part, code=code):
            whose = {"provider": event.provider, "then": event.then} if event.provider else {}
            return "error", {"part": part, "code": code, **whose}
        case CallReport():
            return REPORT, event.model_dump(mode="json", exclude={"at", "type"})
