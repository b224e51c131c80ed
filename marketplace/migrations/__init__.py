"""How the tables came to be: one revision a step, run at every start under a lock."""

from marketplace.migrations.runner import migrate

__all__ = ["migrate"]
