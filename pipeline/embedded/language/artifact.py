"""The fitted classifier as plain arrays: how it is keyed, written and read back."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from pipeline.embedded.language.declared import Declared
from spoken import cues

OFF_TOPIC_ROW, UNSERVED_ROW = -1, -2
"""Labels of examples that belong to no label."""

_HERE, _SPOKEN = Path(__file__).parent, Path(cues.__file__).parent
_FITTED_BY = (
    *(_HERE / f"{name}.py" for name in ("artifact", "concepts", "features", "fitting", "mentions")),
    *(_HERE / f"{name}.py" for name in ("spelling", "vectors", "words")),
    *(_HERE / "acts" / f"{name}.txt" for name in ("off_topic", "unclear")),
    *(_SPOKEN / f"{name}.py" for name in ("cues", "phrases", "references", "words")),
)


@dataclass(frozen=True, slots=True, eq=False)
class Artifact:
    """Everything that inference needs; rows of features are sorted by hash.

    Attributes:
        hashes: Feature hashes, ascending, uint32.
        idf: Inverse document frequency of each feature; the last entry is that of a feature
            never seen.
        dual: Example by label: what each example adds to a label's score, by its similarity.
        posting_starts: Where each feature's postings begin, one entry more than features.
        posting_rows: Example number of each posting.
        posting_values: Weight of the feature in that example's unit vector.
        row_labels: Label number of each example; `OFF_TOPIC_ROW`, or `UNSERVED_ROW` for a
            wish that nobody serves.
        agent_confidence: Coefficients and, last, intercept: score, margin, nearest → odds.
        label_confidence: The same for the choice of a label within its agent.
        words: Every word that is spelt right, sorted.
        verbs: The stems that stand where a request has its verb.
        person_agent: The agent that is asked for with the words for a person; empty for none.
    """

    hashes: NDArray[np.uint32]
    idf: NDArray[np.float32]
    dual: NDArray[np.float32]
    posting_starts: NDArray[np.int64]
    posting_rows: NDArray[np.int32]
    posting_values: NDArray[np.float16]
    row_labels: NDArray[np.int32]
    agent_confidence: NDArray[np.float32]
    label_confidence: NDArray[np.float32]
    words: NDArray[np.str_]
    verbs: NDArray[np.str_]
    person_agent: NDArray[np.str_]


def key(declared: Sequence[Declared]) -> str:
    """A name for what these declarations and this version of the code would fit."""
    digest = hashlib.sha256()
    for file in _FITTED_BY:
        digest.update(file.read_bytes())
    digest.update(json.dumps([asdict(entry) for entry in declared]).encode())
    return digest.hexdigest()[:32]


def path_of(declared: Sequence[Declared], folder: Path) -> Path:
    """Where the artifact for these declarations is kept."""
    return folder / f"{key(declared)}.npz"


def save(artifact: Artifact, path: Path) -> None:
    """Write the artifact whole or not at all, so that processes fitting at once agree."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".npz")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **{f.name: getattr(artifact, f.name) for f in fields(artifact)})
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def load(path: Path) -> Artifact | None:
    """Read an artifact back; None when there is none or it cannot be read (it is then refitted)."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return Artifact(**{f.name: arrays[f.name] for f in fields(Artifact)})
    except (FileNotFoundError, BadZipFile, KeyError, ValueError, EOFError):
        return None
