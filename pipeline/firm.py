"""A language model whose answers are whole: or there is none, and the next model is asked.

What livekit-agents leaves open: a stream that sends signs of life but no words, and an answer that
breaks off. Words are held back until a sentence is whole, which a voice waits for in any case. So
an answer that breaks off in its first sentence has not been heard, and another model gives it; one
that breaks off later ends with an apology. A tool that was called is called: the answer is over.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterable
from typing import Any

from livekit.agents import APIConnectionError, APIError, APITimeoutError, llm
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)
from livekit.agents.utils import shortuuid

from pipeline.faults import Told, tell, worth_another_try

LOST = "Sorry, I lost my thread there. Could you ask me that again?"
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*\s+(?=\S)")


class FirmLLM(llm.LLM[str]):
    """Answers as `inner` does, in whole sentences, or not at all.

    Args:
        inner: the model.
        timeout: seconds without a word after which it is given up.
        told: is told of every failure.
    """

    def __init__(self, inner: llm.LLM[Any], *, timeout: float, told: Told) -> None:
        super().__init__()
        self.inner = inner
        self.timeout = timeout
        self.told = told
        inner.on("metrics_collected", lambda *measured: self.emit("metrics_collected", *measured))

    @property
    def model(self) -> str:
        """As the inner one has it."""
        return self.inner.model

    @property
    def provider(self) -> str:
        """As the inner one has it."""
        return self.inner.provider

    def prewarm(self, *, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Connects before the first question."""
        self.inner.prewarm(loop=loop)

    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: NotGivenOr[bool] = NOT_GIVEN,
        tool_choice: NotGivenOr[llm.ToolChoice] = NOT_GIVEN,
        extra_kwargs: NotGivenOr[dict[str, Any]] = NOT_GIVEN,
    ) -> llm.LLMStream:
        """Asks the model."""
        asked = {
            "parallel_tool_calls": parallel_tool_calls,
            "tool_choice": tool_choice,
            "extra_kwargs": extra_kwargs,
        }
        return _Answer(self, asked, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)


class _Answer(llm.LLMStream):
    def __init__(self, owner: FirmLLM, asked: dict[str, Any], **options: Any) -> None:
        self._owner = owner
        self._asked = asked
        super().__init__(owner, **options)

    async def _metrics_monitor_task(self, event_aiter: AsyncIterable[llm.ChatChunk]) -> None:
        async for _ in event_aiter:  # the inner one measures itself
            pass

    async def _run(self) -> None:
        answer = _Whole()
        try:
            await self._ask(answer)
        except Exception as error:
            tell(self._owner.told, "llm", self._owner.provider, error)
            if answer.called:
                return
            if answer.said:
                self._send(LOST)
                return
            raise _given_up(error) from error
        self._send(answer.rest())

    async def _ask(self, answer: _Whole) -> None:
        owner = self._owner
        once = APIConnectOptions(max_retry=0, timeout=owner.timeout)
        clock = asyncio.get_running_loop().time
        first_by = clock() + owner.timeout
        async with owner.inner.chat(
            chat_ctx=self._chat_ctx, tools=self._tools, conn_options=once, **self._asked
        ) as stream:
            while True:
                patience = owner.timeout if answer.begun else first_by - clock()
                try:
                    chunk = await asyncio.wait_for(anext(stream), max(0.0, patience))
                except StopAsyncIteration:
                    return
                except TimeoutError as error:
                    raise APITimeoutError("no word in time") from error
                self._pass_on(chunk, answer)

    def _pass_on(self, chunk: llm.ChatChunk, answer: _Whole) -> None:
        delta = chunk.delta
        if delta is None:
            self._event_ch.send_nowait(chunk)
            return
        if delta.content:
            self._send(answer.add(delta.content))
        if delta.tool_calls:
            self._send(answer.rest())
            answer.begun = answer.called = True
            self._event_ch.send_nowait(
                chunk.model_copy(update={"delta": delta.model_copy(update={"content": None})})
            )

    def _send(self, text: str) -> None:
        if text:
            delta = llm.ChoiceDelta(role="assistant", content=text)
            self._event_ch.send_nowait(llm.ChatChunk(id=shortuuid("firm_"), delta=delta))


class _Whole:
    """An answer as far as it came."""

    def __init__(self) -> None:
        self._held = ""
        self.begun = False
        self.said = False
        self.called = False

    def add(self, text: str) -> str:
        """Takes in a piece; returns the sentences that are whole now."""
        self.begun = True
        self._held += text
        ends = list(_SENTENCE_END.finditer(self._held))
        if not ends:
            return ""
        whole, self._held = self._held[: ends[-1].end()], self._held[ends[-1].end() :]
        self.said = True
        return whole

    def rest(self) -> str:
        """What was held back, at the end."""
        rest, self._held = self._held, ""
        self.said = self.said or bool(rest)
        return rest


def _given_up(error: Exception) -> APIError:
    """As livekit-agents knows failures: to be tried again at once, or left to the next model."""
    if isinstance(error, APIError):
        # The plugin counts words that nobody has heard yet.
        error.retryable = worth_another_try(error) or type(error) is APIConnectionError
        return error
    return APIConnectionError(str(type(error).__name__), retryable=False)
