"""Where the dialogue stands, folded from the chat context, and what comes next.

The model keeps nothing between requests. It replays what was said, and believes what really
happened over what it would have done: calls and their outcomes, and the words that were spoken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from pipeline.embedded.language import moves, phrases
from pipeline.embedded.language.context import Exchange, Outcome
from pipeline.embedded.language.deciding import decide
from pipeline.embedded.language.phrases import together
from pipeline.embedded.language.recalling import told_of
from pipeline.embedded.language.state import Action, Run, Say, Scene, State, Wish

_ALIKE = 60
"""Of 100: "Which items should I refund?" asks what "Which items are they?" asks."""

_REPLAYED = 10
"""Exchanges."""


def respond(scene: Scene) -> Action:
    """The next action of the assistant."""
    exchanges = scene.conversation.exchanges
    state = State()
    for at in range(_first(exchanges), len(exchanges) - 1):
        state = _after(replace(scene, at=at), state, exchanges[at])
    now = replace(scene, at=len(exchanges) - 1)
    return _answer(now, state, exchanges[-1])


def _first(exchanges: Sequence[Exchange]) -> int:
    """Where to begin replaying: a call settles what came before it, but for a look-up in passing.

    So two calls back is far enough, and no question stays open longer than `_REPLAYED`.
    """
    settled = [at for at, exchange in enumerate(exchanges[:-1]) if exchange.outcomes]
    return max(0, len(exchanges) - 1 - _REPLAYED, *settled[-2:-1])


def _answer(scene: Scene, state: State, exchange: Exchange) -> Action:
    if exchange.unspoken:
        return _report(scene, state, exchange)
    if exchange.outcomes or exchange.spoken:
        # Nobody has said anything since: the caller is silent, or was not heard.
        question = scene.question(_after(scene, state, exchange))
        return Say(phrases.last_question(question) if question else phrases.ANYTHING_ELSE)
    if exchange.said:
        return decide(scene, state, exchange.said)[0]
    if scene.past:
        return Say(phrases.offer(scene.handles))
    return Say(together(phrases.GREETING, phrases.HOW_TO_HELP))


def _report(scene: Scene, state: State, exchange: Exchange) -> Action:
    """Say what the tools said; then go on with what else the caller wanted."""
    after = _after(scene, state, exchange)
    last = exchange.outcomes[-1]
    if after.aside is not None:
        return _go_on(scene, after, exchange)
    looked_up = _predicted(scene, state, exchange).aside
    heard = [o for o in exchange.unspoken if o is last or o.tool != looked_up]
    said = together(*(outcome.say for outcome in heard))
    opened = last.proposal or last.asked or last.offered
    if last.refused or opened or not after.waiting:
        return Say(said or phrases.ANYTHING_ELSE)
    following, _ = decide(scene, replace(after, waiting=after.waiting[1:]), after.waiting[0])
    if isinstance(following, Run):
        return replace(following, lead=said)
    return Say(together(said, following.text))


def _go_on(scene: Scene, state: State, exchange: Exchange) -> Action:
    """After a look-up: with the number of the thing that was meant, or by asking for it."""
    wish, slot = state.wish, scene.asked_slot(state.wish)
    if wish is not None and slot is not None and wish.about:
        value = told_of(scene, slot, wish.about, exchange.outcomes)
        if value is not None:
            given = {**wish.arguments, slot.name: value}
            found = replace(wish, arguments=given, asked=None, about=None)
            return moves.pursue(scene, replace(state, aside=None), found, "", answer=True)[0]
    told = [outcome.say for outcome in exchange.unspoken]
    return Say(together(*told, scene.question(state)))


def _predicted(scene: Scene, state: State, exchange: Exchange) -> State:
    return decide(scene, state, exchange.said)[1] if exchange.said else state


def _after(scene: Scene, state: State, exchange: Exchange) -> State:
    """The state once an exchange is over, from what really happened in it."""
    if not exchange.said:
        predicted, state = None, state
    else:
        predicted, state = decide(scene, state, exchange.said)
    if exchange.outcomes:
        return _gone_on(scene, _settled(scene, state, exchange), exchange.answer)
    if predicted is None or (exchange.spoken and not _was_said(predicted, exchange.answer)):
        return _asked_by_others(scene, state, exchange.answer)
    return state


def _settled(scene: Scene, state: State, exchange: Exchange) -> State:
    """Calls were made: what the last one left open is what is open."""
    last = exchange.outcomes[-1]
    waiting = state.waiting[len(exchange.outcomes) - 1 :]
    settled = State(last=Wish(last.tool, last.arguments), waiting=waiting)
    if last.asked is not None:
        asked = last.asked
        wish = Wish(asked.tool, asked.arguments, asked.argument, options=asked.options)
        return replace(settled, wish=wish)
    if last.offered is not None:
        return replace(settled, instead=Wish(last.offered.tool, last.offered.arguments))
    if last.proposal:
        return replace(settled, proposal=last)
    if state.aside == last.tool:
        return replace(settled, wish=state.wish, aside=state.aside)
    return _asked_back(scene, settled, last) or _asked_by_others(scene, settled, last.say)


def _gone_on(scene: Scene, state: State, answer: str) -> State:
    """Where the next of several wishes stands, if its question was put along with the results."""
    if not state.waiting or "?" not in answer:
        return state
    following, then = decide(scene, replace(state, waiting=state.waiting[1:]), state.waiting[0])
    asked = isinstance(following, Say) and phrases.last_question(following.text) in answer
    return then if asked else state


def _asked_back(scene: Scene, state: State, last: Outcome) -> State | None:
    """A tool that could not do with what it got may ask for one of its other arguments."""
    spec = scene.specs.get(last.tool)
    if spec is None or not last.refused or "?" not in last.say:
        return None
    question = phrases.last_question(last.say)
    alike = {slot.name: slot.question for slot in spec.slots}
    found = process.extractOne(
        question, alike, scorer=fuzz.token_sort_ratio, processor=str.lower, score_cutoff=_ALIKE
    )
    return replace(state, wish=Wish(last.tool, last.arguments, found[2])) if found else None


def _was_said(predicted: Action, answer: str) -> bool:
    """Whether the words that were spoken are the predicted ones, or their beginning."""
    text = predicted.text if isinstance(predicted, Say) else predicted.lead
    return bool(text) and (text in answer or (len(answer) > 3 and text.startswith(answer)))


def _asked_by_others(scene: Scene, state: State, answer: str) -> State:
    """Words that are not this model's, such as a greeting, may end in the question of a slot."""
    cleared = State(last=state.last, waiting=state.waiting)
    question = phrases.last_question(answer) if "?" in answer else ""
    if not question:
        return cleared
    found = [
        (len(spec.slots), spec.name, slot.name)
        for spec in scene.specs.values()
        for slot in spec.slots
        if slot.required and _same_question(slot.question, question)
    ]
    if not found:
        return cleared
    # Of several tools that ask the same, the one that needs least.
    _, tool, argument = min(found)
    return replace(cleared, wish=Wish(tool, {}, argument))


def _same_question(one: str, other: str) -> bool:
    a, b = one.lower().strip(), other.lower().strip()
    return a in b or b in a
