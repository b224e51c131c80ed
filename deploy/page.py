"""The web page: built with Node from `web/` into `web/dist/`."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from deploy.command import run_build
from deploy.errors import BuildError

_LEFT_OUT = {"node_modules", "dist", "tests"}


class Page:
    """The page of one checkout."""

    def __init__(self, root: Path) -> None:
        self._source = root / "web"
        self._stamp = self._source / "dist" / ".built-from"

    @property
    def exists(self) -> bool:
        """Whether there is a page to build."""
        return (self._source / "package.json").exists()

    @property
    def built(self) -> bool:
        """Whether what is in `web/dist/` was built from the sources as they are."""
        return self._stamp.exists() and self._stamp.read_text() == self._fingerprint()

    def build(self) -> None:
        """Installs the locked packages and builds.

        Raises:
            BuildError: without Node, or when the build fails.
        """
        npm = shutil.which("npm")
        if npm is None:
            raise BuildError("Node is missing, so there is no web page: install Node (nodejs.org).")
        for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            run_build("web page", [npm, *command], self._source)
        self._stamp.parent.mkdir(exist_ok=True)
        self._stamp.write_text(self._fingerprint())

    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for folder, inside, files in os.walk(self._source):
            inside[:] = sorted(set(inside) - _LEFT_OUT)
            for path in (Path(folder, name) for name in sorted(files)):
                digest.update(f"{path.relative_to(self._source).as_posix()}\0".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()
