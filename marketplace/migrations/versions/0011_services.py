"""Subscriptions, appointments, quotes; gift cards that expire."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables, and the column."""
    op.add_column("payment_methods", sa.Column("expires_on", sa.Date(), nullable=True))
    op.create_table(
        "subscriptions",
        sa.Column("subscription_id", sa.String(length=16), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("sku", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("every", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("method_id", sa.String(length=32), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("charged_on", sa.Date(), nullable=False),
        sa.Column("next_charge_on", sa.Date(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_subscriptions_customer_id")
        ),
        sa.ForeignKeyConstraint(["sku"], ["variants.sku"], name=op.f("fk_subscriptions_sku")),
        sa.ForeignKeyConstraint(
            ["method_id"], ["payment_methods.method_id"], name=op.f("fk_subscriptions_method_id")
        ),
        sa.PrimaryKeyConstraint("subscription_id", name=op.f("pk_subscriptions")),
    )
    op.create_index(
        op.f("ix_subscriptions_customer_id"), "subscriptions", ["customer_id"], unique=False
    )
    op.create_table(
        "appointments",
        sa.Column("appointment_id", sa.String(length=16), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("starts_at", _INSTANT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("topic_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("booked_at", _INSTANT, nullable=False),
        sa.Column("cancelled_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_appointments_customer_id")
        ),
        sa.PrimaryKeyConstraint("appointment_id", name=op.f("pk_appointments")),
        sa.UniqueConstraint(
            "kind", "starts_at", "place", name=op.f("uq_appointments_kind_starts_at_place")
        ),
    )
    op.create_index(
        "ix_appointments_customer_id_starts_at",
        "appointments",
        ["customer_id", "starts_at"],
        unique=False,
    )
    op.create_table(
        "quotes",
        sa.Column("quote_id", sa.String(length=16), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("company_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("contact_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("ticket_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_quotes_customer_id")
        ),
        sa.PrimaryKeyConstraint("quote_id", name=op.f("pk_quotes")),
    )
    op.create_index(op.f("ix_quotes_customer_id"), "quotes", ["customer_id"], unique=False)
    op.create_table(
        "quote_lines",
        sa.Column("quote_id", sa.String(length=16), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("percent_off", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quotes.quote_id"], name=op.f("fk_quote_lines_quote_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name=op.f("fk_quote_lines_product_id")
        ),
        sa.PrimaryKeyConstraint("quote_id", "line", name=op.f("pk_quote_lines")),
    )


def downgrade() -> None:
    """Drops them."""
    op.drop_table("quote_lines")
    op.drop_table("quotes")
    op.drop_table("appointments")
    op.drop_table("subscriptions")
    op.drop_column("payment_methods", "expires_on")
