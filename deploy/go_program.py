"""A program of LiveKit's: found on this machine, or built from the pinned Go module."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import ClassVar

from deploy.command import run_build
from deploy.errors import BuildError

MODULE = Path(__file__).resolve().parent / "livekit"


class GoProgram:
    """Finds or builds one program for one checkout. A kind of it names what is built.

    Attributes:
        program: its name, on `PATH` and in `bin/`.
        what: what it is, in words.
        repository: the Go module that it comes from; `go.mod` pins its version.
        package: its main package, whose last part is the name that Go gives it.
        without_go: the sentence for a machine on which there is no Go.
    """

    program: ClassVar[str]
    what: ClassVar[str]
    repository: ClassVar[str]
    package: ClassVar[str]
    without_go: ClassVar[str]

    def __init__(self, root: Path, module: Path = MODULE) -> None:
        """`root`: the checkout, whose `bin/` takes what is built; `module`: the Go module."""
        self._built = root / "bin" / self.program
        self._module = module

    @property
    def pinned(self) -> str:
        """The version that `go.mod` names, such as `1.13.5`."""
        text = (self._module / "go.mod").read_text()
        found = re.search(rf"{re.escape(self.repository)} v(\d+\.\d+\.\d+)", text)
        if found is None:
            raise BuildError(f"{self._module / 'go.mod'} names no {self.what}.")
        return found[1]

    def find(self) -> Path | None:
        """The one on `PATH` if it has the pinned minor version, or the one built before."""
        installed = shutil.which(self.program)
        if installed and _minor(_version(Path(installed))) == _minor(self.pinned):
            return Path(installed)
        return self._built if _version(self._built) == self.pinned else None

    def build(self) -> Path:
        """Builds it, which takes one to two minutes the first time.

        Raises:
            BuildError: without Go, or when the build fails.
        """
        go = shutil.which("go")
        if go is None:
            raise BuildError(self.without_go.format(minor=_minor(self.pinned)))
        self._built.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._built.parent) as draft:
            # By package: `tool` would build all of them, and not all have what they need.
            command = [go, "build", "-o", f"{draft}/", *self._flags(), self.package]
            run_build(self.what, command, self._module)
            (Path(draft) / self.package.rpartition("/")[2]).replace(self._built)
        return self._built

    def _flags(self) -> list[str]:
        return []


def _version(program: Path) -> str | None:
    try:
        said = subprocess.run(  # noqa: S603 - the program looked for
            [program, "--version"], capture_output=True, text=True, timeout=10, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\d+\.\d+\.\d+", said)
    return found[0] if found else None


def _minor(version: str | None) -> str | None:
    return version.rpartition(".")[0] if version else None
