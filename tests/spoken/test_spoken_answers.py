"""A yes decides about money, so only a clean one is one."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoken.answers import (
    answer,
    asks_if_robot,
    cancels,
    is_goodbye,
    offer_response,
    wants_person,
    wants_repeat,
)
from spoken.phrases import NO, POLITE, YES

YES_PHRASES = [" ".join(phrase.split()) for phrase in YES.split("|")]
NO_PHRASES = [" ".join(phrase.split()) for phrase in NO.split("|")]
POLITE_PHRASES = [" ".join(phrase.split()) for phrase in POLITE.split("|")]


@pytest.mark.parametrize(
    "said",
    [
        "yeah",
        "Yep, that's right.",
        "correct",
        "go ahead please",
        "sure do it",
        "ok",
        "yesss!!",
        "👍",
        "👍🏽",
        "yes, that's my number",
        "that’s correct, thank you",
        "uh huh",
        "yeah that one",
        "yes I still live there",
        "it's still the same",
    ],
)
def test_a_clean_yes(said: str) -> None:
    assert answer(said) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "Nope!",
        "that's wrong",
        "don't",
        "not right now",
        "no thanks",
        "no, that is not my number",
        "nooo",
        "👎",
        "never mind",
    ],
)
def test_a_clean_no(said: str) -> None:
    assert answer(said) == "no"


@pytest.mark.parametrize(
    "said",
    [
        "yes but change the size",
        "no wait yes",
        "I don't know",
        "maybe",
        "yes?",
        "right？",
        "is it?",
        "no problem",
        "no, go ahead",
        "I'm not sure",
        "sure, why not",
        "I guess",
        "yes, and refund my other order too",
        "cancel it",
        "yes, cancel it",
        "thanks",
        "yes нет",
        "",
        "😀",
        "yes " * 100,
    ],
)
def test_everything_else_is_unclear(said: str) -> None:
    assert answer(said) == "unclear"


def test_the_verb_of_the_proposal_agrees_with_it() -> None:
    assert answer("yes, cancel it", doing="cancel") == "yes"
    assert answer("cancel my order", doing="cancel") == "yes"
    assert answer("no, don't cancel it", doing="cancel") == "no"
    assert answer("yes, return it", doing="cancel") == "unclear"


@given(
    st.lists(st.sampled_from(YES_PHRASES + POLITE_PHRASES), max_size=4),
    st.sampled_from(
        [
            "no",
            "not",
            "don't",
            "dont",
            "never",
            "do not",
            "isn't",
            "nope",
            "can't",
            "cannot",
            "nothing",
        ]
    ),
    st.lists(st.sampled_from(YES_PHRASES + POLITE_PHRASES), max_size=4),
)
def test_a_negation_is_never_a_yes(before: list[str], negation: str, after: list[str]) -> None:
    assert answer(" ".join([*before, negation, *after])) != "yes"


@given(st.lists(st.sampled_from(YES_PHRASES), min_size=1, max_size=3), st.text(min_size=1))
def test_a_yes_with_anything_unknown_is_no_clean_yes(phrases: list[str], more: str) -> None:
    assert answer(f"{' '.join(phrases)} xyzzy {more}") == "unclear"


@given(st.sampled_from(NO_PHRASES), st.sampled_from(POLITE_PHRASES))
def test_politeness_changes_no_answer(said: str, polite: str) -> None:
    assert answer(f"{said}, {polite}") != "yes"


@pytest.mark.parametrize(
    ("said", "response"),
    [
        ("yes please", "ACCEPTED"),
        ("sign me up", "ACCEPTED"),
        ("I accept", "ACCEPTED"),
        ("no thanks", "DECLINED"),
        ("I'm not interested", "DECLINED"),
        ("no, don't sign me up", "DECLINED"),
        ("maybe later", "REMIND_LATER"),
        ("no, remind me later", "REMIND_LATER"),
        ("yes, remind me later please", "REMIND_LATER"),
        ("can you remind me later?", "REMIND_LATER"),
        ("what does it cost?", None),
        ("yes no", None),
    ],
)
def test_answers_to_an_offer(said: str, response: str | None) -> None:
    assert offer_response(said) == response


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        *(
            (wants_repeat, said)
            for said in ("what?", "can you repeat that", "pardon", "say it again")
        ),
        *(
            (wants_repeat, said)
            for said in ("I didn't catch that", "sorry?", "one more time please")
        ),
        *(
            (wants_person, said)
            for said in ("human please", "I want to talk to a person", "operator")
        ),
        *(
            (wants_person, said)
            for said in ("can I speak to someone about this", "get me a manager")
        ),
        *((is_goodbye, said) for said in ("bye", "no that's all, thanks", "thank you, goodbye")),
        *((is_goodbye, said) for said in ("nothing else", "no thanks, that's everything")),
        *((asks_if_robot, said) for said in ("are you a robot", "am I talking to a machine?")),
        *((asks_if_robot, said) for said in ("are you a real person?", "is this a recording")),
        *((cancels, said) for said in ("never mind", "cancel that", "no, forget it", "stop")),
    ],
)
def test_cues_are_heard(cue: Callable[[str], bool], said: str) -> None:
    assert cue(said)


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        (wants_repeat, "repeat my last order"),
        (wants_repeat, "what is my order status"),
        (wants_person, "are you a human?"),
        (wants_person, "I don't want to talk to a person"),
        (wants_person, "where is my order"),
        (is_goodbye, "that's all I know about it"),
        (is_goodbye, "is that it?"),
        (is_goodbye, "thanks"),
        (asks_if_robot, "where is my robot vacuum"),
        (cancels, "cancel my order"),
        (cancels, "don't cancel"),
    ],
)
def test_other_words_are_no_cues(cue: Callable[[str], bool], said: str) -> None:
    assert not cue(said)
