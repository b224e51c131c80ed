"""What cannot be found or compared among products and articles."""

from __future__ import annotations

from marketplace.refusals.base import NotFound, Unprocessable


class ProductNotFound(NotFound):
    """No product has that number or a name like that."""

    code = "product_not_found"
    words = "I can't find that product. Could you say its name in another way?"


class ArticleNotFound(NotFound):
    """No such article."""

    code = "article_not_found"
    words = "I don't have anything written on that."


class NothingToCompare(Unprocessable):
    """A comparison needs two different products."""

    code = "nothing_to_compare"
    words = "I need two different products to compare. Which ones do you mean?"
