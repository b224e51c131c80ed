"""What was said is kept as it is said, for nobody to read without the key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conversations.journal import Journal
from domain.context import Channel
from domain.events import Ended, Message, Started, TimelineEvent
from tests.house import JOHN, TestHouse

CALL = "call_+14155550199_a/b"
EVENTS: list[TimelineEvent] = [
    Started(channel=Channel.VOICE),
    Message(role="user", agent="authentication", text="where is the lamp", interrupted=False),
    Ended(reason="hung up"),
]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "conversations", "a secret")


def write(journal: Journal, conversation: str = CALL) -> None:
    keep = journal.keeper(conversation)
    for event in EVENTS:
        keep(event)


def test_what_was_said_is_read_back_with_the_key_alone(journal: Journal, tmp_path: Path) -> None:
    write(journal)
    assert journal.events(CALL) == EVENTS
    [file] = (tmp_path / "conversations").iterdir()
    assert b"lamp" not in file.read_bytes()
    assert Journal(tmp_path / "conversations", "another secret").events(CALL) == []


def test_a_line_that_a_dying_process_left_half_written_costs_nothing_else(
    journal: Journal, tmp_path: Path
) -> None:
    write(journal)
    [file] = (tmp_path / "conversations").iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    assert journal.events(CALL) == EVENTS[:-1]


def test_old_conversations_are_removed(journal: Journal) -> None:
    write(journal)
    assert [one.conversation for one in journal.conversations()] == [CALL]
    assert journal.remove_before(datetime.now(UTC) - timedelta(hours=1)) == 0
    assert journal.remove_before(datetime.now(UTC) + timedelta(seconds=5)) == 1
    with pytest.raises(FileNotFoundError):
        journal.events(CALL)


async def test_a_conversation_is_kept_as_it_goes_on(house: TestHouse) -> None:
    call = house.call(calling_line=JOHN.line)
    async with house.talk(call=call) as talk:
        await talk.says("please stop calling me")
        kept = house.house.journal.events(call.id)
    assert [e.text for e in kept if isinstance(e, Message) and e.role == "user"] == [
        "please stop calling me"
    ]
