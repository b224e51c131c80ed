"""Private values on their way out: put back for the caller's ears and eyes, and only there.

Chat context, history, timeline and models keep the placeholder. Only a value that the caller is
asked to confirm is put in: the identity check reads it back, or a proposal is about it; any other
placeholder becomes plain words.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, AsyncIterator
from datetime import date

from livekit.agents.voice.io import TextOutput

from domain.expectation import PrivateKind
from spoken import say
from tools.call import Call
from tools.identity import KIND
from tools.private import PLACEHOLDER, placeholder

IN_WORDS: dict[str, str] = {
    "phone_number": "your phone number",
    "date_of_birth": "your date of birth",
    "last_four": "those four digits",
    "address": "your address",
    "card_number": "your card number",
    "ssn": "your social security number",
    "email": "your email address",
}
LONGEST = max(len(kind) for kind in IN_WORDS) + 2


def render(call: Call, text: str) -> str:
    """The text as the caller hears or reads it."""

    def value(match: re.Match[str]) -> str:
        kind: PrivateKind = match.group(1)  # type: ignore[assignment]  # the pattern's kinds
        known = _read_back(call, kind)
        if known is None:
            return IN_WORDS[kind]
        match kind:
            case "phone_number" | "last_four":
                return say.digits(known.removeprefix("+1") if len(known) == 12 else known)
            case "date_of_birth":
                return say.date_words(date.fromisoformat(known))
        return known

    return PLACEHOLDER.sub(value, text)


def _read_back(call: Call, kind: PrivateKind) -> str | None:
    """The value of that kind that the caller is asked to confirm: a step's, or a proposal's.

    A step's is the one that was recorded, not what may have been heard since.
    """
    check, proposal = call.identity, call.state.proposal
    if check.reading_back and KIND.get(check.step) == kind:
        return check.values.get(check.step) or call.private.get(kind)
    if proposal is not None and placeholder(kind) in proposal.arguments.values():
        return call.private.get(kind)
    return None


async def rendered(call: Call, text: AsyncIterable[str]) -> AsyncIterator[str]:
    """Renders a stream whose pieces may cut a placeholder in two."""
    held = ""
    async for piece in text:
        held = render(call, held + piece)
        cut = held.rfind("<")
        if cut == -1 or ">" in held[cut:] or len(held) - cut > LONGEST:
            yield held
            held = ""
        else:
            if cut:
                yield held[:cut]
            held = held[cut:]
    if held:
        yield held


class RenderedTranscript(TextOutput):
    """A transcript that is shown to the caller: rendered, and passed on."""

    def __init__(self, call: Call, shown: TextOutput) -> None:
        super().__init__(label="rendered", next_in_chain=shown)
        self._call = call
        self._shown = shown
        self._held = ""

    async def capture_text(self, text: str) -> None:
        """Passes on what is complete; keeps back what may be half a placeholder."""
        held = render(self._call, self._held + text)
        cut = held.rfind("<")
        if cut == -1 or ">" in held[cut:] or len(held) - cut > LONGEST:
            cut = len(held)
        self._held = held[cut:]
        if held[:cut]:
            await self._shown.capture_text(held[:cut])

    def flush(self) -> None:
        """Ends the segment."""
        self._held = ""
        self._shown.flush()
