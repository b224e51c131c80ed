"""One chosen part, and the sentence that the start log says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """A part of the pipeline with what a person should know about it."""

    made: T
    described: str
