"""Filling a tool's arguments: from what was just said, and from what was said before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.embedded.language import pointing, slots
from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.mentions import compared, mentions
from pipeline.embedded.language.recalling import POINTING, recalled, shown, things
from pipeline.embedded.language.schemas import LASTING, Kind, Slot, Spec, Value, humanised
from pipeline.embedded.language.state import Scene, State, Wish
from pipeline.embedded.language.words import (
    NUMBER,
    REFERENCE,
    is_stop,
    stems,
    tokens,
    word_set,
    words,
)
from spoken import codes
from spoken.numbers import cardinal

_TOO = re.compile(r"[\s,]+(?:too|as well|also)[\s.!?]*$", re.IGNORECASE)
_HOW_MANY = re.compile(r"how many\b", re.IGNORECASE)
_THINGS: frozenset[Kind] = frozenset({"item-name", "product", "text"})


def filled(scene: Scene, wish: Wish, text: str, *, answer: bool = False) -> Wish:
    """The wish with everything that the text plainly says, and what is known from before.

    The text of an `answer` has been taken for one argument: for others it counts only where a
    value is recognised for what it is.
    """
    spec = scene.specs[wish.tool]
    text = _TOO.sub("", text)
    of = scene.heard(wish.tool, text)
    inside = replace(of, text=pointing.without_positions(scene, text))
    arguments = dict(wish.arguments)
    if not answer:
        arguments = {**_side_by_side(scene, spec, wish, of), **arguments}
    for slot in spec.slots:
        if slot.name in arguments:
            continue
        meant = None if answer else shown(scene, slot, of)
        if meant is not None:
            if meant.value is not None:
                arguments[slot.name] = meant.value
            continue
        loose = slot.kind in _THINGS or slot.kind == "sentence"
        source = inside if slot.kind == "item-name" else of
        value = None if answer and loose else slots.heard(slot, source)
        if slot.kind == "product" and value in arguments.values():
            value = None  # the other side of what was named: one thing is not both
        # A thing whose number was asked for is not the one that was talked about before.
        other = slot.kind in LASTING and wish.about is not None
        if value is None and slot.required and not other:
            value = recalled(scene, slot, of)
        if value is not None:
            arguments[slot.name] = value
    if not answer:
        arguments |= _spelled_out(spec, arguments, of) | _how_many(spec, arguments, text)
    return replace(wish, arguments=arguments)


def _spelled_out(spec: Spec, arguments: Mapping[str, Value], of: Heard) -> dict[str, Value]:
    """A sentence that belongs to a choice just made: delivery_instructions, and instructions."""
    chosen = {stem for s in spec.slots if s.kind == "choice" for stem in _name(arguments, s)}
    free = [s for s in spec.slots if s.kind == "sentence" and s.name not in arguments]
    wanted = [s for s in free if not s.required and set(stems(humanised(s.name))) <= chosen]
    said = [(s.name, slots.heard(replace(s, required=True), of)) for s in wanted]
    return {name: value for name, value in said if value is not None}


def _how_many(spec: Spec, arguments: Mapping[str, Value], text: str) -> dict[str, Value]:
    """The count in "two of those", for the argument that asks how many."""
    count = cardinal((pointing.counted(text) or "").replace("a couple", "two"))
    asking = (s for s in spec.slots if s.kind == "integer" and _HOW_MANY.match(s.question))
    slot = next((s for s in asking if s.name not in arguments), None)
    return {} if slot is None or count is None else {slot.name: int(count)}


def _name(arguments: Mapping[str, Value], slot: Slot) -> tuple[str, ...]:
    return stems(humanised(str(arguments.get(slot.name, ""))))


def _side_by_side(scene: Scene, spec: Spec, wish: Wish, of: Heard) -> dict[str, Value]:
    """Several things to be named: "does the 4090 work with a 750 watt power supply".

    They are taken in the order of the arguments; with fewer named, the rest is still to be asked.
    "It" stands for the thing that was talked about last.
    """
    free = [s for s in spec.slots if s.required and s.kind in _THINGS]
    free = [slot for slot in free if slot.name not in wish.arguments]
    several = len(free) > 1 or any(slot.many and slot.kind == "product" for slot in free)
    if not several:
        return {}
    of = replace(of, text=pointing.spelled_out(scene, of.text))
    named = mentions(of.unnumbered, of.carrier)
    if named and set(tokens(of.text)) & POINTING:
        unclear = len(pointing.it(scene, "product", of.text)) > 1
        named = [*([""] if unclear else list(things(scene))[:1]), *named]
    if len(free) > 1:
        sides_in_order = zip((slot.name for slot in free), named, strict=False)
        return {name: side for name, side in sides_in_order if side}
    sides = [side for thing in named for side in compared(thing)]
    return {free[0].name: sides} if len(sides) > 1 else {}


def changed(scene: Scene, wish: Wish, text: str) -> Wish | None:
    """The wish with the values that the text gives instead; None when it gives none.

    Only for values that are recognised for what they are: a correction is not guessed.
    """
    spec = scene.specs.get(wish.tool)
    if spec is None:
        return None
    of = scene.heard(wish.tool, text)
    given: dict[str, Value] = {}
    for slot in spec.slots:
        if slot.kind in _PLAIN or (slot.kind in LASTING and slot.required):
            value = (slots.answered if slot.kind in LASTING else slots.heard)(slot, of)
            if value is not None and value != wish.arguments.get(slot.name):
                given[slot.name] = value
    return Wish(wish.tool, {**wish.arguments, **given}) if given else None


_ABOUT = word_set(
    "by feet foot inches metres meters size in",
    "number numbers one mean meant about what also how please no not it is that i was the and on",
    "today tomorrow next week monday tuesday wednesday thursday friday saturday sunday january",
    "february march april may june july august september october november december",
)


def again(scene: Scene, state: State, wish: Wish, text: str) -> Wish:
    """The wish as it was last, when it is only pointed at: "actually yes, return it"."""
    last = state.last
    if last is None or last.tool != wish.tool or not set(tokens(text)) & POINTING:
        return wish
    spec = scene.specs[wish.tool]
    if any(shown(scene, slot, scene.heard(wish.tool, text)) for slot in spec.slots):
        return wish
    return changed(scene, last, text) or last


def bare_value(scene: Scene, wish: Wish | None, text: str) -> bool:
    """Whether the text is a number or a day and hardly more: "and order 1002?", "tomorrow"."""
    spec = scene.specs.get(wish.tool) if wish else None
    if spec is None:
        return False
    coded = any(slot.kind == "promotion-code" for slot in spec.slots)
    said = words(codes.without_codes(text) if coded else text)
    named = {part for slot in spec.slots for part in humanised(slot.name).split()}
    rest = [w for w in said if w not in named and w not in _ABOUT]
    return all(word in (NUMBER, REFERENCE) or is_stop(word) for word in rest)


_PLAIN: frozenset[Kind] = frozenset(
    {"choice", "date", "number", "phone-number", "placeholder", "length", "size", "color",
     "at-most", "at-least", "promotion-code"}
)  # fmt: skip


def volunteered(scene: Scene, text: str) -> Wish | None:
    """The tool that a private value is for, when the caller gives one unasked."""
    if "<" not in text:
        return None
    found: list[tuple[int, Spec, dict[str, Value]]] = []
    for spec in scene.specs.values():
        of = scene.heard(spec.name, text)
        private = [s for s in spec.slots if s.kind in ("placeholder", "phone-number", "address")]
        given = {s.name: v for s in private if (v := slots.heard(s, of)) is not None}
        if given:
            found.append((len(spec.slots), spec, given))
    if not found:
        return None
    _, spec, given = min(found, key=lambda candidate: candidate[0])
    return Wish(spec.name, given)
