"""Email addresses in an utterance: written, or said as "jane dot doe at example dot com"."""

import re
from typing import Final

from spoken.masking.scene import Scene
from spoken.ordinary import ORDINARY

_WRITTEN: Final = re.compile(r"[\w.+%'-]{1,64}\s?@\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{1,63})*")
_CUES: Final = frozenset({"email", "e", "mail", "emails", "gmail", "address"})
_SEPARATORS: Final = frozenset({"dot", "period", "point", "underscore", "dash", "hyphen", "plus"})
_WRITTEN_SEPARATORS: Final = frozenset({"", ".", "_", "-", "+"})
_TIMES: Final = frozenset({"double", "triple"})
_DOTS: Final = frozenset({"dot", "period", "point"})
_LONGEST_LOCAL: Final = 40
_LONGEST_LABEL: Final = 3
"""Words that a recogniser may make of one label: "rare vale"."""


def take_emails(scene: Scene) -> None:
    """Take every email address."""
    _take_written(scene)
    cued = any(token.word in _CUES for token in scene.said)
    for at, token in enumerate(scene.said):
        if token.word == "at" and at not in scene.taken:
            stop = _domain_stop(scene, at + 1)
            first = _local_first(scene, at, cued=cued)
            free = stop is not None and scene.taken.isdisjoint(range(first, stop))
            if stop is not None and free and first < at:
                scene.take("email", first, stop)


def _take_written(scene: Scene) -> None:
    if "@" not in scene.source:
        return
    for match in _WRITTEN.finditer(scene.source):
        inside = [
            at
            for at, token in enumerate(scene.said)
            if token.start < match.end() and token.end > match.start()
        ]
        if inside and scene.taken.isdisjoint(inside):
            scene.take("email", inside[0], inside[-1] + 1)


def _domain_stop(scene: Scene, first: int) -> int | None:
    """Return where a domain that begins at word `first` ends: with "dot" or "." and a word.

    Its name is up to three words long, what follows a dot one.
    """
    for width in range(1, _LONGEST_LABEL + 1):
        at = first + width
        if scene.word(at - 1) in _DOTS or scene.word(at - 1) == "":
            return None
        stop = at
        while (after := _after_dot(scene, stop)) is not None:
            stop = after
        if stop > at and scene.word(stop - 1).isalpha():
            return stop
    return None


def _after_dot(scene: Scene, at: int) -> int | None:
    """Return the place after "dot com" or ".com" at word `at`."""
    if scene.word(at) in _DOTS and scene.word(at + 1):
        return at + 2
    if 0 < at < len(scene.said) and scene.gap(at - 1, at) == ".":
        return at + 1
    return None


def _local_first(scene: Scene, at: int, *, cued: bool) -> int:
    """Return where the name before "at" begins: words joined by "dot", or spelled letters."""
    first = at
    while first > 0 and at - first < _LONGEST_LOCAL and first - 1 not in scene.taken:
        before = scene.word(first - 1)
        joined = (
            scene.word(first) in _SEPARATORS
            or before in _SEPARATORS
            or (first < at and scene.gap(first - 1, first) in _WRITTEN_SEPARATORS)
        )
        spelled = _is_spelled(scene, first - 1) and (first == at or _is_spelled(scene, first))
        if not (first == at or joined or spelled) or (first == at and before in _SEPARATORS):
            break
        if before in ORDINARY and not (cued or joined or spelled):
            break
        first -= 1
    while first < at and scene.word(first) in _SEPARATORS:
        first += 1
    return first


def _is_spelled(scene: Scene, at: int) -> bool:
    if len(scene.word(at)) == 1 or scene.word(at) in _TIMES:
        return True
    return any(n.first <= at < n.stop for n in scene.numbers)
