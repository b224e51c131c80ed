"""Agents that pass a caller around, each thinking that another one can help.

Noticed over the whole conversation: the third return to somebody whom the caller has been with
before, with nothing done in between, is one too many.
"""

from __future__ import annotations

from dataclasses import dataclass, field

RETURNS_ENOUGH = 3


@dataclass(slots=True)
class Passing:
    """Who the caller has been with since anything was last done for them."""

    _served: int = 0
    _visited: list[str] = field(default_factory=list)
    _returns: int = 0

    def is_one_too_many(self, source: str, target: str, served: int) -> bool:
        """Whether this handover would only pass the caller around.

        Args:
            source: who speaks.
            target: who would.
            served: how many actions have succeeded so far.
        """
        if served != self._served or not self._visited:
            self._served, self._visited, self._returns = served, [source], 0
        return target in self._visited and self._returns + 1 >= RETURNS_ENOUGH

    def went_to(self, target: str) -> None:
        """The handover took place."""
        self._returns += target in self._visited
        self._visited.append(target)

    def start_over(self) -> None:
        """The caller is in other hands now."""
        self._visited.clear()

    @property
    def among(self) -> list[str]:
        """Who took part, in order of appearance."""
        return list(dict.fromkeys(self._visited))
