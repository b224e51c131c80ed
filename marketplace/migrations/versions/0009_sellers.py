"""What sellers are paid."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "payouts",
        sa.Column("payout_id", sa.String(length=16), nullable=False),
        sa.Column("seller_id", sa.String(length=32), nullable=False),
        sa.Column("sales", sa.BigInteger(), nullable=False),
        sa.Column("commission", sa.BigInteger(), nullable=False),
        sa.Column("pay_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["seller_id"], ["sellers.seller_id"], name=op.f("fk_payouts_seller_id")
        ),
        sa.PrimaryKeyConstraint("payout_id", name=op.f("pk_payouts")),
    )
    op.create_index("ix_payouts_seller_id_pay_on", "payouts", ["seller_id", "pay_on"], unique=False)
    op.create_table(
        "payout_lines",
        sa.Column("payout_id", sa.String(length=16), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["payout_id"], ["payouts.payout_id"], name=op.f("fk_payout_lines_payout_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id", "line"],
            ["order_items.order_id", "order_items.line"],
            name=op.f("fk_payout_lines_order_id_line"),
        ),
        sa.PrimaryKeyConstraint("payout_id", "order_id", "line", name=op.f("pk_payout_lines")),
    )
    op.create_index(
        "ix_payout_lines_order_id_line", "payout_lines", ["order_id", "line"], unique=False
    )


def downgrade() -> None:
    """Drops them."""
    op.drop_table("payout_lines")
    op.drop_table("payouts")
