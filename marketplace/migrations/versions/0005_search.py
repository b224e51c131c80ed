"""Full-text indexes over products and articles, each database's own kind."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEXES = ("product_search", "article_search")


def upgrade() -> None:
    """Makes the indexes."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in _INDEXES:
        if sqlite:
            op.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5(ref UNINDEXED, title, body,"
                " tokenize='porter unicode61 remove_diacritics 2')"
            )
        else:
            op.execute(
                f"CREATE TABLE {table} (ref varchar(64) PRIMARY KEY, document tsvector NOT NULL)"
            )
            op.execute(f"CREATE INDEX ix_{table}_document ON {table} USING gin (document)")


def downgrade() -> None:
    """Drops them."""
    for table in _INDEXES:
        op.drop_table(table)
