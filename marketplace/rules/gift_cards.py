"""What is left on gift cards, and until when."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.refusals import GiftCardNotFound
from marketplace.rules import bill
from marketplace.rules.references import canonical
from marketplace.schemas import GiftCard
from marketplace.tables import PaymentMethod
from marketplace.work import UnitOfWork


async def of_customer(
    work: UnitOfWork, customer_id: str, card_number: str | None
) -> list[GiftCard]:
    """The gift cards of a customer, or the one of that number (in any spelling).

    Raises:
        GiftCardNotFound: there is none of that number, or it belongs to somebody else.
    """
    query = (
        select(PaymentMethod)
        .where(PaymentMethod.customer_id == customer_id, PaymentMethod.kind == "gift_card")
        .order_by(PaymentMethod.method_id)
    )
    if card_number is not None:
        query = query.where(PaymentMethod.method_id == canonical(card_number))
    cards = [_card(work, row) for row in await work.session.scalars(query)]
    if card_number is not None and not cards:
        raise GiftCardNotFound
    return cards


def _card(work: UnitOfWork, row: PaymentMethod) -> GiftCard:
    return GiftCard(
        card_number=row.method_id,
        balance=row.balance or bill.ZERO,
        expires_on=row.expires_on,
        expired=row.expires_on is not None and row.expires_on < work.now.date(),
    )
