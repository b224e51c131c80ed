"""Values that are recognised for what they are: numbers, days, references, choices, placeholders.

Each function reads one kind of value out of a text; None when it is not there. Those that end in
`alone` read the answer to the argument's own question, where less has to be said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import get_args

from domain.expectation import PrivateKind
from pipeline.embedded.language import choices
from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.schemas import Choice, Slot, humanised
from spoken import addresses, answers, codes, dates, names, numbers, phones, references, tracking

_PLACEHOLDER = re.compile(r"<([a-z_]+)>")
_PRIVATE = frozenset(get_args(PrivateKind))
_MONEY = re.compile(r"[$€£]|\b(?:dollars?|bucks?|usd|cents?)\b", re.IGNORECASE)
_CENTS = re.compile(r"(?<![\d.])\d+\.\d\d(?![\d.])")
_TO = re.compile(r"\bto (?:[$€£] ?)?(?P<number>\d[\d,.]*)", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"\b(?:my (?:first )?name(?:'s| is)|i am called|call me|this is|i'm)\b", re.IGNORECASE
)
_TYPED = re.compile(r"\b[a-z]{2,5}-\d{3,}\b", re.IGNORECASE)


def order_number(_: Slot, of: Heard) -> str | None:
    """An order number in any spelling."""
    return references.order_number(of.without_amounts)


def order_number_alone(slot: Slot, of: Heard) -> str | None:
    """Also another kind of reference, where the tool takes several: "RET-2002"."""
    typed = _TYPED.search(of.text)
    return order_number(slot, of) or (typed[0].upper() if typed else None)


def reference(slot: Slot, of: Heard) -> str | None:
    """A reference by its prefix, or by what the argument is called: "flight 204" for FL-204."""
    name = re.compile(rf"\b{re.escape(humanised(slot.name))}\b", re.IGNORECASE)
    named = name.sub(slot.prefix.strip("-_ "), of.text)
    return references.reference(of.text, slot.prefix) or references.reference(named, slot.prefix)


def bare_reference(slot: Slot, of: Heard) -> str | None:
    """A reference, or a number alone."""
    if found := reference(slot, of):
        return found
    figures = re.findall(r"\d+", of.text)
    said = figures[-1] if figures else numbers.digits(of.text)
    return f"{slot.prefix}{said}" if said else None


def _placeholder_named(name: str, text: str) -> str | None:
    found = _PLACEHOLDER.findall(text)
    return f"<{name}>" if name in found else None


def phone_number(_: Slot, of: Heard) -> str | None:
    """A phone number, E.164, or its placeholder."""
    return _placeholder_named("phone_number", of.text) or phones.phone_number(of.text)


def placeholder(slot: Slot, of: Heard) -> str | None:
    """The placeholder that has the name of the argument."""
    return _placeholder_named(slot.name, of.text)


def any_placeholder(slot: Slot, of: Heard) -> str | None:
    """Any placeholder; an argument named like a private value takes only that value's."""
    found = _PLACEHOLDER.findall(of.text)
    if slot.name in _PRIVATE or not found:
        return placeholder(slot, of)
    return f"<{found[0]}>"


def address(_: Slot, of: Heard) -> str | None:
    """An address in the caller's words, or its placeholder."""
    found = _placeholder_named("address", of.text)
    return found or (of.text.strip() if addresses.address(of.text) else None)


def promotion_code(slot: Slot, of: Heard) -> str | None:
    """A promotion code, written, spelt, or said after "code"; of several the one in its place."""
    found = codes.promotion_codes(of.text)
    return found[slot.nth] if slot.nth < len(found) else None


def promotion_code_alone(_: Slot, of: Heard) -> str | None:
    """A promotion code, however it is given."""
    return codes.promotion_code_alone(of.text)


def tracking_number(_: Slot, of: Heard) -> str | None:
    """A parcel's number, or the placeholder of the figures that were taken for a private one."""
    masked = _PLACEHOLDER.search(of.text)
    return tracking.tracking_number(of.text) or (masked[0] if masked else None)


def date(_: Slot, of: Heard) -> str | None:
    """A day, ISO 8601."""
    day = dates.calendar_date(of.text, of.today)
    return day.isoformat() if day else None


def first_name(slot: Slot, of: Heard) -> str | None:
    """A first name that is given as one: "my name is Ada"."""
    return names.first_name(of.text) if _INTRODUCED.search(of.text) else None


def first_name_alone(_: Slot, of: Heard) -> str | None:
    """A first name, however it is given."""
    return names.first_name(of.text)


def choice(slot: Slot, of: Heard) -> str | None:
    """A value of a closed set that is plainly said."""
    thing = of.thing
    if thing and of.names_plainly(thing):
        # The "card" of "return the graphics card" is no way to pay.
        alone = choices.said(of.text.replace(thing, " "), slot.choices)
        # The "mind" of "changed my mind" is part of a phrase.
        return alone or choices.said(of.text, [_phrases(choice) for choice in slot.choices])
    return choices.said(of.text, slot.choices)


def _phrases(choice: Choice) -> Choice:
    """The choice without its single words."""
    return replace(choice, phrases=tuple(p for p in choice.phrases if " " in p))


def choice_alone(slot: Slot, of: Heard) -> str | None:
    """A value of a closed set, also in other words."""
    return choices.answered(of.text, slot.choices)


def says_money(text: str) -> bool:
    """Whether an amount of money is said: "twenty dollars", "249.99"."""
    return _CENTS.search(text) is not None or (
        _MONEY.search(text) is not None and numbers.money(text) is not None
    )


def number(slot: Slot, of: Heard) -> float | int | None:
    """An amount or a count; one that may be left out only as an amount of money, or by its name.

    "Set the stock to forty" gives `stock`, "price 20 and stock 40" each its own.
    """
    rest = of.unnumbered
    named = re.search(rf"\b{re.escape(humanised(slot.name))}\b", rest, re.IGNORECASE)
    after = _set_to(rest[named.end() :]) if named else None
    if not slot.required and after is not None:
        return _as_number(slot, after)
    if not slot.required and not (slot.kind == "number" and says_money(rest)):
        return None
    amount = numbers.money(rest) if says_money(rest) else None
    return _as_number(slot, numbers.cardinal(rest) if amount is None else amount)


def _set_to(after: str) -> Decimal | int | None:
    """What something named is to be: "(the stock) of the 750 watt supply to forty" → 40."""
    target = _TO.search(numbers.figures(after))
    return numbers.cardinal(target["number"] if target else after)


def number_alone(slot: Slot, of: Heard) -> float | int | None:
    """An amount or a count."""
    count = numbers.cardinal(of.text)
    return _as_number(slot, numbers.money(of.text) if count is None else count)


def _as_number(slot: Slot, found: Decimal | int | None) -> float | int | None:
    if found is None:
        return None
    return int(found) if slot.kind == "integer" or found == int(found) else float(found)


def yes_no(slot: Slot, of: Heard) -> bool | None:
    """Only where the schema has words for it: "unopened"."""
    meant = [c for c in slot.choices if any(p in of.text.lower() for p in c.phrases[1:])]
    longest = max(meant, key=lambda c: max(map(len, c.phrases[1:])), default=None)
    return None if longest is None else longest.value == "true"


def yes_no_alone(slot: Slot, of: Heard) -> bool | None:
    """A clean yes or no, or the schema's words for it."""
    said = {"yes": True, "no": False}.get(answers.answer(of.text))
    return yes_no(slot, of) if said is None else said
