"""What to do about the caller's words, given where the dialogue stands. Pure and deterministic."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.embedded.language import answering, moves, phrases, pointing, referring
from pipeline.embedded.language.filling import again, bare_value, changed, volunteered
from pipeline.embedded.language.mentions import mention, without_references
from pipeline.embedded.language.phrases import together
from pipeline.embedded.language.slots import answered
from pipeline.embedded.language.state import END_CALL, Say, Scene, State, Step, Wish
from pipeline.embedded.language.understanding import LIKELY, TOOL_SURE, Intent, reference_alone
from pipeline.embedded.language.weighing import weighed
from pipeline.embedded.language.words import MAX_CHARS, tokens, words
from spoken import answers, numbers

_BETWEEN = re.compile(
    r"[.;!?]+\s+|(?<!hundred)(?<!thousand),?\s+"
    r"(?:and then|and also|and|then|also|after that|plus)\s+",
    re.IGNORECASE,
)
_FEW_WORDS = 6
_ENDING_SURE = 0.8
"""A call that was ended by misunderstanding cannot be mended."""

_DROPPED = re.compile(
    r"\W*(?:(?:actually|no|oh|ah|wait|hm+|ok|okay|sorry|you know what)\W+)*"
    r"(?:forget (?:about )?(?:it|that)|never ?mind(?: that)?|scratch that|don't bother)\W+"
    r"(?:(?:just|instead|rather)\W+)?",
    re.IGNORECASE,
)
_A_WISH = 3
"""Words."""

_THANKS = frozenset({"thanks", "thank", "thx", "cheers"})
_HELLO = frozenset({"hi", "hello", "hey"})
_PERSON = re.compile(r"\b(?:person|human|colleague|someone|somebody)\b", re.IGNORECASE)
_ELSE = re.compile(r"\b(?:anything|something|what) else\b", re.IGNORECASE)


def decide(scene: Scene, state: State, text: str) -> Step:
    """Answer what the caller just said."""
    if not tokens(text):
        return moves.miss(scene, state, phrases.MISHEARD)
    steering = _steering(scene, state, text)
    if steering is not None:
        return steering
    intent = referring.intent(scene, text)
    intent = weighed(scene, intent, text)
    if step := _rather(scene, state, text):
        return step
    readers = (answering.proposal, answering.offer, answering.instead, answering.question)
    for read in readers:
        step = read(scene, state, text, intent)
        if step is not None:
            return step
    return _wish(scene, _free(state), text, intent)


def _rather(scene: Scene, state: State, text: str) -> Step | None:
    """What is wanted instead of what is open: "actually forget it, tell me where my parcel is"."""
    dropped = _DROPPED.match(text)
    if dropped is None:
        return None
    rest = text[dropped.end() :]
    intent = scene.understanding.intent(rest, tools=scene.specs, agent=scene.agent)
    if len(tokens(rest)) < _A_WISH or not intent.sure:
        return None
    return _wish(scene, _free(state), rest, weighed(scene, intent, rest))


def _free(state: State) -> State:
    """Nothing is open any more: the caller goes on to something else."""
    return State(last=state.last, misses=state.misses)


def _steering(scene: Scene, state: State, text: str) -> Step | None:
    """What callers say about the conversation itself, at any time."""
    if answers.wants_repeat(text):
        said = scene.past[-1].answer if scene.past else ""
        return Say(said or together(phrases.GREETING, phrases.HOW_TO_HELP)), state
    if answers.asks_if_robot(text):
        return moves.stay(scene, state, phrases.ROBOT)
    if answers.hesitates(text):
        return _wait(scene, state)
    if _answers_open_question(scene, state, text):
        return None
    if answers.wants_person(text):
        return moves.person(scene, state, text)
    if answers.is_goodbye(text) and state.proposal is None:
        return moves.goodbye(scene, text)
    asked = (state.proposal, state.offered, state.instead) != (None, None, None)
    if answers.cancels(text) and not asked and (state.wish or "cancel" not in tokens(text)):
        return Say(together(phrases.DROPPED, phrases.WHAT_TO_DO)), State(last=state.last)
    return None


def _wait(scene: Scene, state: State) -> Step:
    """The caller wants more time: whatever is open stays open."""
    if state.proposal is not None and state.proposal.tool in scene.specs:
        # The tool asks again, so that the next yes counts: it does only right after it was put.
        return moves.run(scene, state, Wish(state.proposal.tool, state.proposal.arguments))
    return moves.stay(scene, state, phrases.TAKE_YOUR_TIME)


def _answers_open_question(scene: Scene, state: State, text: str) -> bool:
    """Whether "I changed my mind" or "done" is what was just asked for, and steers nothing."""
    slot = scene.asked_slot(state.wish)
    if slot is None or state.wish is None or slot.kind not in ("choice", "yes-no"):
        return False
    return answered(slot, scene.heard(state.wish.tool, text)) is not None


def _wish(scene: Scene, state: State, text: str, intent: Intent) -> Step:
    """The words stand on their own: a wish, a value, small talk, or nothing that is understood."""
    if answers.cancels(text) and not intent.here:
        # Of this agent's it may be a wish, "cancel it"; nobody means a colleague's by it.
        said = phrases.DROPPED if scene.question(state) else phrases.NOTHING_OPEN
        return Say(together(said, phrases.WHAT_TO_DO)), State(last=state.last)
    if wish := volunteered(scene, text):
        return moves.pursue(scene, state, wish, text)
    for refer in (referring.alone, referring.also, referring.otherwise):
        if step := refer(scene, state, text):
            return step
    if not words(text):
        return _courtesy(scene, state, text)
    if bare_value(scene, state.last, text) and (step := _follow_up(scene, state, text)):
        return step
    if order := reference_alone(pointing.spelled_out(scene, text)):
        intent = scene.understanding.intent(order, tools=scene.specs, agent=scene.agent)
    if (step := _several(scene, state, text)) or (step := _one(scene, state, text, intent)):
        return step
    if (step := _bare_answer(scene, state, text)) or (step := _follow_up(scene, state, text)):
        return step
    if len(text) > MAX_CHARS:
        return Say(phrases.TOO_LONG), state
    return _unclear(scene, state, text, intent)


def _one(scene: Scene, state: State, text: str, intent: Intent) -> Step | None:
    """A wish that is clear enough to act on."""
    ending = intent.tool == END_CALL and intent.agent_confidence < _ENDING_SURE
    if not intent.sure or ending:
        return None
    if intent.tool in scene.specs and intent.tool is not None:
        if intent.tool_confidence < TOOL_SURE:
            return None
        wish = again(scene, state, Wish(intent.tool), text)
        return moves.pursue(scene, replace(state, misses=0), wish, text)
    return moves.transfer(scene, state, intent.agent, text)


def _several(scene: Scene, state: State, text: str) -> Step | None:
    """Two wishes in one sentence, each about something named: the first now, the rest after it."""
    parts = [part for part in _BETWEEN.split(text) if len(tokens(part)) > 2]
    if len(parts) < 2 or len(text) > MAX_CHARS:
        return None
    first, *rest = parts
    intents = [scene.understanding.intent(p, tools=scene.specs, agent=scene.agent) for p in parts]
    if len({intent.tool for intent in intents}) < len(parts):
        return None
    for part, intent in zip(parts, intents, strict=True):
        if intent.tool is None or not intent.sure:
            return None
        of = scene.understanding.carrier(intent.tool)
        if mention(without_references(part), of) is None and not numbers.digits(part):
            return None
    leading = intents[0]
    spec = scene.specs.get(leading.tool or "")
    if spec is None:
        # The next agent gets all of it, and serves what it can in order.
        return moves.transfer(scene, state, leading.agent, text)
    takes = [slot for slot in spec.slots if slot.required]
    if any(slot.kind == "sentence" or (slot.kind == "product" and slot.many) for slot in takes):
        # What follows may belong to it: "compare the floor lamp and the table lamp".
        return None
    return _one(scene, replace(state, waiting=tuple(rest)), first, leading)


def _courtesy(scene: Scene, state: State, text: str) -> Step:
    """Nothing but politeness: thanks, a greeting, an "okay"."""
    said = set(tokens(text))
    if step := _bare_answer(scene, state, text):
        return step
    if said & _THANKS:
        return Say(together(phrases.WELCOME, phrases.ANYTHING_ELSE)), state
    return moves.stay(scene, state, phrases.GREETING if said & _HELLO else "")


def _bare_answer(scene: Scene, state: State, text: str) -> Step | None:
    """A yes or no to something that no tool of this model asked."""
    said = answers.answer(text)
    if said == "unclear":
        return None
    if tool := scene.understanding.answering(said, scene.specs):
        return moves.pursue(scene, state, Wish(tool), text)
    asked = phrases.last_question(scene.past[-1].answer) if scene.past else ""
    if said == "yes" and _PERSON.search(asked):
        return moves.person(scene, state, phrases.PERSON_WANTED)
    if said == "no" and ("?" not in asked or _ELSE.search(asked) or phrases.invites(asked)):
        return moves.goodbye(scene, text)
    return Say(phrases.offer(scene.handles)), replace(state, misses=0)


def _follow_up(scene: Scene, state: State, text: str) -> Step | None:
    """A value alone, after something was run with another one: "and order 1002?"."""
    if state.last is None or len(tokens(text)) > _FEW_WORDS:
        return None
    corrected = changed(scene, state.last, text)
    if corrected is None:
        return None
    return moves.run(scene, replace(state, misses=0), corrected)


def _unclear(scene: Scene, state: State, text: str, intent: Intent) -> Step:
    if intent.unserved:
        return moves.nobodys(scene, state)
    if intent.off_topic:
        return moves.stay(scene, state, phrases.OFF_TOPIC)
    if intent.sure and intent.here:
        # It is for this agent, but for which of its tools?
        return Say(together(phrases.UNDERSTOOD, phrases.offer(scene.handles))), state
    likely = intent.agent_confidence >= LIKELY and intent.agent in scene.targets
    handles = scene.understanding.handles(intent.agent)
    if likely and handles and intent.agent != scene.agent:
        return Say(phrases.is_it_about(handles)), replace(state, offered=intent.agent)
    return moves.miss(scene, state)
