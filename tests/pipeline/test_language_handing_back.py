"""A request does not go back in the same turn to the agent that handed it over."""

from __future__ import annotations

from pipeline.embedded.language.state import Run
from tests.pipeline.test_language_dialogue import Context

TOW = "I need a tow truck for my car"


def _handed_over(by: str) -> Context:
    return Context().note(f"Handed over by {by}. Customer: Ada, identified.\nRequest: {TOW}")


async def test_it_goes_on_to_whoever_it_is_for() -> None:
    passed = _handed_over("council").answer()
    assert isinstance(passed, Run)
    assert passed.arguments["target"] == "garage"


async def test_it_does_not_go_back_to_who_gave_it() -> None:
    kept = _handed_over("garage").answer()
    assert not isinstance(kept, Run) or kept.arguments.get("target") != "garage"


async def test_what_is_said_next_goes_wherever_it_belongs() -> None:
    said = _handed_over("garage").assistant("What can I do for you?").user(TOW).answer()
    assert isinstance(said, Run)
    assert said.arguments["target"] == "garage"


async def test_the_blue_one_is_no_number() -> None:
    asked = Context().user("renew my book").assistant("Which loan is it about?")
    answer = asked.user("the blue one").answer()
    assert not isinstance(answer, Run) or answer.arguments.get("loan") is None
