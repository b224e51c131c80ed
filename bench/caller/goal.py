"""A goal in plain English, as the wishes that it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bench.caller.people import Person, person

_PERSON = re.compile(r"authenticate as (?:customer )?(CUST-\d+)", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*(?:,|;|\band then\b|\bthen\b)\s*", re.IGNORECASE)
_TRACK = re.compile(r"(?:ask |find out )?where (?:is )?(?:order )?ORD-(\d+)(?: is)?", re.IGNORECASE)
_RETURN = re.compile(r"return (?:the )?(.+?) of ORD-(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that the caller wants.

    Attributes:
        name: of the step in the report.
        says: how the caller asks for it.
        order: digits of the order number, keyed in when it is asked for.
        proposed: words that a proposal must have for a yes.
        settled: words that must all be heard for the wish to be fulfilled.
    """

    name: str
    says: str
    order: str
    proposed: tuple[str, ...]
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """Who calls, and what for."""

    text: str
    who: Person
    wishes: tuple[Wish, ...]


WHERE_IT_IS = {"12345": ("UPS", "Memphis")}
"""What the sample data say of where an order is: only hearing it counts."""


def goal(text: str) -> Goal:
    """Reads a goal such as "authenticate as customer CUST-1001, ask where ORD-12345 is".

    Raises:
        ValueError: with the clause that is not understood.
    """
    found = _PERSON.search(text)
    if found is None:
        raise ValueError("a goal says who calls: authenticate as customer CUST-…")
    wishes: list[Wish] = []
    for clause in filter(None, _CLAUSE.split(text)):
        if _PERSON.search(clause):
            continue
        if match := _TRACK.search(clause):
            wishes.append(
                Wish(
                    name=f"track ORD-{match[1]}",
                    says="where is my order",
                    order=match[1],
                    proposed=(),
                    settled=WHERE_IT_IS.get(match[1], ("your order",)),
                )
            )
        elif match := _RETURN.search(clause):
            wishes.append(
                Wish(
                    name=f"return ORD-{match[2]}",
                    says=f"I want to return my {match[1]}",
                    order=match[2],
                    proposed=(match[1],),
                    settled=("your return is open",),
                )
            )
        else:
            raise ValueError(f"not understood: {clause!r}")
    return Goal(text, person(found[1].upper()), tuple(wishes))
