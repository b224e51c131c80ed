"""The LiveKit server, for those who ask something of it: about rooms, dispatches or telephones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from livekit import api
from pydantic import SecretStr


class ServerSecret(Protocol):
    """The secret that requests to the server, and tokens for its rooms, are signed with."""

    @property
    def livekit_secret(self) -> SecretStr: ...  # noqa: D102


class ServerSettings(Protocol):
    """What of the settings says where the server is; `config.Settings` has it."""

    @property
    def livekit_url(self) -> str: ...  # noqa: D102
    @property
    def livekit_api_key(self) -> str: ...  # noqa: D102
    def secrets(self) -> ServerSecret: ...  # noqa: D102


def connect(settings: ServerSettings) -> api.LiveKitAPI:
    """The server's API; to be closed, or used as a context."""
    url = settings.livekit_url.replace("ws", "http", 1)
    secret = settings.secrets().livekit_secret.get_secret_value()
    return api.LiveKitAPI(url, settings.livekit_api_key, secret)


async def participants(livekit: api.LiveKitAPI, room: str) -> Sequence[api.ParticipantInfo]:
    """Who is in a room, whoever they are.

    Raises:
        livekit.api.TwirpError: the server refuses.
    """
    return (
        await livekit.room.list_participants(api.ListParticipantsRequest(room=room))
    ).participants
