"""Which value of a closed set, or which of the options just offered, the caller means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from pipeline.embedded.language.schemas import Choice
from pipeline.embedded.language.words import concepts, stem, stems, tokens

_CLOSE = 86
"""Of 100: near enough for a misspelling, too far for another word."""

_ORDINALS = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "5th": 4,
}
_INSTEAD = re.compile(r"\b(?:instead of|rather than|and not|but not)\b", re.IGNORECASE)
_ALL = frozenset({"all", "both", "everything", "every"})


def said(text: str, choices: Sequence[Choice]) -> str | None:
    """The choice whose words are all in the text; of several, the one with the most words.

    Words side by side count before scattered ones: "my gift card" says "gift card", not "my card".
    What it is to be instead of is not what is meant.
    """
    meant = _INSTEAD.split(text)[0] if _stems(_INSTEAD.split(text)[0]) else text
    heard, spoken = _stems(meant), _run(meant)
    found: list[tuple[bool, int, int, str]] = []
    for at, choice in enumerate(choices):
        for phrase in choice.phrases:
            wanted = _stems(phrase)
            if wanted and wanted <= heard:
                found.append((_run(phrase) in spoken, len(wanted), -at, choice.value))
    return max(found)[3] if found else None


def answered(text: str, choices: Sequence[Choice]) -> str | None:
    """The choice that a reply to the question means, also when it is put in other words."""
    if exact := said(text, choices):
        return exact
    at = ordinal(text, len(choices))
    if at is not None:
        return choices[at].value
    meant = concepts(stems(text))
    shared = [
        len(meant & {c for p in choice.phrases for c in concepts(stems(p))}) for choice in choices
    ]
    most = max(shared, default=0)
    if most and shared.count(most) == 1:
        return choices[shared.index(most)].value
    return _closest(text, {phrase: c.value for c in choices for phrase in c.phrases})


def picked(text: str, options: Sequence[str], *, many: bool) -> list[str]:
    """The options that a reply picks: by name, by position, or all of them."""
    heard = set(tokens(text))
    if many and heard & _ALL:
        return list(options)
    if (at := ordinal(text, len(options))) is not None:
        return [options[at]]
    spoken = _stems(text)
    shared = [len(_stems(option) & spoken) / max(1, len(_stems(option))) for option in options]
    best = max(shared, default=0.0)
    if best >= 0.3:
        found = [o for o, share in zip(options, shared, strict=True) if share == best]
        if many:
            return [o for o, share in zip(options, shared, strict=True) if share >= 0.3]
        return found if len(found) == 1 else []
    closest = _closest(text, {option: option for option in options})
    return [closest] if closest else []


def ordinal(text: str, of: int) -> int | None:
    """The position that "the second one" or "the last" names, from 0; None if there is none."""
    heard = tokens(text)
    if not of or len(heard) > 6:
        return None
    if "last" in heard:
        return of - 1
    return next((_ORDINALS[w] for w in heard if _ORDINALS.get(w, of) < of), None)


def _stems(text: str) -> frozenset[str]:
    """Every stem, also of the polite words that intents are read without: "yes" may be a choice."""
    return frozenset(stem(word) for word in tokens(text))


def _run(text: str) -> str:
    """The stems in order, so that one phrase can be looked for in another."""
    return f" {' '.join(stem(word) for word in tokens(text))} "


def _closest(text: str, values: dict[str, str]) -> str | None:
    found = process.extractOne(
        " ".join(tokens(text)), values.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE
    )
    return values[found[0]] if found else None
