"""Which of the things that were shown the caller points at: "the second one", "the 4070", "it".

What tools have shown, and what the transfer note says was shown before, is all that can be meant.
Several that may be meant are a question; none leaves the words to be read as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.embedded.language.context import Thing
from pipeline.embedded.language.schemas import Kind, Slot
from pipeline.embedded.language.state import Scene
from pipeline.embedded.language.words import is_stop, plain, stem, tokens, word_set

KINDS: Mapping[Kind, str] = {"product": "product", "order-number": "order"}
"""What a thing must be to be the value of an argument."""

_LOOK_BACK = 12
_ORDINALS = {
    word: at
    for at, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th")
    )
    for word in words.split()
}
_COUNTS = {"two": 2, "2": 2, "couple": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_CHEAP = r"(?:cheap(?:er|est)|less expensive|least expensive|lowest(?: priced?)?)"
_DEAR = r"(?:(?:most|more) expensive|dear(?:er|est)|prici(?:er|est)|best|highest(?: priced?)?)"
_ONE = (
    r"(?:\s+(?:ones?|options?|choices?|items?|things?|products?|orders?|"
    r"of (?:them|those|these|the (?:two|three))))"
)
_END = (
    r"(?=\s*(?:$|[,.;!?]|\b(?:is|are|in|into|to|and|or|for|please|out|off|from|with|on|sounds?|"
    r"looks?|then|instead|too|as|fits?|would|will|does|now|again|versus|vs|against|has|have)\b))"
)
_POSITION = re.compile(
    rf"\b(?:(?:the|that|this|your|my|number)\s+)?({'|'.join(_ORDINALS)}|last|middle)"
    rf"(?:{_ONE}|{_END})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:the\s+)?(first|last|top)\s+(two|2|couple|three|3|four|4)\b", re.IGNORECASE
)
_PRICED = re.compile(
    rf"\b(?:the|that|this)\s+(?:(?P<cheap>{_CHEAP})|(?P<dear>{_DEAR}))(?:{_ONE}|{_END})",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"\b(?:the|that)\s+other(?:{_ONE}|{_END})", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:the|that|this|those|these)\s+", re.IGNORECASE)
_WORD = re.compile(r"[\w']+(?:[-.][\w]+)*")
_PRONOUN = re.compile(
    r"\b(?:it|its|it's|(?:this|that)(?: one)?|them|those|these|the (?:same|one))\b", re.IGNORECASE
)
_ALL = re.compile(
    r"\b(?:both|them|those|these|they|all (?:of them|three|two)|which (?:one|of))\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|a couple|one(?= more)|\d{1,2})"
    r"(?:\s+more)?\s+of\s+"
    r"(?=the\b|them\b|those\b|these\b|that\b|it\b)",
    re.IGNORECASE,
)
_AROUND = word_set(
    "one ones i i'd think would say said mean meant choose pick prefer let's let go me about",
    "option choice tell more what and maybe probably then",
)
_MOST = 4


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a stretch of the text points at; one thing, or several that may be meant."""

    start: int
    end: int
    things: tuple[Thing, ...]
    together: bool = False
    """All of them are meant: "the first two"."""


def pointed(scene: Scene, kind: str, text: str) -> Pointed | None:
    """The first explicit reference: by position, by price, or by what tells the thing apart."""
    return next(references(scene, kind, text), None)


def references(scene: Scene, kind: str, text: str) -> Iterator[Pointed]:
    """Every explicit reference to things of a kind, in order."""
    choice = choice_of(scene, kind)
    found = [*_by_place(choice, text), *_by_price(choice, text)]
    found += _by_being_the_other(choice, next(_showings(scene, kind), ()), text)
    found += _by_name(_remembered(scene, kind), text)
    taken = 0
    for each in sorted(found, key=lambda p: (p.start, -p.end)):
        if each.start >= taken:
            taken = each.end
            yield each


def it(scene: Scene, kind: str, text: str) -> tuple[Thing, ...]:
    """What "it" or "that one" can mean: the one thing talked about, or the choice just shown.

    Of a choice, the one that alone has every word of what was looked for.
    """
    if not _PRONOUN.search(text):
        return ()
    latest = next(_showings(scene, kind), ())
    if len(latest) < 2:
        return latest
    asked = {stem(word) for word in _looked_for(scene)}
    fitting = tuple(thing for thing in latest if asked and asked <= _words(thing))
    return fitting if len(fitting) == 1 else latest


def many(scene: Scene, kind: str, text: str) -> tuple[Thing, ...]:
    """Several things that are meant together: "the first two", "both", "the 4060 and the 4070"."""
    found = list(references(scene, kind, text))
    if _ALL.search(text) and not found:
        return choice_of(scene, kind)[:_MOST]
    sure = [t for each in found if each.together or len(each.things) == 1 for t in each.things]
    return tuple(dict.fromkeys(sure))


def alone(text: str, point: Pointed | None) -> bool:
    """Whether the text points at something and says hardly more: "the 4070 please"."""
    start, end = (point.start, point.end) if point else _span(_PRONOUN.search(text))
    rest = tokens(f"{text[:start]} {text[end:]}")
    return end > start and all(is_stop(word) or word in _AROUND for word in rest)


def counted(text: str) -> str | None:
    """The count in "two of those"."""
    match = _COUNTED.search(text)
    return match[0].rsplit(" of", 1)[0] if match else None


def spelled_out(scene: Scene, text: str) -> str:
    """The text with what it points at by its name, and an order by its number."""
    for kind in dict.fromkeys(KINDS.values()):
        if not choice_of(scene, kind):
            continue
        points = [p for p in references(scene, kind, text) if len(p.things) == 1]
        for point in reversed(points):
            thing = point.things[0]
            said = thing.reference if kind == "order" else f"the {thing.name}"
            text = f"{text[: point.start]}{said}{text[point.end :]}"
    return text


def without_positions(scene: Scene, text: str) -> str:
    """The text without "the third one" of the orders: it is no name of what is in one."""
    for point in reversed([*_by_place(choice_of(scene, "order"), text)]):
        text = f"{text[: point.start]} {text[point.end :]}"
    return text


def with_it_named(scene: Scene, text: str) -> str | None:
    """The text with the product that is being talked about in place of "it"; None if there is none.

    "Is it in stock" alone could be asked of anything.
    """
    meant = it(scene, "product", text)
    if not meant:
        return None
    name = meant[0].name if len(meant) == 1 else _kind_of(meant)
    return _PRONOUN.sub(f"the {name}", text, count=1)


def value(slot: Slot, thing: Thing) -> str:
    """What stands for the thing in an argument."""
    return thing.reference if slot.kind == "order-number" else thing.name


def choice_of(scene: Scene, kind: str) -> tuple[Thing, ...]:
    """The latest choice of several that was shown."""
    return next((things for things in _showings(scene, kind) if len(things) > 1), ())


def _showings(scene: Scene, kind: str) -> Iterator[tuple[Thing, ...]]:
    """What was shown, latest first."""
    told = [o.shown for e in scene.past[-_LOOK_BACK:] for o in e.outcomes if o.shown]
    for things in reversed([*scene.conversation.shown, *told]):
        if such := tuple(thing for thing in things if thing.kind == kind):
            yield such


def _remembered(scene: Scene, kind: str) -> tuple[Thing, ...]:
    """The latest choice, and what was talked about since."""
    found: list[Thing] = []
    for things in _showings(scene, kind):
        found += things
        if len(things) > 1:
            break
    return tuple({thing.reference: thing for thing in reversed(found)}.values())


def _by_place(choice: Sequence[Thing], text: str) -> Iterator[Pointed]:
    for match in _SEVERAL.finditer(text):
        count = _COUNTS[match[2].lower()]
        if count <= len(choice):
            some = choice[-count:] if match[1].lower() == "last" else choice[:count]
            yield Pointed(*match.span(), tuple(some), together=True)
    for match in _POSITION.finditer(text):
        word = match[1].lower()
        at = {"last": len(choice) - 1, "middle": len(choice) // 2}.get(word, _ORDINALS.get(word))
        if at is not None and 0 <= at < len(choice):
            yield Pointed(*match.span(), (choice[at],))


def _by_price(choice: Sequence[Thing], text: str) -> Iterator[Pointed]:
    priced = sorted((t for t in choice if t.price is not None), key=lambda t: t.price or 0.0)
    for match in _PRICED.finditer(text) if priced else ():
        yield Pointed(*match.span(), (priced[0 if match["cheap"] else -1],))


def _by_being_the_other(
    choice: Sequence[Thing], latest: Sequence[Thing], text: str
) -> Iterator[Pointed]:
    """Of two, the one that is not being talked about."""
    match = _OTHER.search(text)
    rest = [t for t in choice if t.reference not in {thing.reference for thing in latest}]
    if match and len(latest) == 1 and len(choice) == len(rest) + 1 and len(rest) == 1:
        yield Pointed(*match.span(), (rest[0],))


def _by_name(things: Sequence[Thing], text: str) -> Iterator[Pointed]:
    """Words after "the" that some of the things have, and others do not."""
    for match in _DETERMINED.finditer(text):
        fitting, end = tuple(things), match.end()
        own = False
        for word in _WORD.finditer(text, match.end()):
            reduced = stem(plain(word[0]))
            having = tuple(thing for thing in fitting if reduced in _words(thing))
            if reduced == "one" and own:
                end = word.end()
                break
            if not having or is_stop(word[0].lower()):
                break
            fitting, end, own = having, word.end(), True
        if own and (len(fitting) < len(things) or len(things) == 1):
            yield Pointed(match.start(), end, fitting)


def _words(thing: Thing) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(f"{thing.name} {thing.about}".replace("-", " ")))


def _looked_for(scene: Scene) -> list[str]:
    """The words that the latest choice was looked for with."""
    for exchange in reversed(scene.past[-_LOOK_BACK:]):
        for outcome in reversed(exchange.outcomes):
            if len(outcome.shown) > 1:
                spec = scene.specs.get(outcome.tool)
                slots = [slot.name for slot in spec.slots if slot.kind == "product"] if spec else []
                said = [str(outcome.arguments.get(name, "")) for name in slots]
                return [word for word in tokens(" ".join(said)) if not is_stop(word)]
    return []


def _kind_of(things: Sequence[Thing]) -> str:
    """What several things have in common at the end of their names: "graphics card"."""
    names = [thing.name.split() for thing in things]
    shortest = min(map(len, names))
    same = 0
    while same < shortest and all(a[-1 - same] == b[-1 - same] for a, b in pairwise(names)):
        same += 1
    return " ".join(names[0][len(names[0]) - same :]) or things[0].name


def _span(match: re.Match[str] | None) -> tuple[int, int]:
    return match.span() if match else (0, 0)
