"""Addresses in an utterance: a house number with a street, and the city, state and ZIP after it."""

from typing import Final

from spoken.addresses import STREET_NAMES, UNIT_WORDS
from spoken.answers import answer
from spoken.masking.scene import Scene
from spoken.numerals import Numeral
from spoken.ordinary import ORDINARY
from spoken.phrases import is_question
from spoken.states import LONGEST_STATE, STATE_CODES

# Words that are a street only beside a written name or a place: "a two terabyte hard drive".
_AMBIGUOUS: Final = frozenset(
    {"drive", "dr", "way", "wy", "court", "ct", "place", "pl", "circle", "cir", "square", "sq"}
    | {"trail", "trl", "st", "loop", "lp", "ter", "plaza", "broadway", "terrace", "row", "lane"}
)
_CUES: Final = frozenset({"live", "address", "ship", "deliver", "send", "reside", "moved"})
_NEVER_NAMES: Final = frozenset(
    {"tb", "gb", "mb", "hard", "ssd", "nvme", "usb", "flash", "inch", "inches", "feet", "foot"}
    | {"ft", "terabyte", "terabytes", "gigabyte", "days", "day", "minutes", "hours", "by", "x"}
)
_ZIP_WORDS: Final = frozenset({"zip", "code", "zipcode", "postal", "postcode", "is"})
_ENDS: Final = frozenset(
    {"and", "but", "because", "so", "i", "can", "could", "please", "thanks", "thank", "is", "that"}
)
_LONGEST_NAME: Final = 4
_LONGEST_CITY: Final = 4
_HOUSE_DIGITS: Final = 6
_PHONE_DIGITS: Final = 7
_ZIP_DIGITS: Final = 5
_WHOLE_UTTERANCE: Final = 4
_STOPS: Final = frozenset(".!?;\n")


def take_addresses(scene: Scene) -> None:
    """Take street addresses and ZIP codes, wherever they are."""
    finder = _Finder(scene)
    for number in scene.free(scene.numbers):
        finder.take_street(number)
    for at in range(len(scene.said)):
        finder.take_place(at)


def take_expected_address(scene: Scene) -> None:
    """Take what is left of an address that was asked for, whole or in pieces."""
    free = [at for at in range(len(scene.said)) if at not in scene.taken]
    if not free or is_question(scene.source) or answer(scene.source) != "unclear":
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


def _telling(scene: Scene, free: list[int]) -> list[int]:
    """Return the words that belong to an address: numbers, streets, and what follows a street."""
    numbered = {at for n in scene.free(scene.numbers) for at in range(n.first, n.stop)}
    ends = {span.end for span in scene.spans if span.kind == "address"}
    return [
        at
        for at in free
        if at in numbered
        or scene.word(at) in STREET_NAMES
        or (at and scene.said[at - 1].end in ends and _may_be_name(scene, at))
    ]


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


class _Finder:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        cardinals = [number for number in scene.numbers if not number.ordinal]
        self._first = {number.first: number for number in cardinals}
        self._last = {number.stop: number for number in cardinals}
        self._cued = scene.expecting == "address" or any(t.word in _CUES for t in scene.said)

    def take_street(self, number: Numeral) -> None:
        """Take the address whose house number ends with this number."""
        scene = self._scene
        if number.first in scene.taken or number.ordinal:
            return
        if scene.word(number.first - 1) == "box" and scene.word(number.first - 2) in {"o", "po"}:
            first = number.first - (2 if scene.word(number.first - 2) == "po" else 3)
            self._take(max(first, 0), self._row_stop(number.stop), tail=True)
            return
        street = self._street_stop(number.stop)
        if street is None:
            return
        tail = self._tail(street)
        if not (self._cued or tail > street or self._is_sure(number.stop, street)):
            return
        first = self._house(number)
        if first < number.stop or self._is_sure(number.stop, street):
            self._take(first, street, tail=True)

    def take_place(self, at: int) -> None:
        """Take a state with a ZIP code, or a ZIP code that is called one."""
        scene = self._scene
        if at in scene.taken:
            return
        state = self._state(at)
        if state is not None:
            stop = self._zip(state)
            if stop is not None:
                first = at
                while at - first < 3 and self._is_city(first - 1):
                    first -= 1
                scene.take("address", first, stop)
        elif scene.word(at) in {"zip", "zipcode", "postcode"}:
            stop = self._zip(at)
            if stop is not None:
                scene.take("address", at, stop)

    def _take(self, first: int, street: int, *, tail: bool) -> None:
        stop = self._tail(street) if tail else street
        if self._scene.taken.isdisjoint(range(first, stop)):
            self._scene.take("address", first, stop)

    def _house(self, number: Numeral) -> int:
        """Return where the house number begins; a row as long as a phone number is none."""
        first, digits = number.first, len(number.digits)
        row = digits
        at = number.first
        while at in self._last and not self._breaks(at):
            row += len(self._last[at].digits)
            at = self._last[at].first
            if row <= _HOUSE_DIGITS:
                first, digits = at, row
            if row > _PHONE_DIGITS + _HOUSE_DIGITS:
                break
        if row <= _HOUSE_DIGITS:
            return first
        return number.first if row - len(number.digits) >= _PHONE_DIGITS else number.stop

    def _row_stop(self, at: int) -> int:
        while at in self._first and not self._breaks(at):
            at = self._first[at].stop
        return at

    def _breaks(self, at: int) -> bool:
        """Whether there is more than a space or hyphen before word `at`."""
        return not 0 < at < len(self._scene.said) or self._scene.gap(at - 1, at) not in {" ", "-"}

    def _street_stop(self, first: int) -> int | None:
        """Return where a street name that begins at word `first` ends."""
        scene = self._scene
        for at in range(first, min(first + _LONGEST_NAME + 1, len(scene.said))):
            word = scene.word(at)
            if at in scene.taken or (not _STOPS.isdisjoint(scene.gap(at - 1, at)) and at > first):
                return None
            if word in STREET_NAMES and at > first:
                stop = at + 1
                while scene.word(stop) in STREET_NAMES:
                    stop += 1
                return stop
            if word in _NEVER_NAMES or word in ORDINARY or at in self._first:
                return None
        return None

    def _is_sure(self, first: int, stop: int) -> bool:
        """Whether these words are a street even without a city: a clear word, or a written name."""
        if self._scene.word(stop - 1) not in _AMBIGUOUS:
            return True
        return self._scene.source[self._scene.said[first].start].isupper()

    def _tail(self, at: int) -> int:
        """Return where unit, city, state and ZIP code after a street end."""
        scene = self._scene
        if scene.word(at) in UNIT_WORDS or (at in self._first and "#" in scene.gap(at - 1, at)):
            at = self._row_stop(at + 1) if at in self._first or at + 1 in self._first else at + 2
            at = min(at, len(scene.said))
        for place in range(at, min(at + _LONGEST_CITY + 1, len(scene.said))):
            if place in scene.taken:
                break
            state = self._state(place)
            if state is not None:
                return self._zip(state) or state
            code = self._zip(place)
            if code is not None:
                return code
            if scene.word(place) in ORDINARY or not _STOPS.isdisjoint(scene.gap(place - 1, place)):
                break
        return self._city(at)

    def _city(self, at: int) -> int:
        """Return where a city without a state ends: written with a capital, after a comma."""
        if not 0 < at < len(self._scene.said) or "," not in self._scene.gap(at - 1, at):
            return at
        stop = at
        while stop - at < 3 and self._is_city(stop) and (stop == at or not self._breaks(stop)):
            stop += 1
        return stop

    def _is_city(self, at: int) -> bool:
        scene = self._scene
        if not 0 <= at < len(scene.said) or at in scene.taken or scene.word(at) in ORDINARY:
            return False
        return scene.source[scene.said[at].start].isupper()

    def _state(self, at: int) -> int | None:
        """Return where a state that begins at word `at` ends; a short one is written large."""
        scene = self._scene
        for width in range(LONGEST_STATE, 0, -1):
            said = tuple(scene.word(place) for place in range(at, at + width))
            if said not in STATE_CODES or at in self._first:
                continue
            written = scene.source[scene.said[at].start : scene.said[at + width - 1].end]
            if len(said[0]) > 2 or written.isupper() or self._zip(at + width) is not None:
                return at + width
        return None

    def _zip(self, at: int) -> int | None:
        """Return where a ZIP code of five or nine digits that begins at word `at` ends."""
        for _ in range(_LONGEST_CITY):
            at += self._scene.word(at) in _ZIP_WORDS
        digits = 0
        while at in self._first and at not in self._scene.taken and digits < _ZIP_DIGITS:
            digits += len(self._first[at].digits)
            at = self._first[at].stop
        if digits != _ZIP_DIGITS:
            return None
        more = self._first.get(at)
        extended = more is not None and len(more.digits) == 4 and self._scene.gap(at - 1, at) == "-"
        return more.stop if more is not None and extended else at
