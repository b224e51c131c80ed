"""How a person comes into a conversation that goes on: what the channel does about it."""

from __future__ import annotations

from typing import Literal, Protocol

Reach = Literal["sought", "nobody", "in_writing"]
"""`sought`: somebody is being fetched into the call · `nobody`: nobody is there to be fetched ·
`in_writing`: there is no call."""


class People(Protocol):
    """Fetches a person into one conversation; channels/voice/person.py implements it."""

    @property
    def present(self) -> bool:
        """Whether a person speaks with the customer now: an agent hears and says nothing."""
        ...

    @property
    def awaited(self) -> bool:
        """Whether the customer is on the line for a person who has not come yet."""
        ...

    async def seek(self, ticket_id: str, summary: str) -> Reach:
        """Looks for a person, behind this ticket; asking again starts nothing anew.

        Args:
            ticket_id: of the request.
            summary: what it is about, private values masked: said to a person who answers.
        """
        ...

    async def no_longer_wanted(self) -> None:
        """The customer has chosen something else than to wait."""
        ...

    async def until_gone(self) -> None:
        """Waits until the customer and the agent are among themselves."""
        ...


class Nobody:
    """The people of a conversation into which none can come: one in writing."""

    present = False
    awaited = False

    async def seek(self, ticket_id: str, summary: str) -> Reach:
        """Leaves it to the ticket."""
        return "in_writing"

    async def no_longer_wanted(self) -> None:
        """Nobody was sought."""

    async def until_gone(self) -> None:
        """Nobody is here."""
