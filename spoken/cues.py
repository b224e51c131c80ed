"""Short things that steer a conversation: again please, a person, never mind, wait, goodbye."""

import re
from functools import cache
from typing import Final

from spoken.phrases import POLITE, Vocabulary, is_question, parts, spoken_form, vocabulary

# Said around any short phrase without changing it.
_AROUND: Final = "ok|okay|yes|yeah|yep|no|nope|sorry|alright|all right|great|perfect|actually|wait"

_REPEAT_WHOLE: Final = (
    "repeat|repeat that|repeat it|again|once more|one more time|what|what was that|huh|pardon"
    "|pardon me|excuse me|come again|sorry|sorry what|say again|what did you say|eh|what is that"
    "|i didnt get that|i missed that|i cant hear you|i can not hear you|i cannot hear you"
)
_REPEAT_ANYWHERE: Final = (
    "(?:say|repeat|read|tell me|explain) (?:that|it|this|all that|the question|the last part)"
    "(?: to me| for me| out| back)?(?: again| once more| one more time| please)?$"
    "|(?:say|repeat|read|hear|tell me|go over) (?:that|it|this|them|the question) "
    "(?:again|once more|one more time|slower|slowly)"
    "|repeat (?:yourself|the question|what you said|what you just said|the last)"
    "|(?:what|sorry what) did you (?:just )?say|what was that(?: again)?$|say (?:it|that) again"
    "|didnt (?:quite )?(?:catch|hear|get|understand) (?:that|it|you|what you said)"
    "|did not (?:quite )?(?:catch|hear|get|understand) (?:that|it|you|what you said)"
    "|couldnt hear (?:that|it|you)|can you repeat|could you repeat|would you repeat|please repeat"
)
_BUY_AGAIN: Final = "repeat (?:my|the|an|this|last) (?:last )?(?:order|purchase|delivery)"

_PERSON: Final = (
    "(?:real |live |actual |human )*(?:person|human|human being|agent|representative|rep|operator"
    "|somebody|someone|supervisor|manager|staff|specialist|people|customer service|support team"
    "|advisor|employee|assistant)"
)
_PERSONS: Final = (
    "human|a human|person|a person|agent|an agent|live agent|a live agent|operator|the operator"
    "|representative|a representative|real person|a real person|human please|rep|supervisor"
    "|a supervisor|manager|a manager|human being|a human being|customer service|someone real"
    "|live person|a live person|human agent|a human agent|speak to human|talk to human"
)
_TO_PERSON: Final = (
    "(?:speak|talk|chat|connect me|transfer me|put me|pass me|get me|hand me|switch me|escalate)"
    f"(?: over| on| through| this)*(?: to| with)?(?: an?| the| your| some)? {_PERSON}"
    f"|(?:i want|i need|id like|i would like|give me|get me)(?: an?| the| your| to see)?"
    "(?: real| live| actual| human)* (?:person|human|human being|agent|representative|operator"
    "|supervisor|manager)"
)
_NO_PERSON: Final = (
    "(?:dont|do not|no need to|not) (?:want|need|like|speak|talk|connect|transfer)"
    f"(?: to| with| me| an?| the| speak| talk)* {_PERSON}"
)

_CLEAR_GOODBYES: Final = (
    "bye|bye bye|goodbye|good bye|see you|see ya|talk to you later|have a (?:good|nice|great) "
    "(?:day|one|evening|night|weekend)|thats all thanks|thats all thank you"
)
_GOODBYES: Final = (
    "bye|bye bye|goodbye|good bye|good night|goodnight|cheers bye|see you|see you later|see ya|cya"
    "|talk to you later|take care|thats all|that is all|thats it|that is it|thats everything"
    "|that was it|that was all|that was everything"
    "|that is everything|that will be all|thatll be all|that would be all|thats all for now"
    "|thats all for today|thats it for now|thats it for today|thats all i needed|thats all i need"
    "|nothing else|nothing more|im done|i am done|were done|im all set|i am all set|all set"
    "|hang up|end the call|end call|you can hang up|im good thanks|im good thank you"
    "|i dont need anything else|i have everything i need|have a good day|have a nice day"
    "|have a great day|have a good one|you too|have a good evening|have a good night"
)

_ROBOT: Final = (
    "(?:real |live |actual |just |even |really )*(?:an? )?(?:real |live |actual |human )*"
    "(?:robot|bot|chatbot|machine|computer|ai|a i|artificial intelligence|recording|automated"
    "|human|human being|person|program|virtual assistant|voice assistant|voicebot)"
)
_ROBOT_QUESTIONS: Final = (
    rf"(?:are|r) (?:you|u) {_ROBOT}|you(?:re| are)? (?:a|an) {_ROBOT}"
    rf"|am i (?:talking|speaking|chatting) (?:to|with) {_ROBOT}|is this {_ROBOT}"
    rf"|is (?:it|that) (?:a|an) {_ROBOT}|(?:are you|is this) (?:real|human|automated)"
)

_CANCELS: Final = (
    "never mind|nevermind|cancel that|cancel it|cancel|cancel this|forget it|forget that"
    "|forget about it|forget about that|stop|stop it|stop that|scratch that|leave it|drop it"
    "|dont bother|i changed my mind|ive changed my mind|changed my mind|lets not|no longer needed"
    "|nvm|abort|skip it|let it be"
)

_HESITATES: Final = (
    "wait|wait wait|hold on|hold on a second|hold on a minute|hang on|hang on a second|not so fast"
    "|slow down|one moment|one second|one sec|one minute|a moment|just a moment|just a second"
    "|just a sec|just a minute|wait a moment|wait a second|wait a sec|wait a minute|let me think"
    "|let me see|let me check|let me look|let me have a look|let me find it|let me get it"
    "|let me think about it|give me a moment|give me a second|give me a sec|give me a minute"
    "|im thinking|im still thinking|i need to think|bear with me|not yet|no not yet"
)


def wants_repeat(text: str) -> bool:
    """Whether the last thing said should be said again."""
    return _only(text, _REPEAT_WHOLE) or (
        _says(text, _REPEAT_ANYWHERE) and not _says(text, _BUY_AGAIN)
    )


def wants_person(text: str) -> bool:
    """Whether a person is asked for; "are you a person?" asks something else."""
    if asks_if_robot(text) or _says(text, _NO_PERSON):
        return False
    return _only(text, _PERSONS) or _says(text, _TO_PERSON)


def is_goodbye(text: str) -> bool:
    """Whether this ends the conversation and asks for nothing more."""
    if is_question(text):
        return False
    return _only(text, _GOODBYES) or _says(text, rf"(?:{_CLEAR_GOODBYES})$")


def asks_if_robot(text: str) -> bool:
    """Whether it is asked if this is a machine or a person."""
    return _says(text, _ROBOT_QUESTIONS)


def cancels(text: str) -> bool:
    """Whether what is being done should be dropped: "never mind", "forget it", "cancel that"."""
    return _only(text, _CANCELS)


def hesitates(text: str) -> bool:
    """Whether more time is wanted, and nothing else: "no wait", "hold on", "let me think"."""
    return _only(text, _HESITATES)


def _says(text: str, pattern: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", " ".join(spoken_form(text))) is not None


def _only(text: str, phrases: str) -> bool:
    """Whether the utterance is one of the phrases with nothing but politeness around it."""
    return "yes" in (parts(spoken_form(text), _around(phrases)) or ())


@cache
def _around(phrases: str) -> Vocabulary:
    return vocabulary(polite=f"{POLITE}|{_AROUND}", yes=phrases)
