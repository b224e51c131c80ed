"""Prices for many at once: the more of a product, the less each costs."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from marketplace.refusals import BulkQuantityTooLow, InvalidRequest
from marketplace.rules import bill, catalogue, customers, support
from marketplace.rules.references import fresh
from marketplace.schemas import QuoteIn, QuoteLineInfo, QuoteMade
from marketplace.tables import Quote, QuoteLine
from marketplace.work import UnitOfWork

MINIMUM = 10
"""Pieces of a product from which there are bulk prices."""
TIERS = ((250, 18), (100, 15), (50, 12), (25, 8), (MINIMUM, 5))
"""From so many pieces of a product, percent off the price of its cheapest variant."""
VALID_FOR = timedelta(days=30)
_CENT = Decimal("0.01")


async def request(work: UnitOfWork, customer_id: str | None, asked: QuoteIn) -> QuoteMade:
    """Makes a quote and puts it into the queue for a person. Anyone may ask.

    Raises:
        ProductNotFound: a product is not there.
        BulkQuantityTooLow: fewer than ten of a product.
        InvalidRequest: nobody is identified and there is no number to call.
    """
    contact = await _contact(work, customer_id, asked)
    lines = [
        await _line(work, number, line.product, line.quantity)
        for number, line in enumerate(asked.lines, start=1)
    ]
    total = sum((line.unit_price * line.quantity for line in lines), bill.ZERO)
    quote_id = await fresh(work, Quote.quote_id, "BQ-", 6)
    wanted = ", ".join(f"{line.quantity} x {line.name}" for line in lines)
    ticket_id = await support.open_case_ticket(
        work, customer_id, "bulk quote", f"{quote_id}: {wanted}, for {asked.company}"
    )
    valid_until = (work.now + VALID_FOR).date()
    work.session.add(
        Quote(
            quote_id=quote_id,
            customer_id=customer_id,
            company_sealed=work.vault.seal("quotes.company", asked.company),
            contact_sealed=work.vault.seal("quotes.contact", contact),
            total=total,
            made_at=work.now,
            valid_until=valid_until,
            ticket_id=ticket_id,
            lines=lines,
        )
    )
    return QuoteMade(
        quote_id=quote_id,
        ticket_id=ticket_id,
        lines=[_info(line) for line in lines],
        total=total,
        valid_until=valid_until,
    )


def percent_off(quantity: int) -> int:
    """What so many pieces take off the price of each.

    Raises:
        BulkQuantityTooLow: fewer than ten.
    """
    for pieces, percent in TIERS:
        if quantity >= pieces:
            return percent
    raise BulkQuantityTooLow(minimum=MINIMUM)


async def _contact(work: UnitOfWork, customer_id: str | None, asked: QuoteIn) -> str:
    if customer_id is not None:
        customer = await customers.load(work, customer_id)
        return work.vault.open("customers.phone", customer.phone_sealed)
    if asked.phone_number is None:
        raise InvalidRequest(fields=["phone_number"])
    return asked.phone_number


async def _line(work: UnitOfWork, number: int, reference: str, quantity: int) -> QuoteLine:
    percent = percent_off(quantity)
    product = await catalogue.find(work, reference)
    price = product.price_from * (100 - percent) / 100
    return QuoteLine(
        line=number,
        product_id=product.product_id,
        name=product.name,
        quantity=quantity,
        percent_off=percent,
        unit_price=price.quantize(_CENT, ROUND_HALF_UP),
    )


def _info(line: QuoteLine) -> QuoteLineInfo:
    return QuoteLineInfo(
        product_id=line.product_id,
        name=line.name,
        quantity=line.quantity,
        percent_off=line.percent_off,
        unit_price=line.unit_price,
        amount=line.unit_price * line.quantity,
    )
