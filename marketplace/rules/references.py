"""The numbers by which people name things: orders, cases, returns, tickets."""

from __future__ import annotations

import re
import secrets

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.work import UnitOfWork

_TRIES = 20


def canonical(reference: str) -> str:
    """`ord_12345` and `Ord 12345` as `ORD-12345`; other references in capitals."""
    compact = re.sub(r"[\s_\-]+", "-", reference.strip()).upper()
    return re.sub(r"^([A-Z]{3})-?(\d+)$", r"\1-\2", compact)


async def fresh(
    work: UnitOfWork, column: InstrumentedAttribute[str], prefix: str, digits: int
) -> str:
    """A random reference that `column` does not hold yet: unguessable, and short to read out.

    Raises:
        RuntimeError: the range is as good as used up; it needs more digits.
    """
    for _ in range(_TRIES):
        number = secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1)
        reference = f"{prefix}{number}"
        taken = await work.session.scalar(select(column).where(column == reference))
        if taken is None:
            return reference
    raise RuntimeError(f"no free {prefix} number in {_TRIES} tries")
