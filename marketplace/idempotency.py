"""How a write happens once, however often it is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.refusals import IdempotencyKeyReused
from marketplace.tables import IdempotentWrite
from marketplace.work import UnitOfWork

Answer = TypeVar("Answer", bound=BaseModel)
_SEALED_AS = "idempotent_writes.answer"


async def once(
    work: UnitOfWork,
    key: str,
    request: tuple[str, str, str],
    answer_type: type[Answer],
    run: Callable[[UnitOfWork], Awaitable[Answer]],
) -> tuple[Answer, bool]:
    """Runs a write under its key and keeps the answer in the same transaction.

    Returns the answer and whether it is a replay. Two requests at once take turns on the key's row:
    the second waits, then finds the first's answer. A refusal keeps nothing, since nothing was
    done, so the same key may be tried again.

    Args:
        work: the transaction, a writing one.
        key: the `Idempotency-Key`.
        request: method, path and raw body; a key belongs to one request.
        answer_type: what `run` returns.
        run: the write itself.

    Raises:
        IdempotencyKeyReused: the key came before with another request.
    """
    key_hash = work.vault.hash("idempotency.key", key)
    request_hash = work.vault.hash("idempotency.request", *request)
    if not await _claim(work, key_hash, request_hash):
        row = (
            await work.session.execute(
                select(IdempotentWrite).where(IdempotentWrite.key_hash == key_hash)
            )
        ).scalar_one()
        if row.request_hash != request_hash or row.answer_sealed is None:
            raise IdempotencyKeyReused
        stored = work.vault.open(_SEALED_AS, row.answer_sealed)
        return answer_type.model_validate_json(stored), True
    answer = await run(work)
    sealed = work.vault.seal(_SEALED_AS, answer.model_dump_json())
    await work.session.execute(
        update(IdempotentWrite)
        .where(IdempotentWrite.key_hash == key_hash)
        .values(answer_sealed=sealed)
    )
    return answer, False


async def _claim(work: UnitOfWork, key_hash: str, request_hash: str) -> bool:
    """Takes the key for this transaction; False when a kept write has it already."""
    values = {"key_hash": key_hash, "request_hash": request_hash, "at": work.now}
    insert = (
        sqlite.insert if work.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    )
    claimed = await work.session.execute(
        insert(IdempotentWrite)
        .values(values)
        .on_conflict_do_nothing()
        .returning(IdempotentWrite.key_hash)
    )
    return claimed.scalar_one_or_none() is not None
