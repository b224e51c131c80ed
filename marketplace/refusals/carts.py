"""What cannot be put into a cart, taken out of it, or bought."""

from __future__ import annotations

from marketplace.refusals.base import Listing, NotFound, Refusal, Unprocessable


class CartEmpty(Refusal):
    """There is nothing to price or to buy."""

    code = "cart_empty"
    words = "Your cart is empty. What would you like to put into it?"


class NotInCart(Listing, NotFound):
    """No line of the cart fits the item that was named; `items` are those it has."""

    code = "not_in_cart"
    listed, lead = "items", "There is the"
    words = "I can't find that in your cart. Which item do you mean?"


class CartItemUnclear(Listing, Unprocessable):
    """Several lines of the cart fit the item that was named; `items` are those."""

    code = "cart_item_unclear"
    listed, lead = "items", "There is the"
    words = "More than one item in your cart fits. Which one do you mean?"


class VariantUnclear(Unprocessable):
    """The product comes in several versions: `option` is what to ask for, `choices` the values.

    `product` is the name with what was chosen already, to be asked for with one choice more.
    """

    code = "variant_unclear"
    words = "That comes in several versions. Which one would you like?"


class NotEnoughStock(Refusal):
    """There are fewer pieces than are wanted; `available` says how many, `product` of what."""

    code = "not_enough_stock"
    words = "We don't have that many left. Would you like fewer of them?"


class TooMany(Unprocessable):
    """A line of a cart holds at most ninety-nine pieces; more is a bulk order."""

    code = "too_many"
    words = (
        "I can put up to ninety-nine of one thing into a cart. "
        "For more than that, we can make you a quote for a bulk order."
    )


class CartFull(Refusal):
    """A cart holds at most fifty different things."""

    code = "cart_full"
    words = "Your cart is full. Please check out first, or take something out."


class PaymentMethodUnclear(Unprocessable):
    """Nothing says how to pay, and the account has several ways; `methods` are their kinds."""

    code = "payment_method_unclear"
    words = "Which way would you like to pay?"


class QuoteOutdated(Refusal):
    """The cart, a price, a discount or the stock changed since the purchase was proposed."""

    code = "quote_outdated"
    words = "Something in your cart has changed in the meantime."
