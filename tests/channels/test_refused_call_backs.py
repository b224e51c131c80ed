"""Who could not be served is called back: once a day, and never where they asked not to be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from channels.refusal.calling_back import PER_MINUTE, CallBacks
from tests.house import TestHouse
from tests.ledger import Ledger

NUMBER, OTHER = "+14155550177", "+14155550178"
SECRET = b"secret"


async def test_a_number_is_called_back_once_a_day_whoever_asks(
    house: TestHouse, ledger: Ledger
) -> None:
    day = datetime(2026, 3, 2, 12, tzinfo=UTC)
    sides = [CallBacks(house.house.services, SECRET, lambda: day) for _ in range(2)]
    for side in sides:
        assert await side.arrange(NUMBER)
    assert len(ledger.snapshot()["callbacks"]) == 1
    assert await sides[0].arrange(OTHER)
    tomorrow = CallBacks(house.house.services, SECRET, lambda: day + timedelta(days=1))
    assert await tomorrow.arrange(NUMBER)
    assert len(ledger.snapshot()["callbacks"]) == 3


async def test_who_asked_not_to_be_called_is_not(house: TestHouse, ledger: Ledger) -> None:
    await house.house.services.do_not_call.add(NUMBER)
    assert not await CallBacks(house.house.services, SECRET).arrange(NUMBER)
    assert not ledger.snapshot()["callbacks"]


async def test_a_prank_has_an_end(house: TestHouse, ledger: Ledger) -> None:
    call_backs = CallBacks(house.house.services, SECRET)
    numbers = [f"+1415555{last:04}" for last in range(100, 100 + PER_MINUTE + 5)]
    arranged = [await call_backs.arrange(number) for number in numbers]
    assert PER_MINUTE <= sum(arranged) <= PER_MINUTE + 2
    assert not arranged[-1]
