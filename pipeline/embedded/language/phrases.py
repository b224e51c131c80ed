"""What the language model says in its own words. Everything else it says comes from tools."""

from __future__ import annotations

import re
from collections.abc import Sequence

ROBOT = "Yes, I'm an automated assistant, not a person."
WELCOME = "You're welcome."
GREETING = "Hello."
HOW_TO_HELP = "How can I help you?"
WHAT_TO_DO = "What would you like to do?"
ANYTHING_ELSE = "Is there anything else I can do for you?"
GOODBYE = "Thank you for your call. Goodbye."
TAKE_YOUR_TIME = "Of course, take your time."
NOTHING_OPEN = "There's nothing open that I could stop."
DROPPED = "All right, I'll leave that."
NOT_DONE = "All right, I haven't done that."
NOT_HERE = "That's nothing that I or a colleague of mine can do, I'm afraid."
PERSON_FOR_IT = "Would you like to speak to a person about it?"
OFF_TOPIC = "I'm afraid that's not something I can help with."
MISHEARD = "Sorry, I didn't catch that."
UNDERSTOOD = "Sure."
NEEDED = "I'm afraid I can't do it without that."
MISSED = "Sorry, I didn't understand that."
TOO_LONG = "That was a lot at once. Could you tell me in one sentence what you need?"
PERSON = "I still didn't understand, sorry. Would you like to speak to a person?"
NO_PERSON = "I'm sorry, I can't reach a person from here."
NOT_NOW = "I can't do that right now."
PERSON_WANTED = "The caller would like to speak to a person."

_INVITATION = re.compile(
    r"\b(?:how (?:can|may) i help|anything else|what (?:would you like|can i do))\b", re.IGNORECASE
)


def invites(question: str) -> bool:
    """Whether a question leaves everything open, so that there is no point in asking it again."""
    return _INVITATION.search(question) is not None


def together(*parts: str | None) -> str:
    """The parts as one text; empty ones leave nothing behind."""
    return " ".join(part.strip() for part in parts if part and part.strip())


def offer(handles: str | None) -> str:
    """What can be done here, and an invitation."""
    return f"I can help with {handles}. {WHAT_TO_DO}" if handles else WHAT_TO_DO


def person_about(said: str) -> str:
    """A wish for a person, with what it is about."""
    return f"{PERSON_WANTED} They said: {said}"


def is_it_about(handles: str) -> str:
    """Ask whether a likely guess at the subject is right."""
    return f"Is this about {handles}?"


def which_of(names: Sequence[str]) -> str:
    """Ask which of these is meant."""
    *others, last = [f"the {name}" for name in names]
    return f"Which one do you mean: {', '.join(others)} or {last}?"


def last_question(text: str) -> str:
    """The last question in a text, or all of it when it holds none."""
    head, mark, _ = text.rpartition("?")
    if not mark:
        return text
    start = max(head.rfind(stop) for stop in (". ", "! ", "? "))
    return head[start + 1 :].strip() + mark
