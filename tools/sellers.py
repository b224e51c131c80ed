"""What a seller asks about their shop, and changes in it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from spoken import numbers, references, say
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.refusing import MissingDetail
from tools.result import Result
from tools.types import Sentence, ShortText, asked
from tools.words import sellers as told

_STOCK = re.compile(r"\b(?:stock|inventory|quantity|how many|left|pieces)\b", re.IGNORECASE)


def _sale_number(value: str) -> str:
    number = references.order_number(value)
    if number is None:
        raise ValueError("not an order number")
    return number


SaleNumber = Annotated[
    str,
    StringConstraints(max_length=100),
    AfterValidator(_sale_number),
    asked("What's the number of that order?", "order-number"),
]
"""An order of somebody else's with something of the seller's: not to be named by what they buy."""


def _listing(value: str) -> str:
    """The name alone, where the change was passed along: "the price of the mixer to 25"."""
    head, link, tail = value.rpartition(" to ")
    name = head if link and numbers.cardinal(tail) is not None else value
    return _CHANGED.sub("", name).strip() or value


_CHANGED = re.compile(
    r"^(?:the\s+|my\s+)?(?:price|cost|stock|inventory|quantity)\s+(?:of|for)\s+", re.IGNORECASE
)
Listing = Annotated[
    ShortText, AfterValidator(_listing), asked("Which of your listings is it?", "product")
]
Version = Annotated[ShortText, asked("Which version of it?")]
Price = Annotated[
    Decimal,
    Field(gt=0, max_digits=9, decimal_places=2),
    asked("What should the new price be, in dollars?"),
]
Pieces = Annotated[int, Field(ge=0), asked("How many are in stock?")]
TrackingNumber = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    # Long rows of figures are masked like a card number until an action asks for them.
    asked("What's the tracking number of the parcel?", "tracking-number", private="card_number"),
]
Carrier = Annotated[
    Literal["UPS", "FedEx", "USPS", "DHL", "XPO"],
    asked("Which carrier has it?", words={"FedEx": ["fed ex", "federal express"]}),
]
Status = Annotated[
    Literal["to_ship", "shipped", "delivered", "cancelled", "sent_back"],
    asked(
        "Which orders: to be shipped, on their way, delivered, cancelled or sent back?",
        words={
            "to_ship": ["need to ship", "have to ship", "to send", "waiting", "open", "pending",
                        "new", "unshipped", "not shipped"],
            "shipped": ["on their way", "in transit", "underway"],
            "delivered": ["arrived"],
            "cancelled": ["canceled"],
            "sent_back": ["returned", "returns", "came back"],
        },
    ),
]  # fmt: skip
IssueKind = Annotated[
    Literal["payout", "listing", "buyer", "shipping", "account", "other"],
    asked(
        "Is it about a payout, a listing, a buyer, shipping, your account, or something else?",
        words={
            "payout": ["payouts", "paid", "payment", "money", "commission", "fee", "fees"],
            "listing": ["listings", "product page", "photos", "catalog", "catalogue"],
            "buyer": ["buyers", "customer", "review", "complaint"],
            "shipping": ["carrier", "label", "parcel", "shipment"],
            "account": ["verification", "seller account", "suspended"],
            "other": ["something else", "anything else"],
        },
    ),
]


@action(effect="read", category="selling", requires="seller")
async def get_seller_dashboard(call: Call) -> Result:
    """How the seller's shop stands: orders to send, revenue this month, low stock, issues."""
    seen = await call.services.sellers.dashboard()
    return Result(told.dashboard(seen), facts=seen)


@action(effect="read", category="selling", requires="seller")
async def list_seller_orders(call: Call, status: Status | None = None) -> Result:
    """What buyers ordered from the seller, newest first; only the seller's part of each order."""
    seen = await call.services.sellers.orders(status)
    return Result(told.sales(seen, status), facts=seen)


async def _would_update(
    call: Call,
    listing: str,
    price: Decimal | None,
    stock: int | None,
    version: str | None,
) -> Previewed:
    if price is None and stock is None:
        about_stock = _STOCK.search(call.state.turn.text) is not None
        raise MissingDetail(*(told.WHICH_STOCK if about_stock else told.WHICH_PRICE))
    seen = await call.services.sellers.update_listing(
        listing, version=version, price=price, stock=stock
    )
    return Previewed(told.would_update(seen))


@action(
    effect="write",
    category="selling",
    requires="seller",
    decision="suggestion",
    preview=_would_update,
)
async def update_listing(
    call: Call,
    listing: Listing,
    price: Price | None = None,
    stock: Pieces | None = None,
    version: Version | None = None,
) -> Result:
    """Change the price or the stock of one of the seller's listings, or of one version of it.

    `price` is the new one in dollars, `stock` how many there are in all.
    """
    seen = await call.services.sellers.update_listing(
        listing, version=version, price=price, stock=stock
    )
    return Result(told.updated(seen), facts=seen)


async def _would_ship(
    call: Call, order: str, tracking_number: str, carrier: Carrier | None
) -> Previewed:
    seen = await call.services.sellers.ship(order, tracking_number, carrier)
    return Previewed(
        f"I'd mark {say.listing(seen.items)} of {say.reference(order)} as shipped with "
        f"{seen.carrier}."
    )


@action(
    effect="write",
    category="selling",
    requires="seller",
    decision="suggestion",
    preview=_would_ship,
)
async def update_order_status(
    call: Call, order: SaleNumber, tracking_number: TrackingNumber, carrier: Carrier | None = None
) -> Result:
    """Mark the seller's part of an order as shipped, with the tracking number of its parcel.

    Pass the number as it was said, or its placeholder.
    """
    seen = await call.services.sellers.ship(order, tracking_number, carrier)
    return Result(told.shipped(seen), facts=seen)


@action(effect="read", category="selling", requires="seller")
async def get_payout_status(call: Call) -> Result:
    """What the seller gets paid and when: the next payout, what is pending, the last one."""
    seen = await call.services.sellers.payouts()
    return Result(told.payouts(seen, call.today), facts=seen)


@action(effect="write", category="selling", requires="seller")
async def report_seller_issue(
    call: Call,
    kind: IssueKind,
    description: Annotated[Sentence, asked("What exactly is wrong?", "sentence")],
) -> Result:
    """Open a ticket with the people who look after sellers."""
    seen = await call.services.sellers.report_issue(kind, call.masked(description), call_id=call.id)
    return Result(told.issue(seen, call.today), facts=seen)
