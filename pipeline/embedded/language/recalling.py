"""What was said before: values that stay known, things that "it" stands for, facts told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.embedded.language import pointing, slots
from pipeline.embedded.language.context import Outcome, Thing
from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.schemas import LASTING, Slot, Value
from pipeline.embedded.language.state import Scene
from pipeline.embedded.language.words import concepts, stem, stems, tokens, word_set

POINTING = word_set("it this that them these those its same")
_OTHER = word_set("another different other else")
_PARCEL = "parcel"
"""The concept of what an order comes as: "my package" is the order that is being talked about."""

_ASKS = re.compile(r"(?:how (?:much|many|long|big)|one|price|cost)$", re.IGNORECASE)
"""What is no name, although it stands alone: "how much is it"."""

_AMONG_KNOWN = re.compile(r"\bdo you mean\b", re.IGNORECASE)
"""What asks for a thing that has been spoken of already, rather than for something to look for."""

_LOOK_BACK = 12
_PAIR = re.compile(r"([a-z_]+)\s*=\s*([^;]+)")


@dataclass(frozen=True, slots=True)
class Meant:
    """What the caller points at: the argument's value, or the things of which it may be any."""

    value: Value | None = None
    among: tuple[Thing, ...] = ()


def shown(scene: Scene, slot: Slot, of: Heard) -> Meant | None:
    """Which of the things that were shown the text points at; None if it points at none."""
    kind = pointing.KINDS.get(slot.kind)
    if kind is None or not slot.required:
        return None
    if slot.many:
        things = pointing.many(scene, kind, of.text)
        things += pointing.it(scene, kind, of.text) if len(things) == 1 else ()
        return Meant([thing.name for thing in things]) if len(things) > 1 else None
    point = pointing.pointed(scene, kind, of.text)
    things = point.things if point else ()
    if not things and kind == "product" and _names_nothing(of):
        things = pointing.it(scene, kind, of.text)
    if len(things) == 1:
        return Meant(pointing.value(slot, things[0]))
    return Meant(among=things) if things else None


def _names_nothing(of: Heard) -> bool:
    """Whether "it" can be what is meant: nothing else is named but a count: "two of those"."""
    if of.thing is None or _ASKS.match(of.thing) or pointing.counted(of.text):
        return True
    if set(tokens(of.thing)) <= POINTING:
        return True
    return pointing.alone(of.text, None)


def recalled(scene: Scene, slot: Slot, of: Heard) -> Value | None:
    """What was said before for such an argument, if the text can be about the same thing."""
    said = set(tokens(of.text))
    if slot.kind == "sentence":
        return next(_answers(scene, slot), None)
    if slot.kind == "product":
        return None if slot.many else _talked_of(scene, slot, of, said)
    if slot.kind not in LASTING or said & _OTHER:
        return None
    thing = of.thing
    generic = slot.name in said or _PARCEL in concepts(stems(of.text))
    if thing is None or generic or said & POINTING or _talked_about(scene, thing):
        return next(_before(scene, slot), None)
    return told_of(scene, slot, thing)


def _talked_of(scene: Scene, slot: Slot, of: Heard, said: set[str]) -> Value | None:
    """The product that "it" is; and where none is named, the one that is being talked about."""
    if said & POINTING:
        return next(things(scene), None)
    one = pointing.it(scene, "product", "it")
    goes_on = of.thing is None and not said & _OTHER and _AMONG_KNOWN.search(slot.question)
    return one[0].name if goes_on and len(one) == 1 else None


def told_of(scene: Scene, slot: Slot, name: str, outcomes: Iterable[Outcome] = ()) -> Value | None:
    """The number of the one thing among the facts that the name can mean: "the headphones".

    Facts are what tools have told and what the transfer note tells; `outcomes` are told just now.
    """
    wanted = {word for word in stems(name) if len(word) > 2}
    facts = [fact for outcome in outcomes for fact in outcome.facts]
    facts += [f for e in scene.past[-_LOOK_BACK:] for o in e.outcomes for f in o.facts]
    facts += scene.conversation.facts
    alike: dict[Value, int] = {}
    for fact in facts:
        value = _stated(scene, slot, fact)
        # A line with several numbers tells of several things: which words are whose is unknown.
        if isinstance(value, str) and not _several(value, fact):
            alike[value] = max(alike.get(value, 0), _shared(wanted, fact))
    best = max(alike.values(), default=0)
    meant = [value for value, shared in alike.items() if shared == best]
    return meant[0] if best and len(meant) == 1 else None


def _several(value: str, fact: str) -> bool:
    kind = re.escape(value.rstrip("0123456789"))
    return len(set(re.findall(rf"\b{kind}\d+\b", fact))) > 1


def _shared(wanted: set[str], fact: str) -> int:
    """How many words of a name a fact has; 0 if the name says more than that."""
    shared = wanted & {stem(word) for word in tokens(fact)}
    # "My headphones ship yet": words that only ask are no part of what a thing is called.
    asking = {word for word in wanted - shared if concepts((word,))}
    return len(shared) if wanted == shared | asking else 0


def things(scene: Scene) -> Iterator[str]:
    """Products that were talked about, latest first."""
    one = pointing.it(scene, "product", "it")
    if len(one) == 1:
        yield one[0].name
    for _, slot, value in _given(scene):
        if slot.kind == "product" and (named := value[0] if isinstance(value, list) else value):
            yield str(named)


def _answers(scene: Scene, slot: Slot) -> Iterator[Value]:
    """Answers to the very same question, given for another tool, latest first."""
    for outcome, other, value in _given(scene):
        if other.question == slot.question and other.kind == slot.kind and not outcome.refused:
            yield value


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
    answers = [exchange.answer for exchange in scene.past]
    return any(wanted <= {stem(word) for word in tokens(answer)} for answer in answers if answer)


def _before(scene: Scene, slot: Slot) -> Iterator[Value]:
    """Values of this kind named before, latest first."""
    for exchange in reversed(scene.past[-_LOOK_BACK:]):
        for outcome in reversed(exchange.outcomes):
            for given in () if outcome.refused else _such(scene, slot, outcome):
                same = _stated(scene, slot, given)
                if same is not None or slot.by_name:
                    yield same or given
        if (value := _stated(scene, slot, exchange.said)) is not None:
            yield value
    for line in reversed(scene.conversation.known):
        for name, value in _PAIR.findall(line):
            if name == slot.name:
                yield _stated(scene, slot, value) or value.strip()
        if (value := _stated(scene, slot, line)) is not None:
            yield value


def _such(scene: Scene, slot: Slot, outcome: Outcome) -> Iterator[str]:
    """What a tool was called with for the argument, or for another that takes the same."""
    spec = scene.specs.get(outcome.tool)
    alike = [s.name for s in spec.slots if s.kind == slot.kind] if spec else []
    for name in dict.fromkeys((slot.name, *alike)):
        if isinstance(value := outcome.arguments.get(name), str):
            yield value


def _stated(scene: Scene, slot: Slot, text: str) -> Value | None:
    return slots.heard(slot, scene.heard("", text)) if text else None
