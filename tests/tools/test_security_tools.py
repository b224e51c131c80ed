"""Locks and reports by anybody; flags, strange charges and passwords for who is identified."""

from __future__ import annotations

import json
from typing import Any

import pytest

from agents.rendering import render
from domain import facts
from tests.house import JANE, JOHN, SARAH, Caller, TestHouse, timeline_of
from tests.ledger import Ledger
from tools.authentication import IdentityNotMatched
from tools.identity import Step

NOBODYS = "212-555-0199"
ACCOUNT_TOOLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("flag_suspicious_activity", {"activity": "unknown_login"}),
    ("verify_transaction", {"amount": "249.99"}),
    ("verify_transaction", {"order": "ORD-12345", "recognised": False}),
    ("reset_password", {}),
)


@pytest.fixture
async def john(house: TestHouse) -> Caller:
    return await house.caller_known_as(JOHN, "security")


def locked(ledger: Ledger) -> list[str]:
    return [
        row["customer_id"]
        for row in ledger.rows("SELECT customer_id FROM customers WHERE locked_at IS NOT NULL")
    ]


@pytest.mark.parametrize(("tool", "raw"), ACCOUNT_TOOLS)
async def test_what_touches_an_account_waits_for_who_it_is(
    house: TestHouse, ledger: Ledger, tool: str, raw: dict[str, Any]
) -> None:
    caller = house.caller()
    moved = await caller.does("transfer", response="r", target="security", reason="x")
    assert moved.agent is not None
    with ledger.unchanged():
        assert await caller.refused(tool, **raw) == "not_authenticated"


async def test_anybody_reports_fraud_at_once(house: TestHouse, ledger: Ledger) -> None:
    caller = house.caller()
    caller.says("a man called from 415 555 0177 and wanted my card, born March 15, 1985")
    seen = await caller.does(
        "report_fraud", description="a man wanted my card", phone_number="<phone_number>"
    )
    assert isinstance(seen.facts, facts.FraudReported)
    assert "FRD" not in seen.say
    [event] = ledger.rows("SELECT * FROM security_events")
    assert (event["kind"], event["customer_id"]) == ("fraud_reported", None)
    assert await caller.refused("report_fraud", description="x", phone_number="12") == (
        "invalid_arguments"
    )


async def test_a_customers_report_is_theirs(john: Caller, ledger: Ledger) -> None:
    await john.does("report_fraud", description="a fake shop")
    assert ledger.value("SELECT customer_id FROM security_events") == JOHN.id


async def test_a_number_is_read_back_before_its_account_is_locked(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = house.caller()
    caller.says(JOHN.phone)
    with ledger.unchanged():
        proposed = await caller.does("lock_account", phone_number="<phone_number>")
    assert "four one five" in render(caller.call, proposed.say)
    assert "0100" not in proposed.as_output()
    caller.says("yes")
    done = await caller.does("lock_account", phone_number="<phone_number>")
    assert "four one five" not in render(caller.call, done.say)
    assert locked(ledger) == [JOHN.id]
    events = timeline_of(caller.call).events
    told = "".join(event.model_dump_json(exclude={"at"}) for event in events)
    assert "0100" not in told


@pytest.mark.parametrize("answer", ["no", "hm", "yes but not that number"])
async def test_without_a_yes_nothing_is_locked(
    house: TestHouse, ledger: Ledger, answer: str
) -> None:
    caller = house.caller()
    caller.says(JOHN.phone)
    with ledger.unchanged():
        await caller.does("lock_account", phone_number="<phone_number>")
        caller.says(answer)
        if answer == "no":
            refused = await caller.refused("lock_account", phone_number="<phone_number>")
            assert refused == "declined"
        else:
            again = await caller.does("lock_account", phone_number="<phone_number>")
            assert again.proposal


async def test_another_number_in_between_is_another_proposal(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = house.caller()
    caller.says(JOHN.phone)
    with ledger.unchanged():
        await caller.does("lock_account", phone_number="<phone_number>")
        caller.says(f"yes {JANE.phone}")
        again = await caller.does("lock_account", phone_number="<phone_number>")
        assert again.proposal
        assert "oh one oh one" in render(caller.call, again.say)


async def test_a_model_cannot_lock_a_number_that_the_caller_did_not_say(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = house.caller()
    with ledger.unchanged():
        assert await caller.refused("lock_account") == "missing_detail"
        assert await caller.refused("lock_account", phone_number="<phone_number>") == (
            "invalid_arguments"
        )
        caller.says(JANE.phone)
        for number in (JOHN.line, "12", "nobody"):
            assert await caller.refused("lock_account", phone_number=number) == (
                "invalid_arguments"
            )


async def test_a_number_without_an_account_sounds_the_same(
    house: TestHouse, ledger: Ledger
) -> None:
    heard = []
    for number in (JOHN.phone, NOBODYS):
        caller = house.caller()
        caller.says(number)
        proposed = await caller.does("lock_account", phone_number="<phone_number>")
        caller.says("yes")
        done = await caller.does("lock_account", phone_number="<phone_number>")
        heard.append((proposed.as_output(), done.as_output()))
    assert heard[0] == heard[1]
    assert locked(ledger) == [JOHN.id]


async def test_a_customer_locks_their_own_account_without_a_number(
    john: Caller, ledger: Ledger
) -> None:
    await john.agreed("lock_account")
    assert locked(ledger) == [JOHN.id]
    assert await john.refused("reset_password") == "account_locked"
    john.says("where is my order")
    assert (await john.does("track_order", order="ORD-12345")).say


async def test_more_than_three_numbers_in_a_call_need_a_person(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = house.caller()
    for number in (JANE.phone, NOBODYS, SARAH.phone):
        caller.says(number)
        await caller.agreed("lock_account", phone_number="<phone_number>")
    caller.says(JOHN.phone)
    assert await caller.refused("lock_account", phone_number="<phone_number>") == "too_many_locks"
    assert JOHN.id not in locked(ledger)


@pytest.mark.parametrize(
    ("tool", "raw"),
    [
        ("checkout", {"method": "card"}),
        ("cancel_order", {"order": "ORD-1006", "reason": "no_longer_needed"}),
        ("change_payment_method", {"order": "ORD-1006", "method": "gift_card"}),
    ],
)
async def test_a_lock_between_a_proposal_and_its_yes_stops_the_write(
    house: TestHouse, ledger: Ledger, tool: str, raw: dict[str, Any]
) -> None:
    john = await house.caller_known_as(JOHN, "sales")
    await john.does("add_to_cart", product="ELEC054-1")
    assert (await john.does(tool, **raw)).proposal
    elsewhere = house.caller()
    elsewhere.says(JOHN.phone)
    await elsewhere.agreed("lock_account", phone_number="<phone_number>")
    john.says("yes")
    with ledger.unchanged():
        assert await john.refused(tool, **raw) == "account_locked"
        assert await john.refused(tool, **raw) == "account_locked"


async def test_the_next_identity_check_tells_of_a_lock_and_goes_on(
    house: TestHouse, ledger: Ledger
) -> None:
    victim = house.caller()
    victim.says(JOHN.phone)
    await victim.agreed("lock_account", phone_number="<phone_number>")
    caller = house.caller()
    await caller.identify(JOHN, until=Step.MATCH)
    found = await caller.match()
    assert "locked" in found.say
    caller.says("no")
    await caller.does("reject_step")
    caller.says("9 New Street, Reno, Nevada 89501")
    await caller.does("record_address", address="<address>")
    caller.says("yes")
    with ledger.unchanged():
        kept = await caller.does("save_address")
    assert "locked" in kept.say
    assert not caller.call.customer.address_verified
    await caller.identify(JOHN)
    assert caller.call.identity.done
    assert (await caller.does("track_order", order="ORD-12345")).say
    refused = await caller.refused("cancel_order", order="ORD-1006", reason="no_longer_needed")
    assert refused == "account_locked"


async def test_after_a_flag_the_card_identifies_nobody(house: TestHouse, john: Caller) -> None:
    flagged = await john.does("flag_suspicious_activity", activity="stolen_card")
    assert isinstance(flagged.facts, facts.ActivityFlagged)
    caller = house.caller()
    await caller.identify(JOHN, until=Step.MATCH)
    with pytest.raises(IdentityNotMatched):
        await caller.match("credit_card")
    assert not caller.call.customer.authenticated
    by_ssn = house.caller()
    await by_ssn.identify(JOHN, until=Step.LAST_FOUR)
    by_ssn.says(JOHN.ssn)
    await by_ssn.does("record_last_four", last_four="<last_four>", last_four_of="ssn")
    by_ssn.says("yes")
    await by_ssn.does("confirm_step")
    found = await by_ssn.match("ssn")
    assert by_ssn.call.customer.authenticated
    assert "flag" in found.say


async def test_a_flag_names_an_order_of_theirs_only(john: Caller, ledger: Ledger) -> None:
    raw = {"activity": "unknown_order", "details": "I never bought that"}
    await john.does("flag_suspicious_activity", **raw, order="the headphones")
    for order in ("ORD-67890", "ORD-99999"):
        with ledger.unchanged():
            refused = await john.refused("flag_suspicious_activity", **raw, order=order)
            assert refused == "order_not_found"


async def test_a_charge_is_shown_and_asked_about(john: Caller, ledger: Ledger) -> None:
    with ledger.unchanged():
        which = await john.does("verify_transaction")
        assert which.ask is not None
        shown = await john.does("verify_transaction", amount="249.99")
    assert isinstance(shown.facts, facts.ChargeExplained)
    assert shown.ask is not None
    assert (shown.ask.argument, shown.ask.arguments["order"]) == ("recognised", "ORD-12345")
    about: dict[str, Any] = shown.ask.arguments
    with ledger.unchanged():
        await john.does("verify_transaction", **about, recognised=True)
    denied = await john.does("verify_transaction", **about, recognised=False)
    assert isinstance(denied.facts, facts.ActivityFlagged)
    assert ledger.value("SELECT kind FROM security_events") == "flagged_unknown_charge"


async def test_anothers_order_is_not_shown(john: Caller) -> None:
    for order in ("ORD-67890", "ORD-99999"):
        assert await john.refused("verify_transaction", order=order) == "charge_not_found"


async def test_a_reset_is_sent_and_never_said(john: Caller, ledger: Ledger) -> None:
    sent = await john.does("reset_password")
    again = await john.does("reset_password")
    assert again == sent, "once for a turn"
    assert ledger.value("SELECT count(*) FROM password_resets") == 1
    told = json.loads(sent.as_output())
    assert set(told["facts"]) == {"sent_at", "expires_at"}
    assert "@" not in sent.as_output()
    for _ in range(2):
        john.says("send it again")
        await john.does("reset_password")
    john.says("once more")
    assert await john.refused("reset_password") == "too_many_resets"
    assert await john.refused("reset_password", email="me@evil.example") == "invalid_arguments"
