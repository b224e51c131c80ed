"""Brings the tables up to date on a connection that is already in a transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_FOLDER = Path(__file__).resolve().parent


def migrate(connection: Connection) -> None:
    """Runs every step that this database has not seen. All of them are kept, or none."""
    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for this folder and that connection; there is no `alembic.ini`."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config
