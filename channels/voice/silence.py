"""A caller who says nothing is asked twice, and then let go.

Whoever needs more time is waited for twice as long, each time. Whoever is on the line for a person
has nothing to say meanwhile, and is told that they are not forgotten.
"""

from __future__ import annotations

from livekit.agents import UserStateChangedEvent

from agents.authentication import Authentication
from agents.session import CallSession
from tools.identity import question

ASKED_AGAIN = 2
WAITS = 20
"""How often whoever is on the line for a person may be silent: some five minutes."""
STILL_THERE = "Are you still there? {question}"
HELP = "How can I help?"
STILL_IN_LINE = (
    "You're still in line for a colleague. You can also be called back, or leave a message."
)
LET_GO = "I can't hear you, so I'll hang up now. Please call us again any time. Goodbye."


class Silence:
    """Watches one session for silence."""

    def __init__(self, session: CallSession) -> None:
        self._session = session
        self._asked = 0
        self._waited = False
        session.on("user_state_changed", self._state_changed)

    def _state_changed(self, event: UserStateChangedEvent) -> None:
        if event.new_state == "speaking":
            self._asked = 0
            self._waited = False
        elif event.new_state == "away":
            if self._session.userdata.people.present:
                self._asked = 0
            else:
                self._wait_or_ask()

    def _wait_or_ask(self) -> None:
        if "more_time" in self._session.userdata.needs and not self._waited:
            self._waited = True
            self._session.reset_away_timer()
            return
        self._waited = False
        self._ask()

    def _ask(self) -> None:
        call = self._session.userdata
        waits = call.people.awaited
        if self._asked >= (WAITS if waits else ASKED_AGAIN):
            self._session.say(LET_GO, allow_interruptions=False)
            call.end("silence")
            return
        self._asked += 1
        handle = self._session.say(STILL_IN_LINE if waits else self._question())
        handle.add_done_callback(lambda _: self._session.reset_away_timer())

    def _question(self) -> str:
        identity = self._session.userdata.identity
        identifies = isinstance(self._session.current_agent, Authentication)
        asked = question(identity) if identifies and not identity.done else HELP
        return STILL_THERE.format(question=asked)
