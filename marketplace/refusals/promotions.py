"""Why a promotion does not hold: each condition by its own name."""

from __future__ import annotations

from marketplace.refusals.base import NotFound, Refusal, Unprocessable


class PromotionNotFound(NotFound):
    """No promotion has that code, and none is called that."""

    code = "promotion_not_found"
    words = "I don't know that code. Could you spell it for me?"


class PromotionExpired(Refusal):
    """Its time is over."""

    code = "promotion_expired"
    words = "I'm sorry, that promotion has expired."


class PromotionNotStarted(Refusal):
    """Its time has not come; `starts_on` says when."""

    code = "promotion_not_started"
    words = "That promotion hasn't started yet."


class PromotionNotForTier(Refusal):
    """It is for members of a `tier` that this customer does not have."""

    code = "promotion_not_for_tier"
    words = "That promotion is for another kind of membership than yours."


class PromotionFirstOrderOnly(Refusal):
    """It is for a first order, and this customer has ordered before."""

    code = "promotion_first_order_only"
    words = "That promotion is only for a first order, and you've ordered with us before."


class PromotionAlreadyUsed(Refusal):
    """A promotion for a first order is used once by each customer."""

    code = "promotion_already_used"
    words = "You've used that promotion before, and it works only once."


class PromotionWrongItems(Refusal):
    """It is for a `category` or a `kind` of which nothing is there."""

    code = "promotion_wrong_items"
    words = "That promotion is for other products than these."


class PromotionMinimumNotReached(Refusal):
    """The items that it is for come to less than its `minimum`; `missing` is how much. USD."""

    code = "promotion_minimum_not_reached"
    words = "That promotion needs a larger order."


class PromotionAlreadyApplied(Refusal):
    """It is on the cart."""

    code = "promotion_already_applied"
    words = "That promotion is on your cart already."


class PromotionsDoNotStack(Unprocessable):
    """Neither of two promotions says that it adds up with others."""

    code = "promotions_do_not_stack"
    words = "Those two can't be used together; only one of them counts."
