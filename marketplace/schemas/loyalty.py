"""Loyalty points on the wire."""

from __future__ import annotations

from marketplace.schemas.base import Answer, Tier, Usd


class LoyaltyBalance(Answer):
    """A customer's points, and what they are worth on a later order."""

    points: int
    worth: Usd
    tier: Tier
