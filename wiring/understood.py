"""What a customer's sentence may mean: what is declared, listened for, and routed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import lru_cache, partial

from agents.roster import Roster
from agents.routing import routed
from config import Settings
from domain.expectation import Expectation
from pipeline.embedded.language import Declared, EmbeddedLLM, Understanding
from pipeline.llm import language_model
from tools.call import Call
from wiring.starting import roster

OWN_WORDINGS, OTHERS_WORDINGS = 24, 2
"""How many sentences of each action a recogniser listens for, of the agent that speaks and of its
colleagues: a caller may turn to anything, but the longer the list, the worse each is heard."""


def declared(roster: Roster) -> list[Declared]:
    """The sentences that agents and actions declare, each with whom it leads to.

    An action that several agents have is one and the same, and no rival of itself.
    """
    having = Counter(action.name for agent in roster.types for action in agent.actions)
    sentences: list[Declared] = []
    for agent in roster.types:
        if own := agent.asked_for_with():
            sentences.append(Declared(agent.name, agent.name, None, own, agent.handles))
        sentences += [
            Declared(
                a.name if having[a.name] > 1 else f"{agent.name}.{a.name}",
                agent.name,
                a.name,
                a.examples,
                agent.handles,
            )
            for a in agent.actions
            if a.examples
        ]
    everywhere = [
        Declared(a.name, None, a.name, a.examples, a.description)
        for a in roster.common
        if a.examples
    ]
    nobodys = Declared("unserved", None, None, tuple(roster.unserved), "")
    return [*sentences, *everywhere, nobodys]


def understanding(settings: Settings) -> Understanding:
    """What the embedded language model understands: what the roster declares.

    Fitted once for each change of the declared sentences, and loaded from then on.
    """
    return Understanding.load_or_fit(
        declared(roster(settings)), settings.data_dir / "understanding"
    )


def expected(who: Roster, call: Call) -> Expectation:
    """What is expected to be heard; where that is anything, how people ask for what is on offer."""
    expectation = call.state.expectation
    if expectation.kind != "free" or expectation.phrases:
        return expectation
    return replace(expectation, phrases=wordings(who, call.state.agent))


@lru_cache(maxsize=64)
def wordings(who: Roster, agent: str) -> tuple[str, ...]:
    """How people answer this agent's questions, ask for what it does, and for what others do."""
    answers = [words for action in who.agents[agent].actions for words in action.answers]
    own: list[str] = []
    others: list[str] = []
    for one in declared(who):
        if one.agent in (agent, None):
            own += one.examples[:OWN_WORDINGS]
        elif one.served:
            others += one.examples[:OTHERS_WORDINGS]
    return tuple(dict.fromkeys([*answers, *own, *others]))


def router(settings: Settings) -> Callable[[str], Awaitable[str | None]]:
    """Tells which agent the configured model would send a sentence to; None where it is unclear.

    Raises:
        livekit.agents.APIError: by what is returned, when no model could be reached.
    """
    who, understood = roster(settings), understanding(settings)
    configured = language_model(settings, lambda: EmbeddedLLM(understood), text=True).made
    if not isinstance(configured, EmbeddedLLM):
        others = {name: what for name, what in who.handles.items() if name != who.entry.name}
        return partial(routed, configured, others)

    async def by_examples(sentence: str) -> str | None:
        return understood.route(sentence)

    return by_examples
