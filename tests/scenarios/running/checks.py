"""Compares what happened with what a scenario asks for; each failure is one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from spoken.references import order_number
from tests.ledger import Change
from tests.scenarios.running.always import holds_always
from tests.scenarios.running.form import Data, Deed, Row, Words
from tests.scenarios.running.reading import Case
from tests.scenarios.running.record import DONE, PROPOSED, WAITS, Happened
from tests.scenarios.running.records import Records, fits


def failures(case: Case, happened: Happened) -> list[str]:
    """What was expected and did not happen, or happened and must not; empty when all is well."""
    return [
        *happened.troubles,
        *_must(case, happened),
        *_never(case, happened),
        *_data(case.scenario.must.data, happened),
        *holds_always(case, happened),
    ]


def _must(case: Case, happened: Happened) -> Iterator[str]:
    must = case.scenario.must
    if not _in_order(must.agents, happened.agents):
        yield f"expected the agents {_list(must.agents)}; there were {_list(happened.agents)}"
    for deed, count in Counter(_key(deed) for deed in must.actions).items():
        wanted = next(each for each in must.actions if _key(each) == deed)
        done = sum(
            _is(wanted, one.name, one.arguments) for one in happened.actions if one.came_to == DONE
        )
        if done < count:
            yield f"expected {_told(wanted)} to be done; done was {_list(happened.of(DONE))}"
    for name in must.proposed:
        if name not in happened.of(PROPOSED):
            yield f"expected {name} to be proposed; proposed was {_list(happened.of(PROPOSED))}"
    for name in must.waits_for_a_colleague:
        if name not in happened.of(WAITS):
            yield f"expected {name} to wait for a colleague"
    came = [(one.name, one.came_to) for one in happened.actions]
    for no in must.refused:
        if (no.name, no.code) not in came:
            others = [what for name, what in came if name == no.name]
            yield f"expected {no.name} to be refused ({no.code}); it came to: {_list(others)}"
    for words in must.told:
        if not _said(words, happened.told):
            yield f"expected the customer to be told {words!r}"
    if must.ends is not None and must.ends is not happened.ended:
        yield "expected a goodbye at the end" if must.ends else "the conversation was ended"


def _never(case: Case, happened: Happened) -> Iterator[str]:
    never = case.scenario.never
    for name in never.actions:
        if name in happened.of(DONE):
            yield f"{name} was done, and never should be"
    for name in never.proposed:
        if name in happened.of(PROPOSED):
            yield f"{name} was proposed, and never should be"
    for agent in never.agents:
        if agent in happened.agents:
            yield f"{agent} had the word, and never should"
    for words in never.told:
        if _said(words, happened.told):
            yield f"the customer was told {words!r}, and never should be"


def _data(data: Data, happened: Happened) -> Iterator[str]:
    records = happened.records
    assert records is not None
    for order, state in data.orders.items():
        found = records.order_state(order)
        if found != state:
            yield f"expected {order} to be {state}; it is {found}"
    for order, amount in data.refunded.items():
        if records.refunded(order) != amount:
            yield f"expected {amount} refunded of {order}; it was {records.refunded(order)}"
    for product, pieces in data.stock.items():
        if records.stock_change(product) != pieces:
            changed = records.stock_change(product)
            yield f"expected the stock of {product} to change by {pieces}; it did by {changed}"
    yield from _rows(data, records)
    if data.untouched and records.changes:
        changes = _list(sorted({change.table for change in records.changes}))
        yield f"expected nothing to be changed in the marketplace; changed was: {changes}"


def _rows(data: Data, records: Records) -> Iterator[str]:
    for what, rows in (("added", data.added), ("changed", data.changed), ("removed", data.removed)):
        found = [change for change in records.changes if _how(change) == what]
        for row in rows:
            same = [change for change in found if change.table == row.table]
            if not any(fits(row.cells, change.after or change.before) for change in same):
                there = _list(str(_seen(row, change)) for change in same)
                yield f"expected a row {what} in {row.table} with {row.cells}; there was {there}"


def _how(change: Change) -> str:
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def _seen(row: Row, change: Change) -> dict[str, Any]:
    """The columns that a row is asked about, as they are."""
    found = change.after or change.before or {}
    return {name: str(found[name]) for name in row.cells}


def _in_order(wanted: tuple[str, ...], found: list[str]) -> bool:
    """Whether these follow each other among those, with others between them or not."""
    left = iter(found)
    return all(name in left for name in wanted)


def _key(deed: Deed) -> tuple[str, str]:
    return deed.name, str(sorted(deed.arguments.items()))


def _is(wanted: Deed, name: str, arguments: dict[str, Any]) -> bool:
    return wanted.name == name and all(
        argument in arguments and _same(value, arguments[argument])
        for argument, value in wanted.arguments.items()
    )


def _same(wanted: Any, given: Any) -> bool:
    """Whether an argument is the one that was wanted, however a model spells it."""
    if isinstance(wanted, list):
        return isinstance(given, list) and all(any(_same(w, g) for g in given) for w in wanted)
    if isinstance(given, list):
        return any(_same(wanted, each) for each in given)
    if isinstance(wanted, dict):
        return isinstance(given, dict) and all(_same(v, given.get(k)) for k, v in wanted.items())
    said, meant = str(given).casefold(), str(wanted).casefold()
    return meant in said or (
        (number := order_number(said)) is not None and number == order_number(meant)
    )


def _said(words: Words, told: str) -> bool:
    either = (words,) if isinstance(words, str) else words
    return any(word.casefold() in told.casefold() for word in either)


def _told(deed: Deed) -> str:
    return f"{deed.name} with {deed.arguments}" if deed.arguments else deed.name


def _list(names: Any) -> str:
    return ", ".join(map(str, names)) or "nothing"
