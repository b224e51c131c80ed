"""What is left of an address that was asked for: it comes in pieces, or without a street."""

from typing import Final

from spoken.addresses import STREET_NAMES, UNIT_WORDS
from spoken.answers import answer
from spoken.masking.addresses import state_at
from spoken.masking.births import is_figure_of_speech
from spoken.masking.scene import Scene
from spoken.ordinary import ORDINARY
from spoken.phrases import is_question
from spoken.runs import runs

_ENDS: Final = frozenset(
    {"and", "but", "because", "so", "i", "can", "could", "please", "thanks", "thank", "is", "that"}
)
_WHOLE_UTTERANCE: Final = 4
_SHORTEST_NUMBER: Final = 3


def take_expected_address(scene: Scene) -> None:
    """Take what is left of an address that was asked for, whole or in pieces."""
    free = [at for at in range(len(scene.said)) if at not in scene.taken]
    if not free:
        return
    if is_question(scene.source) or answer(scene.source) != "unclear":
        _take_long_numbers(scene)
        return
    telling = _telling(scene, free)
    if telling:
        first, stop = telling[0], telling[-1] + 1
        named = scene.word(first) in STREET_NAMES
        while named and telling[0] - first < 3 and _may_be_name(scene, first - 1):
            first -= 1
        while stop < len(scene.said) and scene.word(stop) not in _ENDS:
            stop += 1
    elif len(free) <= _WHOLE_UTTERANCE and not any(scene.word(at) in ORDINARY for at in free):
        first, stop = free[0], free[-1] + 1
    else:
        return
    for start, end in _untaken(scene, first, stop):
        scene.take("address", start, end)


def _take_long_numbers(scene: Scene) -> None:
    """Take what may be a house number or a postal code: "no, 94105", "94105, got it?"."""
    for row in runs(scene.source, scene.said, scene.free(scene.numbers)):
        if len(row.digits) >= _SHORTEST_NUMBER:
            scene.take_numbers("address", row.numbers, row.digits)


def _telling(scene: Scene, free: list[int]) -> list[int]:
    """Return the words that belong to an address: numbers, streets, states, what follows one."""
    found = {
        at
        for number in scene.free(scene.numbers)
        if not is_figure_of_speech(scene, number)
        for at in range(number.first, number.stop)
    }
    found.update(at - 1 for at in list(found) if scene.word(at - 1) in UNIT_WORDS)
    ends = {span.end for span in scene.spans if span.kind == "address"}
    for at in free:
        stop = state_at(scene, at) if at not in found else None
        found.update(range(at, stop) if stop else ())
        named = scene.word(at) in STREET_NAMES and _may_be_name(scene, at - 1)
        if named or (at and scene.said[at - 1].end in ends and _may_be_name(scene, at)):
            found.add(at)
    return sorted(found - scene.taken)


def _may_be_name(scene: Scene, at: int) -> bool:
    return at >= 0 and at not in scene.taken and scene.word(at) not in ORDINARY


def _untaken(scene: Scene, first: int, stop: int) -> list[tuple[int, int]]:
    """Return the stretches of words between two places that nobody has taken."""
    stretches: list[tuple[int, int]] = []
    for at in range(first, stop):
        if at in scene.taken:
            continue
        if stretches and stretches[-1][1] == at:
            stretches[-1] = (stretches[-1][0], at + 1)
        else:
            stretches.append((at, at + 1))
    return stretches
