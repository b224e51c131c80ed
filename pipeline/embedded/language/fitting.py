"""Fits the classifier from declared sentences. Only this module needs scikit-learn and scipy.

Kernel ridge regression onto one 0/1 column per label: with a few examples a label it is as good
as a linear SVM, it is solved in one step, its scores are zero for what resembles nothing, an
agent's score is the sum of its labels' scores, and every example's score as if it and all that are
worded much like it had been left out comes in closed form. Those left-out scores fit the
confidence, so that it means what it says of a stranger's sentence, too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline.embedded.language.acts import off_topic, unclear
from pipeline.embedded.language.artifact import OFF_TOPIC_ROW, UNSERVED_ROW, Artifact
from pipeline.embedded.language.declared import Declared
from pipeline.embedded.language.features import count
from pipeline.embedded.language.mentions import verbs
from pipeline.embedded.language.spelling import known_words
from pipeline.embedded.language.vectors import kernel as kernel_of
from pipeline.embedded.language.vectors import vector
from spoken import answers

_RIDGE = 0.1
_CLOSE = 0.5
"""An off-topic sentence this near to a declared one is on topic for this roster."""

_ALIKE = 0.45
"""Sentences this near to each other are wordings of one: left out together."""
_ALIKE_MOST = 24

_NOBODYS = 0.3
"""Sentences that nobody serves, for each that somebody does: as many as callers say, at most."""

Floats = NDArray[np.float32]


def fit(declared: Sequence[Declared]) -> Artifact:
    """Fit from every example of every declaration; labels are numbered in order of appearance.

    What nobody serves is no label: its examples count as none of them.
    """
    unserved = [text for entry in declared if not entry.served for text in entry.examples]
    declared = [entry for entry in declared if entry.served]
    labels = list(dict.fromkeys(entry.label for entry in declared))
    number = {label: at for at, label in enumerate(labels)}
    rows: dict[tuple[str, int], None] = {}
    for entry in declared:
        rows.update(dict.fromkeys((text, number[entry.label]) for text in entry.examples))
    examples = [text for entry in declared for text in entry.examples]
    far_off = off_topic()
    nobodys = [(text, OFF_TOPIC_ROW) for text in unclear()]
    nobodys += [(text, UNSERVED_ROW) for text in unserved]
    nobodys += [(text, OFF_TOPIC_ROW) for text in far_off]
    texts = [text for text, _ in (*rows, *nobodys)]
    row_labels = np.array([label for _, label in (*rows, *nobodys)], dtype=np.int32)

    seen = Counter(h for text in texts for family in count(text).values() for h in family)
    hashes = np.array(sorted(seen), dtype=np.uint32)
    at = {hashed: row for row, hashed in enumerate(hashes.tolist())}
    idf = np.array([_idf(seen[h], len(texts)) for h in hashes.tolist()] + [_idf(1, len(texts))])
    matrix = _matrix(texts, at, idf)

    similar: Floats = (matrix @ matrix.T).toarray().astype(np.float32)
    keep = np.arange(len(texts)) < len(texts) - len(far_off)
    keep |= similar[:, row_labels >= 0].max(axis=1, initial=0.0) < _CLOSE
    matrix, row_labels, similar = matrix[keep], row_labels[keep], similar[np.ix_(keep, keep)]
    targets = (row_labels[:, None] == np.arange(len(labels))[None, :]).astype(np.float32)
    inverse = _inverse(kernel_of(similar) + _RIDGE * np.eye(len(similar), dtype=np.float32))
    dual = inverse @ targets
    alike = [_alike(row, of) for row, of in enumerate(similar)]
    left_out = _left_out(inverse, targets, dual, alike)
    agent_rows, label_rows = _confidences(declared, labels, left_out, similar, alike, row_labels)

    by_feature = matrix.tocsc()
    return Artifact(
        hashes=hashes,
        idf=idf.astype(np.float32),
        dual=dual,
        posting_starts=by_feature.indptr.astype(np.int64),
        posting_rows=by_feature.indices.astype(np.int32),
        posting_values=by_feature.data.astype(np.float16),
        row_labels=row_labels,
        agent_confidence=agent_rows,
        label_confidence=label_rows,
        words=np.array(known_words(examples)),
        verbs=np.array(sorted(verbs(examples)), dtype=np.str_),
        person_agent=np.array(_person_agent(declared)),
    )


def _person_agent(declared: Sequence[Declared]) -> str:
    asked = Counter(
        entry.agent
        for entry in declared
        for text in entry.examples
        if entry.agent and answers.wants_person(text)
    )
    return max(asked, key=lambda agent: asked[agent], default="")


def _idf(documents: int, of: int) -> float:
    return math.log((1 + of) / (1 + documents)) + 1


def _matrix(texts: Sequence[str], at: dict[int, int], idf: NDArray[np.float64]) -> csr_matrix:
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, text in enumerate(texts):
        for hashed, weight in vector(text, lambda h: float(idf[at[h]])).items():
            rows.append(row)
            columns.append(at[hashed])
            values.append(weight)
    return csr_matrix((values, (rows, columns)), shape=(len(texts), len(at)))


def _inverse(positive: Floats) -> Floats:
    """The inverse of a positive definite matrix, which is overwritten."""
    factor = cho_factor(positive, lower=True, overwrite_a=True, check_finite=False)
    inverse: Floats = cho_solve(
        factor, np.eye(len(positive), dtype=np.float32), overwrite_b=True, check_finite=False
    )
    return inverse


def _alike(row: int, similar: Floats) -> NDArray[np.int64]:
    """The sentences worded like one of them, itself first, by its similarity to each."""
    far = -similar
    far[row] = -np.inf  # many others may say just the same
    near = np.flatnonzero(far <= -_ALIKE)
    return near[np.argsort(far[near])[:_ALIKE_MOST]]


def _left_out(
    inverse: Floats, targets: Floats, dual: Floats, alike: Sequence[NDArray[np.int64]]
) -> Floats:
    """Each row's scores by the model that would have been fitted without what is worded like it."""
    scores = np.empty_like(targets)
    for row, group in enumerate(alike):
        residual = np.linalg.solve(inverse[np.ix_(group, group)], dual[group])
        scores[row] = targets[row] - residual[0]
    return scores


def _confidences(
    declared: Sequence[Declared],
    labels: Sequence[str],
    left_out: Floats,
    similar: Floats,
    alike: Sequence[NDArray[np.int64]],
    row_labels: NDArray[np.int32],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How often a choice with this score, margin and nearest example is the right one."""
    agent_of = {entry.label: entry.agent or "" for entry in reversed(declared)}
    agents = list(dict.fromkeys(agent_of[label] for label in labels))
    label_agents = np.array([agents.index(agent_of[label]) for label in labels])
    near = similar.copy()
    for row, group in enumerate(alike):
        near[row, group] = 0.0
    nearest = np.stack(
        [near[:, row_labels == at].max(axis=1, initial=0.0) for at in range(len(labels))], axis=1
    )
    groups = (label_agents[:, None] == np.arange(len(agents))[None, :]).astype(np.float32)
    agent_rows, agent_right, label_rows, label_right = [], [], [], []
    nobodys = row_labels < 0
    share = min(1.0, _NOBODYS * float((~nobodys).sum()) / max(1, int(nobodys.sum())))
    for row, label in enumerate(row_labels.tolist()):
        scores = left_out[row] @ groups
        chosen = int(scores.argmax())
        inside = np.flatnonzero(label_agents == chosen)
        agent_rows.append((*_top(scores), nearest[row, inside].max()))
        agent_right.append(label >= 0 and label_agents[label] == chosen)
        if agent_right[-1]:
            best = inside[left_out[row, inside].argmax()]
            label_rows.append((*_top(left_out[row, inside]), nearest[row, best]))
            label_right.append(best == label)
    weights = np.where(nobodys, share, 1.0).astype(np.float32)
    return (
        _odds(agent_rows, agent_right, weights),
        _odds(label_rows, label_right, np.ones(len(label_rows), dtype=np.float32)),
    )


def _top(scores: Floats) -> tuple[float, float]:
    """The best score, and how far it is ahead of the next."""
    ordered = np.sort(scores)[::-1]
    return float(ordered[0]), float(ordered[0] - (ordered[1] if len(ordered) > 1 else 0.0))


def _odds(
    rows: Sequence[tuple[float, ...]], right: Sequence[bool], weights: Floats
) -> NDArray[np.float32]:
    if len(set(map(bool, right))) < 2:
        return np.array([4.0, 4.0, 2.0, -3.0], dtype=np.float32)  # too few sentences to tell
    model = LogisticRegression(C=10.0).fit(
        np.array(rows), np.array(right, dtype=int), sample_weight=weights
    )
    return np.array([*model.coef_[0], *model.intercept_], dtype=np.float32)
