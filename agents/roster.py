"""A roster: which agents a product has, and what holds for all of them.

`ROSTER=some.module` in the settings names another; the module has a `ROSTER`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from types import MappingProxyType

from agents.base import Specialist
from agents.gate import Gate, open_to_all
from agents.transfer import transfer_to
from domain.context import CustomerContext
from tools.action import Action
from tools.call import Call


@dataclass(frozen=True, eq=False)
class Roster:
    """The agents of one product.

    Attributes:
        types: the agents.
        entry: the one of them that a conversation starts with.
        gate: who may be reached before the customer is known.
        context: what is known of a customer, as a type of this product's own.
        marketplace: whether its actions reach the marketplace.
        common: what every agent can do besides its own actions and `transfer`.
        unserved: sentences with which customers ask for what nobody here does.
        person: the agent that gets a person, where there is one; the `0` key leads to it.
        menu: what a caller whom nobody can hear may choose by the keys 1, 2, …; said to them, and
            taken as their words.
        hint: what someone who tries it at a terminal should know.
    """

    types: Sequence[type[Specialist]]
    entry: type[Specialist]
    gate: Gate = open_to_all
    context: type[CustomerContext] = CustomerContext
    marketplace: bool = True
    common: Sequence[Action] = ()
    unserved: Sequence[str] = ()
    person: str | None = None
    menu: tuple[str, ...] = ()
    hint: str = ""
    agents: Mapping[str, type[Specialist]] = field(init=False)

    def __post_init__(self) -> None:
        agents = {agent.name: agent for agent in self.types}
        if len(agents) != len(self.types):
            raise ValueError("two agents of a roster have the same name")
        if self.entry not in self.types:
            raise ValueError("a conversation starts with an agent of the roster")
        object.__setattr__(self, "agents", MappingProxyType(agents))

    @cached_property
    def shared(self) -> tuple[Action, ...]:
        """What every agent can do: the common actions, and handing over."""
        return (*self.common, transfer_to(self.handles))

    @property
    def handles(self) -> Mapping[str, str]:
        """What each agent is for, by name."""
        return {agent.name: agent.handles for agent in self.types}

    @property
    def actions(self) -> dict[str, Action]:
        """Every action of every agent, by name."""
        own = [action for agent in self.types for action in agent.actions]
        return {action.name: action for action in (*own, *self.shared)}

    def opening(self, call: Call) -> Specialist:
        """The agent that starts this conversation."""
        return self.entry(call, self)


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
