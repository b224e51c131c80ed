"""Reports of conversations that have ended, read back from the log, and shown as a table."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from rich.markup import escape
from rich.table import Table

from conversations.telemetry.lines import REPORT
from domain.events import CallReport
from domain.report import Failure

WIDE = 150
"""Columns of a terminal from which everything is shown; in a narrower one, the most important."""
LONGEST_WAY = 4
"""Agents that are named; of a longer way, the first and the last ones."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One report as it stands in the log."""

    conversation: str
    report: CallReport
    text: str
    """The line."""


def last_reports(log: Path, most: int) -> list[Logged]:
    """The latest reports of a log, oldest first; lines of another version are left out."""
    if not log.is_file():
        return []
    kept: deque[Logged] = deque(maxlen=most)
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            if f'"{REPORT}"' in line and (one := _read(line.rstrip("\n"))):
                kept.append(one)
    return list(kept)


def table(kept: Sequence[Logged], width: int) -> Table:
    """The reports for a person to read, on a screen so many characters wide.

    Waits are in seconds, median and 95th percentile.
    """
    rows = [_row(one) for one in kept]
    shown = Table(box=None, header_style="bold", pad_edge=False)
    names = [name for name in _COLUMNS if width >= WIDE or name in _ALWAYS]
    for name in names:
        shown.add_column(name, no_wrap=name in _ALWAYS[:-1], justify=_COLUMNS[name])
    for row in rows:
        shown.add_row(*(escape(row[name]) for name in names))
    return shown


_COLUMNS: dict[str, Literal["left", "right"]] = {
    "ended (UTC)": "left",
    "conversation": "left",
    "by": "left",
    "how": "left",
    "lasted": "right",
    "turns": "right",
    "agents": "left",
    "actions": "right",
    "waited p50 · p95": "right",
    "tokens in · out": "right",
    "broke": "left",
}
_ALWAYS = ("ended (UTC)", "conversation", "lasted", "waited p50 · p95", "how", "broke")


def _row(one: Logged) -> dict[str, str]:
    report = one.report
    done = sum(action.succeeded for action in report.actions)
    refused = sum(sum(action.failed.values()) for action in report.actions)
    waited = report.latencies.get("response")
    given = sum(model.input_tokens for model in report.models)
    made = sum(model.output_tokens for model in report.models)
    return {
        "ended (UTC)": f"{report.at:%m-%d %H:%M:%S}",
        "conversation": one.conversation,
        "by": report.channel.value,
        "how": report.reason,
        "lasted": str(timedelta(seconds=round(report.seconds))),
        "turns": str(report.turns),
        "agents": _way(report.agents),
        "actions": f"{done} ✓ {refused} ✗" if refused else f"{done} ✓",
        "waited p50 · p95": f"{waited.p50:.2f} · {waited.p95:.2f}" if waited else "–",
        "tokens in · out": f"{given} · {made}" if given or made else "–",
        "broke": ", ".join(_broke(failure) for failure in report.failures) or "–",
    }


def _broke(failure: Failure) -> str:
    whose = f"{failure.part} {failure.provider}" if failure.provider else failure.part
    after = f" → {failure.then}" if failure.then else ""
    return f"{whose} {failure.code} ×{failure.count}{after}"


def _way(agents: Sequence[str]) -> str:
    if len(agents) > LONGEST_WAY:
        agents = [*agents[:2], "…", *agents[-2:]]
    return " → ".join(agents) or "–"


def _read(line: str) -> Logged | None:
    try:
        fields = json.loads(line)
        report = CallReport.model_validate(fields | {"at": fields["timestamp"], "type": "report"})
        return Logged(fields["conversation"], report, line)
    except (ValueError, KeyError, TypeError, ValidationError):
        return None
