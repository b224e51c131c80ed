"""Which things a result showed, and what a call keeps of them."""

from __future__ import annotations

from decimal import Decimal

from domain.facts.base import Fact
from tools.shown import MOST, Shown, kept, shown_in


class Item(Fact):
    product_id: str
    name: str
    price_from: Decimal = Decimal(10)


class Found(Fact):
    products: tuple[Item, ...]


class Order(Fact):
    order_id: str
    items: tuple[Item, ...]
    state: str = "out_for_delivery"


LAMP, DESK, LAMP_PRO = (
    Item(product_id=f"HOME00{at}", name=name)
    for at, name in enumerate(("Desk lamp", "Desk", "Desk lamp pro"))
)


def names(shown: tuple[Shown, ...]) -> list[str]:
    return [thing.name for thing in shown]


def test_things_are_shown_in_the_order_in_which_they_are_said() -> None:
    found = Found(products=(LAMP, LAMP_PRO, DESK))
    assert names(shown_in(found, "The desk lamp pro, and the desk.")) == ["Desk lamp pro", "Desk"]
    assert names(shown_in(found, "The desk lamp and the desk lamp pro.")) == [
        "Desk lamp",
        "Desk lamp pro",
    ]


def test_what_nobody_heard_of_was_not_shown() -> None:
    assert shown_in(Found(products=(LAMP, DESK)), "I found two things.") == ()
    assert shown_in(None, "Desk lamp") == ()
    assert names(shown_in(Found(products=(LAMP,)), "Yes, it's there.")) == ["Desk lamp"]


def test_an_order_is_shown_by_what_is_in_it() -> None:
    orders = [Order(order_id="ORD-1001", items=(LAMP,)), Order(order_id="ORD-1002", items=(DESK,))]
    first, second = shown_in(orders, "A desk lamp, and a desk.")
    assert (first.kind, first.reference, first.about) == ("order", "ORD-1001", "out for delivery")
    assert second.name == "Desk"


def test_nobody_remembers_more_than_a_few() -> None:
    many = tuple(Item(product_id=f"P{at}", name=f"thing {at}x") for at in range(9))
    assert len(shown_in(Found(products=many), " ".join(item.name for item in many))) == MOST


def test_a_choice_stays_while_one_of_it_is_talked_about() -> None:
    one, two, three = (Shown("product", f"P{at}", f"thing {at}") for at in range(3))
    assert kept([], (one, two)) == [(one, two)]
    assert kept([(one, two)], (two,)) == [(one, two), (two,)]
    assert kept([(one, two), (two,)], (one,)) == [(one, two), (one,)]
    assert kept([(one, two), (two,)], (two, three)) == [(two, three)]


def test_a_note_keeps_its_own_marks() -> None:
    odd = Shown("product", "P1", "Cup; blue | large", Decimal("9.90"))
    assert str(odd) == "product P1 | Cup, blue / large | 9.90"
