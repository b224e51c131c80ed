"""The desk: people who see which callers wait on the line, and take one into their own browser.

For operators: every request carries an operator key as its bearer token.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Annotated, Protocol, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Path, Response, status
from livekit.api import AccessToken, VideoGrants
from pydantic import BaseModel

from channels.livekit_server import ServerSecret, ServerSettings
from channels.voice.room import PERSON, ROLE
from channels.web.operators import REFUSED, OperatorSecret, OperatorSettings, operators_only
from channels.web.tokens import TokenResponse
from domain.errors import Refusal, Unavailable
from domain.facts import CallerState, CallerTaken, Severity, TakenBy, WaitingCallers

Answer = TypeVar("Answer")

LIFETIME = timedelta(minutes=2)
"""For joining only: a person joins at once, or the caller waits again."""
TicketId = Annotated[str, Path(max_length=16)]


class DeskSecrets(ServerSecret, OperatorSecret, Protocol):
    """The secrets of room tokens and of operators."""


class DeskSettings(ServerSettings, OperatorSettings, Protocol):
    """What of the settings concerns the desk; `config.Settings` has it."""

    def secrets(self) -> DeskSecrets: ...  # noqa: D102


class Line(Protocol):
    """Who waits; `services.desk` is it."""

    async def waiting(self) -> WaitingCallers:
        """Who waits; whoever asks keeps the desk open."""
        ...

    async def take(self, ticket_id: str, by: TakenBy) -> CallerTaken:
        """Takes a caller; refused where somebody else has, or they are gone."""
        ...

    async def decline(self, ticket_id: str) -> CallerState:
        """Says that nobody at the desk can take this caller."""
        ...


class Waiting(BaseModel):
    """A caller who waits on the line."""

    id: str
    since: datetime
    wait_seconds: int
    channel: str
    agent: str
    summary: str
    position: int
    urgency: Severity
    identified: bool


def router(settings: DeskSettings, line: Line) -> APIRouter:
    """`GET /desk/waiting`, `POST /desk/{id}/take`, `POST /desk/{id}/decline`."""
    routes = APIRouter(
        prefix="/desk",
        tags=["desk"],
        dependencies=[Depends(operators_only(settings))],
        responses=REFUSED,
    )
    gone: dict[int | str, dict[str, str]] = {409: {"description": "Taken by another, or gone."}}

    @routes.get("/waiting")
    async def waiting(response: Response) -> list[Waiting]:
        """Who waits, the next one first. Asking every few seconds keeps the desk open."""
        response.headers["Cache-Control"] = "no-store"
        seen = await _answered(line.waiting())
        return [
            Waiting(
                id=caller.ticket_id,
                wait_seconds=max(0, int((seen.now - caller.since).total_seconds())),
                **caller.model_dump(exclude={"ticket_id"}),
            )
            for caller in seen.callers
        ]

    @routes.post("/{ticket_id}/take", responses=gone)
    async def take(ticket_id: TicketId, response: Response) -> TokenResponse:
        """Access to the caller's room, to be used at once. The caller is nobody else's."""
        response.headers["Cache-Control"] = "no-store"
        taken = await _answered(line.take(ticket_id, "desk"))
        token = _participant_token(settings, taken.call_id)
        return TokenResponse(server_url=settings.livekit_url, participant_token=token)

    @routes.post("/{ticket_id}/decline", status_code=204, responses=gone)
    async def decline(ticket_id: TicketId) -> None:
        """Nobody at the desk can take this caller, who is told so and offered something else."""
        await _answered(line.decline(ticket_id))

    return routes


async def _answered(asked: Awaitable[Answer]) -> Answer:
    try:
        return await asked
    except Refusal as refusal:
        raise HTTPException(status.HTTP_409_CONFLICT, refusal.say) from None
    except Unavailable as broken:
        raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE, broken.say) from None


def _participant_token(settings: DeskSettings, room: str) -> str:
    secret = settings.secrets().livekit_secret.get_secret_value()
    return (
        AccessToken(settings.livekit_api_key, secret)
        .with_identity(f"{PERSON}-{secrets.token_urlsafe(12)}")
        .with_attributes({ROLE: PERSON})
        .with_ttl(LIFETIME)
        .with_grants(
            VideoGrants(
                room_join=True,
                room=room,
                room_create=False,
                can_publish=True,
                can_publish_sources=["microphone"],
                can_subscribe=True,
                can_publish_data=False,
                can_update_own_metadata=False,
            )
        )
        .to_jwt()
    )
