"""Where the dialogue stands is read off the chat context alone, whatever else happened in it."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from livekit.agents.llm import (
    ChatContext,
    FunctionCall,
    FunctionCallOutput,
    RawFunctionTool,
    Tool,
    function_tool,
)

from pipeline.embedded.language import EmbeddedLLM
from pipeline.embedded.language.state import Action, Run, Say
from tests.pipeline.town import ROSTER, TODAY, understanding

LOAN = {"type": "string", "format": "reference:LN-", "description": "Which loan is it about?"}


def _tool(name: str, properties: dict[str, Any], *required: str) -> RawFunctionTool[..., Any]:
    async def run(raw_arguments: dict[str, object]) -> None: ...

    parameters = {"type": "object", "properties": properties, "required": list(required)}
    return function_tool(run, raw_schema={"name": name, "parameters": parameters})


TARGETS = sorted({entry.agent for entry in ROSTER if entry.agent})
TOOLS: list[Tool] = [
    _tool("renew_loan", {"loan": LOAN}, "loan"),
    _tool("list_loans", {}),
    _tool(
        "transfer",
        {"target": {"enum": TARGETS}, "reason": {"type": "string", "format": "sentence"}},
        "target",
        "reason",
    ),
    _tool(
        "note_name",
        {
            "name": {
                "type": "string",
                "format": "first-name",
                "description": "May I have your first name?",
            }
        },
        "name",
    ),
    _tool(
        "note_born", {"date_of_birth": {"type": "string", "format": "placeholder"}}, "date_of_birth"
    ),
]


class Context:
    """A chat context written as it happened."""

    def __init__(self) -> None:
        self.chat_ctx = ChatContext.empty()
        self.chat_ctx.add_message(
            role="system", content="Be kind.", id="lk.agent_task.instructions"
        )

    def user(self, text: str) -> Context:
        self.chat_ctx.add_message(role="user", content=text)
        return self

    def assistant(self, text: str, *, interrupted: bool = False) -> Context:
        self.chat_ctx.add_message(role="assistant", content=text, interrupted=interrupted)
        return self

    def note(self, text: str) -> Context:
        self.chat_ctx.add_message(role="system", content=text)
        return self

    def called(
        self, name: str, output: dict[str, Any] | str, *, error: bool = False, **arguments: Any
    ) -> Context:
        said = output if isinstance(output, str) else json.dumps(output)
        call_id = f"call_{len(self.chat_ctx.items)}"
        self.chat_ctx.items += [
            FunctionCall(call_id=call_id, name=name, arguments=json.dumps(arguments)),
            FunctionCallOutput(call_id=call_id, name=name, output=said, is_error=error),
        ]
        return self

    def answer(self, **options: Any) -> Action:
        model = EmbeddedLLM(understanding(), today=lambda: TODAY)
        return model.answer(self.chat_ctx, TOOLS, **options)


async def test_a_question_is_open_until_it_is_answered() -> None:
    asked = Context().user("renew my book").assistant("Which loan is it about?")
    assert asked.user("12").answer() == Run("renew_loan", {"loan": "LN-12"})


async def test_a_question_cut_short_is_still_open() -> None:
    asked = Context().user("renew my book").assistant("Which lo", interrupted=True)
    assert asked.user("12").answer() == Run("renew_loan", {"loan": "LN-12"})


async def test_a_turn_split_in_two_is_one_wish() -> None:
    split = Context().user("I want to renew my book").user("loan 12")
    assert split.answer() == Run("renew_loan", {"loan": "LN-12"})


async def test_what_leads_up_to_a_wish_is_none_itself() -> None:
    remark = Context().user("oh that's too soon, then I'd like to renew loan 12")
    assert remark.answer() == Run("renew_loan", {"loan": "LN-12"})


async def test_a_filler_in_between_changes_nothing() -> None:
    held = Context().user("renew loan 12").assistant("Hold on, let me check that.")
    held.called("renew_loan", {"say": "It is due on Monday."}, loan="LN-12")
    assert held.answer() == Say("It is due on Monday.")


async def test_a_filler_after_the_result_does_not_hide_it() -> None:
    held = Context().user("renew loan 12")
    held.called("renew_loan", {"say": "It is due on Monday."}, loan="LN-12")
    assert held.assistant("Hold on, let me check that.").answer() == Say("It is due on Monday.")


@pytest.mark.parametrize(
    ("output", "error", "said"),
    [
        ({"say": "Not today."}, True, "Not today."),
        ("the tool is out of order", True, "the tool is out of order"),
    ],
)
async def test_results_and_refusals_are_spoken_as_they_are(
    output: dict[str, Any] | str, error: bool, said: str
) -> None:
    spoken = Context().user("renew loan 12").called("renew_loan", output, error=error, loan="LN-12")
    assert spoken.answer() == Say(said)


async def test_several_results_are_spoken_in_order() -> None:
    both = Context().user("renew loan 12").called("renew_loan", {"say": "One."}, loan="LN-12")
    assert both.called("list_loans", {"say": "Two."}).answer() == Say("One. Two.")


async def test_a_question_of_code_above_is_answered_through_the_slot_that_asks_it() -> None:
    greeted = Context().assistant("Welcome! May I have your first name?")
    assert greeted.user("Ada").answer() == Run("note_name", {"name": "Ada"})


async def test_a_private_value_goes_to_the_argument_of_its_name() -> None:
    greeted = Context().assistant("Let me write that down.")
    action = greeted.user("I was born on <date_of_birth>").answer()
    assert action == Run("note_born", {"date_of_birth": "<date_of_birth>"})


async def test_an_unclear_answer_to_a_question_of_code_above_asks_it_again() -> None:
    read_back = Context().assistant("That's four one five. Is that right?").user("frobnicate")
    action = read_back.answer()
    assert isinstance(action, Say)
    assert action.text.endswith("Is that right?")


async def test_a_handover_is_served_at_once_from_its_note() -> None:
    handed = Context().user("something said before").note("Handed over.\nRequest: renew loan 12")
    assert handed.answer() == Run("renew_loan", {"loan": "LN-12"})


async def test_a_handover_asks_only_for_what_is_not_known() -> None:
    known = Context().note("Handed over.\nKnown: loan=LN-12; seat=aisle\nRequest: renew my book")
    assert known.answer() == Run("renew_loan", {"loan": "LN-12"})
    unknown = Context().note("Handed over.\nRequest: renew my book")
    assert unknown.answer() == Say("Which loan is it about?")


async def test_a_number_said_before_the_handover_is_remembered() -> None:
    said = Context().user("is loan 12 overdue").assistant("I'll ask.")
    handed = said.note("Handed over.\nRequest: then renew it please")
    assert handed.answer() == Run("renew_loan", {"loan": "LN-12"})


async def test_a_handover_on_a_bare_yes_goes_by_its_reason() -> None:
    handed = Context().note("Handed over.\nReason: the caller wants to renew loan 12\nRequest: yes")
    assert handed.answer() == Run("renew_loan", {"loan": "LN-12"})


async def test_a_handover_without_a_request_asks_how_to_help() -> None:
    assert isinstance(Context().note("Handed over by the desk.").answer(), Say)


async def test_no_tool_is_called_when_none_may_be() -> None:
    asked = Context().user("renew loan 12")
    assert isinstance(asked.answer(tool_choice="none"), Say)
    done = asked.called("renew_loan", {"say": "Renewed."}, loan="LN-12")
    assert done.answer(tool_choice="none") == Say("Renewed.")


async def test_silence_brings_the_open_question_back() -> None:
    asked = Context().user("renew my book").assistant("Which loan is it about?")
    assert asked.answer() == Say("Which loan is it about?")


async def test_the_same_request_gets_the_same_answer() -> None:
    asked = Context().user("renew my book")
    assert asked.answer() == asked.answer()


async def test_a_long_call_stays_quick() -> None:
    call = Context()
    for number in range(10, 200):
        call.user(f"renew loan {number}").called("renew_loan", {"say": "Ok."}, loan=f"LN-{number}")
        call.assistant("Ok.")
    call.user("what books do I have out").answer()
    began = time.perf_counter()
    for _ in range(5):
        call.answer()
    assert (time.perf_counter() - began) / 5 < 0.05


SHELF = {
    "say": "You have two loans.",
    "facts": [
        {"loan_id": "LN-12", "title": "Moby Dick", "due": "2026-03-09"},
        {"loan_id": "LN-77", "title": "War and Peace", "due": "2026-03-20"},
    ],
}


async def test_a_thing_called_by_its_name_is_looked_up_and_served_without_a_question() -> None:
    asked = Context().user("renew Moby Dick for me")
    assert asked.answer() == Run("list_loans", {})
    looked_up = asked.called("list_loans", SHELF)
    assert looked_up.answer() == Run("renew_loan", {"loan": "LN-12"})
    done = looked_up.called("renew_loan", {"say": "Renewed."}, loan="LN-12")
    assert done.answer() == Say("Renewed.")


async def test_a_thing_that_is_not_found_is_asked_for_after_the_list() -> None:
    asked = Context().user("renew Don Quixote for me").called("list_loans", SHELF)
    assert asked.answer() == Say("You have two loans. Which loan is it about?")


async def test_a_question_for_a_number_takes_a_name_that_was_told() -> None:
    asked = Context().user("renew my book").assistant("Which loan is it about?")
    asked.user("I don't know").called("list_loans", SHELF)
    asked.assistant("You have two loans. Which loan is it about?")
    assert asked.user("the war one").answer() == Run("renew_loan", {"loan": "LN-77"})


async def test_facts_of_the_transfer_note_tell_what_a_name_means() -> None:
    note = (
        "Handed over.\nFacts: LN-12 Moby Dick; LN-77 War and Peace\nRequest: renew Moby Dick for me"
    )
    assert Context().note(note).answer() == Run("renew_loan", {"loan": "LN-12"})


async def test_another_thing_is_not_taken_for_the_one_talked_about() -> None:
    said = Context().user("renew loan 12").called("renew_loan", {"say": "Ok."}, loan="LN-12")
    said.assistant("Ok.").user("renew Don Quixote").called("list_loans", {"say": "Two."})
    said.assistant("Two. Which loan is it about?").user("hmm the blue one")
    assert isinstance(said.answer(), Say)
