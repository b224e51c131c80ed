"""Which thing a sentence names: what is left when the words of the request itself are taken out.

"Do you have the RTX 4090 in stock" and other declared sentences share "do you have … in stock";
what they share is how one asks, what they do not share is what is asked about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.embedded.language.concepts import THINGS
from pipeline.embedded.language.schemas import humanised
from pipeline.embedded.language.words import (
    concept_hits,
    concepts,
    is_stop,
    plain,
    stem,
    stems,
    tokens,
    word_set,
)

_ASKING = frozenset(
    map(
        stem,
        word_set(
            "want need like love have got get find show tell give know check look see help ask say",
            "question please something anything thing stuff one ones item items order orders go",
            "going let make take put call number new old other another same still already again",
            "today tomorrow yesterday bought buy ordered much many long all everything both kind",
            "what which who whose when where why how after back bit available instead between",
            "also sell quantity quantities larger bigger smaller cheaper better",
            "finished just loved liked enjoyed nice great cool good lovely perfect wonderful",
        ),
    )
)
_CLAUSE = re.compile(
    r"[,.;!?]+(?:\s|$)|\b(?:because|cause|since|but|so that|as it|as they|it's|it is|they're|"
    r"they are|which|that|for our)\b"
)
_WORD = re.compile(r"<[a-z_]+>|[\w&+#'./-]*[\w&+#]")
_REQUEST = re.compile(
    r"\W*(?:(?:actually|no|wait|sorry|hey|and|but|also)\W+)*(?:(?:can|could|would|will|do|does|did|"
    r"is|are) |(?:what|where|when|who|how|why)\b|i (?:want|need|would like)\b|i'd like\b|let me\b)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:^|\b(?:please|let me|help me|(?:want|like|need|have|going|how|able|try|trying|wish) to|"
    r"(?:can|could|would|will|do|did|may|shall|should) (?:i|you|we))\s+)([a-z]+)\b",
    re.IGNORECASE,
)
_JOINT = 2
"""Words that may stand between two parts of a name: "Harry Potter and the Goblet"."""

_JOINS = frozenset({"of", "for", "with", "and", "the", "in", "a", "to"})
_LIST = re.compile(r"\s*(?:,|;|&|\band\b|\bplus\b|\bas well as\b|\balso\b)\s*", re.IGNORECASE)
_AGAINST = re.compile(
    r"\s*(?:,|;|&|\band\b|\bor\b|\bversus\b|\bvs\b\.?|\bwith\b|\bagainst\b|\bto\b|\bthan\b)\s*",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:(?:of|from|in|on|for|with|to)\s+)?(?:(?:my|the|this|that)\s+)?"
    r"(?:order|ord|return|ret|case|del|ticket|gift card|gc)"
    r"(?:\s+(?:number|no\.?|id))?(?:\s+is)?[\s_#:-]*"
    r"(?:\d+|(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|"
    r"thousand|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|double|triple|and)\b[\s-]*)+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Carrier:
    """What belongs to how one asks for a tool, not to what is asked about.

    Attributes:
        stems, concepts: Shared by the tool's sentences.
        name: The stems of the tool's own name.
        verbs: Stems that any sentence asks with: taken out only where a verb stands.
    """

    stems: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    name: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()


def carrier(name: str, examples: Sequence[str], verbs: frozenset[str]) -> Carrier:
    """What the examples share, a quarter or nine of them, two at least; and the tool's own name.

    What things are called is no way of asking, however often it is asked about.
    """
    least = max(2, min(len(examples) / 4, 9))
    shared = Counter(s for text in examples for s in set(stems(text)))
    meant = Counter(c for text in examples for c in concepts(stems(text)))
    return Carrier(
        stems=frozenset(s for s, n in shared.items() if n >= least and not concepts((s,)) & THINGS),
        concepts=frozenset(c for c, n in meant.items() if n >= least and c not in THINGS),
        name=frozenset(stems(humanised(name))),
        verbs=verbs,
    )


def verbs(examples: Iterable[str]) -> frozenset[str]:
    """The stems that stand where a request has its verb: "I want to reserve", "can you extend"."""
    found = {plain(word) for text in examples for word in _VERB.findall(text)}
    return frozenset(stem(word) for word in found if not is_stop(word))


def without_references(text: str, names: Iterable[str] = ()) -> str:
    """The text without order numbers and the like, spoken or written.

    `names` are what else is numbered here: with "flight", "flight 204" is taken out.
    """
    found = _REFERENCE.sub(" ", text)
    if named := "|".join(map(re.escape, names)):
        found = re.sub(rf"\b(?:{named})(?: number)?[\s#]*\d+\b", " ", found, flags=re.IGNORECASE)
    return re.sub(r"\s{2,}", " ", found).strip(" ,.")


@dataclass(frozen=True, slots=True)
class _Word:
    said: str
    plain: bool
    """Grammar, politeness or carrier: not part of what is named."""
    soft: bool = False
    """Plain only because sentences share it: beside a name it may be part of it."""


def _words(clause: str, of: Carrier) -> list[_Word]:
    said = _WORD.findall(clause)
    reduced = tuple(stem(plain(word)) for word in said)
    doing = of.verbs & {stem(plain(word)) for word in _VERB.findall(clause.strip())}
    asking = {at for c, hit in concept_hits(reduced) if c in of.concepts for at in hit}
    found: list[_Word] = []
    for at, word in enumerate(said):
        named = any(map(str.isdigit, word))
        request = (
            _grammar(word)
            or reduced[at] in _ASKING
            or _asking(word)
            or reduced[at] in doing
            or (not named and (at in asking or reduced[at] in of.name))
        )
        shared = not named and reduced[at] in of.stems
        found.append(_Word(word, request or shared, soft=shared and not request))
    return found


def _runs(words: Sequence[_Word]) -> list[list[str]]:
    """Stretches of naming words; a short joining word may stand between two of them."""
    runs: list[list[str]] = []
    gap: list[_Word] = []
    for word in words:
        if word.plain:
            if runs and not gap and word.soft:
                runs[-1].append(word.said)
            else:
                gap.append(word)
            continue
        before: list[str] = []
        while gap and gap[-1].soft:
            before.insert(0, gap.pop().said)
        joins = [w.said for w in gap]
        if runs and (not gap or (len(gap) <= _JOINT and plain(joins[0]) in _JOINS)):
            runs[-1] += [*joins, *before, word.said]
        else:
            runs.append([*before, word.said])
        gap = []
    return runs


def mentions(text: str, of: Carrier) -> list[str]:
    """Every stretch of words that names something, in order, as it was said."""
    return [" ".join(r) for clause in _CLAUSE.split(text) for r in _runs(_words(clause, of))]


def mention(text: str, of: Carrier) -> str | None:
    """The thing that the request itself is about: the longest name where it is asked for.

    None if nothing is named.
    """
    best: tuple[int, int, str] | None = None
    for clause in _CLAUSE.split(text):
        words = _words(clause, of)
        for run in _runs(words):
            rank = (sum(word.plain for word in words), len(run), " ".join(run))
            best = max(best or rank, rank, key=lambda r: r[:2])
    return best[2] if best else None


def asks(text: str, of: Carrier) -> bool:
    """Whether the text is put as a request or a question, rather than naming something."""
    verb = _VERB.search(text.strip())
    return _REQUEST.match(text) is not None or (
        verb is not None and stem(plain(verb[1])) in of.verbs
    )


def listed(text: str) -> list[str]:
    """The parts of an enumeration: "the lamp and two chairs" → ["lamp", "two chairs"]."""
    return [part for piece in _LIST.split(text) if (part := trimmed(piece))]


def compared(text: str) -> list[str]:
    """The sides of a comparison: "the 4080 versus the 4090" → ["4080", "4090"]."""
    return [part for piece in _AGAINST.split(text) if (part := trimmed(piece))]


def trimmed(text: str) -> str:
    """The text without grammar and politeness at either end: "just the lamp please" → "lamp"."""
    said = _WORD.findall(text)
    while said and _grammar(said[0]):
        said.pop(0)
    while said and _grammar(said[-1]):
        said.pop()
    return " ".join(said)


def _grammar(word: str) -> bool:
    return all(map(is_stop, tokens(word)))


def _asking(word: str) -> bool:
    """Also one that runs words together: "wanna"."""
    return all(is_stop(part) or stem(part) in _ASKING for part in tokens(word))


def content(text: str, of: Carrier) -> int:
    """How many words say something beyond the request itself."""
    # What a request means may be all that is to be told: "it makes a strange noise".
    literal = replace(of, concepts=frozenset())
    return sum(not word.plain for word in _words(text, literal))
