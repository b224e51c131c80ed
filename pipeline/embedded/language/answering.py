"""When a question is open: what the caller's words mean as an answer to it.

Each function returns None where the words are no answer, so that they are taken for a new wish.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.embedded.language import moves, phrases, slots
from pipeline.embedded.language.filling import LASTING, changed, filled, heard
from pipeline.embedded.language.mentions import asks
from pipeline.embedded.language.phrases import together
from pipeline.embedded.language.schemas import Kind, Slot, humanised
from pipeline.embedded.language.state import PERSON, Run, Say, Scene, State, Step, Wish
from pipeline.embedded.language.understanding import Intent
from pipeline.embedded.language.words import tokens
from spoken import answers

_OPEN: frozenset[Kind] = frozenset({"sentence"})
"""Kinds that any words answer, however much they sound like a wish."""

_NAMES: frozenset[Kind] = frozenset({"item-name", "product", "text", "first-name"})
"""Kinds that few words name; a whole sentence that asks for something else is a new wish."""

_NAME_WORDS = 5
_UNSURE = re.compile(
    r"\b(?:(?:don't|dont|do not|can't|cannot|can not) (?:really )?(?:know|remember|recall|find"
    r"|have)|not sure|no idea|no clue|unsure|forgot|forgotten|dunno)\b",
    re.IGNORECASE,
)
_VERY_SURE = 0.8


def proposal(scene: Scene, state: State, text: str, intent: Intent) -> Step | None:
    """After a proposal: a no, something else, or a clearer yes or no is asked for."""
    put = state.proposal
    if put is None:
        return None
    wish = Wish(put.tool, put.arguments)
    said = answers.answer(text)
    if said == "yes" and put.tool in scene.specs:
        return moves.run(scene, state, wish)
    if said == "no" or answers.cancels(text):
        return Say(together(phrases.NOT_DONE, phrases.WHAT_TO_DO)), State(last=wish)
    if corrected := changed(scene, wish, text):
        return moves.run(scene, state, corrected)
    if intent.sure and intent.tool != put.tool:
        return None
    if state.misses:
        return moves.miss(scene, state)
    again = phrases.last_question(put.say)
    return Say(together(phrases.YES_OR_NO, again)), replace(state, misses=1)


def offer(scene: Scene, state: State, text: str, intent: Intent) -> Step | None:
    """After "would you like to speak to a person?" or "is this about returns?"."""
    if state.offered is None:
        return None
    said = answers.answer(text)
    offered = state.offered
    calm = replace(state, offered=None, misses=0)
    if said == "yes":
        if offered == PERSON:
            return moves.person(scene, calm, phrases.PERSON_WANTED)
        reason = scene.past[-1].said if scene.past else text
        return moves.transfer(scene, calm, offered, reason)
    if said == "no":
        question = scene.question(calm)
        return Say(question or phrases.offer(scene.handles)), calm
    return None


def question(scene: Scene, state: State, text: str, intent: Intent) -> Step | None:
    """After a question for an argument."""
    wish, slot = state.wish, scene.asked_slot(state.wish)
    if wish is None or slot is None:
        return None
    if _new_wish(scene, wish, slot, text, intent):
        return None
    value = slots.answered(slot, heard(scene, wish.tool, text, wish.options))
    if value is None:
        return _no_value(scene, state, wish, text, intent)
    given = replace(wish, arguments={**wish.arguments, slot.name: value}, asked=None, options=())
    return moves.pursue(scene, state, given, text, answer=True)


def _new_wish(scene: Scene, wish: Wish, slot: Slot, text: str, intent: Intent) -> bool:
    """Whether the words ask for something else rather than answer."""
    elsewhere = intent.tool != wish.tool and intent.sure
    if not elsewhere or slot.kind in _OPEN or slot.kind == "choice":
        closed = slot.kind == "choice" and elsewhere
        return closed and slots.answered(slot, heard(scene, wish.tool, text)) is None
    if slot.kind in _NAMES:
        long = len(tokens(text)) > _NAME_WORDS and intent.agent_confidence >= _VERY_SURE
        return long or asks(text)
    if slot.kind in LASTING:
        return len(tokens(text)) > _NAME_WORDS
    return True


def _no_value(scene: Scene, state: State, wish: Wish, text: str, intent: Intent) -> Step | None:
    """No value for the argument asked for: other arguments, a wish for help, or a miss."""
    more = filled(scene, replace(wish, asked=None), text, answer=True)
    if dict(more.arguments) != dict(wish.arguments):
        return moves.pursue(scene, state, more, text)
    if intent.tool and intent.tool != wish.tool and intent.sure:
        return None
    if _UNSURE.search(text):
        return _help_out(scene, state, wish)
    return moves.miss(scene, state, phrases.MISHEARD)


def _help_out(scene: Scene, state: State, wish: Wish) -> Step:
    """The caller does not know: run what lists such things, if there is a tool for that."""
    noun = humanised(wish.asked or "")
    intent = scene.understanding.intent(
        f"list my {noun}s, what {noun}s do I have", tools=scene.specs, agent=scene.agent
    )
    spec = scene.specs.get(intent.tool or "")
    if spec is None or not intent.sure or spec.missing({}) is not None:
        return moves.miss(scene, state, phrases.NEEDED)
    return Run(spec.name, {}), replace(state, aside=True, misses=0)
