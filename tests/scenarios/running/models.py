"""The language models of a run: who answers, who plays the customer, and who judges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from livekit.agents import APIConnectionError, llm

from config import Settings
from pipeline.embedded.language import EmbeddedLLM, Understanding
from pipeline.llm import language_model
from pipeline.profile import Embedded, thinking

Model = llm.LLM[Any]


@dataclass(frozen=True)
class Models:
    """What the settings configure. A cloud model also plays customers with a goal, and judges."""

    settings: Settings
    understanding: Understanding

    @property
    def embedded(self) -> bool:
        """Whether it is the one that is built in: deterministic, and no judge of tone."""
        return isinstance(thinking(self.settings, text=True), Embedded)

    @property
    def described(self) -> str:
        """Which model it is, for the report."""
        described = language_model(self.settings, _Nobody, text=True).described
        return described.removesuffix(", then embedded")

    def answering(self, today: Callable[[], date]) -> Model:
        """A model for one conversation, with nobody to step in for it: its figures are its own."""
        if self.embedded:
            return EmbeddedLLM(self.understanding, today=today)
        return self.another()

    def another(self) -> Model:
        """The configured cloud model once more, to play a customer or to judge."""
        return language_model(self.settings, _Nobody, text=True).made


class _Nobody(llm.LLM[Any]):
    """Stands behind a cloud model and does not answer."""

    def chat(self, **_: Any) -> llm.LLMStream:
        raise APIConnectionError("the configured model could not be reached")


@dataclass(frozen=True)
class Answer:
    """What a model answered: words, or the arguments of the tool that it was given."""

    text: str
    arguments: str | None


async def asked(
    model: Model, instructions: str, tool: llm.Tool, *said: tuple[llm.ChatRole, str]
) -> Answer:
    """Asks a model that has one tool; OpenAI's API refuses the settings of ours without any.

    Raises:
        livekit.agents.APIError: it could not be reached.
    """
    chat_ctx = llm.ChatContext.empty()
    chat_ctx.add_message(role="system", content=instructions)
    for role, words in said:
        chat_ctx.add_message(role=role, content=words)
    answer = await model.chat(chat_ctx=chat_ctx, tools=[tool]).collect()
    arguments = answer.tool_calls[0].arguments if answer.tool_calls else None
    return Answer(answer.text.strip(), arguments)


def tool(name: str, description: str, parameters: dict[str, Any]) -> llm.Tool:
    """A tool that is only ever asked for."""

    async def never(raw_arguments: dict[str, object]) -> None:
        raise AssertionError("nobody runs it")

    schema = {"name": name, "description": description, "parameters": parameters}
    return llm.function_tool(never, raw_schema=schema)
