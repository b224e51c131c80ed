"""First names as callers give them, of any alphabet, and what is none."""

import pytest

from spoken.names import first_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("it's John", "John"),
        ("my name is mary-ann", "Mary-Ann"),
        ("John Doe", "John"),
        ("this is José calling", "José"),
        ("J O H N", "John"),
        ("John, J-O-H-N", "John"),
        ("JOHN", "John"),
        ("o'brien", "O'Brien"),
        ("I'm DeShawn, thanks", "DeShawn"),
        ("you can call me Jo please", "Jo"),
        ("my first name is Miguel, and I want to return something", "Miguel"),
        ("Mr. John Smith", "John"),
        ("李雷", "李雷"),
        ("Олена", "Олена"),
        ("प्रिया", "प्रिया"),
        ("John 😊", "John"),
        ("Will", "Will"),
        ("Ming", "Ming"),
    ],
)
def test_names(said: str, name: str) -> None:
    assert first_name(said) == name


@pytest.mark.parametrize(
    "said",
    [
        "I want to return my order",
        "where is my order",
        "yes",
        "hello",
        "what?",
        "12345",
        "four one five",
        "I'm looking for headphones",
        "I'm not sure",
        "it is broken and I want my money back",
        "human please",
        "Mr Smith",
        "john@example.com",
        "<script>",
        "😀",
        "",
        "x" * 200,
    ],
)
def test_no_names(said: str) -> None:
    assert first_name(said) is None
