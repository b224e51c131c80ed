"""Times at which somebody calls or comes: which are free, taking one, moving it, giving it up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.refusals import (
    AppointmentClash,
    AppointmentDayUnavailable,
    AppointmentNotFound,
    AppointmentTimeTaken,
    InvalidRequest,
    TooManyAppointments,
)
from marketplace.rules import local_time
from marketplace.rules.references import fresh
from marketplace.schemas import (
    AppointmentChangeIn,
    AppointmentIn,
    AppointmentInfo,
    AppointmentKind,
    FreeTimes,
)
from marketplace.tables import Appointment
from marketplace.work import UnitOfWork

DAYS_AHEAD = 30
MOST_AT_ONCE = 5
"""Appointments ahead that one customer can hold."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Hours:
    """When appointments of a kind begin, how long they last, and how many are served at once."""

    starts: tuple[time, ...]
    minutes: int
    places: int
    weekdays: range

    def on(self, day: date, zone: ZoneInfo) -> list[datetime]:
        if day.weekday() not in self.weekdays:
            return []
        return [datetime.combine(day, start, zone) for start in self.starts]


HOURS: dict[AppointmentKind, _Hours] = {
    "call_back": _Hours(tuple(time(hour) for hour in range(9, 18)), 30, 3, range(5)),
    "delivery_visit": _Hours(tuple(time(hour) for hour in (8, 10, 12, 14, 16)), 120, 4, range(6)),
    "installation_visit": _Hours(tuple(time(hour) for hour in (9, 11, 13, 15)), 120, 2, range(5)),
}
"""All by the clock where the customer lives."""


async def free_times(
    work: UnitOfWork, customer_id: str, kind: AppointmentKind, day: date | None
) -> FreeTimes:
    """When such an appointment can begin on a day; on the first day with a free time unless said.

    Raises:
        CustomerNotFound: no such customer.
        AppointmentDayUnavailable: not from tomorrow up to thirty days ahead.
    """
    zone = await local_time.zone_of_customer(work, customer_id)
    first, last = _days(work, zone)
    if day is not None:
        _refuse_unless_ahead(day, first, last)
    free = await _free(work, kind, zone, day or first, last)
    on = day or next(iter(free), first)
    following = next((other for other in free if other > on), None)
    times = free.get(on, [])
    return FreeTimes(kind=kind, day=on, times=times, next_day=None if times else following)


async def of_customer(work: UnitOfWork, customer_id: str) -> list[AppointmentInfo]:
    """The customer's appointments ahead, the next one first."""
    rows = await _ahead(work, customer_id)
    if not rows:
        return []
    zone = await local_time.zone_of_customer(work, customer_id)
    return [_info(row, zone) for row in rows]


async def book(work: UnitOfWork, customer_id: str, asked: AppointmentIn) -> AppointmentInfo:
    """Takes a free time.

    Raises:
        AppointmentDayUnavailable: not from tomorrow up to thirty days ahead.
        AppointmentTimeTaken: not a time at which one begins, or all of its places are taken.
        AppointmentClash: the customer has another appointment then.
        TooManyAppointments: the customer holds five.
    """
    zone = await local_time.zone_of_customer(work, customer_id)
    held = await _ahead(work, customer_id)
    if len(held) >= MOST_AT_ONCE:
        raise TooManyAppointments
    starts_at = _start(work, zone, asked.kind, asked.day, asked.at)
    _refuse_clash(held, asked.kind, starts_at)
    appointment = Appointment(
        appointment_id=await fresh(work, Appointment.appointment_id, "APT-", 6),
        customer_id=customer_id,
        kind=asked.kind,
        starts_at=starts_at,
        topic_sealed=work.vault.seal("appointments.topic", asked.topic) if asked.topic else None,
        booked_at=work.now,
    )
    await _take_place(work, appointment, starts_at)
    return _info(appointment, zone)


async def change(work: UnitOfWork, customer_id: str, asked: AppointmentChangeIn) -> AppointmentInfo:
    """Moves the customer's next appointment to another free time, or gives it up.

    Raises:
        AppointmentNotFound: there is none ahead, or none of that kind.
        AppointmentDayUnavailable: not from tomorrow up to thirty days ahead.
        AppointmentTimeTaken: not a time at which one begins, or all of its places are taken.
        AppointmentClash: the customer has another appointment then.
    """
    held = await _ahead(work, customer_id, change=True)
    found = next((row for row in held if asked.kind in (None, row.kind)), None)
    if found is None:
        raise AppointmentNotFound
    zone = await local_time.zone_of_customer(work, customer_id)
    if asked.wish == "cancel":
        found.place, found.cancelled_at = None, work.now
        return _info(found, zone)
    if asked.day is None or asked.at is None:
        raise InvalidRequest(fields=["day", "at"])
    kind = _kind(found)
    starts_at = _start(work, zone, kind, asked.day, asked.at)
    _refuse_clash([row for row in held if row is not found], kind, starts_at)
    await _take_place(work, found, starts_at)
    return _info(found, zone)


async def _take_place(work: UnitOfWork, appointment: Appointment, starts_at: datetime) -> None:
    """Puts the appointment into the first free place; of two who ask at once, one gets it."""
    kind = _kind(appointment)
    rows = await work.session.scalars(
        select(Appointment.place).where(
            Appointment.kind == kind,
            Appointment.starts_at == starts_at,
            Appointment.place.is_not(None),
            Appointment.appointment_id != appointment.appointment_id,
        )
    )
    taken = set(rows)
    for place in range(HOURS[kind].places):
        if place in taken:
            continue
        try:
            async with work.session.begin_nested():
                appointment.place, appointment.starts_at = place, starts_at
                work.session.add(appointment)
                await work.session.flush()
        except IntegrityError:  # somebody else has just taken it
            if appointment in work.session:
                await work.session.refresh(appointment)
            continue
        return
    raise AppointmentTimeTaken


async def _free(
    work: UnitOfWork, kind: AppointmentKind, zone: ZoneInfo, first: date, last: date
) -> dict[date, list[datetime]]:
    """The free times of each day that has one, by day."""
    hours = HOURS[kind]
    rows = await work.session.scalars(
        select(Appointment.starts_at).where(
            Appointment.kind == kind,
            Appointment.starts_at >= datetime.combine(first, time(), zone),
            Appointment.starts_at < datetime.combine(last + _DAY, time(), zone),
            Appointment.place.is_not(None),
        )
    )
    taken = Counter(rows)
    free: dict[date, list[datetime]] = {}
    for ahead in range((last - first).days + 1):
        day = first + ahead * _DAY
        times = [start for start in hours.on(day, zone) if taken[start] < hours.places]
        if times:
            free[day] = times
    return free


async def _ahead(work: UnitOfWork, customer_id: str, *, change: bool = False) -> list[Appointment]:
    query = (
        select(Appointment)
        .where(
            Appointment.customer_id == customer_id,
            Appointment.starts_at > work.now,
            Appointment.place.is_not(None),
        )
        .order_by(Appointment.starts_at, Appointment.appointment_id)
    )
    return list(await work.session.scalars(query.with_for_update() if change else query))


def _start(
    work: UnitOfWork, zone: ZoneInfo, kind: AppointmentKind, day: date, at: time
) -> datetime:
    _refuse_unless_ahead(day, *_days(work, zone))
    starts_at = datetime.combine(day, at.replace(tzinfo=None), zone)
    if starts_at not in HOURS[kind].on(day, zone):
        raise AppointmentTimeTaken
    return starts_at


def _days(work: UnitOfWork, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last day for which appointments are made."""
    today = work.now.astimezone(zone).date()
    return today + _DAY, today + DAYS_AHEAD * _DAY


def _refuse_unless_ahead(day: date, first: date, last: date) -> None:
    if not first <= day <= last:
        raise AppointmentDayUnavailable


def _refuse_clash(held: list[Appointment], kind: AppointmentKind, starts_at: datetime) -> None:
    end = starts_at + timedelta(minutes=HOURS[kind].minutes)
    for other in held:
        ends = other.starts_at + timedelta(minutes=HOURS[_kind(other)].minutes)
        if starts_at < ends and other.starts_at < end:
            raise AppointmentClash


def _kind(appointment: Appointment) -> AppointmentKind:
    return next(kind for kind in HOURS if kind == appointment.kind)


def _info(row: Appointment, zone: ZoneInfo) -> AppointmentInfo:
    kind = _kind(row)
    return AppointmentInfo(
        appointment_id=row.appointment_id,
        kind=kind,
        starts_at=row.starts_at.astimezone(zone),
        minutes=HOURS[kind].minutes,
        cancelled=row.cancelled_at is not None,
    )
