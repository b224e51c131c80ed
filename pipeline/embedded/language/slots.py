"""What a sentence says for an argument: in passing, or as the answer to its question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.embedded.language import choices, measures, naming, values
from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.schemas import Kind, Slot, Value

_LOOSE: frozenset[Kind] = frozenset({"sentence", "text", "product"})
"""Kinds that nearly any words would fill: not taken for an argument that may be left out."""

_READ: frozenset[Kind] = frozenset({"order-number", "reference", "date", "phone-number"})

_Reader = Callable[[Slot, Heard], Value | None]

_IN_PASSING: dict[Kind, _Reader] = {
    "order-number": values.order_number,
    "reference": values.reference,
    "phone-number": values.phone_number,
    "date": values.date,
    "item-name": naming.thing,
    "item-swap": naming.swap,
    "product": naming.thing,
    "text": naming.thing,
    "sentence": naming.sentence,
    "first-name": values.first_name,
    "address": values.address,
    "length": measures.length,
    "size": measures.size,
    "color": measures.color,
    "at-most": measures.at_most,
    "at-least": measures.at_least,
    "promotion-code": values.promotion_code,
    "tracking-number": values.tracking_number,
    "placeholder": values.placeholder,
    "choice": values.choice,
    "number": values.number,
    "integer": values.number,
    "yes-no": values.yes_no,
}
_AS_ANSWER: dict[Kind, _Reader] = _IN_PASSING | {
    "order-number": values.order_number_alone,
    "reference": values.bare_reference,
    "length": measures.length_alone,
    "size": measures.size_alone,
    "at-most": values.number_alone,
    "at-least": values.number_alone,
    "promotion-code": values.promotion_code_alone,
    "placeholder": values.any_placeholder,
    "first-name": values.first_name_alone,
    "item-name": naming.thing_alone,
    "item-swap": naming.swap_alone,
    "product": naming.thing_alone,
    "text": naming.thing_alone,
    "sentence": naming.sentence_alone,
    "choice": values.choice_alone,
    "number": values.number_alone,
    "integer": values.number_alone,
    "yes-no": values.yes_no_alone,
}


def heard(slot: Slot, of: Heard) -> Value | None:
    """The value that a request plainly says for the slot; None when it does not."""
    if not slot.required and slot.kind in _LOOSE:
        return None
    value = _IN_PASSING[slot.kind](slot, of)
    return [value] if slot.many and isinstance(value, str) else value


def answered(slot: Slot, of: Heard) -> Value | None:
    """The value that a reply to the slot's question gives; None when it gives none."""
    if of.options:
        picked = choices.picked(of.text, of.options, many=slot.many)
        if picked:
            found = [_of_option(slot, of, option) for option in picked]
            return found if slot.many else found[0]
    value = _AS_ANSWER[slot.kind](slot, of)
    return [value] if slot.many and isinstance(value, str) else value


def _of_option(slot: Slot, of: Heard, option: str) -> str:
    """An option may name a value and say more: "ORD-1001, the graphics card"."""
    if slot.kind not in _READ:
        return option
    return str(_IN_PASSING[slot.kind](slot, replace(of, text=option)) or option)
