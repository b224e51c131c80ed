"""Yes, no, and the answer to an offer.

`answer` decides about money: it takes a whole utterance that is nothing but a yes or a no, and
calls everything else unclear.
"""

import re
from typing import Final, Literal

from spoken.cues import (
    asks_if_robot,
    cancels,
    hesitates,
    is_goodbye,
    wants_person,
    wants_repeat,
)
from spoken.phrases import (
    LATER,
    NO,
    POLITE,
    YES,
    Part,
    about_things,
    is_question,
    parts,
    spoken_form,
    vocabulary,
)

__all__ = [
    "Answer",
    "OfferResponse",
    "answer",
    "asks_if_robot",
    "cancels",
    "hesitates",
    "is_goodbye",
    "offer_response",
    "wants_person",
    "wants_repeat",
]

Answer = Literal["yes", "no", "unclear"]
OfferResponse = Literal["ACCEPTED", "DECLINED", "REMIND_LATER"]

_POSITIVE: Final = "|".join([YES, *(about_things(start) for start in ("thats", "that is", "its"))])
_NEGATIVE: Final = "|".join(
    [NO, *(about_things(start) for start in ("thats not", "that is not", "that isnt", "its not"))]
)
_ANSWERS: Final = vocabulary(polite=POLITE, yes=_POSITIVE, no=_NEGATIVE)
_ACCEPTED: Final = """
    sign me up|accepted|count me in|im in|i am in|enroll me|enrol me|add me|ill take it
    |i will take it|ill have it|im interested|i am interested|yes id like to join
    |id like to join|i want to join|i would like to join|join me up|sounds interesting
    |id love to join|i would love to join|ill join|i will join
    |happy to join|id be happy to join|yes ill join
"""
_DECLINED: Final = """
    decline|declined|i decline it|i pass|pass|ill pass|i will pass|im good|i am good|im ok
    |im fine|not for me|its not for me|i am not interested|no interest|i dont need it
    |i dont need that|not interested at all|skip it|no need|dont sign me up|dont remind me
"""
_OFFERS: Final = vocabulary(
    polite=POLITE,
    yes=f"{_POSITIVE}|{_ACCEPTED}",
    no=f"{_NEGATIVE}|{_DECLINED}",
    later=LATER,
)
_LATER_ASKED: Final = re.compile(r"\b(?:remind|later)\b", re.IGNORECASE)
_OBJECTS: Final = ("", " it", " that", " them", " this", " those", " the order", " my order")


def answer(text: str, doing: str | None = None) -> Answer:
    """Return a clean yes or a clean no; anything more, less, mixed or asked back is unclear.

    `doing` is the verb of the proposal in its base form ("cancel", "return"): then "cancel it"
    and "yes, cancel my order" are a yes.
    """
    if is_question(text):
        return "unclear"
    known = _ANSWERS if doing is None else _ANSWERS | _agreeing(doing)
    found = parts(spoken_form(text), known) or set()
    if "yes" in found and "no" not in found:
        return "yes"
    return "no" if "no" in found and "yes" not in found else "unclear"


def _agreeing(doing: str) -> dict[tuple[str, ...], Part]:
    verb = " ".join(spoken_form(doing))
    if not verb:
        return {}
    return vocabulary(
        yes="|".join(f"{verb}{thing}" for thing in _OBJECTS),
        no="|".join(f"{dont} {verb}{thing}" for dont in ("dont", "do not") for thing in _OBJECTS),
    )


def offer_response(text: str) -> OfferResponse | None:
    """Return what was said to an offer, or None if that is not clear."""
    if is_question(text) and not _LATER_ASKED.search(text):
        return None
    found = parts(spoken_form(text), _OFFERS) or set()
    if "later" in found:
        return "REMIND_LATER"
    if found >= {"yes", "no"}:
        return None
    if "yes" in found:
        return "ACCEPTED"
    return "DECLINED" if "no" in found else None
