"""What customers looked at and liked; the index by which companions of a product are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table; an index gives way to a longer one that begins alike."""
    op.create_table(
        "behaviour",
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_behaviour_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name=op.f("fk_behaviour_product_id")
        ),
        sa.PrimaryKeyConstraint("customer_id", "product_id", "what", name=op.f("pk_behaviour")),
    )
    op.create_index("ix_behaviour_customer_id_at", "behaviour", ["customer_id", "at"], unique=False)
    op.drop_index("ix_order_items_product_id", "order_items")
    op.create_index(
        "ix_order_items_product_id_order_id",
        "order_items",
        ["product_id", "order_id"],
        unique=False,
    )


def downgrade() -> None:
    """Drops them, and puts the shorter index back."""
    op.drop_index("ix_order_items_product_id_order_id", "order_items")
    op.create_index("ix_order_items_product_id", "order_items", ["product_id"], unique=False)
    op.drop_table("behaviour")
