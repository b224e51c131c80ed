"""What must hold whatever a model asks for: checked against the database, not against the product.

Nothing in here asks the product for its opinion: what the caller said, what was proposed and who
was identified is kept by the walk itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from tests.ledger import Change, Ledger
from tools.action import Action


class Violation(AssertionError):
    """A rule was broken."""


OPEN_STEPS = frozenset({
    "record_first_name", "record_phone_number", "record_date_of_birth", "record_last_four",
    "confirm_step", "reject_step", "correct_step", "authenticate_user",
})  # fmt: skip
OPEN = OPEN_STEPS | frozenset({
    "transfer", "end_call", "report_fraud", "lock_account", "escalate_to_human",
    "get_queue_position", "request_callback", "leave_message", "save_customer_info",
    "send_followup", "stop_calling", "search_knowledge_base", "request_bulk_quote",
    "set_accessibility_preferences", "add_to_cart", "view_cart", "apply_promotion",
    "apply_promo_code",
})  # fmt: skip
"""The open list of actions.md, without reads of the public catalogue."""
GATE = frozenset({"human", "security", "authentication"})
"""Whom a caller may reach before the end of the identity check."""
STOCK = "stock"
DO_NOT_CALL = "do_not_call"
"""Belongs to a number and not to a customer; a caller may be put on it, and none is taken off."""
COUNTERS = frozenset({"identity_counters", "security_events"})
NOBODYS = frozenset({
    "tickets", "callbacks", "messages", "customer_notes", "outbox", "quotes", "quote_lines",
    "security_events",
})  # fmt: skip
"""What a caller whom nobody has identified may leave behind, in nobody's name."""
LOCKING = frozenset({"account_locks", "outbox", "security_events"})
"""What locking the account of any number leaves behind: the lock, word to its owner, a record."""
SHIPPING = frozenset({"orders", "fulfilments", "fulfilment_lines", "shipment_events"})
"""What a seller changes of an order that holds something of theirs."""
CARTS = frozenset({"carts", "cart_items", "cart_promotions"})
"""Nobody's as long as the caller is unknown; theirs afterwards. Never those of another call."""


def open_to_anyone(action: Action) -> bool:
    return action.name in OPEN or (action.category == "catalogue" and action.effect == "read")


def require_own(
    changes: Iterable[Change],
    customer: str | None,
    action: Action,
    carts: Collection[int] = (),
    sales: Collection[str] = (),
) -> None:
    """Every row that changed belongs to the customer who is identified, or may be nobody's.

    `carts` are those of the call itself, `sales` the orders that hold something that they sell.
    """
    changes = list(changes)
    parcels = {_parcel(c) for c in changes if c.table == "fulfilments" and _order(c) in sales}
    for change in changes:
        where = f"{action.name} changed {change.table} {change.key}"
        if change.table in COUNTERS and action.name == "authenticate_user":
            continue
        if change.table == STOCK and customer is not None:
            continue
        if action.name == "lock_account" and _is_a_lock(change):
            continue
        if action.name == "update_order_status" and _is_a_shipment(change, sales, parcels):
            continue
        if change.table in CARTS and not change.owners and _cart_of(change) in carts:
            continue
        if change.owners:
            if change.owners != {customer}:
                raise Violation(f"{where} of {set(change.owners)} for {customer}")
        elif change.table == DO_NOT_CALL and change.before is None:
            continue
        elif not (customer is None and change.table in NOBODYS):
            raise Violation(f"{where}, which is nobody's, for {customer}")


def _is_a_lock(change: Change) -> bool:
    before, after = change.before or {}, change.after or {}
    if change.table == "customers":
        return {name for name in after if after[name] != before.get(name)} == {"locked_at"}
    return change.table in LOCKING and not before


def _is_a_shipment(change: Change, sales: Collection[str], parcels: Collection[str]) -> bool:
    own = _order(change) in sales or _parcel(change) in parcels
    return own and change.table in SHIPPING


def _order(change: Change) -> Any:
    return (change.after or {}).get("order_id")


def _parcel(change: Change) -> Any:
    return (change.after or {}).get("tracking_number")


def _cart_of(change: Change) -> Any:
    return (change.after or change.before or {})["cart_id"]


def require_no_marks(
    shown: str, marks: dict[str, tuple[str, ...]], customer: str | None, action: str
) -> None:
    """Nothing of another customer is in what a model or a caller gets to see."""
    for owner, theirs in marks.items():
        if owner == customer:
            continue
        for mark in theirs:
            if mark in shown:
                raise Violation(f"{action} for {customer} shows {owner}'s {mark!r}: {shown[:400]}")


def require_sound_money(ledger: Ledger) -> None:
    """Never more back than was paid; above 500 USD only with a person; no card below zero."""
    for row in ledger.rows(
        "SELECT order_id,"
        " sum(CASE WHEN kind = 'payment' THEN amount ELSE 0 END) AS paid,"
        " sum(CASE WHEN kind <> 'payment' THEN amount ELSE 0 END) AS back,"
        " sum(CASE WHEN kind = 'refund' AND reason <> 'cancelled' AND approval_id IS NULL"
        "     THEN amount ELSE 0 END) AS alone"
        " FROM payments GROUP BY order_id"
    ):
        if row["back"] > row["paid"]:
            raise Violation(f"{row['order_id']}: {row['back']} back of {row['paid']} cents")
        if row["alone"] > 50_000:
            raise Violation(f"{row['order_id']}: {row['alone']} cents back, and nobody agreed")
    if ledger.rows("SELECT 1 FROM payment_methods WHERE balance < 0"):
        raise Violation("a gift card is below zero")


def balances(ledger: Ledger) -> dict[str, int]:
    """What each gift card holds, less what the ledger says went on and off it; never changes."""
    return {
        row["method_id"]: row["rest"]
        for row in ledger.rows(
            "SELECT method_id, balance + coalesce((SELECT sum(CASE WHEN kind = 'payment'"
            " THEN amount ELSE -amount END) FROM payments WHERE payments.method_id ="
            " payment_methods.method_id), 0) AS rest"
            " FROM payment_methods WHERE balance IS NOT NULL"
        )
    }


def require_identified(customer: dict[str, Any], supplied: Sequence[str], yes_turns: int) -> None:
    """Whoever is identified gave all of that customer's values, and said yes to each."""
    digits = {"".join(c for c in value if c.isdigit()) for value in supplied}
    phone = customer["phone"].removeprefix("+1")
    last_fours = {customer["ssn_last_four"], customer["card_last_four"]}
    gave = phone in digits and customer["born"] in supplied and bool(last_fours & digits)
    if not gave or yes_turns < 3:
        raise Violation(f"identified as {customer['customer_id']} by {supplied}, {yes_turns} yes")
