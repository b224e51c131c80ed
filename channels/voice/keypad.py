"""Keys pressed on a telephone, collected until they mean something (authentication.md).

`#` ends an entry and `*` clears it. `0` means a person: at once where no digits are awaited, and
where they are, a `0` followed by two seconds of nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from domain.expectation import Expectation
from tools.keypad import CHOICES, PERSON, is_choice

PERSON_AFTER = 2.0
"""Seconds of nothing after a lone 0."""
ENTRY_AFTER = 4.0
"""Seconds of nothing after which an entry without `#` is taken as it is."""


class Keypad:
    """Collects one caller's keys.

    Args:
        expecting: what the conversation expects now.
        entered: called with the keys of a finished entry.
    """

    def __init__(
        self, expecting: Callable[[], Expectation], entered: Callable[[str], None]
    ) -> None:
        self._expecting = expecting
        self._entered = entered
        self._keys = ""
        self._timer: asyncio.TimerHandle | None = None

    def press(self, key: str) -> None:
        """Takes one key: a digit, `*` or `#`; anything else is no key of a telephone."""
        self._stop_timer()
        if key == "*":
            self._keys = ""
        elif key == "#":
            self._finish()
        elif len(key) == 1 and key.isascii() and key.isdigit():
            self._keys += key
            self._consider()

    def close(self) -> None:
        """The call is over."""
        self._stop_timer()
        self._keys = ""

    def _consider(self) -> None:
        expecting = self._expecting()
        full = expecting.max_digits is not None and len(self._keys) >= expecting.max_digits
        chosen = expecting.kind == "yes_no" and self._keys in CHOICES
        chosen = chosen or is_choice(self._keys, expecting)
        called = self._keys == PERSON and not expecting.keyed
        if full or chosen or called:
            self._finish()
        else:
            wait = PERSON_AFTER if self._keys == PERSON else ENTRY_AFTER
            self._timer = asyncio.get_running_loop().call_later(wait, self._finish)

    def _finish(self) -> None:
        keys, self._keys = self._keys, ""
        if keys:
            self._entered(keys)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
