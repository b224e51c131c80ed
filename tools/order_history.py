"""The customer's orders as the conversation knows them."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from domain import facts
from domain.context import OrderBrief
from domain.errors import Unavailable
from tools.call import Call

log = structlog.get_logger(__name__)


def brief(orders: Sequence[facts.OrderSummary]) -> tuple[OrderBrief, ...]:
    """Orders as they travel along with the caller."""
    return tuple(
        OrderBrief(
            order_id=order.order_id,
            status=order.state,
            items=tuple(item.name for item in order.items),
            total=order.total,
        )
        for order in orders
    )


async def reload(call: Call) -> None:
    """Reads them anew after one was made or changed, for the rest of the conversation.

    What was done is done: where they cannot be had now, the conversation knows the old ones.
    """
    try:
        orders = await call.services.orders.list()
    except Unavailable:
        log.warning("order_history_not_reloaded", conversation=call.id)
        return
    call.customer.order_history = brief(orders)
