"""Carts, the promotions that orders were bought with, and the ledger of loyalty points."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, and a place for pieces of a line that come from several warehouses."""
    op.create_table(
        "carts",
        sa.Column("cart_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("call_hash", sa.String(length=64), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(customer_id IS NULL) <> (call_hash IS NULL)", name=op.f("ck_carts_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_carts_customer_id")
        ),
        sa.PrimaryKeyConstraint("cart_id", name=op.f("pk_carts")),
        sa.UniqueConstraint("customer_id", name=op.f("uq_carts_customer_id")),
        sa.UniqueConstraint("call_hash", name=op.f("uq_carts_call_hash")),
    )
    op.create_index(op.f("ix_carts_changed_at"), "carts", ["changed_at"], unique=False)
    op.create_table(
        "cart_items",
        sa.Column("cart_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_cart_items_not_empty")),
        sa.ForeignKeyConstraint(["cart_id"], ["carts.cart_id"], name=op.f("fk_cart_items_cart_id")),
        sa.ForeignKeyConstraint(["sku"], ["variants.sku"], name=op.f("fk_cart_items_sku")),
        sa.PrimaryKeyConstraint("cart_id", "sku", name=op.f("pk_cart_items")),
    )
    op.create_index(op.f("ix_cart_items_sku"), "cart_items", ["sku"], unique=False)
    op.create_table(
        "cart_promotions",
        sa.Column("cart_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cart_id"], ["carts.cart_id"], name=op.f("fk_cart_promotions_cart_id")
        ),
        sa.ForeignKeyConstraint(
            ["code"], ["promotions.code"], name=op.f("fk_cart_promotions_code")
        ),
        sa.PrimaryKeyConstraint("cart_id", "code", name=op.f("pk_cart_promotions")),
    )
    op.create_index(op.f("ix_cart_promotions_code"), "cart_promotions", ["code"], unique=False)
    op.create_table(
        "promotion_uses",
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["promotions.code"], name=op.f("fk_promotion_uses_code")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_promotion_uses_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_promotion_uses_order_id")
        ),
        sa.PrimaryKeyConstraint("order_id", "code", name=op.f("pk_promotion_uses")),
    )
    op.create_index(
        "ix_promotion_uses_customer_id_code",
        "promotion_uses",
        ["customer_id", "code"],
        unique=False,
    )
    op.create_table(
        "loyalty_entries",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_loyalty_entries_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_loyalty_entries_order_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_loyalty_entries")),
    )
    op.create_index(
        op.f("ix_loyalty_entries_customer_id"), "loyalty_entries", ["customer_id"], unique=False
    )
    op.create_index(
        op.f("ix_loyalty_entries_order_id"), "loyalty_entries", ["order_id"], unique=False
    )
    op.create_index("ix_promotions_ends_at", "promotions", ["ends_at"], unique=False)
    op.add_column("order_items", sa.Column("elsewhere", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drops them."""
    op.drop_column("order_items", "elsewhere")
    op.drop_index("ix_promotions_ends_at", "promotions")
    for table in ("loyalty_entries", "promotion_uses", "cart_promotions", "cart_items", "carts"):
        op.drop_table(table)
