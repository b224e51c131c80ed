"""What a scenario asks for and does not happen is noticed, each kind of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agents.marketplace import ROSTER
from pipeline.embedded.language import Understanding
from tests.house import JANE, settings_in
from tests.ledger import Change
from tests.scenarios.running.checks import failures
from tests.scenarios.running.form import Scenario
from tests.scenarios.running.models import Models
from tests.scenarios.running.reading import Case
from tests.scenarios.running.record import Happened
from tests.scenarios.running.rounds import Rounds

CANCELS = ["cancel order 67890", "ordered by mistake", "yes"]
MUST = {"actions": [{"cancel_order": {"order": "ORD-67890"}}]}


def scenario(must: dict[str, Any], **more: Any) -> Scenario:
    given = {"title": "t", "caller": "Jane Smith", "starts": "identified", "says": CANCELS}
    return Scenario.model_validate(given | {"must": must} | more)


@pytest.fixture
async def held(
    marketplace_template: Path, understanding: Understanding, tmp_path: Path
) -> Happened:
    """A conversation in which an order is cancelled."""
    rounds = Rounds(ROSTER, Models(settings_in(tmp_path), understanding))
    run = await rounds.one(Case("order_tracking", scenario(MUST)), marketplace_template)
    assert run.failures == []
    return run.happened


WRONG: list[dict[str, Any]] = [
    {"agents": ["order_tracking", "authentication"]},
    {"agents": ["returns"]},
    {"actions": ["track_order"]},
    {"actions": ["cancel_order", "cancel_order"]},
    {"actions": [{"cancel_order": {"order": "ORD-1003"}}]},
    {"proposed": ["modify_delivery"]},
    {"waits_for_a_colleague": ["process_refund"]},
    {"refused": [{"cancel_order": "order_not_found"}]},
    {"told": ["two hundred"]},
    {"ends": "true"},
    {"data": {"orders": {"ORD-67890": "pending"}}},
    {"data": {"orders": {"ORD-0": "pending"}}},
    {"data": {"refunded": {"ORD-67890": "60"}}},
    {"data": {"stock": {"FASH001": "2"}}},
    {"data": {"added": [{"payments": {"kind": "payment"}}]}},
    {"data": {"changed": [{"orders": {"state": "pending"}}]}},
    {"data": {"removed": ["orders"]}},
    {"data": {"untouched": "true"}},
]
RIGHT: list[dict[str, Any]] = [
    {"agents": ["authentication", "order_tracking"]},
    {"actions": [{"cancel_order": {"order": "67890", "reason": "ordered_by_mistake"}}]},
    {"proposed": ["cancel_order"]},
    {"told": ["PayPal"]},
    {"told": [["nothing like it", "PayPal"]]},
    {"ends": "false"},
    {"data": {"orders": {"ORD-67890": "cancelled"}}},
    {"data": {"refunded": {"ORD-67890": "59"}}},
    {"data": {"stock": {"FASH001": "1", "FASH001-4": "1", "FASH002": "0"}}},
    {"data": {"added": [{"payments": {"kind": "refund", "amount": "59.00"}}]}},
    {"data": {"changed": [{"orders": {"cancelled_at": "anything", "delivered_at": "nothing"}}]}},
]


@pytest.mark.parametrize("must", WRONG, ids=str)
def test_what_did_not_happen_is_noticed(held: Happened, must: dict[str, Any]) -> None:
    assert len(failures(Case("order_tracking", scenario(must)), held)) == 1


@pytest.mark.parametrize("must", RIGHT, ids=str)
def test_what_happened_is_enough(held: Happened, must: dict[str, Any]) -> None:
    assert failures(Case("order_tracking", scenario(must)), held) == []


@pytest.mark.parametrize(
    "never",
    [
        {"agents": ["order_tracking"]},
        {"actions": ["cancel_order"]},
        {"proposed": ["cancel_order"]},
        {"told": ["paypal"]},
    ],
    ids=str,
)
def test_what_must_not_happen_is_noticed(held: Happened, never: dict[str, Any]) -> None:
    case = Case("order_tracking", scenario(MUST, never=never))
    assert len(failures(case, held)) == 1


def _another_customers_row(held: Happened) -> None:
    assert held.records is not None
    change = Change("orders", ("ORD-12345",), {}, {}, frozenset({"CUST-1001"}))
    held.records.changes.append(change)


def _money_twice(held: Happened) -> None:
    assert held.records is not None
    payments = held.records.after["payments"]
    refund = next(row for row in payments.values() if row["kind"] == "refund")
    payments[0,] = refund
    payments[-1,] = refund


def _told_of_somebody_else(held: Happened) -> None:
    held.shown("order_tracking", "That one is John Doe's.")


def _broken(held: Happened) -> None:
    held.troubles.append("language failed: model")


@pytest.mark.parametrize(
    "happens", [_another_customers_row, _money_twice, _told_of_somebody_else, _broken]
)
def test_what_never_may_happen_is_noticed_unasked(
    held: Happened, happens: Callable[[Happened], None]
) -> None:
    case = Case("order_tracking", scenario(MUST))
    happens(held)
    assert failures(case, held)


def test_an_agent_that_never_spoke_has_not_been_tried(held: Happened) -> None:
    assert failures(Case("electronics", scenario(MUST)), held)


def test_a_customer_who_is_concerned_may_be_told_of(held: Happened) -> None:
    _another_customers_row(held)
    case = Case("order_tracking", scenario(MUST, concerns=["John Doe"]))
    assert failures(case, held) == []
    assert held.customers == {JANE.id}
