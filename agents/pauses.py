"""How long a caller may be silent before what they said counts as the whole of it."""

from __future__ import annotations

from livekit.agents import AgentSession
from livekit.agents.voice.turn import EndpointingOptions

from spoken.unfinished import is_unfinished
from tools.call import Call

LONGER = 2.5
"""How many times as long the pauses of a caller may be who needs more time."""
IN_A_VALUE = 2.0
"""Seconds in the middle of a number or date: groups of digits are a second or more apart."""
IN_A_SENTENCE = 1.2
"""Seconds after words such as "and" or "my number is"."""


class Pauses:
    """The endpointing delays of one session, by what its caller needs and is saying.

    Args:
        session: its delays, as it was built, are the usual ones.
    """

    def __init__(self, session: AgentSession[Call]) -> None:
        self._session = session
        usual = session.options.endpointing
        self._shortest, self._longest = usual["min_delay"], usual["max_delay"]
        self._factor = 1.0

    def need(self, *, longer: bool) -> None:
        """A new turn begins, of a caller who needs more time, or does not."""
        self._factor = LONGER if longer else 1.0
        self._allow(0.0)

    def heard(self, call: Call, words: str) -> None:
        """Words of a turn that may go on."""
        if call.in_a_value:
            self._allow(IN_A_VALUE)
        else:
            self._allow(IN_A_SENTENCE if is_unfinished(words) else 0.0)

    def _allow(self, seconds: float) -> None:
        shortest = max(self._shortest * self._factor, seconds)
        longest = max(self._longest * self._factor, seconds)
        now = self._session.options.endpointing
        if (now["min_delay"], now["max_delay"]) != (shortest, longest):
            pauses = EndpointingOptions(min_delay=shortest, max_delay=longest)
            self._session.update_options(endpointing_opts=pauses)
