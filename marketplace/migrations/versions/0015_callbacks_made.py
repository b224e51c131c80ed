"""What became of the calls back that were promised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns: whatever was promised so far has not been tried."""
    op.add_column("callbacks", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("callbacks", sa.Column("outcome", sa.String(length=16), nullable=True))


def downgrade() -> None:
    """Drops them."""
    op.drop_column("callbacks", "outcome")
    op.drop_column("callbacks", "tries")
