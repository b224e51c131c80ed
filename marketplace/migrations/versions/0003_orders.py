"""Orders, parcels, the bill and the ledger; returns; changes, issues and disputes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "orders",
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=32), nullable=True),
        sa.Column("items_changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("method_id", sa.String(length=32), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_orders_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["method_id"], ["payment_methods.method_id"], name=op.f("fk_orders_method_id")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_orders")),
    )
    op.create_index(
        "ix_orders_customer_id_placed_at", "orders", ["customer_id", "placed_at"], unique=False
    )
    op.create_table(
        "charges",
        sa.Column("charge_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("description", sa.String(length=160), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_charges_order_id")
        ),
        sa.PrimaryKeyConstraint("charge_id", name=op.f("pk_charges")),
    )
    op.create_index(op.f("ix_charges_order_id"), "charges", ["order_id"], unique=False)
    op.create_table(
        "delivery_changes",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_by", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_delivery_changes_order_id")
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_delivery_changes")),
    )
    op.create_index(
        op.f("ix_delivery_changes_order_id"), "delivery_changes", ["order_id"], unique=False
    )
    op.create_table(
        "delivery_issues",
        sa.Column("case_number", sa.String(length=16), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_delivery_issues_order_id")
        ),
        sa.PrimaryKeyConstraint("case_number", name=op.f("pk_delivery_issues")),
    )
    op.create_index(
        "uq_delivery_issues_order_id_kind", "delivery_issues", ["order_id", "kind"], unique=True
    )
    op.create_table(
        "disputes",
        sa.Column("case_number", sa.String(length=16), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("charge", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("needs_person", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_disputes_order_id")
        ),
        sa.PrimaryKeyConstraint("case_number", name=op.f("pk_disputes")),
    )
    op.create_index("uq_disputes_order_id_charge", "disputes", ["order_id", "charge"], unique=True)
    op.create_table(
        "fulfilments",
        sa.Column("tracking_number", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("carrier", sa.String(length=32), nullable=False),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("estimated_delivery", sa.Date(), nullable=False),
        sa.Column("location", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_fulfilments_order_id")
        ),
        sa.PrimaryKeyConstraint("tracking_number", name=op.f("pk_fulfilments")),
    )
    op.create_index(op.f("ix_fulfilments_order_id"), "fulfilments", ["order_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("method_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=48), nullable=False),
        sa.Column("approval_id", sa.String(length=64), nullable=True),
        sa.Column("approved_by", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["method_id"], ["payment_methods.method_id"], name=op.f("fk_payments_method_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_payments_order_id")
        ),
        sa.PrimaryKeyConstraint("payment_id", name=op.f("pk_payments")),
        sa.UniqueConstraint("approval_id", name=op.f("uq_payments_approval_id")),
    )
    op.create_index(op.f("ix_payments_order_id"), "payments", ["order_id"], unique=False)
    op.create_table(
        "returns",
        sa.Column("return_id", sa.String(length=16), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_back_by", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("method_id", sa.String(length=32), nullable=False),
        sa.Column("pickup_on", sa.Date(), nullable=True),
        sa.Column("pickup_window", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["method_id"], ["payment_methods.method_id"], name=op.f("fk_returns_method_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_returns_order_id")
        ),
        sa.PrimaryKeyConstraint("return_id", name=op.f("pk_returns")),
        sa.UniqueConstraint("order_id", name=op.f("uq_returns_order_id")),
    )
    op.create_table(
        "fulfilment_lines",
        sa.Column("tracking_number", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_number"],
            ["fulfilments.tracking_number"],
            name=op.f("fk_fulfilment_lines_tracking_number"),
        ),
        sa.PrimaryKeyConstraint("tracking_number", "line", name=op.f("pk_fulfilment_lines")),
    )
    op.create_table(
        "order_items",
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sku", sa.String(length=40), nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("warehouse", sa.String(length=16), nullable=False),
        sa.Column("final_sale", sa.Boolean(), nullable=False),
        sa.Column("refunded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.order_id"], name=op.f("fk_order_items_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name=op.f("fk_order_items_product_id")
        ),
        sa.ForeignKeyConstraint(["sku"], ["variants.sku"], name=op.f("fk_order_items_sku")),
        sa.PrimaryKeyConstraint("order_id", "line", name=op.f("pk_order_items")),
    )
    op.create_index(op.f("ix_order_items_product_id"), "order_items", ["product_id"], unique=False)
    op.create_index(op.f("ix_order_items_sku"), "order_items", ["sku"], unique=False)
    op.create_table(
        "return_items",
        sa.Column("return_id", sa.String(length=16), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("was_opened", sa.Boolean(), nullable=False),
        sa.Column("new_sku", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["return_id"], ["returns.return_id"], name=op.f("fk_return_items_return_id")
        ),
        sa.PrimaryKeyConstraint("return_id", "line", name=op.f("pk_return_items")),
    )
    op.create_table(
        "shipment_events",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("tracking_number", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=80), nullable=False),
        sa.Column("location", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_number"],
            ["fulfilments.tracking_number"],
            name=op.f("fk_shipment_events_tracking_number"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_shipment_events")),
        sa.UniqueConstraint(
            "tracking_number",
            "at",
            "status",
            name=op.f("uq_shipment_events_tracking_number_at_status"),
        ),
    )


def downgrade() -> None:
    """Drops them."""
    op.drop_table("return_items")
    op.drop_table("returns")
    op.drop_table("disputes")
    op.drop_table("delivery_issues")
    op.drop_table("delivery_changes")
    op.drop_table("payments")
    op.drop_table("charges")
    op.drop_table("shipment_events")
    op.drop_table("fulfilment_lines")
    op.drop_table("fulfilments")
    op.drop_table("order_items")
    op.drop_table("orders")
