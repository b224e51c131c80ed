"""How a sentence becomes words: spellings folded, values made opaque, politeness dropped."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from pipeline.embedded.language.concepts import PHRASES
from spoken.references import NAMES

MAX_CHARS = 1_000
"""Longer texts are read up to here: no intent needs more, and the time stays bounded."""

NUMBER = "<number>"
REFERENCE = "<reference>"

_TOKEN = re.compile(
    r"<[a-z_]+>"  # a placeholder for a private value
    r"|[a-z]{2,5}[-_#]?\d{3,}\b"  # a reference such as ORD-1001
    r"|[a-z0-9]*\d[a-z0-9]*(?:[-.,:/][a-z0-9]*\d[a-z0-9]*)*"
    r"|[a-z]+(?:'[a-z]+)?"
)
_REFERENCE = re.compile(r"([a-z]{2,5})[-_#]?\d{3,}")
_CONTRACTIONS = {
    "wont": "will not",
    "cant": "can not",
    "cannot": "can not",
    "can't": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "im": "i am",
    "ive": "i have",
    "id": "i would",
    "whats": "what is",
    "wheres": "where is",
    "whens": "when is",
    "hows": "how is",
    "thats": "that is",
    "lets": "let us",
    "let's": "let us",
    "u": "you",
    "ur": "your",
    "r": "are",
    "wanna": "want to",
    "gonna": "going to",
    "gotta": "have to",
    "gimme": "give me",
    "lemme": "let me",
    "thx": "thanks",
    "dunno": "do not know",
    "pkg": "package",
    "addy": "address",
    "acct": "account",
    "qty": "quantity",
}
_NOT = {
    "dont",
    "doesnt",
    "didnt",
    "isnt",
    "wasnt",
    "arent",
    "havent",
    "hasnt",
    "wouldnt",
    "couldnt",
}
_ENDINGS = {"'m": " am", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would"}
_IS_BEFORE = {"what", "where", "when", "who", "how", "it", "that", "there", "here", "he", "she"}


def word_set(*lines: str) -> frozenset[str]:
    """The words of these lines."""
    return frozenset(word for line in lines for word in line.split())


_POLITE = word_set(
    "please pls um uh er erm hmm hm like well so okay ok yeah yes hi hello hey thanks thank",
    "actually basically just kindly oh ah sorry excuse right now alright really maybe perhaps then",
)
_DIGIT_WORDS = word_set(
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty",
    "ninety hundred thousand double triple",
)
_STOP = word_set(
    "a an the i me my mine we us our you your it its this that these those is am are was were be",
    "been do does did have has had will would can could shall should may might to of in on at for",
    "with from by and or but if as about some any there here not no",
)


def is_stop(word: str) -> bool:
    """Whether the word carries grammar or politeness rather than meaning."""
    return word in _STOP or word in _POLITE


def plain(text: str) -> str:
    """Lower case, accents and typographic apostrophes folded, cut to `MAX_CHARS`."""
    folded = unicodedata.normalize("NFKD", text[:MAX_CHARS]).replace("’", "'").replace("‘", "'")
    return "".join(c for c in folded.lower() if not unicodedata.combining(c))


def _expand(token: str) -> str:
    if token in _CONTRACTIONS:
        return _CONTRACTIONS[token]
    if token.endswith("n't"):
        return token[:-3] + " not"
    if token in _NOT:
        return token[:-2] + " not"
    for ending, words in _ENDINGS.items():
        if token.endswith(ending):
            return token[: -len(ending)] + words
    if token.endswith("'s"):
        return token[:-2] + (" is" if token[:-2] in _IS_BEFORE else "")
    return token


def tokens(text: str) -> tuple[str, ...]:
    """Every word of the text, contractions written out; numbers and references kept as said."""
    found: list[str] = []
    for token in _TOKEN.findall(plain(text)):
        found += _expand(token).split(" ") if token[0].isalpha() and "'" in token else [token]
        if "'" not in token and token in _CONTRACTIONS | dict.fromkeys(_NOT, ""):
            found[-1:] = _expand(token).split(" ")
    return tuple(found)


def _abstract(token: str) -> tuple[str, ...]:
    """The token as its kind; a reference also as what it is called: "ret-2002" is a return."""
    if token.startswith("<"):
        return ("<private>",)
    if reference := _REFERENCE.fullmatch(token):
        return (*NAMES.get(reference[1].upper(), ())[:1], REFERENCE)
    number = any(c.isdigit() for c in token) and not any(map(str.isalpha, token))
    return (NUMBER if number else token,)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words that carry the wish: politeness dropped, values replaced by their kind."""
    found: list[str] = []
    said = tokens(text)
    for at, token in enumerate(said):
        spoken_number = token in _DIGIT_WORDS and (
            (at + 1 < len(said) and said[at + 1] in _DIGIT_WORDS)
            or (at > 0 and said[at - 1] in _DIGIT_WORDS)
        )
        for word in (NUMBER,) if spoken_number else _abstract(token):
            if word not in _POLITE and (word != NUMBER or found[-1:] != [NUMBER]):
                found.append(word)
    return tuple(found)


_SILENT_E_FROM = 5


def _ended(base: str) -> str:
    return base[:-1] if len(base) >= _SILENT_E_FROM and base.endswith("e") else base


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its plural, past or -ing ending; short words and values stay as they are."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and any(c in "aeiouy" for c in base):
            doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "sl"
            return base[:-1] if doubled else base
    if word.endswith("es") and word[-3] in "sxzh":
        return word[:-2]
    if word.endswith("s") and word[-2] not in "su":
        return _ended(word[:-1])
    return _ended(word)


def stems(text: str) -> tuple[str, ...]:
    """`words`, each reduced to its stem."""
    return tuple(stem(word) for word in words(text))


def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases that begin with a stem: their other stems, and the concept they carry."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for phrase, concept in PHRASES:
        first, *rest = (stem(word) for word in tokens(phrase))
        index[first].append((tuple(rest), concept))
    return dict(index)


_CONCEPTS = _index()
_GAP = 3


def concept_hits(of: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each concept found and the positions of the stems that carry it.

    A phrase may have a few words in between: "send it back".
    """
    for at, first in enumerate(of):
        for rest, concept in _CONCEPTS.get(first, ()):
            positions = [at]
            for word in rest:
                window = of[positions[-1] + 1 : positions[-1] + 2 + _GAP]
                if word not in window:
                    break
                positions.append(positions[-1] + 1 + window.index(word))
            else:
                yield concept, tuple(positions)


def concepts(of: tuple[str, ...]) -> set[str]:
    """The concepts that these stems carry."""
    return {concept for concept, _ in concept_hits(of)}
