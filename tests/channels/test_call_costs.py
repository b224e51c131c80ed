"""What calls cost is learnt from the calls themselves, and the limit follows."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from channels.voice.capacity import capacity
from channels.voice.cost import FEWEST, FILE, LATEST, Held, measured, note, noting_cost


def held(folder: Path, cores: float, times: int, profile: str = "embedded") -> None:
    for _ in range(times):
        note(folder, Held(profile=profile, seconds=60, cpu_seconds=60 * cores))


def test_a_few_calls_say_nothing_yet(tmp_path: Path) -> None:
    assert measured(tmp_path, "embedded") is None
    held(tmp_path, 0.2, FEWEST - 1)
    assert measured(tmp_path, "embedded") is None


def test_the_latest_calls_of_the_same_parts_count(tmp_path: Path) -> None:
    held(tmp_path, 0.9, 10)
    held(tmp_path, 0.3, LATEST)
    held(tmp_path, 0.1, FEWEST, "cloud")
    embedded, cloud = measured(tmp_path, "embedded"), measured(tmp_path, "cloud")
    assert embedded is not None
    assert cloud is not None
    assert embedded.cores == pytest.approx(0.3)
    assert cloud.cores == pytest.approx(0.1)
    dear, cheap = (capacity(8, each, setting=None) for each in (embedded, cloud))
    assert dear.calls < cheap.calls
    assert f"measured over {LATEST} calls here" in dear.why


def test_what_is_no_note_is_passed_over_and_old_ones_are_forgotten(tmp_path: Path) -> None:
    held(tmp_path, 0.9, 600)
    with (tmp_path / FILE).open("a") as file:
        file.write("half a li")
    assert measured(tmp_path, "embedded") is not None
    assert len((tmp_path / FILE).read_text().splitlines()) == LATEST


def test_a_call_notes_the_processor_time_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter((100.0, 160.0, 200.0, 201.0))
    used = iter((5.0, 20.0, 20.0, 21.0))
    clocks = SimpleNamespace(monotonic=lambda: next(times), process_time=lambda: next(used))
    monkeypatch.setattr("channels.voice.cost.time", clocks)
    with noting_cost(tmp_path, "embedded"):
        pass
    with noting_cost(tmp_path, "embedded"):
        pass  # too short
    (line,) = (tmp_path / FILE).read_text().splitlines()
    assert Held.model_validate_json(line) == Held(profile="embedded", seconds=60, cpu_seconds=15)


def test_a_folder_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    held(tmp_path / "nowhere", 0.3, 1)
    assert measured(tmp_path / "nowhere", "embedded") is None
