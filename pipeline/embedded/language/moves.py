"""The moves of a dialogue: ask for what is missing, run, hand over, offer help, give up politely.

Each returns what to do and where the dialogue stands afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.embedded.language import phrases
from pipeline.embedded.language.context import Thing
from pipeline.embedded.language.filling import filled
from pipeline.embedded.language.phrases import together
from pipeline.embedded.language.recalling import shown
from pipeline.embedded.language.schemas import LASTING, Spec, Value, humanised
from pipeline.embedded.language.state import (
    END_CALL,
    PERSON,
    TRANSFER,
    Run,
    Say,
    Scene,
    State,
    Step,
    Wish,
)

_PATIENCE = 2
"""Misses in a row before a person is offered."""


def pursue(scene: Scene, state: State, wish: Wish, text: str, *, answer: bool = False) -> Step:
    """Fill the wish from the text; ask for the first thing missing, or run it."""
    wish = filled(scene, wish, text, answer=answer)
    if not answer:
        wish = _named(scene, wish, text)
    missing = scene.specs[wish.tool].missing(wish.arguments)
    if missing is None:
        return Run(wish.tool, wish.arguments), _running(state, wish)
    wish = replace(wish, asked=missing.name, options=())
    of = scene.heard(wish.tool, text)
    meant = shown(scene, missing, of)
    if meant is not None and meant.among:
        return ask_which(state, wish, meant.among)
    about = of.plain_thing if missing.by_name else of.thing
    if about and missing.kind in LASTING and not answer:
        if missing.by_name:
            named = replace(wish, asked=None, arguments={**wish.arguments, missing.name: about})
            return pursue(scene, state, named, text, answer=True)
        wish = replace(wish, about=about)
        if step := look_up(scene, state, wish, about):
            return step
    return ask(state, wish, missing.question)


def _named(scene: Scene, wish: Wish, text: str) -> Wish:
    """The wish with the order that is plainly named, whatever is asked for first.

    By the next answer the name would be forgotten, and the order talked about before be taken.
    """
    of = scene.heard(wish.tool, text)
    named = of.plain_thing
    if named is None or not of.names_plainly(named):
        return wish
    open_ = [s for s in scene.specs[wish.tool].slots if s.by_name and s.required]
    given = {slot.name: named for slot in open_ if slot.name not in wish.arguments}
    return replace(wish, arguments={**wish.arguments, **given})


def look_up(scene: Scene, state: State, wish: Wish, about: str | None) -> Step | None:
    """Run what lists such things, to find the number of the one that the caller means.

    None if there is no tool for that, or it was just run.
    """
    noun = humanised(wish.asked or "")
    intent = scene.understanding.intent(
        f"list my {noun}s, what {noun}s do I have", tools=scene.specs, agent=scene.agent
    )
    spec = scene.specs.get(intent.tool or "")
    if spec is None or not intent.sure or spec.missing({}) is not None:
        return None
    if about and any(outcome.tool == spec.name for e in scene.past for outcome in e.outcomes):
        return None
    wish = replace(wish, about=about)
    return Run(spec.name, {}), replace(state, wish=wish, aside=spec.name, misses=0)


def ask(state: State, wish: Wish, question: str, lead: str = "") -> Step:
    """Ask for the argument that `wish.asked` names."""
    return Say(together(lead, question)), replace(
        state, wish=wish, proposal=None, offered=None, instead=None, misses=0
    )


def ask_which(state: State, wish: Wish, among: Sequence[Thing]) -> Step:
    """Ask which of several things is meant for the argument that `wish.asked` names."""
    orders = [f"{thing.reference}, the {thing.name}" for thing in among if thing.kind == "order"]
    options = tuple(orders or [thing.name for thing in among])
    question = phrases.which_of([thing.name for thing in among])
    return ask(state, replace(wish, options=options), question)


def run(scene: Scene, state: State, wish: Wish) -> Step:
    """Run the wish with the arguments it has."""
    return Run(wish.tool, wish.arguments), _running(state, wish)


def _running(state: State, wish: Wish) -> State:
    return State(last=replace(wish, asked=None, options=()), waiting=state.waiting)


def transfer(scene: Scene, state: State, target: str | None, reason: str) -> Step | None:
    """Hand over to the target; None when that cannot be done from here."""
    spec = scene.specs.get(TRANSFER)
    if spec is None or target is None or target == scene.agent or target not in scene.targets:
        return None
    arguments: dict[str, Value] = {}
    for slot in spec.slots:
        if slot.choices and target in {choice.value for choice in slot.choices}:
            arguments[slot.name] = target
        elif slot.required:
            arguments[slot.name] = reason
    return Run(TRANSFER, arguments), State()


def person(scene: Scene, state: State, text: str) -> Step:
    """Bring in a person: by transfer, or with what the agent for that has itself."""
    moved = transfer(scene, state, scene.understanding.person_agent, text)
    if moved is not None:
        return moved
    if scene.agent == scene.understanding.person_agent:
        intent = scene.understanding.intent(
            phrases.PERSON_WANTED, tools=scene.specs, agent=scene.agent
        )
        if intent.tool is not None and intent.tool in scene.specs:
            return pursue(scene, state, Wish(intent.tool), text)
    return Say(together(phrases.NO_PERSON, phrases.offer(scene.handles))), State()


def goodbye(scene: Scene, text: str) -> Step:
    """End the call with the tool for it, or in words."""
    spec = scene.specs.get(END_CALL)
    if spec is None:
        return Say(phrases.GOODBYE), State()
    return Run(END_CALL, _worded(spec, text)), State()


def _worded(spec: Spec, text: str) -> Mapping[str, Value]:
    return {slot.name: text for slot in spec.slots if slot.required and not slot.choices}


def miss(scene: Scene, state: State, lead: str = phrases.MISSED) -> Step:
    """Say that it was not understood and what can be done; after two misses offer a person."""
    misses = state.misses + 1
    if misses >= _PATIENCE and scene.understanding.person_agent is not None:
        return Say(phrases.PERSON), replace(state, misses=misses, offered=PERSON)
    question = scene.question(state)
    if question is not None:
        again = phrases.last_question(question)
        return Say(together(lead, again)), replace(state, misses=misses)
    return Say(together(lead, phrases.offer(scene.handles))), replace(state, misses=misses)


def nobodys(scene: Scene, state: State) -> Step:
    """A wish that nobody here serves: say so, and offer a person."""
    if scene.understanding.person_agent in (None, scene.agent):
        return Say(together(phrases.NOT_HERE, phrases.offer(scene.handles))), state
    return Say(together(phrases.NOT_HERE, phrases.PERSON_FOR_IT)), replace(state, offered=PERSON)


def stay(scene: Scene, state: State, words: str) -> Step:
    """Say something in passing and come back to the open question."""
    question = scene.question(state)
    again = phrases.last_question(question) if question else phrases.HOW_TO_HELP
    return Say(together(words, again)), state
