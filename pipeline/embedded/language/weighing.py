"""Which of an agent's tools is meant, where a sentence alone leaves several: the one that fits.

"How much would I get back" may ask for several tools; with "twenty dollars" said beside it, it asks
for the one that takes an amount and needs little else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.embedded.language.filling import filled
from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.recalling import shown
from pipeline.embedded.language.schemas import Kind
from pipeline.embedded.language.state import Scene, Wish
from pipeline.embedded.language.understanding import TOOL_SURE, Intent
from pipeline.embedded.language.values import says_money
from spoken import codes, references

_RIVAL = 0.4
"""Share of the best tool's score; one below it is not weighed: words count more than values."""

_IDLE = 0.5
"""What is left of a tool's weight for each value that was said and that it cannot take."""

_TAKES_NOTHING = 0.75
"""Instead of the share that is known: what takes nothing fits any words, which proves less."""

_CLEARLY = 1.1
"""How much heavier the best must be than the next where words alone decide nothing."""

_PRICES: frozenset[Kind] = frozenset({"number", "at-most", "at-least"})
_ORDERS: frozenset[Kind] = frozenset({"order-number"})
_CODES: frozenset[Kind] = frozenset({"promotion-code"})


@dataclass(frozen=True, slots=True)
class _Weighed:
    tool: str
    weight: float
    whole: bool
    """Nothing is missing any more."""


def weighed(scene: Scene, intent: Intent, text: str) -> Intent:
    """The intent with the tool that fits what was said best; sure of it where it clearly does."""
    if not intent.here or intent.tool not in scene.specs or len(intent.ranked) < 2:
        return intent
    least = intent.ranked[0][1] * _RIVAL
    rivals = [(tool, score) for tool, score in intent.ranked if score >= max(least, 0.0)]
    found = [_weigh(scene, tool, score, text) for tool, score in rivals if tool in scene.specs]
    if len(found) < 2:
        return intent
    best, following = sorted(found, key=lambda w: w.weight, reverse=True)[:2]
    confidence = intent.tool_confidence
    if best.whole and best.weight >= following.weight * _CLEARLY:
        confidence = max(confidence, TOOL_SURE)
    return replace(intent, tool=best.tool, tool_confidence=confidence)


def _weigh(scene: Scene, tool: str, score: float, text: str) -> _Weighed:
    spec = scene.specs[tool]
    arguments = filled(scene, Wish(tool), text).arguments
    needed = [slot.name for slot in spec.slots if slot.required]
    given = sum(name in arguments for name in needed)
    # "Put them in my cart": which of those shown is still to be asked, but it is one of them.
    heard = scene.heard(tool, text)
    pointed = sum(
        s.name not in arguments and shown(scene, s, heard) is not None for s in spec.slots
    )
    fitting = 1.0 if arguments else _TAKES_NOTHING
    share = (given + pointed) / len(needed) if needed else fitting
    taken = {slot.kind for slot in spec.slots if slot.name in arguments}
    idle = sum(not taken & kinds for kinds in _said(scene.heard(tool, text)))
    return _Weighed(tool, score * (0.5 + share) * _IDLE**idle, given == len(needed))


def _said(of: Heard) -> Iterator[frozenset[Kind]]:
    """The kinds of the values that a text gives, whatever they are for."""
    if says_money(of.text):
        yield _PRICES
    if references.order_number(of.without_amounts):
        yield _ORDERS
    if codes.promotion_codes(of.text):
        yield _CODES
