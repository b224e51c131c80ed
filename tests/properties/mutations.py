"""The product with one rule taken out: the property has to notice each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from agents.gate import IdentityFirst
from domain.facts import IdentityMatch, Profile
from marketplace.rules import orders
from marketplace.rules.references import canonical
from marketplace.tables import Order
from marketplace.work import UnitOfWork
from services.auth import IdentityService
from tools import authentication, deciding
from tools.action import Action
from tools.call import Call
from tools.result import Result

SOMEBODY = Profile(
    customer_id="CUST-1006",
    first_name="Emma",
    last_name="Wilson",
    tier="basic",
    locale="en-US",
    loyalty_points=0,
    is_seller=False,
    is_locked=False,
    preferences={},
)
Mutation = Callable[[pytest.MonkeyPatch], None]


def the_call_acts_for_somebody_else(patch: pytest.MonkeyPatch) -> None:
    def acting(call: Call, key: str | None) -> Call:
        customer = "CUST-1003" if call.customer.authenticated else None
        return replace(call, services=call.services.acting(customer, key))

    patch.setattr(Call, "acting", acting)


def the_marketplace_does_not_ask_whose_order(patch: pytest.MonkeyPatch) -> None:
    load = orders.load

    async def anybodys(work: UnitOfWork, customer_id: str, order_id: str, **more: Any) -> Order:
        owner = select(Order.customer_id).where(Order.order_id == canonical(order_id))
        return await load(work, await work.session.scalar(owner) or customer_id, order_id, **more)

    patch.setattr(orders, "load", anybodys)


def nobody_has_to_be_identified(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Action, "_authorise", lambda *_: None)


def any_values_match(patch: pytest.MonkeyPatch) -> None:
    async def check(*_: Any, **__: Any) -> IdentityMatch:
        return IdentityMatch(status="matched", profile=SOMEBODY)

    patch.setattr(IdentityService, "check", check)


def values_need_no_confirmation(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(authentication, "_require_confirmed", lambda *_: None)


def the_gate_stands_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(IdentityFirst, "__call__", lambda *_: None)


def writes_run_unasked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deciding, "agreed", lambda *_: True)


def proposals_never_lapse(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deciding, "PROPOSAL_LAPSES_AFTER", float("inf"))


def a_wish_is_granted_as_often_as_it_is_asked(patch: pytest.MonkeyPatch) -> None:
    async def each_time(
        _: Action, __: Call, ___: str, ____: str, work: Awaitable[Result]
    ) -> Result:
        return await work

    def acting(call: Call, _: str | None) -> Call:
        customer = call.customer.customer_id if call.customer.authenticated else None
        return replace(call, services=call.services.acting(customer, None))

    patch.setattr(Action, "_once", each_time)
    patch.setattr(Call, "acting", acting)


MUTATIONS: tuple[Mutation, ...] = (
    the_call_acts_for_somebody_else,
    the_marketplace_does_not_ask_whose_order,
    nobody_has_to_be_identified,
    any_values_match,
    values_need_no_confirmation,
    the_gate_stands_open,
    writes_run_unasked,
    proposals_never_lapse,
    a_wish_is_granted_as_often_as_it_is_asked,
)
