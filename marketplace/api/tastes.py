"""What customers like: what they want remembered, what they look at, what should please them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query

from marketplace.api.access import AccountWrite, CustomerId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import behaviour, preferences, recommendations
from marketplace.rules.shortlist import Wanted
from marketplace.schemas import (
    BehaviourIn,
    BehaviourKept,
    Category,
    GiftOccasion,
    PreferenceIn,
    PreferencesOnFile,
    Recommendations,
)

router = APIRouter(prefix="/customers/{customer_id}", tags=["tastes"])
_WRITE = refused_with(404, 409, 423)


@router.get("/preferences", summary="What is remembered", responses=refused_with(404))
async def get_preferences(customer_id: CustomerId, work: Reading) -> PreferencesOnFile:
    """All wishes on file, and whether the customer is tracked."""
    return await preferences.on_file(work, customer_id)


@router.post("/preference-changes", summary="Remember a wish, or take it back", responses=_WRITE)
async def change_preference(
    customer_id: CustomerId, body: PreferenceIn, write: AccountWrite
) -> PreferencesOnFile:
    """In the customer's words. Switching tracking off forgets what was tracked."""
    return await write.once(
        PreferencesOnFile, lambda work: preferences.change(work, customer_id, body)
    )


@router.post("/behaviour", summary="Keep what is thought of a product", responses=_WRITE)
async def track_behaviour(
    customer_id: CustomerId, body: BehaviourIn, write: AccountWrite
) -> BehaviourKept:
    """Viewed, liked, disliked or wished for; refused where the customer is not to be tracked."""
    return await write.once(BehaviourKept, lambda work: behaviour.track(work, customer_id, body))


@router.get("/recommendations", summary="What should please", responses=refused_with(404))
async def recommend(
    customer_id: CustomerId,
    work: Reading,
    occasion: GiftOccasion | None = None,
    category: Category | None = None,
    budget: Annotated[
        Decimal | None, Query(gt=0, decimal_places=2, description="US dollars")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> Recommendations:
    """From purchases, wishes, behaviour and what others bought; each with what speaks for it."""
    wanted = Wanted(occasion, category, budget)
    return await recommendations.recommend(work, customer_id, wanted, limit)
