"""Reports of conversations that have ended, read back from the log, and shown as a table."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pydantic import ValidationError
from rich.markup import escape
from rich.table import Table

from conversations.telemetry.lines import REPORT
from domain.events import CallReport

LONGEST_WAY = 4
"""Agents that are named; of a longer way, the first and the last ones."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One report as it stands in the log."""

    conversation: str
    report: CallReport
    text: str
    """The line."""


def last_reports(log: Path, most: int) -> list[Kept]:
    """The latest reports of a log, oldest first; lines of another version are left out."""
    if not log.is_file():
        return []
    kept: deque[Kept] = deque(maxlen=most)
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            if f'"{REPORT}"' in line and (one := _read(line.rstrip("\n"))):
                kept.append(one)
    return list(kept)


def table(kept: Sequence[Kept]) -> Table:
    """The reports for a person to read. Waits are in seconds, median and 95th percentile."""
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("ended (UTC)", "conversation", "by", "how", "lasted", "turns", "agents"):
        shown.add_column(name, justify="right" if name in ("lasted", "turns") else "left")
    for name in ("actions", "waited p50 · p95", "tokens in · out"):
        shown.add_column(name, justify="right")
    shown.add_column("broke")
    for one in kept:
        shown.add_row(*(escape(cell) for cell in _row(one)))
    return shown


def _row(one: Kept) -> list[str]:
    report = one.report
    done = sum(action.succeeded for action in report.actions)
    refused = sum(sum(action.failed.values()) for action in report.actions)
    waited = report.latencies.get("response")
    given = sum(model.input_tokens for model in report.models)
    made = sum(model.output_tokens for model in report.models)
    return [
        f"{report.at:%m-%d %H:%M:%S}",
        one.conversation,
        report.channel.value,
        report.reason,
        str(timedelta(seconds=round(report.seconds))),
        str(report.turns),
        _way(report.agents),
        f"{done} ✓ {refused} ✗" if refused else f"{done} ✓",
        f"{waited.p50:.2f} · {waited.p95:.2f}" if waited else "–",
        f"{given} · {made}" if given or made else "–",
        ", ".join(f"{f.part} {f.code} ×{f.count}" for f in report.failures) or "–",
    ]


def _way(agents: Sequence[str]) -> str:
    if len(agents) > LONGEST_WAY:
        agents = [*agents[:2], "…", *agents[-2:]]
    return " → ".join(agents) or "–"


def _read(line: str) -> Kept | None:
    try:
        fields = json.loads(line)
        report = CallReport.model_validate(fields | {"at": fields["timestamp"], "type": "report"})
        return Kept(fields["conversation"], report, line)
    except (ValueError, KeyError, TypeError, ValidationError):
        return None
