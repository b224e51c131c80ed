"""Finding products and articles by what people say.

Text and questions are cut into the same terms here (`analysis`), so that SQLite's FTS5 and
Postgres' tsvector, which find the documents that have them (`indexes`, `levels`), answer alike.
Whatever the language of a question needs lives in this folder: numbers in words, prices, synonyms,
misspelling. Rules over what is found live in `marketplace.rules`.
"""

from marketplace.search.asking import Asked, understand
from marketplace.search.finding import Query, find
from marketplace.search.indexes import ARTICLES, PRODUCTS, Index
from marketplace.search.indexing import index_articles, index_products, keep_indexed
from marketplace.search.numerals import with_digits
from marketplace.search.prices import Priced, priced
from marketplace.search.ranking import Hit

__all__ = [
    "ARTICLES",
    "PRODUCTS",
    "Asked",
    "Hit",
    "Index",
    "Priced",
    "Query",
    "find",
    "index_articles",
    "index_products",
    "keep_indexed",
    "priced",
    "understand",
    "with_digits",
]
