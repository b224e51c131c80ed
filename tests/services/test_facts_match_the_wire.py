"""The facts that services return are those that the marketplace answers: the same fields."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from domain import facts
from marketplace import schemas

OTHER_NAMES = {
    "IdentityMatch": "IdentityAnswer",
    "PaymentMethod": "PaymentMethodInfo",
    "Offer": "OfferText",
    "ProductsFound": "ProductFound",
    "Variant": "VariantDetails",
    "Article": "ArticleText",
    "CustomerInfoSaved": "CustomerNoteSaved",
}
PAIRS = [
    (fact, getattr(schemas, OTHER_NAMES.get(name, name)))
    for name, fact in vars(facts).items()
    if isinstance(fact, type) and issubclass(fact, BaseModel) and fact is not facts.Fact
]


def test_there_is_a_wire_model_for_each_fact() -> None:
    assert len(PAIRS) > 35


@pytest.mark.parametrize(("fact", "wire"), PAIRS, ids=[fact.__name__ for fact, _ in PAIRS])
def test_a_fact_has_the_fields_of_its_wire_model(
    fact: type[BaseModel], wire: type[BaseModel]
) -> None:
    assert set(fact.model_fields) == set(wire.model_fields)


@pytest.mark.parametrize("fact", [fact for fact, _ in PAIRS], ids=[f.__name__ for f, _ in PAIRS])
def test_a_fact_is_frozen_and_holds_nothing_private(fact: type[BaseModel]) -> None:
    assert fact.model_config["frozen"]
    if fact in (facts.PostalAddress, facts.CallbackToDial):  # what is posted to, and dialled
        return
    private = {"phone", "phone_number", "email", "date_of_birth", "last_four", "address", "street"}
    assert private.isdisjoint(fact.model_fields)


def test_closed_sets_are_the_same_on_both_sides() -> None:
    for name in (
        "OrderState",
        "PaymentKind",
        "Tier",
        "Category",
        "CancelReason",
        "DeliveryChangeKind",
        "IssueKind",
        "IssuePromise",
        "DisputeReason",
        "ReturnReason",
        "ReturnState",
        "PickupWindow",
        "Severity",
        "IssueType",
        "StockLevel",
        "FitAspect",
        "Verdict",
        "LastFourKind",
        "OfferAnswer",
        "SaleStatus",
        "Carrier",
        "SellerIssueKind",
        "SuspiciousActivity",
    ):
        assert getattr(facts, name) == getattr(schemas, name), name
