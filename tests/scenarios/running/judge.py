"""How it sounded: a cloud model reads a transcript and judges tone and brevity (agents.md).

Its verdict is an opinion: it is reported, and lets no scenario fail.
"""

from __future__ import annotations

from livekit.agents import APIError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tests.scenarios.running.models import Model, asked
from tests.scenarios.running.record import Happened

RULES = """You judge how the agents of a customer service speak, from a transcript. They should:
- say one or two short sentences and ask one question at a time; only the legal notice is longer;
- use plain words, without markdown, lists, ids or web addresses unless they were asked for;
- say numbers, prices and dates in words;
- be warm and natural, and stay calm with an angry customer;
- after a colleague took over, acknowledge briefly and not ask again for what is known;
- say in plain language what was done, and then what comes next.
Do not judge whether the customer got what they wanted. Answer with a JSON object and nothing \
else: {"tone": 1 to 5, "brevity": 1 to 5, "remark": "the worst thing, with the words quoted, or \
nothing"}."""


class Verdict(BaseModel):
    """One to five, five is best."""

    model_config = ConfigDict(frozen=True)

    tone: int = Field(ge=1, le=5)
    brevity: int = Field(ge=1, le=5)
    remark: str = ""


async def judged(happened: Happened, model: Model) -> Verdict | None:
    """What a model thinks of it; None where it could not be asked, or made no sense."""
    spoken = "\n".join(line for line in happened.transcript if not line.startswith("  ⚙"))
    try:
        answer = await asked(model, RULES, ("user", spoken))
        return Verdict.model_validate_json(answer[answer.find("{") : answer.rfind("}") + 1])
    except (APIError, ValidationError):
        return None
