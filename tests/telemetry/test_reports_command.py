"""`python -m conversations reports`: what a company sees of its calls without any other tool."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conversations.__main__ import app
from conversations.telemetry.lines import line_of
from domain.context import Channel
from domain.events import CallReport
from domain.report import ActionTally, Failure, ModelUse, Spread


def a_report(turns: int) -> CallReport:
    return CallReport(
        channel=Channel.VOICE,
        reason="goodbye",
        seconds=81.4,
        turns=turns,
        agents=("authentication", "order_tracking", "returns"),
        handoffs=(),
        actions=(ActionTally(name="track_order", succeeded=2, failed={"not_found": 1}),),
        latencies={"response": Spread(count=9, p50=0.61, p95=0.94)},
        models=(
            ModelUse(
                part="llm",
                provider="openai",
                model="gpt-4o-mini",
                input_tokens=900,
                output_tokens=80,
            ),
        ),
        failures=(
            Failure(part="tts", provider="ElevenLabs", code="timeout", then="fallback", count=2),
        ),
    )


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with other lines, a damaged one, and four reports."""
    monkeypatch.setenv("LOG_DIR", str(tmp_path))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "240")
    lines = ['{"event": "started", "conversation": "call-0"}', '{"event": "call_report", "con']
    for number in range(1, 5):
        name, fields = line_of(a_report(number))
        told = {"event": name, "conversation": f"call-{number}", "level": "info", **fields}
        lines.append(json.dumps(told | {"timestamp": f"2031-03-05T15:00:0{number}Z"}))
    path = tmp_path / "customer-service.log"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_the_last_reports_are_shown(log: Path) -> None:
    result = CliRunner().invoke(app, ["reports", "--last", "2"])
    assert result.exit_code == 0, result.output
    _, *rows = result.output.splitlines()
    assert [row.split()[2] for row in rows] == ["call-3", "call-4"]
    for told in ("0:01:21", "authentication → order_tracking → returns", "2 ✓ 1 ✗"):
        assert told in rows[-1]
    for told in ("0.61 · 0.94", "900 · 80", "tts ElevenLabs timeout ×2 → fallback"):
        assert told in rows[-1]


def test_a_narrow_terminal_gets_what_matters_most(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    result = CliRunner().invoke(app, ["reports", "--last", "1"])
    _, row, *_ = result.output.splitlines()
    for told in ("call-4", "0:01:21", "0.61 · 0.94", "goodbye", "tts ElevenLabs timeout"):
        assert told in row


def test_a_script_gets_the_lines_of_the_log(log: Path) -> None:
    result = CliRunner().invoke(app, ["reports", "--json"])
    reports = [json.loads(line) for line in result.output.splitlines()]
    assert [report["turns"] for report in reports] == [1, 2, 3, 4]


def test_without_a_report_it_says_so(log: Path) -> None:
    log.unlink()
    result = CliRunner().invoke(app, ["reports"])
    assert result.exit_code == 1
