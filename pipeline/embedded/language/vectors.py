"""A sentence as a sparse vector of weighted feature hashes, of length one at most."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pipeline.embedded.language.features import WEIGHTS, count

Weigh = Callable[[int], float]
"""Inverse document frequency of a feature hash."""

_LENGTH = math.sqrt(sum(weight * weight for weight in WEIGHTS.values()))


def vector(text: str, idf: Weigh) -> dict[int, float]:
    """Weights by feature hash; each family of features has its share of the length.

    Features never seen in fitting keep their weight: a sentence of unknown words is then far
    from everything, which is what makes confidence honest.
    """
    weights: dict[int, float] = {}
    for family, counted in count(text).items():
        own = {hashed: (1 + math.log(times)) * idf(hashed) for hashed, times in counted.items()}
        length = math.sqrt(sum(weight * weight for weight in own.values()))
        share = WEIGHTS[family] / _LENGTH
        for hashed, weight in own.items():
            weights[hashed] = weights.get(hashed, 0.0) + share * weight / length
    return weights


def kernel(similar: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a similarity counts: being close to one example says more than being a bit like many."""
    rooted: NDArray[np.float32] = np.sqrt(np.maximum(similar, 0.0, dtype=np.float32))
    return similar * rooted
