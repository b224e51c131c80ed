"""What is said of products beyond their specs: care, series, size charts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns, makes the tables."""
    op.add_column("products", sa.Column("care", sa.Text(), nullable=True))
    op.add_column("products", sa.Column("series", sa.String(length=120), nullable=True))
    op.add_column("products", sa.Column("series_position", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_products_series"), "products", ["series"], unique=False)
    # Neighbours in price are found by it, and it does what the one without a price did.
    op.drop_index("ix_products_category_kind", "products")
    op.create_index(
        "ix_products_category_kind_price_from",
        "products",
        ["category", "kind", "price_from"],
        unique=False,
    )
    op.create_table(
        "material_care",
        sa.Column("material", sa.String(length=48), nullable=False),
        sa.Column("care", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("material", name=op.f("pk_material_care")),
    )
    op.create_table(
        "size_charts",
        sa.Column("chart_id", sa.String(length=48), nullable=False),
        sa.Column("brand", sa.String(length=80), nullable=True),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("department", sa.String(length=16), nullable=False),
        sa.Column("sizes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("chart_id", name=op.f("pk_size_charts")),
    )
    op.create_index(op.f("ix_size_charts_kind"), "size_charts", ["kind"], unique=False)


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("size_charts")
    op.drop_table("material_care")
    op.drop_index("ix_products_category_kind_price_from", "products")
    op.create_index("ix_products_category_kind", "products", ["category", "kind"], unique=False)
    op.drop_index(op.f("ix_products_series"), "products")
    op.drop_column("products", "series_position")
    op.drop_column("products", "series")
    op.drop_column("products", "care")
