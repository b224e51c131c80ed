"""Whole conversations of the invented town in a real `AgentSession`, by text."""

from __future__ import annotations

from tests.pipeline.town_agents import calling


async def test_asks_for_what_is_missing_then_runs_with_it() -> None:
    async with calling("loans") as caller:
        assert await caller.says("can you renew my book") == "Which loan is it about?"
        assert await caller.says("number 12") == "Done with renew_loan."
        assert caller.desk.calls == [("renew_loan", {"loan": "LN-12"})]


async def test_everything_said_at_once_is_not_asked_again() -> None:
    async with calling("flights") as caller:
        await caller.says("change my seat on flight 204, I want to sit on the aisle")
        assert caller.desk.proposed == ("change_seat", {"flight": "FL-204", "seat": "aisle"})


async def test_a_thing_is_named_in_the_callers_words() -> None:
    async with calling("loans") as caller:
        await caller.says("reserve Harry Potter and the Goblet of Fire for me please")
        title = "Harry Potter and the Goblet of Fire"
        assert caller.desk.last == ("reserve_title", {"title": title})


async def test_another_agents_subject_is_handed_over_and_served_there() -> None:
    async with calling("garage") as caller:
        assert await caller.says("I want to fly to Rome") == "Done with find_flights."
        assert caller.agent == "flights"
        target, found = caller.desk.calls
        assert target[1]["target"] == "flights"
        assert found == ("find_flights", {"city": "Rome"})


async def test_a_follow_up_changes_one_value_of_what_was_run() -> None:
    async with calling("flights") as caller:
        await caller.says("is my flight on time, flight 204")
        await caller.says("and flight 205?")
        assert caller.desk.last == ("flight_status", {"flight": "FL-205"})
        await caller.says("no, I meant 206")
        assert caller.desk.last == ("flight_status", {"flight": "FL-206"})


async def test_what_was_named_once_stays_known() -> None:
    async with calling("flights") as caller:
        await caller.says("has flight 204 landed")
        await caller.says("check me in for it")
        assert caller.desk.last == ("check_in", {"flight": "FL-204"})


async def test_a_proposal_runs_on_yes_and_not_on_no() -> None:
    async with calling("loans") as caller:
        await caller.says("I want to pay my fine, 20 dollars")
        await caller.says("no")
        assert caller.desk.calls == []
        await caller.says("pay my fine, 15 dollars")
        await caller.says("yes please")
        assert caller.desk.calls == [("pay_fine", {"amount": 15})]


async def test_an_unclear_answer_to_a_proposal_is_asked_again_and_runs_nothing() -> None:
    async with calling("loans") as caller:
        await caller.says("I want to pay my fine, 20 dollars")
        assert (await caller.says("hmm well")).endswith("?")
        assert caller.desk.calls == []
        await caller.says("go ahead")
        assert caller.desk.calls == [("pay_fine", {"amount": 20})]


async def test_a_change_of_mind_at_a_proposal_is_a_new_wish() -> None:
    async with calling("loans") as caller:
        await caller.says("I want to pay my fine, 20 dollars")
        await caller.says("what books do I have out")
        assert caller.desk.calls == [("list_loans", {})]


async def test_a_change_of_subject_at_a_question_replaces_it() -> None:
    async with calling("garage") as caller:
        await caller.says("my car makes a strange noise")
        await caller.says("actually, is my car ready?")
        assert caller.desk.calls == [("repair_status", {})]


async def test_never_mind_drops_the_question() -> None:
    async with calling("garage") as caller:
        await caller.says("I need a tow truck")
        await caller.says("never mind")
        await caller.says("the red Ford")
        assert caller.desk.calls == []


async def test_an_unknown_number_is_said_and_the_next_one_tried() -> None:
    async with calling("loans") as caller:
        assert await caller.says("renew loan 404 please") == "There is no such loan."
        await caller.says("sorry, 405")
        assert caller.desk.last == ("renew_loan", {"loan": "LN-405"})


async def test_a_tools_own_question_is_answered_from_its_options() -> None:
    async with calling("flights") as caller:
        await caller.says("is my flight on time, flight 777")
        await caller.says("the second one")
        assert caller.desk.last == ("flight_status", {"flight": "FL-772"})


async def test_a_caller_who_does_not_know_gets_the_list_and_the_question_again() -> None:
    async with calling("loans") as caller:
        await caller.says("renew my book")
        said = await caller.says("I don't know")
        assert caller.desk.calls == [("list_loans", {})]
        assert said.endswith("Which loan is it about?")
        await caller.says("44")
        assert caller.desk.last == ("renew_loan", {"loan": "LN-44"})


async def test_repeats_what_was_said_last_and_keeps_the_question_open() -> None:
    async with calling("loans") as caller:
        question = await caller.says("renew my book")
        assert await caller.says("sorry, can you repeat that?") == question
        assert await caller.says("are you a robot?") != question
        await caller.says("12")
        assert caller.desk.last == ("renew_loan", {"loan": "LN-12"})


async def test_two_misses_offer_a_person_and_a_yes_brings_one() -> None:
    async with calling("flights") as caller:
        await caller.says("xyzzy plugh")
        await caller.says("frobnicate the widget")
        await caller.says("yes")
        assert caller.agent == "desk_person"
        assert caller.desk.calls[0][1]["target"] == "desk_person"


async def test_a_person_is_brought_in_at_once_when_asked_for() -> None:
    async with calling("garage") as caller:
        await caller.says("my car makes a strange noise")
        await caller.says("I want to speak to a human")
        assert caller.agent == "desk_person"


async def test_goodbye_ends_the_call() -> None:
    async with calling("garage") as caller:
        await caller.says("no that's all, bye")
        assert caller.desk.calls == [("end_call", {})]


async def test_no_to_anything_else_ends_the_call() -> None:
    async with calling("garage") as caller:
        await caller.says("thanks")
        await caller.says("no")
        assert caller.desk.calls == [("end_call", {})]


async def test_two_wishes_in_one_sentence_are_served_in_turn() -> None:
    async with calling("flights") as caller:
        said = await caller.says("is flight 204 on time and check me in for flight 300")
        assert caller.desk.calls == [
            ("flight_status", {"flight": "FL-204"}),
            ("check_in", {"flight": "FL-300"}),
        ]
        assert said == "Done with flight_status. Done with check_in."


async def test_bad_input_always_gets_a_reply_and_runs_nothing() -> None:
    async with calling("garage") as caller:
        for text in (
            "😀",
            "...",
            "la " * 4000,
            "\N{ZERO WIDTH SPACE}",
            "?",
            "ñandú 日本語",
            "0",
        ):
            assert await caller.says(text)
        assert caller.desk.calls == []
