"""Addresses in an utterance: a house number with a street, and the city, state and ZIP after it."""

from typing import Final

from spoken.addresses import STREET_NAMES, UNIT_WORDS
from spoken.masking.scene import Scene
from spoken.numerals import Numeral
from spoken.ordinary import ORDINARY
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
_LONGEST_NAME: Final = 4
_LONGEST_CITY: Final = 4
_HOUSE_DIGITS: Final = 6
_PHONE_DIGITS: Final = 7
_ZIP_DIGITS: Final = 5
_STOPS: Final = frozenset(".!?;\n")


def take_addresses(scene: Scene) -> None:
    """Take street addresses and ZIP codes, wherever they are."""
    finder = _Finder(scene)
    for number in scene.free(scene.numbers):
        finder.take_street(number)
    for at in range(len(scene.said)):
        finder.take_place(at)


def state_at(scene: Scene, at: int, *, written_small: bool = False) -> int | None:
    """Return where a state that begins at word `at` ends; its code is written in capitals."""
    if at in scene.numbered:
        return None
    for width in range(LONGEST_STATE, 0, -1):
        said = tuple(scene.word(place) for place in range(at, at + width))
        if said not in STATE_CODES:
            continue
        written = scene.source[scene.said[at].start : scene.said[at + width - 1].end]
        if written_small or len(said[0]) > 2 or written.isupper():
            return at + width
    return None


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
        """Return where a state that begins at word `at` ends; a short one may have a ZIP code."""
        stop = state_at(self._scene, at)
        if stop is not None or at in self._scene.numbered:
            return stop
        stop = state_at(self._scene, at, written_small=True)
        return stop if stop is not None and self._zip(stop) is not None else None

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
