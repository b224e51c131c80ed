"""The one `transfer` tool: its target is an enum of the roster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from tools.action import Action, action
from tools.call import Call
from tools.result import Result
from tools.types import Reason, Sentence, asked

WHO = "Who can help with that?"


def transfer_to(agents: Mapping[str, str]) -> Action:
    """The tool that hands over to any of these agents.

    What each is for stands with the target: OpenAI takes 1,024 characters of a tool's description.

    Args:
        agents: what each is for, by name.
    """

    async def transfer(
        call: Call,
        target: str,
        reason: Reason,
        customer_message: Sentence | None = None,
        *,
        response: str,
    ) -> Result:
        """Hand the customer over to a colleague. Use when what they want is a colleague's."""
        return await call.coordinator.transfer(call, target, reason, customer_message, response)

    names = tuple(agents)
    lines = [f"- {name}: {handles}" for name, handles in agents.items()]
    who = asked("\n".join([WHO, *lines]))
    transfer.__annotations__["target"] = Annotated[Literal[names], who]
    return action(effect="write", category="coordination", requires="nothing", closes_turn=True)(
        transfer
    )
