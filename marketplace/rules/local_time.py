"""What the clock says where a customer lives, and when people answer the telephone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from marketplace.rules import customers
from marketplace.work import UnitOfWork

CONTACT_CENTRE = ZoneInfo("America/New_York")
_WEEKDAY = (time(8), time(20))
_SATURDAY = (time(9), time(17))

# The zone in which most of a state's people live.
# fmt: off
_ZONES: dict[str, str] = {
    **dict.fromkeys(("WA", "OR", "CA", "NV"), "America/Los_Angeles"),
    **dict.fromkeys(("MT", "ID", "WY", "UT", "CO", "NM"), "America/Denver"),
    **dict.fromkeys((
        "ND", "SD", "NE", "KS", "OK", "TX", "MN", "IA", "MO", "AR", "LA", "WI", "IL", "MS", "AL",
        "TN",
    ), "America/Chicago"),
    "AZ": "America/Phoenix", "AK": "America/Anchorage", "HI": "Pacific/Honolulu",
    "PR": "America/Puerto_Rico", "GU": "Pacific/Guam",
}
# fmt: on


def zone_of(state: str) -> ZoneInfo:
    """The time zone of a US state by its two letters; the Eastern one where it is not another."""
    return ZoneInfo(_ZONES.get(state, "America/New_York"))


async def zone_of_customer(work: UnitOfWork, customer_id: str) -> ZoneInfo:
    """The time zone of the address on file.

    Raises:
        CustomerNotFound: no such customer.
    """
    return zone_of((await customers.address(work, customer_id)).state)


def is_open(at: datetime) -> bool:
    """Whether people answer the telephone at that moment."""
    there = at.astimezone(CONTACT_CENTRE)
    hours = _hours(there)
    return hours is not None and hours[0] <= there.time() < hours[1]


def open_from(at: datetime) -> datetime:
    """That moment, or when the telephone is answered next."""
    there = at.astimezone(CONTACT_CENTRE)
    while not is_open(there):
        hours = _hours(there)
        if hours is not None and there.time() < hours[0]:
            there = datetime.combine(there.date(), hours[0], CONTACT_CENTRE)
        else:
            there = datetime.combine(there.date() + timedelta(days=1), time(), CONTACT_CENTRE)
    return there.astimezone(at.tzinfo)


def _hours(there: datetime) -> tuple[time, time] | None:
    weekday = there.weekday()
    if weekday == 6:
        return None
    return _SATURDAY if weekday == 5 else _WEEKDAY
