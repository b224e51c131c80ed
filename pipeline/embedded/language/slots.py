"""What a sentence says for an argument: read out of a request, or as the answer to its question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.embedded.language import choices
from pipeline.embedded.language.mentions import (
    Carrier,
    asks,
    compared,
    content,
    listed,
    mention,
    trimmed,
    without_references,
)
from pipeline.embedded.language.schemas import Slot, Value, humanised
from pipeline.embedded.language.words import MAX_CHARS, tokens
from spoken import addresses, answers, dates, names, numbers, phones, references

_PLACEHOLDER = re.compile(r"<([a-z_]+)>")
_MONEY = re.compile(r"[$€£]|\b(?:dollars?|bucks?|usd|cents?)\b", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"\b(?:my (?:first )?name(?:'s| is)|i am called|call me|this is|i'm)\b", re.IGNORECASE
)
_EVERYTHING = frozenset({"all", "everything", "both", "whole"})
_MEANINGFUL = 2
"""Words beyond the request that make a sentence worth passing on as it is."""

_SEVERAL = 2
_READ = frozenset({"order-number", "reference", "date", "phone-number"})
_DETERMINED = re.compile(
    r"\b(?:the|my|a|an|this|that|these|those|both|one|two|three|four|five|\d+)\s+$", re.IGNORECASE
)
_WONDERS = re.compile(
    r"\W*(?:what|how|when|where|why|which|who|do you|does|is there|are there)\b", re.IGNORECASE
)
_TYPED = re.compile(r"\b[a-z]{2,5}-\d{3,}\b", re.IGNORECASE)
_OPTIONAL_FREE = frozenset({"sentence", "text", "product"})
"""Kinds that nearly any words would fill: not taken for an argument that may be left out."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text, and what is needed to read values out of it.

    Attributes:
        carrier: How one asks for the tool whose arguments are read.
        numbered: What carries a number there: "flight", "order".
        options: What the caller was offered to choose from.
    """

    text: str
    carrier: Carrier
    today: date
    numbered: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def unnumbered(self) -> str:
        """The text without order numbers and the like."""
        return without_references(self.text, self.numbered)


def heard(slot: Slot, of: Heard) -> Value | None:
    """The value that a request plainly says for the slot; None when it does not."""
    if not slot.required and slot.kind in _OPTIONAL_FREE:
        return None
    value = _IN_PASSING[slot.kind](slot, of)
    return [value] if slot.many and isinstance(value, str) else value


def answered(slot: Slot, of: Heard) -> Value | None:
    """The value that a reply to the slot's question gives; None when it gives none."""
    if of.options:
        picked = choices.picked(of.text, of.options, many=slot.many)
        if picked:
            read = _IN_PASSING[slot.kind]
            # An option may name a value and say more: "ORD-1001, the graphics card".
            values = [read(slot, replace(of, text=o)) if slot.kind in _READ else o for o in picked]
            found = [str(v or o) for v, o in zip(values, picked, strict=True)]
            return found if slot.many else found[0]
    value = _AS_ANSWER.get(slot.kind, _IN_PASSING[slot.kind])(slot, of)
    return [value] if slot.many and isinstance(value, str) else value


def _order_number(_: Slot, of: Heard) -> str | None:
    return references.order_number(of.text)


def _order_number_alone(slot: Slot, of: Heard) -> str | None:
    """Also another kind of reference, where the tool takes several: "RET-2002"."""
    typed = _TYPED.search(of.text)
    return _order_number(slot, of) or (typed[0].upper() if typed else None)


def _reference(slot: Slot, of: Heard) -> str | None:
    """A reference by its prefix, or by what the argument is called: "flight 204" for FL-204."""
    name = re.compile(rf"\b{re.escape(humanised(slot.name))}\b", re.IGNORECASE)
    named = name.sub(slot.prefix.strip("-_ "), of.text)
    return references.reference(of.text, slot.prefix) or references.reference(named, slot.prefix)


def _bare_reference(slot: Slot, of: Heard) -> str | None:
    if found := _reference(slot, of):
        return found
    figures = re.findall(r"\d+", of.text)
    said = figures[-1] if figures else numbers.digits(of.text)
    return f"{slot.prefix}{said}" if said else None


def _placeholder_named(name: str, text: str) -> str | None:
    found = _PLACEHOLDER.findall(text)
    return f"<{name}>" if name in found else None


def _phone_number(_: Slot, of: Heard) -> str | None:
    return _placeholder_named("phone_number", of.text) or phones.phone_number(of.text)


def _placeholder(slot: Slot, of: Heard) -> str | None:
    return _placeholder_named(slot.name, of.text)


def _any_placeholder(slot: Slot, of: Heard) -> str | None:
    found = _PLACEHOLDER.findall(of.text)
    return _placeholder(slot, of) or (f"<{found[0]}>" if found else None)


def _address(_: Slot, of: Heard) -> str | None:
    found = _placeholder_named("address", of.text)
    return found or (of.text.strip() if addresses.address(of.text) else None)


def _date(_: Slot, of: Heard) -> str | None:
    day = dates.calendar_date(of.text, of.today)
    return day.isoformat() if day else None


def _first_name(slot: Slot, of: Heard) -> str | None:
    return names.first_name(of.text) if _INTRODUCED.search(of.text) else None


def _first_name_alone(_: Slot, of: Heard) -> str | None:
    return names.first_name(of.text)


def _choice(slot: Slot, of: Heard) -> str | None:
    return choices.said(of.text, slot.choices)


def _choice_alone(slot: Slot, of: Heard) -> str | None:
    return choices.answered(of.text, slot.choices)


def _number(slot: Slot, of: Heard) -> float | int | None:
    rest = of.unnumbered
    if not slot.required and not (slot.kind == "number" and _MONEY.search(rest)):
        return None
    found = (numbers.money(rest) if _MONEY.search(rest) else None) or numbers.cardinal(rest)
    if found is None:
        return None
    return int(found) if slot.kind == "integer" or found == int(found) else float(found)


def _number_alone(slot: Slot, of: Heard) -> float | int | None:
    found = numbers.cardinal(of.text) or numbers.money(of.text)
    if found is None:
        return None
    return int(found) if slot.kind == "integer" or found == int(found) else float(found)


def _yes_no(slot: Slot, of: Heard) -> bool | None:
    """Only where the schema has words for it: "unopened"."""
    meant = [c for c in slot.choices if any(p in of.text.lower() for p in c.phrases[1:])]
    longest = max(meant, key=lambda c: max(map(len, c.phrases[1:])), default=None)
    return None if longest is None else longest.value == "true"


def _yes_no_alone(slot: Slot, of: Heard) -> bool | None:
    said = {"yes": True, "no": False}.get(answers.answer(of.text))
    return _yes_no(slot, of) if said is None else said


def _named(slot: Slot, of: Heard) -> Value | None:
    found = mention(of.unnumbered, of.carrier)
    if found is None or not (slot.required or _plainly_named(found, of.text)):
        return None
    if not slot.many:
        return found
    parts = compared(found) if slot.kind == "product" else listed(found)
    # A comparison needs its two sides: of one, the other is still to be asked.
    return parts if slot.kind != "product" or len(parts) >= _SEVERAL else None


def _plainly_named(found: str, text: str) -> bool:
    """Whether the thing stands there as one: "return the lamp", not "return it, I hate lamps"."""
    before, named, _ = text.partition(found)
    return bool(named) and _DETERMINED.search(before) is not None


def _named_alone(slot: Slot, of: Heard) -> Value | None:
    if slot.many and _EVERYTHING & set(tokens(of.text)):
        return ["everything"]
    said = of.unnumbered
    found = (mention(said, of.carrier) if asks(said) else None) or trimmed(said)
    if not found:
        return None
    if not slot.many:
        return found
    return compared(found) if slot.kind == "product" else listed(found)


def _sentence(_: Slot, of: Heard) -> str | None:
    enough = _WONDERS.match(of.text) or content(of.unnumbered, of.carrier) >= _MEANINGFUL
    return of.text.strip()[:MAX_CHARS] if enough else None


def _sentence_alone(_: Slot, of: Heard) -> str | None:
    return of.text.strip()[:MAX_CHARS] if tokens(of.text) else None


_Reader = Callable[[Slot, Heard], Value | None]

_IN_PASSING: dict[str, _Reader] = {
    "order-number": _order_number,
    "reference": _reference,
    "phone-number": _phone_number,
    "date": _date,
    "item-name": _named,
    "product": _named,
    "text": _named,
    "sentence": _sentence,
    "first-name": _first_name,
    "address": _address,
    "placeholder": _placeholder,
    "choice": _choice,
    "number": _number,
    "integer": _number,
    "yes-no": _yes_no,
}
_AS_ANSWER: dict[str, _Reader] = {
    "order-number": _order_number_alone,
    "reference": _bare_reference,
    "placeholder": _any_placeholder,
    "first-name": _first_name_alone,
    "item-name": _named_alone,
    "product": _named_alone,
    "text": _named_alone,
    "sentence": _sentence_alone,
    "choice": _choice_alone,
    "number": _number_alone,
    "integer": _number_alone,
    "yes-no": _yes_no_alone,
}
