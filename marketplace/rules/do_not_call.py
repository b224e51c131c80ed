"""Whom not to call: whoever asks is on the list from then on, until they ask otherwise."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.rules import customers
from marketplace.schemas import CallPermission, DoNotCallEntry
from marketplace.tables import DoNotCall
from marketplace.work import UnitOfWork

_PURPOSE = "do_not_call.number"


async def add(work: UnitOfWork, number: str) -> CallPermission:
    """Puts a number (E.164) on the list; one that is there stays as it is."""
    key = work.vault.hash("do_not_call", number)
    if await work.session.get(DoNotCall, key) is None:
        work.session.add(
            DoNotCall(
                number_hash=key, number_sealed=work.vault.seal(_PURPOSE, number), since=work.now
            )
        )
    return CallPermission(allowed=False)


async def add_customer(work: UnitOfWork, customer_id: str) -> CallPermission:
    """Puts the number on file of a customer on the list."""
    customer = await customers.load(work, customer_id)
    return await add(work, work.vault.open("customers.phone", customer.phone_sealed))


async def remove(work: UnitOfWork, number: str) -> CallPermission:
    """Takes a number (E.164) off the list; one that is not there may be called as before."""
    entry = await work.session.get(DoNotCall, work.vault.hash("do_not_call", number))
    if entry is not None:
        await work.session.delete(entry)
    return CallPermission(allowed=True)


async def permission(work: UnitOfWork, number: str) -> CallPermission:
    """Whether a number (E.164) may be called."""
    entry = await work.session.get(DoNotCall, work.vault.hash("do_not_call", number))
    return CallPermission(allowed=entry is None)


async def entries(work: UnitOfWork) -> list[DoNotCallEntry]:
    """The whole list, oldest first."""
    listed = await work.session.scalars(
        select(DoNotCall).order_by(DoNotCall.since, DoNotCall.number_hash)
    )
    return [
        DoNotCallEntry(number=work.vault.open(_PURPOSE, entry.number_sealed), since=entry.since)
        for entry in listed
    ]
