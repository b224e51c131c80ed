"""The phrases that a clean yes, a clean no or a "later" is made of, and how they are matched."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from spoken.words import words

Part = Literal["yes", "no", "later", "polite"]

_LONGEST_UTTERANCE: Final = 24
_QUESTION: Final = re.compile(r"[?？؟⁇¿❓❔]")
_STRETCHED: Final = re.compile(r"(\w)\1{2,}")
_THUMBS: Final = {"👍": " yes ", "👎": " no "}
_THUMB: Final = re.compile("|".join(_THUMBS))

POLITE: Final = """
    please|pls|thanks|thank you|thank you very much|thank you so much|thanks a lot|uh|um|uhm|er
    |ah|oh|well|so|then|and|now|just|hey|hi|hello|maam|madam|sir|miss|you know|i mean|for me
"""
YES: Final = """
    yes|y|yess|yea|yeah|yeh|ya|yah|yep|yup|aye|uh huh|uhuh huh|mhm|mm hmm|mmhmm|mm hm|sure
    |sure thing|ok|okay|okey|k|kk|alright|all right|right|thats right|that is right|correct
    |thats correct|that is correct|its correct|it is correct|its right|it is right|thats the one
    |thats me|that is me|thats mine|it is|that is|i do|i am|exactly|precisely|absolutely
    |definitely|certainly|of course|indeed|affirmative|true|thats true|perfect|great|fine
    |thats fine|that is fine|its fine|thats good|thats great|thats ok|thats okay|good
    |sounds good|sounds great|sounds right|sounds fine|looks good|looks right|that works
    |that works for me|works for me|go ahead|go on|go for it|do it|do that|do so|lets do it
    |lets do that|lets go|please do|please do it|you bet|you got it|by all means|for sure
    |proceed|please proceed|go ahead and do it|confirm|confirmed|i confirm|i confirm it
    |i confirm that|i agree|agreed|i accept|i accept it|approved|i approve|yes i would|i would
    |id like that|i would like that|id love to|id like to|i would like to|i want that|i want to
    |i want it|you can|you may|you can do that|make it so|spot on|you are correct|youre right
    |that one|the same|same one|same as before|still the same|its still the same|still right
    |still correct|thats still right|its still right|thats still correct|it still is|i still do
    |still there|i still live there|i still live here|i live there|i live there still
"""
NO: Final = """
    no|n|nope|nah|naw|nay|no thanks|no thank you|no way|not now|not right now|not today|not yet
    |not at the moment|not at this time|not this time|no not now|not really|not at all|dont
    |do not|dont do it|dont do that|do not do it|do not do that|please dont|please do not
    |dont do anything|thats wrong|that is wrong|its wrong|it is wrong|wrong|incorrect
    |thats incorrect|that is incorrect|thats not right|that is not right|that isnt right
    |its not right|thats not correct|that is not correct|that isnt correct|its not correct
    |not correct|not right|not true|thats not true|thats not it|that isnt it|thats not me
    |negative|never|absolutely not|definitely not|of course not|certainly not|i dont|i do not
    |i dont want to|i dont want that|i dont want it|i do not want to|i do not want that
    |i do not want it|id rather not|i would rather not|i wouldnt|its not|it isnt|it is not
    |that isnt|thats not|that is not|stop|stop it|stop that|never mind|nevermind|forget it
    |forget that|forget about it|no deal|hell no|i decline|not interested|im not interested
"""
LATER: Final = """
    later|maybe later|another time|some other time|next time|not now|not right now|not today
    |not yet|not at the moment|not this time|remind me|remind later|remind me later
    |remind me tomorrow|remind me next time|ask me later|ask me again|ask me again later
    |ask me next time|ask me another time|tell me later|let me think about it|ill think about it
    |i will think about it|i need to think about it|can you remind me later|perhaps later
    |ill decide later|i will decide later|call me later|a bit later|sometime later|in the future
    |could you remind me later|would you remind me later|please remind me later
"""
_THINGS: Final = (
    "number|phone|phone number|cell|address|birthday|date of birth|birth date|birthdate|name|card"
    "|order|one|digits|last four|account"
)

Vocabulary = Mapping[tuple[str, ...], Part]


def is_question(text: str) -> bool:
    """Whether there is a question mark of any script in it."""
    return _QUESTION.search(text) is not None


def spoken_form(text: str) -> list[str]:
    """Return the words without apostrophes, stretched letters or case; a thumb is a word."""
    plain_text = _THUMB.sub(lambda match: _THUMBS[match.group()], text)
    return [
        _STRETCHED.sub(r"\1", word.replace("'", "").replace("’", "")) for word in words(plain_text)
    ]


def vocabulary(**phrases: str) -> dict[tuple[str, ...], Part]:
    """Build a vocabulary from `part="phrase|phrase"`; a later part wins over an earlier one."""
    parts: dict[str, Part] = {"yes": "yes", "no": "no", "later": "later", "polite": "polite"}
    return {
        tuple(phrase.split()): parts[name]
        for name, listed in phrases.items()
        for phrase in listed.split("|")
    }


def about_things(opening: str) -> str:
    """Return phrases like "that's my number" for an opening like "that's"."""
    return "|".join(
        f"{opening} {whose} {right}{thing}"
        for whose in ("my", "the")
        for right in ("", "right ", "correct ")
        for thing in _THINGS.split("|")
    )


def parts(said: Sequence[str], known: Vocabulary) -> set[Part] | None:
    """Return which parts the whole utterance is made of, or None if any word is left over."""
    if len(said) > _LONGEST_UTTERANCE:
        return None
    longest = max(map(len, known))
    found: set[Part] = set()
    at = 0
    while at < len(said):
        for width in range(min(longest, len(said) - at), 0, -1):
            part = known.get(tuple(said[at : at + width]))
            if part is not None:
                found.add(part)
                at += width
                break
        else:
            return None
    return found
