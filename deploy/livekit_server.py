"""The LiveKit server's program: found on this machine, or built from the pinned Go module."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from deploy.command import run_build
from deploy.errors import BuildError

_MODULE = Path(__file__).resolve().parent / "livekit"
_PROGRAM = "livekit-server"


class LiveKitProgram:
    """Finds or builds it for one checkout."""

    def __init__(self, root: Path, module: Path = _MODULE) -> None:
        """`root`: the checkout, whose `bin/` takes what is built; `module`: the Go module."""
        self._built = root / "bin" / _PROGRAM
        self._module = module

    @property
    def pinned(self) -> str:
        """The version that `go.mod` names, such as `1.13.5`."""
        text = (self._module / "go.mod").read_text()
        found = re.search(r"github\.com/livekit/livekit-server v(\d+\.\d+\.\d+)", text)
        if found is None:
            raise BuildError(f"{self._module / 'go.mod'} names no LiveKit server.")
        return found[1]

    def find(self) -> Path | None:
        """The one on `PATH` if it has the pinned minor version, or the one built before."""
        installed = shutil.which(_PROGRAM)
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
            raise BuildError(
                "Go is missing, so there is no LiveKit server and no calls: install Go "
                f"(go.dev/dl) or livekit-server {_minor(self.pinned)}, or set LIVEKIT_URL."
            )
        self._built.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._built.parent) as draft:
            command = [go, "build", "-o", f"{draft}/", "tool"]
            run_build("LiveKit server", command, self._module)
            # Go names a program after its folder, cmd/server.
            (Path(draft) / "server").replace(self._built)
        return self._built


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
