"""How a build command is run: quietly, for at most so long, with its reason when it fails."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy.errors import BuildError

_TIMEOUT = 1200.0


def run_build(what: str, command: Sequence[str], directory: Path) -> None:
    """Runs one command of a build in `directory`; `what` is built, such as "web page".

    Raises:
        BuildError: it failed, or took longer than twenty minutes.
    """
    try:
        subprocess.run(  # noqa: S603 - the caller's own command
            command, cwd=directory, check=True, capture_output=True, text=True, timeout=_TIMEOUT
        )
    except subprocess.CalledProcessError as error:
        said = [*error.stdout.splitlines(), *error.stderr.splitlines()]
        reason = next((line.strip() for line in reversed(said) if line.strip()), "no reason given")
        raise BuildError(f"The {what} was not built: {reason}") from error
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"The {what} was not built within {_TIMEOUT / 60:.0f} minutes.") from error
