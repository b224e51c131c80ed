"""Search that forgives: documents of terms made by us, and how their words may be misspelt.

Both databases now search the same terms. Their own full-text indexes are kept by triggers, so that
whoever writes a document need not know which database it is. The next start fills them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_REFERENCES = {"product": ("products.product_id", 32), "article": ("articles.article_id", 64)}


def upgrade() -> None:
    """Makes the tables and the indexes in place of those of 0005."""
    for name, (reference, length) in _REFERENCES.items():
        op.drop_table(f"{name}_search")
        documents = f"{name}_documents"
        op.create_table(
            documents,
            sa.Column("document_id", sa.Integer(), nullable=False),
            sa.Column("ref", sa.String(length=length), nullable=False),
            sa.Column("title", sa.Text(), nullable=False),
            sa.Column("terms", sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(["ref"], [reference], name=op.f(f"fk_{documents}_ref")),
            sa.PrimaryKeyConstraint("document_id", name=op.f(f"pk_{documents}")),
            sa.UniqueConstraint("ref", name=op.f(f"uq_{documents}_ref")),
        )
        statements = _sqlite(name) if op.get_bind().dialect.name == "sqlite" else _postgres(name)
        for statement in statements:
            op.execute(statement)
    # The cheapest of a category first, without sorting all of it.
    op.create_index("ix_products_category_price_from", "products", ["category", "price_from"])
    op.create_table(
        "search_terms",
        sa.Column("index_name", sa.String(length=16), nullable=False),
        sa.Column("term", sa.String(length=80), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("index_name", "term", name=op.f("pk_search_terms")),
    )
    op.create_table(
        "search_spellings",
        sa.Column("index_name", sa.String(length=16), nullable=False),
        sa.Column("remainder", sa.String(length=80), nullable=False),
        sa.Column("term", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint(
            "index_name", "remainder", "term", name=op.f("pk_search_spellings")
        ),
    )


def downgrade() -> None:
    """Takes them away, and makes the indexes of 0005 again, empty."""
    op.drop_table("search_spellings")
    op.drop_table("search_terms")
    op.drop_index("ix_products_category_price_from", "products")
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name in _REFERENCES:
        op.drop_table(f"{name}_documents")
        op.drop_table(f"{name}_search")
        if sqlite:
            op.execute(
                f"CREATE VIRTUAL TABLE {name}_search USING fts5(ref UNINDEXED, title, body,"
                " tokenize='porter unicode61 remove_diacritics 2')"
            )
            continue
        op.execute(f"DROP FUNCTION {name}_documents_changed")
        op.execute(
            f"CREATE TABLE {name}_search (ref varchar(64) PRIMARY KEY, document tsvector NOT NULL)"
        )
        op.execute(f"CREATE INDEX ix_{name}_search_document ON {name}_search USING gin (document)")


def _sqlite(name: str) -> list[str]:
    """The index has no copy of the terms, so it is told the old ones when they go."""
    documents, index = f"{name}_documents", f"{name}_search"
    add = f"INSERT INTO {index} (rowid, terms) VALUES (new.document_id, new.terms);"  # noqa: S608 - a closed set
    remove = (
        f"INSERT INTO {index} ({index}, rowid, terms)"  # noqa: S608
        " VALUES ('delete', old.document_id, old.terms);"
    )
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5(terms, content='{documents}',"
        " content_rowid='document_id', detail=none, columnsize=0,"
        " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
        f"CREATE TRIGGER {documents}_added AFTER INSERT ON {documents} BEGIN {add} END",
        f"CREATE TRIGGER {documents}_removed AFTER DELETE ON {documents} BEGIN {remove} END",
        f"CREATE TRIGGER {documents}_changed AFTER UPDATE ON {documents} BEGIN {remove} {add} END",
    ]


def _postgres(name: str) -> list[str]:
    documents, index = f"{name}_documents", f"{name}_search"
    return [
        f"CREATE TABLE {index} (document_id integer PRIMARY KEY"
        f" REFERENCES {documents} ON DELETE CASCADE, terms tsvector NOT NULL)",
        f"CREATE INDEX ix_{index}_terms ON {index} USING gin (terms)",
        f"CREATE FUNCTION {documents}_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"  # noqa: S608
        f" INSERT INTO {index} (document_id, terms)"
        " VALUES (new.document_id, array_to_tsvector(string_to_array(new.terms, ' ')))"
        " ON CONFLICT (document_id) DO UPDATE SET terms = excluded.terms;"
        " RETURN NULL; END $$",
        f"CREATE TRIGGER {documents}_changed AFTER INSERT OR UPDATE ON {documents}"
        f" FOR EACH ROW EXECUTE FUNCTION {documents}_changed()",
    ]
