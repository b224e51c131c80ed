"""Random private values, and the ways in which people write and say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from num2words import num2words

from domain.expectation import PrivateKind
from tests.privacy.rare import Person

_ONES = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Said:
    """An utterance with one private value in it.

    Attributes:
        person: has that value; the others are none that could be found.
        kind: what the value is.
        value: the value, as it was spelled.
        asked: an answer to the question for it.
        volunteered: the value with a word of what it is, at a moment when nobody asked.
    """

    person: Person
    kind: PrivateKind
    value: str
    asked: str
    volunteered: str


def one_by_one(digits: str) -> str:
    return " ".join(_ONES[int(digit)] for digit in digits)


def in_pairs(digits: str) -> str:
    """ "9284" as "ninety-two eighty-four"; a pair that begins with a zero is spelled."""
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    return " ".join(
        one_by_one(p) if p[0] == "0" or len(p) == 1 else num2words(int(p)) for p in pairs
    )


def repeated(digits: str) -> str:
    """ "5501" as "double five oh one"."""
    said: list[str] = []
    for digit in digits:
        word = _ONES[int(digit)]
        if said and said[-1] == word:
            said[-1] = f"double {word}"
        else:
            said.append(word)
    return " ".join(said)


def hesitant(words: str) -> str:
    """With a sound of thinking in the middle."""
    said = words.split()
    return " ".join([*said[: len(said) // 2], "uh", *said[len(said) // 2 :]])


_LEADS = ("", "it's ", "um, ", "yes it is ", "okay so that's ", "that would be ")
_ENDS = ("", " please", " thanks", ", got it?", ".")


def _around(draw: st.DrawFn, value: str) -> str:
    return draw(st.sampled_from(_LEADS)) + value + draw(st.sampled_from(_ENDS))


@st.composite
def phones(draw: st.DrawFn) -> Said:
    area = draw(st.sampled_from(["415", "503", "207", "628", "312"]))
    exchange = draw(st.integers(220, 989).filter(lambda n: n % 100 != 11))
    digits = f"{area}{exchange}{draw(st.integers(1000, 9999))}"
    groups = (digits[:3], digits[3:6], digits[6:])
    exchange_said = num2words(exchange).replace(" and ", " ")
    value = draw(
        st.sampled_from(
            [
                digits,
                "-".join(groups),
                " ".join(groups),
                ".".join(groups),
                " ".join(digits),
                f"+1 {' '.join(groups)}",
                f"({groups[0]}) {groups[1]}-{groups[2]}",
                one_by_one(digits),
                ", ".join(map(one_by_one, groups)),
                repeated(digits),
                hesitant(one_by_one(digits)),
                " dash ".join(map(one_by_one, groups)),
                f"{one_by_one(groups[0])}, {exchange_said} {in_pairs(groups[2])}",
                f"{one_by_one(groups[0])} {one_by_one(groups[1])} {in_pairs(groups[2])}",
            ]
        )
    )
    lead = draw(st.sampled_from(["my number is ", "call me on ", "you can reach me at ", ""]))
    return Said(
        Person(phone=f"+1{digits}"), "phone_number", value, _around(draw, value), lead + value
    )


@st.composite
def births(draw: st.DrawFn) -> Said:
    born = draw(st.dates(date(1931, 1, 1), date(2008, 12, 28)))
    month, day, year = born.strftime("%B"), born.day, born.year
    short = in_pairs(f"{year % 100:02}")
    year_said = num2words(year) if year >= 2000 else f"nineteen {short}"
    ordinal = num2words(day, to="ordinal")
    value = draw(
        st.sampled_from(
            [
                f"{month} {day}, {year}",
                f"{day} {month} {year}",
                f"{month[:3]} {day} {year}",
                born.isoformat(),
                born.strftime("%m/%d/%Y"),
                born.strftime("%m%d%Y"),
                f"{month} {ordinal} {year_said}",
                f"the {ordinal} of {month} {year_said}",
                f"{month} {num2words(day)} {year_said}",
                f"{ordinal} of {month} uh {year_said}",
                f"{born.month} slash {day} slash {year}",
                " ".join(born.strftime("%m%d%Y")),
                f"{one_by_one(born.strftime('%m'))} {one_by_one(born.strftime('%d'))} {year_said}",
            ]
        )
    )
    lead = draw(st.sampled_from(["I was born on ", "my birthday is ", "my date of birth is "]))
    return Said(Person(born=born), "date_of_birth", value, _around(draw, value), lead + value)


@st.composite
def fours(draw: st.DrawFn) -> Said:
    digits = f"{draw(st.integers(2100, 9999))}"
    value = draw(
        st.sampled_from(
            [
                digits,
                " ".join(digits),
                "-".join(digits),
                one_by_one(digits),
                in_pairs(digits),
                repeated(digits),
                hesitant(one_by_one(digits)),
            ]
        )
    )
    lead = draw(
        st.sampled_from(
            [
                "the last four of my social are ",
                "my social ends in ",
                "my card ends in ",
                "it's the card ending in ",
                "last four digits are ",
                "ssn ",
            ]
        )
    )
    return Said(Person(fours=(digits,)), "last_four", value, _around(draw, value), lead + value)


@st.composite
def addresses(draw: st.DrawFn) -> Said:
    house = f"{draw(st.integers(1100, 9899))}"
    postal = f"{draw(st.integers(10100, 98999))}"
    street = draw(st.sampled_from(["Quillfeather", "Thornapple", "Wexmoor"]))
    kind = draw(st.sampled_from(["Lane", "Street", "Avenue", "Road", "Blvd"]))
    place = draw(st.sampled_from(["Austin, TX", "Seattle, Washington", "Boston, MA"]))
    said_house = draw(st.sampled_from([house, one_by_one(house), in_pairs(house)]))
    said_postal = draw(st.sampled_from([postal, one_by_one(postal)]))
    value = f"{said_house} {street} {kind}, {place} {said_postal}"
    lead = draw(st.sampled_from(["I live at ", "send it to ", "my address is ", "deliver to "]))
    person = Person(house=house, postal_code=postal, words=(street.lower(),))
    return Said(person, "address", value, _around(draw, value), lead + value)


@st.composite
def emails(draw: st.DrawFn) -> Said:
    name, host = draw(st.sampled_from(["moonbeam", "dustwillow"])), "rarevale"
    number = draw(st.sampled_from(["", "7", "42"]))
    value = draw(
        st.sampled_from(
            [
                f"{name}{number}@{host}.example",
                f"thistle.{name}@{host}.example",
                f"{name} at {host} dot example",
                f"thistle dot {name} at {host} dot com",
                f"{' '.join(name)} at {host} dot co dot uk",
            ]
        )
    )
    lead = draw(st.sampled_from(["my email is ", "write to me at ", "send it to ", ""]))
    return Said(Person(words=(name, host)), "email", value, _around(draw, value), lead + value)


ANYTHING = st.one_of(phones(), births(), fours(), addresses(), emails())
ASKED_FOR = st.one_of(phones(), births(), fours(), addresses())
