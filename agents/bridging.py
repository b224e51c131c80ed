"""A model that keeps a caller waiting for what a tool has found is bridged by a short phrase."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from livekit.agents import FlushSentinel, llm
from livekit.agents.utils import aio

from tools.bridging import THINKING, Bridging

Chunk = llm.ChatChunk | str | FlushSentinel


async def bridged(
    answer: AsyncIterator[Chunk], bridging: Bridging, chat_ctx: llm.ChatContext
) -> AsyncIterator[Chunk]:
    """The answer, and a phrase before it where its first word comes too late.

    Args:
        answer: as a model makes it.
        bridging: where the turn stands.
        chat_ctx: what it answers.
    """
    while (seconds := bridging.wait(chat_ctx)) is not None:
        following = asyncio.ensure_future(_next(answer))
        try:
            done, _ = await asyncio.wait({following}, timeout=seconds)
            if not done:
                bridging.bridged()
                yield f"{THINKING} "
                yield FlushSentinel()
            chunk = await following
        finally:
            await aio.cancel_and_wait(following)
        if chunk is None:
            return
        yield chunk
        if _says_something(chunk):
            break
    async for chunk in answer:
        yield chunk


async def _next(answer: AsyncIterator[Chunk]) -> Chunk | None:
    return await anext(answer, None)


def _says_something(chunk: Chunk) -> bool:
    if isinstance(chunk, llm.ChatChunk):
        return bool(chunk.delta and (chunk.delta.content or chunk.delta.tool_calls))
    return bool(chunk)
