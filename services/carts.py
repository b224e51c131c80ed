"""Carts: of the bound customer, or of the call of a caller unknown. Prices in USD."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import CartChanged, CartChangeKind, CartView, CheckedOut, PromotionApplied
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class CartService:
    """What an unknown caller put into the cart of a call is the customer's once they are bound."""

    _acting: Acting

    async def view(self, *, call_id: str) -> CartView:
        """What is in the cart and what it costs now."""
        return await self._acting.get(
            CartView, self._acting.account_or("cart"), {"call_id": call_id}
        )

    async def change(
        self,
        product: str,
        *,
        call_id: str,
        options: str | None = None,
        quantity: int | None = None,
        change: CartChangeKind = "add",
    ) -> CartChanged:
        """Puts something in, takes it out, or sets how many there are.

        The product in a person's words or by number, `options` ("size 11 blue") apart or in them.
        """
        return await self._acting.write(
            CartChanged,
            "POST",
            self._acting.account_or("cart", "items"),
            "carts.change",
            {
                "call_id": call_id,
                "product": product,
                "options": options,
                "quantity": quantity,
                "change": change,
            },
        )

    async def apply(self, code: str, *, call_id: str) -> PromotionApplied:
        """Puts a promotion on the cart, by its code or words of its title."""
        return await self._acting.write(
            PromotionApplied,
            "POST",
            self._acting.account_or("cart", "promotions"),
            "carts.apply",
            {"call_id": call_id, "code": code},
        )

    async def check_out(
        self, method: str | None, *, call_id: str, quote: str | None = None
    ) -> CheckedOut:
        """Buys what is in the bound customer's cart; with a quote exactly that, or nothing.

        Without a method the only one that they have.
        """
        return await self._acting.write(
            CheckedOut,
            "POST",
            self._acting.account("cart", "checkout"),
            "carts.check_out",
            {"call_id": call_id, "method": method, "quote": quote},
        )
