"""Who may ask for what is not for customers: whoever has an operator key."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol

from fastapi import Depends, HTTPException, Request, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import SecretStr

from channels.web.limiting import TOO_OFTEN, limited

WRONG_KEYS_PER_MINUTE = 20
"""Of one address."""
REFUSED: dict[int | str, dict[str, str]] = TOO_OFTEN | {
    status.HTTP_401_UNAUTHORIZED: {"description": "The operator key is missing or wrong."}
}
"""What a route for operators may answer, for its description."""
_bearer = HTTPBearer(auto_error=False, description="An operator key (OPERATOR_KEYS)")


class OperatorSecret(Protocol):
    """The key that a first start makes for operators."""

    @property
    def operator_key(self) -> SecretStr: ...  # noqa: D102


class OperatorSettings(Protocol):
    """What of the settings concerns operators; `config.Settings` has it."""

    @property
    def operator_keys(self) -> list[SecretStr]: ...  # noqa: D102
    def secrets(self) -> OperatorSecret: ...  # noqa: D102


def operators_only(settings: OperatorSettings) -> Callable[..., Awaitable[None]]:
    """A dependency that answers 401 unless an operator key is the request's bearer token."""
    secret = settings.secrets().operator_key
    keys = [key.get_secret_value().encode() for key in (settings.operator_keys or [secret])]
    limit = limited(WRONG_KEYS_PER_MINUTE, "wrong keys")

    async def check(
        request: Request,
        given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    ) -> None:
        offered = given.credentials.encode() if given else b""
        right = sum(hmac.compare_digest(offered, key) for key in keys)  # the time tells nothing
        if not right:
            await limit(request)
            raise HTTPException(
                status.HTTP_401_UNAUTHORIZED,
                "The operator key is missing or wrong.",
                headers={"WWW-Authenticate": "Bearer"},
            )

    return check
