"""A sentence as a sparse unit vector of weighted feature hashes."""

from __future__ import annotations

import math
from collections.abc import Callable

from pipeline.embedded.language.features import FAMILIES, count

Weigh = Callable[[int], float]
"""Inverse document frequency of a feature hash."""

_SHARE = 1 / math.sqrt(len(FAMILIES))


def vector(text: str, idf: Weigh) -> dict[int, float]:
    """Weights by feature hash; each family of features has the same share of the length.

    Features never seen in fitting keep their weight: a sentence of unknown words is then far
    from everything, which is what makes confidence honest.
    """
    weights: dict[int, float] = {}
    for counted in count(text).values():
        family = {hashed: (1 + math.log(times)) * idf(hashed) for hashed, times in counted.items()}
        length = math.sqrt(sum(weight * weight for weight in family.values()))
        for hashed, weight in family.items():
            weights[hashed] = weights.get(hashed, 0.0) + _SHARE * weight / length
    return weights
