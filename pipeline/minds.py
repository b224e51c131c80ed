"""Several language models that stand in for each other, whose answers are whole.

What livekit-agents' own adapter leaves open: a stream that sends signs of life but no words, and
an answer that breaks off, which it can only give up or have said twice. Here words are held back
until a sentence is whole, which a voice waits for in any case. So an answer that breaks off in its
first sentence has not been heard, and is asked for again; one that breaks off later ends with an
apology. A tool that was called is called: the answer is over.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterable, Sequence
from typing import Any, ClassVar

from livekit.agents import APITimeoutError, llm
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)
from livekit.agents.utils import shortuuid

from pipeline.chain import Chain
from pipeline.faults import Told

LOST = "Sorry, I lost my thread there. Could you ask me that again?"
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*\s+(?=\S)")


class Minds(llm.LLM[str]):
    """Answers with the first model that can, in whole sentences.

    Args:
        minds: best first.
        timeout: seconds without a word after which one is given up.
        told: is told of every failure.
    """

    def __init__(self, minds: Sequence[llm.LLM[Any]], *, timeout: float, told: Told) -> None:
        super().__init__()
        self.minds = tuple(minds)
        self.chain = Chain("llm", minds, told)
        self.timeout = timeout
        for mind in minds:
            mind.on("metrics_collected", self._measured)

    @property
    def model(self) -> str:
        """The model that answers next."""
        return self.minds[self.chain.first].model

    @property
    def provider(self) -> str:
        """Who answers next."""
        return self.minds[self.chain.first].provider

    def prewarm(self, *, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Connects the first model before the first question."""
        self.minds[0].prewarm(loop=loop)

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
        """Asks the models."""
        asked = {
            "parallel_tool_calls": parallel_tool_calls,
            "tool_choice": tool_choice,
            "extra_kwargs": extra_kwargs,
        }
        return _Answer(self, asked, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)

    async def aclose(self) -> None:
        """Closes the models."""
        for mind in self.minds:
            mind.off("metrics_collected", self._measured)
            await mind.aclose()

    def _measured(self, *measured: Any) -> None:
        self.emit("metrics_collected", *measured)


class _Answer(llm.LLMStream):
    # As livekit-agents' own adapter has it: each model's stream is a span and a measure of its own.
    _llm_request_span_name: ClassVar[str] = "llm_chain"
    _llm_attempt_span_name: ClassVar[str | None] = None
    _genai_operation_name: ClassVar[str | None] = None

    def __init__(self, owner: Minds, asked: dict[str, Any], **options: Any) -> None:
        self._owner = owner
        self._asked = asked
        super().__init__(owner, **options)

    async def _metrics_monitor_task(self, event_aiter: AsyncIterable[llm.ChatChunk]) -> None:
        async for _ in event_aiter:
            pass

    async def _run(self) -> None:
        await self._owner.chain.serve(self._answer)

    async def _answer(self, who: int) -> None:
        answer = _Whole()
        try:
            await self._ask(self._owner.minds[who], answer)
        except Exception as error:
            if not (answer.said or answer.called):
                raise
            self._owner.chain.rests(who, error, "nothing" if answer.called else "apology")
            self._send("" if answer.called else LOST)
        else:
            self._send(answer.rest())

    async def _ask(self, mind: llm.LLM[Any], answer: _Whole) -> None:
        timeout = self._owner.timeout
        once = APIConnectOptions(max_retry=0, timeout=timeout)
        clock = asyncio.get_running_loop().time
        first_by = clock() + timeout
        async with mind.chat(
            chat_ctx=self._chat_ctx, tools=self._tools, conn_options=once, **self._asked
        ) as stream:
            while True:
                patience = timeout if answer.begun else first_by - clock()
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
            self._event_ch.send_nowait(llm.ChatChunk(id=shortuuid("whole_"), delta=delta))


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
