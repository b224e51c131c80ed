"""How it sounded: a cloud model reads a transcript and judges tone and brevity (agents.md).

Its verdict is an opinion: it is reported, and lets no scenario fail.
"""

from __future__ import annotations

from livekit.agents import APIError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tests.scenarios.running.models import Model, asked, tool
from tests.scenarios.running.record import Happened

RULES = """You judge how the agents of a customer service speak, from a transcript. They should:
- say one or two short sentences and ask one question at a time; only the legal notice is longer;
- use plain words, without markdown, lists, ids or web addresses unless they were asked for;
- say numbers, prices and dates in words;
- be warm and natural, and stay calm with an angry customer;
- after a colleague took over, acknowledge briefly and not ask again for what is known;
- say in plain language what was done, and then what comes next.
Do not judge whether the customer got what they wanted. Call `judge`."""


class Verdict(BaseModel):
    """One to five, five is best."""

    model_config = ConfigDict(frozen=True)

    tone: int = Field(ge=1, le=5, description="1 is cold or stiff, 5 is warm and natural")
    brevity: int = Field(ge=1, le=5, description="1 rambles, 5 says what is needed and no more")
    remark: str = Field("", description="the worst thing in under twenty words, or empty")


JUDGE = tool("judge", "Give your verdict.", Verdict.model_json_schema())


async def judged(happened: Happened, model: Model) -> Verdict | None:
    """What a model thinks of it; None where it could not be asked, or made no sense."""
    spoken = "\n".join(line for line in happened.transcript if not line.startswith("  ⚙"))
    try:
        answer = await asked(model, RULES, JUDGE, ("user", spoken))
        return Verdict.model_validate_json(answer.arguments or "")
    except (APIError, ValidationError):
        return None
