"""A roster: which agents there are, which one a conversation starts with, and what all of them can.

`ROSTER=some.module` in the settings names another; the module has a `ROSTER`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from types import MappingProxyType

from agents.base import MarketplaceAgent
from agents.transfer import transfer_to
from tools.action import Action
from tools.call import Call


@dataclass(frozen=True, eq=False)
class Roster:
    """The agents of one product.

    Attributes:
        types: the agents, the one that a conversation starts with first.
        common: what every agent can do besides its own actions and `transfer`.
        unserved: sentences with which customers ask for what nobody here does.
        person: the agent that gets a person, where there is one; the `0` key leads to it.
    """

    types: Sequence[type[MarketplaceAgent]]
    common: Sequence[Action] = ()
    unserved: Sequence[str] = ()
    person: str | None = None
    agents: Mapping[str, type[MarketplaceAgent]] = field(init=False)

    def __post_init__(self) -> None:
        agents = {agent.name: agent for agent in self.types}
        if len(agents) != len(self.types):
            raise ValueError("two agents of a roster have the same name")
        object.__setattr__(self, "agents", MappingProxyType(agents))

    @cached_property
    def shared(self) -> tuple[Action, ...]:
        """What every agent can do: the common actions, and handing over."""
        return (*self.common, transfer_to(self.agents))

    @property
    def actions(self) -> dict[str, Action]:
        """Every action of every agent, by name."""
        own = [action for agent in self.types for action in agent.actions]
        return {action.name: action for action in (*own, *self.shared)}

    def entry(self, call: Call) -> MarketplaceAgent:
        """The agent that a conversation starts with."""
        return self.types[0](call, self)


def load(module: str) -> Roster:
    """The roster of a module.

    Raises:
        LookupError: no such module, or no `ROSTER` in it.
    """
    try:
        roster = import_module(module).ROSTER
    except (ImportError, AttributeError) as error:
        raise LookupError(f"ROSTER={module} names no module with a ROSTER: {error}") from error
    if isinstance(roster, Roster):
        return roster
    raise LookupError(f"{module}.ROSTER is not a Roster")
