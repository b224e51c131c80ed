"""Filling a tool's arguments: from what was just said, and from what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.embedded.language import slots
from pipeline.embedded.language.context import Outcome
from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.mentions import compared, mentions
from pipeline.embedded.language.schemas import Kind, Slot, Spec, Value, humanised
from pipeline.embedded.language.state import Scene, State, Wish
from pipeline.embedded.language.words import (
    NUMBER,
    REFERENCE,
    is_stop,
    stem,
    stems,
    tokens,
    word_set,
    words,
)

LASTING: frozenset[Kind] = frozenset({"order-number", "reference"})
"""Kinds of value that stay known: "return it" is about the order just named."""

_THINGS: frozenset[Kind] = frozenset({"item-name", "product", "text"})
_LOOK_BACK = 12
_POINTING = frozenset({"it", "this", "that", "them", "these", "those", "its", "same"})
_OTHER = frozenset({"another", "different", "other", "else"})
_PAIR = re.compile(r"([a-z_]+)\s*=\s*([^;]+)")


def heard(scene: Scene, tool: str, text: str, options: tuple[str, ...] = ()) -> Heard:
    """The text as heard by someone who expects the tool to be asked for."""
    spec = scene.specs.get(tool)
    own = spec.slots if spec else ()
    return Heard(
        text=text,
        carrier=scene.understanding.carrier(tool),
        today=scene.today,
        numbered=tuple(humanised(s.name) for s in own if s.kind in LASTING),
        choosable=frozenset(p.lower() for s in own for c in s.choices for p in c.phrases),
        options=options,
    )


def filled(scene: Scene, wish: Wish, text: str, *, answer: bool = False) -> Wish:
    """The wish with everything that the text plainly says, and what is known from before.

    The text of an `answer` has been taken for one argument: for others it counts only where a
    value is recognised for what it is.
    """
    spec = scene.specs[wish.tool]
    of = heard(scene, wish.tool, text)
    arguments = dict(wish.arguments)
    if not answer:
        arguments = {**_side_by_side(scene, spec, wish, of), **arguments}
    for slot in spec.slots:
        if slot.name in arguments:
            continue
        loose = slot.kind in _THINGS or slot.kind == "sentence"
        value = None if answer and loose else slots.heard(slot, of)
        if value is None and slot.required:
            value = _recalled(scene, slot, of)
        if value is not None:
            arguments[slot.name] = value
    return replace(wish, arguments=arguments)


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
    things = mentions(of.unnumbered, of.carrier)
    if things and set(tokens(of.text)) & _POINTING:
        things = [*list(_things(scene))[:1], *things]
    if len(free) > 1:
        return dict(zip((slot.name for slot in free), things, strict=False))
    sides = [side for thing in things for side in compared(thing)]
    return {free[0].name: sides} if len(sides) > 1 else {}


def changed(scene: Scene, wish: Wish, text: str) -> Wish | None:
    """The wish with the values that the text gives instead; None when it gives none.

    Only for values that are recognised for what they are: a correction is not guessed.
    """
    spec = scene.specs.get(wish.tool)
    if spec is None:
        return None
    of = heard(scene, wish.tool, text)
    given: dict[str, Value] = {}
    for slot in spec.slots:
        if slot.kind in _PLAIN or (slot.kind in LASTING and slot.required):
            value = (slots.answered if slot.kind in LASTING else slots.heard)(slot, of)
            if value is not None and value != wish.arguments.get(slot.name):
                given[slot.name] = value
    return Wish(wish.tool, {**wish.arguments, **given}) if given else None


_ABOUT = word_set(
    "number numbers one mean meant about what how please no not it is that i was the and on",
    "today tomorrow next week monday tuesday wednesday thursday friday saturday sunday january",
    "february march april may june july august september october november december",
)


def again(scene: Scene, state: State, wish: Wish, text: str) -> Wish:
    """The wish as it was last, when it is only pointed at: "actually yes, return it"."""
    last = state.last
    if last is None or last.tool != wish.tool or not set(tokens(text)) & _POINTING:
        return wish
    return changed(scene, last, text) or last


def bare_value(scene: Scene, wish: Wish | None, text: str) -> bool:
    """Whether the text is a number or a day and hardly more: "and order 1002?", "tomorrow"."""
    spec = scene.specs.get(wish.tool) if wish else None
    if spec is None:
        return False
    said = words(text)
    named = {part for slot in spec.slots for part in humanised(slot.name).split()}
    rest = [w for w in said if w not in named and w not in _ABOUT]
    return all(word in (NUMBER, REFERENCE) or is_stop(word) for word in rest)


_PLAIN: frozenset[Kind] = frozenset({"choice", "date", "number", "phone-number", "placeholder"})


def volunteered(scene: Scene, text: str) -> Wish | None:
    """The tool that a private value is for, when the caller gives one unasked."""
    if "<" not in text:
        return None
    found: list[tuple[int, Spec, dict[str, Value]]] = []
    for spec in scene.specs.values():
        of = heard(scene, spec.name, text)
        private = [s for s in spec.slots if s.kind in ("placeholder", "phone-number", "address")]
        given = {s.name: v for s in private if (v := slots.heard(s, of)) is not None}
        if given:
            found.append((len(spec.slots), spec, given))
    if not found:
        return None
    _, spec, given = min(found, key=lambda candidate: candidate[0])
    return Wish(spec.name, given)


def _recalled(scene: Scene, slot: Slot, of: Heard) -> Value | None:
    """What was said before for such an argument, if the text can be about the same thing."""
    said = set(tokens(of.text))
    if slot.kind == "sentence":
        return next(_answers(scene, slot), None)
    if slot.kind == "product":
        return next(_things(scene), None) if said & _POINTING and not slot.many else None
    if slot.kind not in LASTING or said & _OTHER:
        return None
    thing = of.thing
    if thing and not said & _POINTING and not _talked_about(scene, thing):
        return None
    return next(_before(scene, slot), None)


def _answers(scene: Scene, slot: Slot) -> Iterator[Value]:
    """Answers to the very same question, given for another tool, latest first."""
    for outcome, other, value in _given(scene):
        if other.question == slot.question and other.kind == slot.kind and not outcome.refused:
            yield value


def _things(scene: Scene) -> Iterator[str]:
    """Products that were talked about, latest first."""
    for _, slot, value in _given(scene):
        if slot.kind == "product" and (named := value[0] if isinstance(value, list) else value):
            yield str(named)


def _given(scene: Scene) -> Iterator[tuple[Outcome, Slot, Value]]:
    """Every argument that a tool was called with, latest first."""
    for exchange in reversed(scene.past[-_LOOK_BACK:]):
        for outcome in reversed(exchange.outcomes):
            spec = scene.specs.get(outcome.tool)
            for slot in spec.slots if spec else ():
                if (value := outcome.arguments.get(slot.name)) is not None:
                    yield outcome, slot, value


def _talked_about(scene: Scene, thing: str) -> bool:
    """Whether the assistant has named the thing, as it does when it speaks of an order."""
    wanted = {word for word in stems(thing) if len(word) > 2}
    spoken = {stem(word) for exchange in scene.past for word in tokens(exchange.answer)}
    return bool(wanted & spoken)


def _before(scene: Scene, slot: Slot) -> Iterator[Value]:
    """Values of this kind named before, latest first."""
    for exchange in reversed(scene.past[-_LOOK_BACK:]):
        for outcome in reversed(exchange.outcomes):
            if not outcome.refused and (value := _same_kind(scene, slot, outcome.arguments)):
                yield value
        if (value := _stated(scene, slot, exchange.said)) is not None:
            yield value
    for line in reversed(scene.conversation.known):
        for name, value in _PAIR.findall(line):
            if name == slot.name:
                yield _stated(scene, slot, value) or value.strip()
        if (value := _stated(scene, slot, line)) is not None:
            yield value


def _stated(scene: Scene, slot: Slot, text: str) -> Value | None:
    return slots.heard(slot, heard(scene, "", text)) if text else None


def _same_kind(scene: Scene, slot: Slot, arguments: Mapping[str, Value]) -> Value | None:
    value = arguments.get(slot.name)
    return _stated(scene, slot, value) if isinstance(value, str) else None
