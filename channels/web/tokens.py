"""Room tokens for browsers, by LiveKit's standard token endpoint.

https://docs.livekit.io/frontends/build/authentication/endpoint/
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Protocol

from fastapi import APIRouter, Depends, Response, status
from livekit.api import (
    AccessToken,
    RoomAgentDispatch,
    RoomConfiguration,
    VideoGrants,
)
from pydantic import BaseModel, JsonValue

from channels.livekit_server import ServerSettings
from channels.web.limiting import TOO_OFTEN, limited

LIFETIME = timedelta(minutes=10)
"""For joining only: LiveKit renews the token of a participant who is in the room."""
EMPTY_TIMEOUT = 30
"""Seconds that a room waits for its caller."""
DEPARTURE_TIMEOUT = 10
"""Seconds that a room stays after its last participant left."""


class TokenSettings(ServerSettings, Protocol):
    """What of the settings concerns room tokens; `config.Settings` has it."""

    @property
    def agent_name(self) -> str: ...  # noqa: D102
    @property
    def token_requests_per_minute(self) -> int: ...  # noqa: D102


class TokenRequest(BaseModel):
    """What LiveKit's clients may ask for. All of it is checked, and none of it is granted.

    A caller gets a room of its own and a name made here. Attributes are not taken over either: a
    page that sets `sip.phoneNumber` would look like a telephone line.
    """

    room_name: str | None = None
    participant_identity: str | None = None
    participant_name: str | None = None
    participant_metadata: str | None = None
    participant_attributes: dict[str, str] | None = None
    room_config: dict[str, JsonValue] | None = None


class TokenResponse(BaseModel):
    """Where to connect, and with what."""

    server_url: str
    participant_token: str


def router(settings: TokenSettings) -> APIRouter:
    """`POST /token`: one room for one caller, with a worker dispatched to it."""
    routes = APIRouter(tags=["rooms"])
    limit = limited(settings.token_requests_per_minute, "calls")

    @routes.post(
        "/token",
        status_code=status.HTTP_201_CREATED,
        responses=TOO_OFTEN,
        dependencies=[Depends(limit)],
    )
    async def token(response: Response, body: TokenRequest | None = None) -> TokenResponse:
        """Access to a new room of one's own, valid for ten minutes."""
        response.headers["Cache-Control"] = "no-store"
        return TokenResponse(
            server_url=settings.livekit_url, participant_token=_participant_token(settings)
        )

    return routes


def _participant_token(settings: TokenSettings) -> str:
    room = f"call-{secrets.token_urlsafe(12)}"
    secret = settings.secrets().livekit_secret.get_secret_value()
    return (
        AccessToken(settings.livekit_api_key, secret)
        .with_identity(f"caller-{secrets.token_urlsafe(12)}")
        .with_ttl(LIFETIME)
        .with_grants(
            VideoGrants(
                room_join=True,
                room=room,
                can_publish=True,
                can_publish_sources=["microphone"],
                can_subscribe=True,
                can_publish_data=True,
                can_update_own_metadata=False,
            )
        )
        .with_room_config(
            RoomConfiguration(
                empty_timeout=EMPTY_TIMEOUT,
                departure_timeout=DEPARTURE_TIMEOUT,
                agents=[RoomAgentDispatch(agent_name=settings.agent_name)],
            )
        )
        .to_jwt()
    )
