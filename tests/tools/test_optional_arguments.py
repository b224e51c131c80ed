"""An argument that may be left out is as private, and as easily named, as one that may not."""

from __future__ import annotations

from tests.house import JOHN, SARAH, TestHouse
from tests.ledger import Ledger


async def test_a_private_one_is_put_back_in_place_of_its_placeholder(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = house.caller()
    caller.says("lock my account, my number is 415 555 0100")
    await caller.agreed("lock_account", phone_number="<phone_number>")
    locked = "SELECT locked_at FROM customers WHERE customer_id = ?"
    assert ledger.value(locked, JOHN.id) is not None


async def test_an_order_is_found_by_what_is_in_it(house: TestHouse) -> None:
    caller = await house.caller_known_as(SARAH, "returns")
    await caller.does("track_return_status", return_number="the floor lamp")
    assert caller.call.state.known["order-number"] == "ORD-1015"
