"""A way to find the end of a turn that this machine does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

import wiring
from config import Settings
from pipeline import turns


def test_a_start_without_the_weights_that_are_asked_for_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(turns, "multilingual_is_on_disk", lambda: False)
    settings = Settings(_env_file=None, data_dir=tmp_path, turn_detection="multilingual")
    with pytest.raises(SystemExit):
        wiring.turn_detection(settings)
    said = capsys.readouterr().err.splitlines()
    assert [line.startswith("TURN_DETECTION=multilingual needs") for line in said] == [True]
