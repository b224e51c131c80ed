"""Which table is in which file, and which tables are in none, and why.

A file is named after its table. A table of `marketplace.tables` that is neither in `FILES` nor in
`LEFT_OUT` fails a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints
from sqlalchemy import Table

from marketplace import tables
from marketplace.schemas import CancelReason, Category, OrderState, PaymentKind, Tier
from marketplace.schemas.base import Line, PhoneNumber
from marketplace.transfer.columns import FileColumn, Shape, TextByName, Texts, Usd, file_columns
from marketplace.transfer.customers import PRIVATE, Address, hashes

Derive = Callable[[Any, Mapping[str, Any]], dict[str, Any]]
Count = Annotated[int, Field(ge=0, lt=2**31)]
OneOrMore = Annotated[int, Field(ge=1, lt=2**31)]
NotNegative = Annotated[Usd, Field(ge=0)]
Positive = Annotated[Usd, Field(gt=0)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,32}$")]
_NOTHING: Mapping[str, Shape] = MappingProxyType({})


@dataclass(frozen=True)
class File:
    """The file of a table.

    Attributes:
        of: the table's class.
        shapes: what a column holds, where its type in the database does not say it all.
        derived: columns that follow from others, and are in no file.
        also_read: columns that are read, and never written.
        derive: gives the derived columns of a row; raises `ValueError` with a sentence fragment.
    """

    of: type[tables.Base]
    shapes: Mapping[str, Shape] = field(default_factory=lambda: _NOTHING)
    derived: frozenset[str] = frozenset()
    also_read: Mapping[str, Shape] = field(default_factory=lambda: _NOTHING)
    derive: Derive | None = None

    @property
    def table(self) -> Table:
        """The table."""
        return tables.Base.metadata.tables[self.name]

    @property
    def name(self) -> str:
        """Of the table and, without its ending, of the file."""
        return str(self.of.__tablename__)

    @cached_property
    def columns(self) -> dict[str, FileColumn]:
        """The file's columns, by the column of the table that each one fills."""
        return file_columns(self.table, self.shapes, self.derived)

    @property
    def headings(self) -> list[str]:
        """The names of the columns as they are written."""
        return [column.name for column in self.columns.values()]


_FILES = (
    File(
        tables.Customer,
        shapes=PRIVATE
        | {"first_name": Line, "last_name": Line, "tier": Tier, "preferences": TextByName}
        | {"loyalty_points": Count},
        derived=frozenset({"phone_hash", "email_hash"}),
        also_read={"ssn_last_four": str, "card_last_four": str},
        derive=hashes,
    ),
    File(tables.PaymentMethod, {"kind": PaymentKind, "balance": NotNegative}),
    File(tables.Password),
    File(tables.Seller, {"name": Line}),
    File(
        tables.Product,
        {"name": Line, "category": Category, "kind": Line, "low_stock_threshold": Count},
        derived=frozenset({"price_from"}),
        derive=lambda *_: {"price_from": Decimal(0)},
    ),
    File(tables.Variant, {"options": TextByName, "price": Positive, "position": Count}),
    File(tables.Stock, {"quantity": Count}),
    File(tables.MaterialCare),
    File(tables.SizeChart),
    File(
        tables.Promotion,
        {
            "code": Code,
            "kind": Literal["percent", "amount", "free_shipping"],
            "percent": Annotated[int, Field(ge=1, le=100)],
            "amount": Positive,
            "minimum_total": NotNegative,
            "category": Category,
            "tier": Tier,
        },
    ),
    File(tables.Article, {"title": Line, "steps": Texts}),
    File(tables.Offer),
    File(tables.Order, {"state": OrderState, "cancel_reason": CancelReason, "address": Address}),
    File(
        tables.OrderItem,
        {
            "line": OneOrMore,
            "name": Line,
            "category": Category,
            "options": TextByName,
            "unit_price": NotNegative,
            "quantity": OneOrMore,
        },
    ),
    File(tables.Fulfilment),
    File(tables.FulfilmentLine, {"line": OneOrMore}),
    File(tables.ShipmentEvent),
    File(tables.Charge),
    File(
        tables.Payment,
        {"kind": Literal["payment", "refund", "reversal"], "amount": NotNegative},
    ),
    File(tables.Return, {"kind": Literal["return", "exchange"], "value": NotNegative}),
    File(tables.ReturnItem, {"line": OneOrMore}),
    File(tables.DeliveryChange, {"fee": NotNegative}),
    File(tables.DeliveryIssue),
    File(tables.Dispute),
    File(tables.PromotionUse, {"discount": NotNegative}),
    File(tables.LoyaltyEntry),
    File(tables.Cart),
    File(tables.CartItem, {"quantity": OneOrMore}),
    File(tables.CartPromotion),
    File(tables.Subscription, {"quantity": OneOrMore, "unit_price": NotNegative}),
    File(tables.Appointment),
    File(tables.Quote),
    File(tables.QuoteLine, {"quantity": OneOrMore, "unit_price": NotNegative}),
    File(tables.Payout),
    File(tables.PayoutLine),
    File(tables.Behaviour),
    File(tables.Ticket),
    File(tables.Callback, {"number": PhoneNumber}),
    File(
        tables.DoNotCall,
        {"number": PhoneNumber},
        derived=frozenset({"number_hash"}),
        derive=lambda vault, row: {"number_hash": vault.hash("do_not_call", row["number"])},
    ),
    File(tables.Message),
    File(tables.CustomerNote),
    File(tables.OfferResponse),
    File(tables.AccountLock),
    File(tables.SecurityEvent),
)
_ORDER = {table.name: place for place, table in enumerate(tables.Base.metadata.sorted_tables)}
FILES = tuple(sorted(_FILES, key=lambda file: _ORDER[file.name]))
"""Every file, so that what others refer to comes before them."""

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "callers": "people on the line of one house, which is over by then",
        "desk_presence": "says who was at the desk a moment ago",
        "data_loads": "says what was loaded into one database",
        "idempotent_writes": "answers to the requests of one house; nobody repeats them elsewhere",
        "identity_counters": "failed identity checks, which are forgotten within minutes",
        "outbox": "another house would send these texts and emails a second time",
        "password_resets": "links that expire within the hour",
        "product_documents": "made from products",
        "article_documents": "made from articles",
        "search_terms": "made from products and articles",
        "search_spellings": "made from products and articles",
    }
)
