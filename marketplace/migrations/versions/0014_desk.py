"""Callers who wait on the line for a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "callers",
        sa.Column("ticket_id", sa.String(length=16), nullable=False),
        sa.Column("call_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("agent", sa.String(length=48), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("taken_by", sa.String(length=8), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.ticket_id"], name=op.f("fk_callers_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_callers")),
    )
    op.create_index("ix_callers_state_seen_at", "callers", ["state", "seen_at"], unique=False)
    op.create_table(
        "desk_presence",
        sa.Column("desk", sa.String(length=16), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("desk", name=op.f("pk_desk_presence")),
    )


def downgrade() -> None:
    """Forgets who waits."""
    op.drop_table("desk_presence")
    op.drop_index("ix_callers_state_seen_at", table_name="callers")
    op.drop_table("callers")
