"""What of a product or an article is searched, and how much it says about it.

Besides its terms a document has, with a prefix: `t_` what its structured part says (name, brand,
kind, options, specs, and not the prose), `n_` its names as wholes, and a product `b_`, `k_`, `c_`
for the words of its brand, kind and colours, by which a search is narrowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from marketplace.search.analysis import key_of_name, terms_of
from marketplace.search.tokens import tokens
from marketplace.tables import Specs

BRAND, KIND, COLOR = "b_", "k_", "c_"
_NOT_SOUGHT = ("_in", "_ft", "_lb", "_minutes", "_people", "_tools")
"""Endings of specs by which nobody looks for a product, and which other words would hit."""
_LONGEST = 80
"""Characters of a term; what is longer is no word."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A document before it is indexed.

    Attributes:
        ref: the product's or article's number.
        title: the terms of its name.
        terms: all terms.
    """

    ref: str
    title: str
    terms: str


@dataclass(frozen=True, slots=True)
class ProductTexts:
    """What of a product says something; `options` of all its variants."""

    product_id: str
    name: str
    brand: str
    kind: str
    category: str
    description: str
    series: str | None
    specs: Specs
    options: Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """What of an article says something."""

    article_id: str
    title: str
    topic: str
    body: str
    steps: Sequence[str]


@dataclass(slots=True)
class _Parts:
    names: list[str]
    title: str
    structured: str
    prose: str
    number: str = ""
    facets: dict[str, Iterable[str]] = field(default_factory=dict)


def of_product(product: ProductTexts) -> Searchable:
    """The document of a product."""
    kind = product.kind.replace("_", " ")
    options = [option for chosen in product.options for option in chosen.items()]
    specs = [
        (name.replace("_", " "), _text(value))
        for name, value in product.specs.items()
        if not name.endswith(_NOT_SOUGHT)
    ]
    stated = dict.fromkeys(f"{name} {value}" for name, value in (*specs, *options))
    return _searchable(
        product.product_id,
        _Parts(
            names=[product.name, f"{product.brand} {product.name}", product.product_id],
            title=f"{product.name} {product.brand} {kind}",
            number="".join(tokens(product.product_id)),
            structured=" . ".join((*stated, product.category, product.series or "")),
            prose=product.description,
            facets={
                BRAND: [product.brand],
                KIND: [kind],
                COLOR: {value for name, value in options if name == "color"},
            },
        ),
    )


def of_article(article: ArticleTexts) -> Searchable:
    """The document of an article."""
    return _searchable(
        article.article_id,
        _Parts(
            names=[article.title],
            title=article.title,
            structured=article.topic,
            prose=" ".join((article.body, *article.steps)),
        ),
    )


def _searchable(ref: str, parts: _Parts) -> Searchable:
    # A number is one term: the "home" of HOME003 says nothing.
    title = _short({*terms_of(parts.title), *([parts.number] if parts.number else [])})
    structured = title | _short(terms_of(parts.structured))
    terms = structured | _short(terms_of(parts.prose)) | {f"t_{term}" for term in structured}
    terms |= _short({key_of_name(name) for name in parts.names})
    for prefix, values in parts.facets.items():
        terms |= {f"{prefix}{term}" for value in values for term in _short(terms_of(value))}
    return Searchable(ref, " ".join(sorted(title)), " ".join(sorted(terms)))


def _text(value: str | float | list[str]) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def _short(terms: Iterable[str]) -> set[str]:
    return {term for term in terms if len(term) < _LONGEST}
