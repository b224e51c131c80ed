"""When a question is open: what the caller's words mean as an answer to it.

Each function returns None where the words are no answer, so that they are taken for a new wish.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.embedded.language import choices, moves, phrases, referring, slots
from pipeline.embedded.language.filling import bare_value, changed, filled
from pipeline.embedded.language.mentions import Carrier, asks, trimmed
from pipeline.embedded.language.phrases import together
from pipeline.embedded.language.recalling import told_of
from pipeline.embedded.language.schemas import LASTING, Kind, Slot
from pipeline.embedded.language.state import PERSON, Say, Scene, State, Step, Wish
from pipeline.embedded.language.understanding import Intent
from pipeline.embedded.language.values import says_money
from pipeline.embedded.language.words import stems, words
from spoken import answers

_OPEN: frozenset[Kind] = frozenset({"sentence"})
"""Kinds that any words answer, however much they sound like a wish."""

_NAMES: frozenset[Kind] = frozenset({"item-name", "product", "text", "first-name"})
_NUMBERS: frozenset[Kind] = frozenset({"number", "integer"})
"""Kinds that few words name; a whole sentence that asks for something else is a new wish."""

_UNMISTAKABLE: frozenset[Kind] = frozenset(
    {"tracking-number", "promotion-code", "phone-number", "placeholder"}
)
"""Kinds whose values are recognised by their form: one that was asked for is the answer."""

_FEW_WORDS = 5
_UNSURE = re.compile(
    r"\b(?:(?:don't|dont|do not|can't|cannot|can not) (?:really )?(?:know|remember|recall|find"
    r"|have)|not sure|no idea|no clue|unsure|forgot|forgotten|dunno)\b",
    re.IGNORECASE,
)


def proposal(scene: Scene, state: State, text: str, intent: Intent) -> Step | None:
    """After a proposal: a no, something else, or a clearer yes or no is asked for."""
    put = state.proposal
    if put is None:
        return None
    wish = Wish(put.tool, put.arguments)
    said = answers.answer(text)
    if said == "yes" and put.tool in scene.specs:
        return moves.run(scene, state, wish)
    if put.tool not in scene.specs:
        return None
    if said == "no" or answers.cancels(text):
        return Say(together(phrases.NOT_DONE, phrases.WHAT_TO_DO)), State(last=wish)
    if corrected := changed(scene, wish, text):
        return moves.run(scene, state, corrected)
    if intent.sure and intent.tool != put.tool:
        return None
    # The tool asks again, so that the next yes counts: it does only right after it was put.
    return moves.run(scene, state, wish)


def offer(scene: Scene, state: State, text: str, intent: Intent) -> Step | None:
    """After "would you like to speak to a person?" or "is this about returns?"."""
    if state.offered is None:
        return None
    said = answers.answer(text)
    offered = state.offered
    calm = replace(state, offered=None, misses=0)
    if said == "yes":
        about = scene.past[-1].said if scene.past else text
        if offered == PERSON:
            return moves.person(scene, calm, phrases.person_about(about))
        return moves.transfer(scene, calm, offered, about)
    if said == "no":
        slot = scene.asked_slot(calm.wish)
        return Say(slot.question if slot else phrases.offer(scene.handles)), calm
    return None


def instead(scene: Scene, state: State, text: str, intent: Intent) -> Step | None:
    """After "it can't be refunded; shall I open a return first?", or "shall I try once more?"."""
    wish = state.instead
    if wish is None or wish.tool not in scene.specs:
        return None
    same = state.last is not None and state.last.tool == wish.tool
    said = answers.answer(text, doing="try again" if same else wish.tool.partition("_")[0])
    if said == "yes":
        return moves.pursue(scene, State(misses=state.misses), wish, text, answer=True)
    if said == "no" or answers.cancels(text):
        return Say(together(phrases.DROPPED, phrases.WHAT_TO_DO)), State(last=state.last)
    if intent.sure:
        return None
    return moves.miss(scene, state, phrases.MISHEARD)


def question(scene: Scene, state: State, text: str, intent: Intent) -> Step | None:
    """After a question for an argument."""
    wish, slot = state.wish, scene.asked_slot(state.wish)
    if wish is None or slot is None:
        return None
    unsure = _UNSURE.search(text) is not None
    elsewhere = intent.sure and intent.tool != wish.tool and asks(text, Carrier())
    if not elsewhere and (step := referring.answer(scene, state, wish, slot, text)):
        return step
    if slot.kind in LASTING and not (intent.here and intent.tool != wish.tool):
        named = _told_by_name(scene, wish, slot, text)
        if named is not None:
            return moves.pursue(scene, state, named, text, answer=True)
    refused = answers.answer(text) == "no"
    if not (unsure or refused) and _new_wish(scene, wish, slot, text, intent):
        return None
    value = slots.answered(slot, scene.heard(wish.tool, text, wish.options))
    if value is None and unsure:
        helped = moves.look_up(scene, state, wish, None)
        return helped or moves.miss(scene, state, phrases.NEEDED)
    if value is None and refused:
        return Say(together(phrases.DROPPED, phrases.WHAT_TO_DO)), State(last=state.last)
    if value is None:
        return _no_value(scene, state, wish, slot, text, intent)
    arguments = {**wish.arguments, slot.name: value}
    about = None if slot.kind in LASTING else wish.about
    given = replace(wish, arguments=arguments, asked=None, about=about, options=())
    return moves.pursue(scene, state, given, text, answer=True)


def _new_wish(scene: Scene, wish: Wish, slot: Slot, text: str, intent: Intent) -> bool:
    """Whether the words ask for something else rather than answer."""
    elsewhere = intent.tool != wish.tool and intent.sure
    if not elsewhere or slot.kind in _OPEN:
        return False
    of = scene.heard(wish.tool, text)
    if wish.options and choices.picked(text, wish.options, many=slot.many):
        return False  # "ebook" is what was just offered, whatever it may ask for elsewhere
    if slot.kind == "choice":
        # Whatever it may mean elsewhere: these are words of what was just asked for.
        return choices.said(text, slot.choices) is None
    if slot.kind == "yes-no":
        return slots.answered(slot, of) is None
    if slot.kind in _NUMBERS and (bare_value(scene, wish, text) or _amount_only(text)):
        return False  # whatever "699.95" alone may mean elsewhere
    if slot.kind in _UNMISTAKABLE and not asks(text, of.carrier):
        return slots.answered(slot, of) is None
    if slot.kind not in _NAMES | LASTING:
        return True
    if bare_value(scene, wish, text):
        return False
    return asks(text, of.carrier) or (
        slot.kind in LASTING and _calls_for(scene, wish, text, intent)
    )


def _amount_only(text: str) -> bool:
    """Whether an amount of money is told and hardly more: "twenty nine dollars"."""
    return says_money(text) and len(words(text)) <= _FEW_WORDS and not asks(text, Carrier())


def _calls_for(scene: Scene, wish: Wish, text: str, intent: Intent) -> bool:
    """Whether the text has a word of the other tool's own name: "I know, cancel order 1001"."""
    if intent.tool is None or intent.tool not in scene.specs:
        return False
    asked = {part for s in scene.specs[intent.tool].slots for part in stems(s.name)}
    own = scene.understanding.carrier(wish.tool).name | asked
    return bool((scene.understanding.carrier(intent.tool).name - own) & set(stems(text)))


def _no_value(
    scene: Scene, state: State, wish: Wish, slot: Slot, text: str, intent: Intent
) -> Step | None:
    """No value for the argument asked for: other arguments, a wish for help, or a miss."""
    more = filled(scene, replace(wish, asked=None), text, answer=True)
    if dict(more.arguments) != dict(wish.arguments):
        return moves.pursue(scene, state, more, text)
    if step := _by_name(scene, state, wish, slot, text):
        return step
    if intent.tool and intent.tool != wish.tool and intent.sure:
        return None
    return moves.miss(scene, state, phrases.MISHEARD)


def _by_name(scene: Scene, state: State, wish: Wish, slot: Slot, text: str) -> Step | None:
    """Look for what is called by its name: "the headphones" answers "which order?"."""
    name = _name(scene, wish, text)
    if slot.kind not in LASTING or not name:
        return None
    if slot.by_name:
        given = {**wish.arguments, slot.name: name}
        named = replace(wish, arguments=given, asked=None, about=None)
        return moves.pursue(scene, state, named, text, answer=True)
    return moves.look_up(scene, state, wish, name)


def _told_by_name(scene: Scene, wish: Wish, slot: Slot, text: str) -> Wish | None:
    """The wish with the number of the thing that the text names, if that was told before."""
    value = told_of(scene, slot, _name(scene, wish, text))
    if value is None:
        return None
    return replace(wish, arguments={**wish.arguments, slot.name: value}, asked=None, about=None)


def _name(scene: Scene, wish: Wish, text: str) -> str:
    return scene.heard(wish.tool, text).thing or trimmed(text)
