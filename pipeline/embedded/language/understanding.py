"""What a sentence asks for, and how sure that is. Needs numpy only; well under a millisecond."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from pipeline.embedded.language import artifact as artifacts
from pipeline.embedded.language.artifact import OFF_TOPIC_ROW, UNSERVED_ROW, Artifact
from pipeline.embedded.language.declared import Declared
from pipeline.embedded.language.mentions import Carrier, carrier
from pipeline.embedded.language.spelling import Spelling
from pipeline.embedded.language.vectors import kernel, vector
from pipeline.embedded.language.words import (
    MAX_CHARS,
    NUMBER,
    REFERENCE,
    is_stop,
    word_set,
    words,
)
from spoken import answers, references

SURE = 0.5
"""From here on a guess is right more often than not on sentences never seen: act on it."""
SURE_HERE = 0.25
"""The same for the agent that speaks: callers rarely leave a subject without saying so."""

TOOL_SURE = 0.5
"""The same for the choice of a tool, once the agent is settled."""

_RESEMBLES = 0.3
"""Similarity from which on two sentences have something to do with each other."""

_RUNNERS_UP = 5
"""Tools that are ranked: beyond them it is chance."""

LIKELY = 0.3
"""From here on it is worth asking whether that was meant."""

_AROUND_A_NUMBER = word_set("ord order number numbers mean meant")


def reference_alone(sentence: str) -> str | None:
    """The order number as it is written, where a sentence says little else: "number 12345"."""
    rest = [word for word in words(sentence) if word not in (NUMBER, REFERENCE)]
    if all(is_stop(word) or word in _AROUND_A_NUMBER for word in rest):
        return references.order_number(sentence)
    return None


@dataclass(frozen=True, slots=True)
class Intent:
    """What a sentence most likely asks for. Confidences are probabilities of being right.

    Attributes:
        here: It is for the agent that speaks.
        off_topic: It resembles small talk more than any wish.
        unserved: It resembles a wish that nobody serves more than any other.
        ranked: The tools of that agent with their scores, likeliest first.
    """

    agent: str | None
    tool: str | None
    agent_confidence: float
    tool_confidence: float
    here: bool = False
    off_topic: bool = False
    unserved: bool = False
    ranked: tuple[tuple[str, float], ...] = ()

    @property
    def sure(self) -> bool:
        """Whether to act on the choice of the agent."""
        return self.agent_confidence >= (SURE_HERE if self.here else SURE)


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """Score of each label, similarity of its nearest example, and that of what has no label."""

    scores: NDArray[np.float32]
    nearest: NDArray[np.float64]
    off_topic: float
    unserved: float


class Understanding:
    """A fitted classifier over everything that agents and tools declare. Shared by all calls."""

    def __init__(self, declared: Sequence[Declared], artifact: Artifact) -> None:
        declared = [entry for entry in declared if entry.served]
        self._artifact = artifact
        self._declared = tuple(declared)
        self._labels = list(dict.fromkeys(entry.label for entry in declared))
        self._agents_of = [
            frozenset(entry.agent for entry in declared if entry.label == label)
            for label in self._labels
        ]
        first = {entry.label: entry for entry in reversed(declared)}
        self._tool_of = [first[label].tool for label in self._labels]
        self._owner_of = [first[label].agent for label in self._labels]
        self._spelling = Spelling(artifact.words.tolist())
        self._verbs = frozenset(artifact.verbs.tolist())
        # An agent's own entry says what it is for; those of its tools may speak of the tool.
        own_first = sorted(declared, key=lambda entry: entry.tool is None)
        self._handles = {entry.agent: entry.handles for entry in own_first if entry.agent}
        self._tools_by_agent = {
            agent: frozenset(e.tool for e in declared if e.agent == agent and e.tool)
            for agent in self._handles
        }
        # Caches per object: the decorator on a method would keep every object alive.
        self._read = lru_cache(maxsize=2048)(self._read_uncached)
        self._carrier = lru_cache(maxsize=None)(self._carrier_of)
        self.person_agent: str | None = str(artifact.person_agent) or None

    @classmethod
    def load_or_fit(cls, declared: Sequence[Declared], folder: Path) -> Self:
        """Load the artifact for these declarations from the folder, fitting it once if missing."""
        path = artifacts.path_of(declared, folder)
        artifact = artifacts.load(path)
        if artifact is None:
            # scikit-learn takes a second and tens of megabytes: a job process never needs it.
            from pipeline.embedded.language.fitting import fit

            artifact = fit(declared)
            artifacts.save(artifact, path)
        return cls(declared, artifact)

    @property
    def agents(self) -> tuple[str, ...]:
        """Every declared agent."""
        return tuple(self._handles)

    def agents_of(self, tool: str) -> frozenset[str]:
        """The agents that have a tool."""
        return frozenset(agent for agent, tools in self._tools_by_agent.items() if tool in tools)

    def handles(self, agent: str | None) -> str | None:
        """What the agent is for, in words for a caller."""
        return self._handles.get(agent) if agent else None

    def carrier(self, tool: str) -> Carrier:
        """The words with which the tool is asked for, whatever it is asked about."""
        return self._carrier(tool)

    def answering(self, answer: Literal["yes", "no"], tools: Collection[str]) -> str | None:
        """The tool among these that a bare yes (or no) asks for, by its declared examples."""
        found = (
            entry.tool
            for entry in self._declared
            if entry.tool in tools and entry.examples
            if all(answers.answer(text) == answer for text in entry.examples)
        )
        return next(found, None)

    def agent_with(self, tools: Collection[str], targets: Collection[str]) -> str | None:
        """The agent whose declared tools these are; where several fit, the one not in targets."""
        shared = {agent: len(own & set(tools)) for agent, own in self._tools_by_agent.items()}
        most = max(shared.values(), default=0)
        fitting = [agent for agent, count in shared.items() if count == most]
        return min(fitting, key=lambda agent: agent in targets) if most else None

    def intent(
        self,
        sentence: str,
        *,
        tools: Collection[str] = (),
        agent: str | None = None,
        without: str | None = None,
    ) -> Intent:
        """What is asked for, given the tools that are at hand and the agent that speaks.

        A tool that several agents share counts for the one that speaks if it has it. The agent
        `without` is out of the question.
        """
        reading = self._read(self._spelling.right(sentence[:MAX_CHARS]))
        groups: dict[str | None, list[int]] = {}
        for label, agents in enumerate(self._agents_of):
            here = self._tool_of[label] in tools or agent in agents
            owner = agent if here else self._owner_of[label]
            if owner is None or owner != without:
                groups.setdefault(owner, []).append(label)
        if not words(sentence) or not groups:
            return Intent(None, None, 0.0, 0.0)
        owners = list(groups)
        scores = np.array([reading.scores[groups[owner]].sum() for owner in owners])
        chosen = owners[int(scores.argmax())]
        labels = groups[chosen]
        agent_confidence = self._confidence(
            self._artifact.agent_confidence, scores, reading.nearest[labels].max()
        )
        if chosen == agent:
            # Of the agent that speaks only what is at hand now can be done.
            labels = [at for at in labels if self._tool_of[at] in tools] or labels
        served = float(reading.nearest.max())
        inside = reading.scores[labels]
        best = labels[int(inside.argmax())]
        return Intent(
            agent=chosen,
            tool=self._tool_of[best],
            agent_confidence=agent_confidence,
            tool_confidence=self._confidence(
                self._artifact.label_confidence, inside, reading.nearest[best]
            ),
            here=agent is not None and chosen == agent,
            off_topic=reading.off_topic > max(_RESEMBLES, served, reading.unserved),
            unserved=reading.unserved > max(_RESEMBLES, served, reading.off_topic),
            ranked=self._ranked(labels, inside),
        )

    def likeliest(self, sentence: str, tools: Collection[str]) -> str | None:
        """The tool among these that a sentence asks for most, however little."""
        scores = self._read(self._spelling.right(sentence[:MAX_CHARS])).scores
        found = {tool: float(scores[at]) for at, tool in enumerate(self._tool_of) if tool in tools}
        return max(found, key=lambda tool: found[tool] if tool else 0.0, default=None)

    def route(self, sentence: str) -> str | None:
        """The agent that a sentence belongs to, as for an identified caller; None if unclear."""
        if answers.wants_person(sentence):
            return self.person_agent
        reference = reference_alone(sentence)
        if reference is None and set(words(sentence)) <= {NUMBER}:
            return None
        intent = self.intent(reference or sentence)
        return intent.agent if intent.sure else None

    def _carrier_of(self, tool: str) -> Carrier:
        own = [text for entry in self._declared if entry.tool == tool for text in entry.examples]
        return carrier(tool, own, self._verbs)

    def _ranked(
        self, labels: list[int], scores: NDArray[np.float32]
    ) -> tuple[tuple[str, float], ...]:
        order = np.argsort(-scores)[:_RUNNERS_UP]
        named = ((self._tool_of[labels[at]], float(scores[at])) for at in order)
        return tuple((tool, score) for tool, score in named if tool is not None)

    def _confidence(
        self, odds: NDArray[np.float32], scores: NDArray[np.float32], nearest: float
    ) -> float:
        ordered = np.sort(scores)[::-1]
        margin = ordered[0] - (ordered[1] if len(ordered) > 1 else 0.0)
        logit = odds[:3] @ np.array([ordered[0], margin, nearest], dtype=np.float32) + odds[3]
        return 1.0 / (1.0 + math.exp(-float(logit)))

    def _read_uncached(self, sentence: str) -> _Reading:
        artifact = self._artifact
        unseen = float(artifact.idf[-1])
        known = artifact.hashes

        def idf(hashed: int) -> float:
            at = int(known.searchsorted(np.uint32(hashed)))
            return float(artifact.idf[at]) if at < len(known) and known[at] == hashed else unseen

        weights = vector(sentence, idf)
        hashed = np.fromiter(weights, dtype=np.uint32, count=len(weights))
        values = np.fromiter(weights.values(), dtype=np.float32, count=len(weights))
        rows = np.minimum(known.searchsorted(hashed), len(known) - 1)
        seen = known[rows] == hashed
        rows, values = rows[seen], values[seen]
        similar = self._similar(rows, values)
        nearest = np.zeros(len(self._labels))
        own = artifact.row_labels >= 0
        np.maximum.at(nearest, artifact.row_labels[own], similar[own])
        return _Reading(
            scores=kernel(similar) @ artifact.dual,
            nearest=nearest,
            off_topic=float(similar[artifact.row_labels == OFF_TOPIC_ROW].max(initial=0.0)),
            unserved=float(similar[artifact.row_labels == UNSERVED_ROW].max(initial=0.0)),
        )

    def _similar(self, rows: NDArray[np.int64], values: NDArray[np.float32]) -> NDArray[np.float32]:
        """How similar each example is to the sentence with these features."""
        artifact = self._artifact
        starts = artifact.posting_starts[rows]
        counts = artifact.posting_starts[rows + 1] - starts
        # All postings of all rows in one go: each row's run of positions, end to end.
        ends = counts.cumsum()
        postings = np.arange(counts.sum()) + np.repeat(starts - (ends - counts), counts)
        return np.bincount(
            artifact.posting_rows[postings],
            weights=artifact.posting_values[postings] * np.repeat(values, counts),
            minlength=len(artifact.row_labels),
        ).astype(np.float32)
