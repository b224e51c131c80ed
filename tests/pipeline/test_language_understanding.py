"""What sentences are taken to ask for, on declarations that nobody tuned the model for."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.embedded.language import Understanding
from pipeline.embedded.language.artifact import path_of
from spoken import answers
from tests.pipeline.town import HELD_OUT, OFF_TOPIC, ROSTER, understanding

ROOT = Path(__file__).parents[2]


def test_other_ways_to_ask_reach_the_right_agent_and_tool() -> None:
    agents: Counter[str] = Counter()
    tools: Counter[bool] = Counter()
    for label, sentences in HELD_OUT.items():
        agent, tool = label.split(".")
        for sentence in sentences:
            routed = understanding().route(sentence)
            agents["right" if routed == agent else "asked" if routed is None else "wrong"] += 1
            tools[understanding().intent(sentence).tool == tool] += 1
    asked = agents.total()
    assert agents["right"] / asked >= 0.8
    assert agents["wrong"] / asked <= 0.03, "a wrong but confident guess is worse than asking"
    assert tools[True] / asked >= 0.75


def test_declared_sentences_reach_their_own_tool() -> None:
    wrong = [
        text
        for entry in ROSTER
        for text in entry.examples
        if understanding().intent(text).tool != entry.tool
    ]
    assert wrong == []


@pytest.mark.parametrize("sentence", [*OFF_TOPIC, "", "   ", "😀😀", "…", "?", "12", "a" * 5000])
def test_what_nobody_handles_goes_nowhere(sentence: str) -> None:
    assert understanding().route(sentence) is None


@pytest.mark.parametrize("sentence", ["I want a human", "let me talk to a real person please"])
def test_the_agent_for_persons_is_found_by_what_it_declares(sentence: str) -> None:
    assert understanding().person_agent == "desk_person"
    assert understanding().route(sentence) == "desk_person"


def test_spelling_case_and_politeness_do_not_matter() -> None:
    said = "HELLO!! um, could u pls tow my vehicle, thx"
    assert understanding().intent(said).tool == "request_tow"


def test_a_shared_tool_counts_for_the_agent_that_speaks() -> None:
    sentence = "is the book available to borrow"
    assert understanding().intent(sentence, agent="baggage").agent == "loans"
    here = understanding().intent(sentence, agent="baggage", tools={"reserve_title"})
    assert (here.agent, here.tool, here.here) == ("baggage", "reserve_title", True)


def test_who_speaks_is_told_by_the_tools_at_hand() -> None:
    tools = {"check_in", "flight_status", "transfer"}
    assert understanding().agent_with(tools, {"loans"}) == "flights"
    assert understanding().agent_with({"transfer"}, {"loans"}) is None


def test_an_artifact_is_fitted_once_and_belongs_to_its_sentences(tmp_path: Path) -> None:
    few = ROSTER[:4]
    first = Understanding.load_or_fit(few, tmp_path)
    [path] = tmp_path.iterdir()
    before = path.stat().st_mtime_ns
    again = Understanding.load_or_fit(few, tmp_path)
    assert path.stat().st_mtime_ns == before
    assert again.intent("renew my book") == first.intent("renew my book")
    changed = (replace(few[0], examples=("something else entirely",)), *few[1:])
    assert path_of(changed, tmp_path) != path


def test_a_process_that_loads_one_reads_no_sentence_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted = Understanding.load_or_fit(ROSTER, tmp_path)
    assert Understanding.load_or_fit(ROSTER[:4], tmp_path).person_agent is None
    monkeypatch.setattr(answers, "wants_person", lambda _: pytest.fail("a sentence was read"))
    loaded = Understanding.load_or_fit(ROSTER, tmp_path)
    assert loaded.person_agent == fitted.person_agent == "desk_person"
    assert loaded.intent("renwe my book") == fitted.intent("renwe my book")


def test_many_sentences_that_are_all_alike_are_fitted(tmp_path: Path) -> None:
    mute = replace(ROSTER[0], examples=(*ROSTER[0].examples, *("." * n for n in range(1, 40))))
    fitted = Understanding.load_or_fit((mute, *ROSTER[1:4]), tmp_path)
    assert fitted.intent("renew my book").agent == "loans"


def test_a_damaged_artifact_is_fitted_anew(tmp_path: Path) -> None:
    path = path_of(ROSTER[:4], tmp_path)
    path.write_bytes(b"not an archive")
    assert Understanding.load_or_fit(ROSTER[:4], tmp_path).intent("renew my book").agent == "loans"


def test_loading_needs_neither_scikit_learn_nor_scipy(tmp_path: Path) -> None:
    Understanding.load_or_fit(ROSTER, tmp_path)
    program = (
        "import sys; from pathlib import Path\n"
        "from pipeline.embedded.language import Declared, Understanding\n"
        "from pipeline.embedded.language.artifact import load\n"
        f"artifact = load(next(Path({str(tmp_path)!r}).iterdir()))\n"
        "label = [Declared(str(n), 'a', None, ('b',), 'c') for n in range(17)]\n"
        "Understanding(label, artifact).intent('renew my book')\n"
        "sys.exit(any(m in sys.modules for m in ('sklearn', 'scipy')))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0
