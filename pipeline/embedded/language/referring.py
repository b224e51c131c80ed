"""What callers do with what they were shown: ask about "it", pick one, want another thing too."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.embedded.language import moves, pointing
from pipeline.embedded.language.filling import changed
from pipeline.embedded.language.mentions import asks
from pipeline.embedded.language.recalling import shown
from pipeline.embedded.language.schemas import Slot, Spec
from pipeline.embedded.language.slots import heard
from pipeline.embedded.language.state import Scene, State, Step, Wish
from pipeline.embedded.language.understanding import Intent
from pipeline.embedded.language.words import tokens

_FEW_WORDS = 8
_PLAIN = 0.7
"""From here on it is plain what is asked of "it", whatever it is: "I'll take it"."""

_TELL_ME = (
    "tell me more about it, the details please, how much does it cost, how big is it, "
    "is it in stock"
)
_ALSO = re.compile(
    r"^(?:oh\s+|and\s+|also\s+)*(?:and|also|plus)\b|\b(?:too|as well|also)[.!?]?$", re.IGNORECASE
)
_LIKEWISE = re.compile(r"^(?:and\s+)?(?:and|also|what about|how about|in)\b", re.IGNORECASE)


def intent(scene: Scene, text: str) -> Intent:
    """What is asked for, with what the words point at taken into account.

    "Is it in stock" is asked of whoever sells what is talked about: the name makes that plain.
    """
    named = pointing.spelled_out(scene, text)
    found = _intent(scene, named)
    if named != text or (found.here and found.sure) or found.agent_confidence > _PLAIN:
        return found
    about = pointing.with_it_named(scene, text)
    better = _intent(scene, about) if about else found
    return better if better.sure and (better.here or not found.sure) else found


def alone(scene: Scene, state: State, text: str) -> Step | None:
    """A thing is pointed at and nothing is said of it: "the 4070". The caller is told about it."""
    point = pointing.pointed(scene, "product", text)
    things = point.things if point else pointing.it(scene, "product", text)
    if not things or (point and point.together) or not pointing.alone(text, point):
        return None
    tool, slot = _telling(scene, state, text) or (None, None)
    if tool is None or slot is None:
        return None
    if len(things) > 1:
        return moves.ask_which(state, Wish(tool, {}, slot.name), things)
    return moves.run(scene, replace(state, misses=0), Wish(tool, {slot.name: things[0].name}))


def answer(scene: Scene, state: State, wish: Wish, slot: Slot, text: str) -> Step | None:
    """One of the things that were shown answers the question for an argument."""
    if wish.options:
        return None
    meant = shown(scene, replace(slot, required=True), scene.heard(wish.tool, text))
    if meant is None:
        return None
    if meant.among:
        return moves.ask_which(state, wish, meant.among)
    if meant.value is None:
        return None
    given = {**wish.arguments, slot.name: meant.value}
    found = replace(wish, arguments=given, asked=None, about=None)
    return moves.pursue(scene, state, found, text, answer=True)


def also(scene: Scene, state: State, text: str) -> Step | None:
    """The same for another thing: "and a cable too"."""
    spec = scene.specs.get(state.last.tool) if state.last else None
    slot = _only_product(spec) if spec else None
    if spec is None or slot is None or not _ALSO.search(text) or len(tokens(text)) > _FEW_WORDS:
        return None
    rest = _ALSO.sub(" ", _ALSO.sub(" ", text)).strip()
    of = scene.heard(spec.name, rest)
    if asks(rest, of.carrier) or shown(scene, slot, of) or heard(slot, of) is None:
        return None
    return moves.pursue(scene, replace(state, misses=0), Wish(spec.name), rest)


def otherwise(scene: Scene, state: State, text: str) -> Step | None:
    """The same thing in another size, color or price: "what about in navy"."""
    if state.last is None or not _LIKEWISE.match(text) or len(tokens(text)) > _FEW_WORDS:
        return None
    if scene.heard(state.last.tool, _LIKEWISE.sub(" ", text)).thing is not None:
        return None
    corrected = changed(scene, state.last, text)
    return moves.run(scene, replace(state, misses=0), corrected) if corrected else None


def _intent(scene: Scene, text: str) -> Intent:
    return scene.understanding.intent(text, tools=scene.specs, agent=scene.agent)


def _telling(scene: Scene, state: State, text: str) -> tuple[str, Slot] | None:
    """What tells of one product; "and the other?" asks what was asked of the one before."""
    slots = {name: slot for name, spec in scene.specs.items() if (slot := _only_product(spec))}
    if state.last and state.last.tool in slots and _LIKEWISE.match(text):
        return state.last.tool, slots[state.last.tool]
    choosing = {o.tool for e in scene.past for o in e.outcomes if len(o.shown) > 1}
    telling = {name: slot for name, slot in slots.items() if name not in choosing}
    tool = scene.understanding.likeliest(_TELL_ME, telling)
    return (tool, telling[tool]) if tool else None


def _only_product(spec: Spec) -> Slot | None:
    """The one argument that a tool needs, where that is a product."""
    needed = [slot for slot in spec.slots if slot.required]
    one = needed[0] if len(needed) == 1 else None
    return one if one and one.kind == "product" and not one.many else None
