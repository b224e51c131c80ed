"""Words that are typed while a call goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

from channels.voice.room import room_options


class Session:
    """As much of a session as a typed message needs."""

    def __init__(self) -> None:
        self.userdata = SimpleNamespace(people=SimpleNamespace(present=False))
        self.asked: list[str] = []

    @asynccontextmanager
    async def _claim_user_turn(self) -> AsyncIterator[None]:
        yield

    async def interrupt(self) -> None:
        pass

    def generate_reply(self, *, user_input: str) -> None:
        self.asked.append(user_input)


async def test_a_message_is_read_as_far_as_is_set() -> None:
    options: Any = room_options(longest=5)
    session = Session()
    await options.text_input.text_input_cb(session, SimpleNamespace(text="hello there"))
    assert session.asked == ["hello"]
