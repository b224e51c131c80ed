"""The ways in which people write and say a row of digits."""

from collections.abc import Callable

from hypothesis import strategies as st
from num2words import num2words

Spelling = Callable[[str], str]

ONE_BY_ONE = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def worded(digits: str, zero: str = "zero") -> str:
    return " ".join(zero if d == "0" else ONE_BY_ONE[int(d)] for d in digits)


def paired(digits: str) -> str:
    """Pairs of digits as numbers: 4155 is "forty-one fifty-five"."""
    said = []
    for at in range(0, len(digits), 2):
        pair = digits[at : at + 2]
        # "Twenty, one" would be twenty-one.
        lone_follows = len(digits) - at == 3 and pair[1] == "0"
        one_by_one = pair[0] == "0" or len(pair) == 1 or lone_follows
        said.append(worded(pair) if one_by_one else num2words(int(pair)))
    return " ".join(said)


def repeated(digits: str) -> str:
    """Neighbours that are the same as "double five"."""
    said, at = [], 0
    while at < len(digits):
        if digits[at : at + 1] == digits[at + 1 : at + 2]:
            said.append("double " + worded(digits[at], "oh"))
            at += 2
        else:
            said.append(worded(digits[at]))
            at += 1
    return " ".join(said)


def grouped(digits: str, separator: str) -> str:
    if len(digits) == 10:
        parts = [digits[:3], digits[3:6], digits[6:]]
    elif len(digits) == 9:
        parts = [digits[:3], digits[3:5], digits[5:]]
    else:
        parts = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    return separator.join(parts)


def mixed(digits: str) -> str:
    return " ".join(d if at % 2 else worded(d) for at, d in enumerate(digits))


SPELLINGS: tuple[Spelling, ...] = (
    str,
    " ".join,
    "-".join,
    worded,
    lambda digits: worded(digits, "oh").upper(),
    lambda digits: worded(digits).replace(" ", "-"),
    lambda digits: worded(digits).replace(" ", ", "),
    lambda digits: worded(digits).replace(" ", ""),
    paired,
    repeated,
    mixed,
    lambda digits: grouped(digits, " "),
    lambda digits: grouped(digits, "-"),
    lambda digits: grouped(digits, "."),
    lambda digits: grouped(digits, " dash "),
    lambda digits: grouped(digits, " um "),
    lambda digits: "😀".join(digits),
    lambda digits: "\u200b".join(digits),
    lambda digits: digits.translate(FULL_WIDTH),
    lambda digits: digits.translate(ARABIC),
    lambda digits: "\ufe0f\u20e3".join([*digits, ""]),
)

spellings = st.sampled_from(SPELLINGS)
phones = st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True)


def digit_rows(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)
