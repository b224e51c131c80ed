"""Whether a caller is who they say, told without a hint at what was wrong (authentication.md).

A number that nobody owns costs the same queries and the same hashing as a customer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from marketplace.rules import customers, flags, lockouts
from marketplace.schemas import IdentityAnswer, IdentityCheck
from marketplace.tables import Customer
from marketplace.vault import Vault, same
from marketplace.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _OnFile:
    """The values to compare with: a customer's, or a nobody's that nothing matches."""

    salt: str
    date_of_birth_sealed: bytes
    ssn_hash: str
    card_hash: str


async def check(work: UnitOfWork, asked: IdentityCheck) -> IdentityAnswer:
    """Compares the four values; counts a failure, and locks after three."""
    scopes = lockouts.scopes_of(work.vault, asked)
    counters = await lockouts.load(work, scopes)
    locked_until = lockouts.locked_until(work, counters)
    if locked_until is not None:
        return IdentityAnswer(status="locked", locked_until=locked_until)

    customer = (
        await work.session.execute(
            select(Customer).where(
                Customer.phone_hash == work.vault.hash("customers.phone", asked.phone_number)
            )
        )
    ).scalar_one_or_none()
    flagged = await flags.in_force(work, "nobody" if customer is None else customer.customer_id)
    if _matches(work.vault, asked, customer, flagged=flagged) and customer is not None:
        lockouts.forgive_number(counters)
        profile = await customers.profile(work, customer.customer_id)
        return IdentityAnswer(status="matched", profile=profile)

    locked_until = await lockouts.count_failure(work, counters, asked.call_id)
    return IdentityAnswer(
        status="failed" if locked_until is None else "locked", locked_until=locked_until
    )


def last_four_hash(vault: Vault, customer_id: str, kind: str, last_four: str) -> str:
    """The keyed hash under which four digits are kept; another for each customer and kind."""
    return vault.hash("customers.last_four", customer_id, kind, last_four)


def _matches(
    vault: Vault, asked: IdentityCheck, customer: Customer | None, *, flagged: bool
) -> bool:
    on_file = _nobody(vault) if customer is None else _values_of(customer)
    born = vault.open("customers.date_of_birth", on_file.date_of_birth_sealed)
    given = last_four_hash(vault, on_file.salt, asked.kind, asked.last_four)
    expected = on_file.ssn_hash if asked.kind == "ssn" else on_file.card_hash
    if flagged and asked.kind == "credit_card":
        expected = _nobody(vault).card_hash
    birth_matches = same(born, asked.date_of_birth.isoformat())
    return same(given, expected) & birth_matches


def _values_of(customer: Customer) -> _OnFile:
    return _OnFile(
        salt=customer.customer_id,
        date_of_birth_sealed=customer.date_of_birth_sealed,
        ssn_hash=customer.ssn_hash,
        card_hash=customer.card_hash,
    )


@lru_cache(maxsize=8)
def _nobody(vault: Vault) -> _OnFile:
    return _OnFile(
        salt="nobody",
        date_of_birth_sealed=vault.seal("customers.date_of_birth", "0000-00-00"),
        ssn_hash=vault.hash("nobody", "ssn"),
        card_hash=vault.hash("nobody", "card"),
    )
