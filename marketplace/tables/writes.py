"""What makes a write happen once, and a first start load its data once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant


class IdempotentWrite(Base):
    """A write that was done under a key, and what it answered.

    The key, the request and the answer may hold private values: the first two are keyed hashes,
    the answer is sealed.
    """

    __tablename__ = "idempotent_writes"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class DataLoad(Base):
    """A set of data that was loaded, and when."""

    __tablename__ = "data_loads"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    loaded_at: Mapped[datetime] = mapped_column(Instant)
