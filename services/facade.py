"""All clients together, bound to whom they act for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from services.acting import Acting
from services.advice import AdviceService
from services.auth import IdentityService
from services.callbacks import CallbackService
from services.carts import CartService
from services.client import Client
from services.customers import CustomerService
from services.desk import DeskService
from services.do_not_call import DoNotCallService
from services.extras import ExtraService
from services.knowledge import KnowledgeService
from services.offers import OfferService
from services.orders import OrderService
from services.products import ProductService
from services.promotions import PromotionService
from services.returns import ReturnService
from services.security import SecurityService
from services.sellers import SellerService
from services.support import SupportService
from services.tastes import TasteService


@dataclass(frozen=True, slots=True)
class Services:
    """The marketplace as actions see it: `call.services.orders.track(order)`.

    Every method may raise `Refusal` (a rule says no, with words) or `Unavailable`.
    """

    _acting: Acting

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        url: str,
        key: str,
        transport: httpx.AsyncBaseTransport | None = None,
        *,
        timeout: float = 5.0,  # noqa: ASYNC109 - of each request, handed to httpx
        pauses: Sequence[float] = (0.05, 0.25),
    ) -> AsyncIterator[Services]:
        """Services that act for nobody yet; one a process, closed at the end.

        Args:
            url: where the marketplace is.
            key: its bearer key.
            transport: how it is reached when not over the network: `httpx.ASGITransport(app)`.
            timeout: seconds for a request.
            pauses: seconds before each repetition of what is safe to repeat.
        """
        async with Client.open(url, key, transport, timeout=timeout, pauses=pauses) as client:
            yield cls(Acting(client))

    def acting(self, customer_id: str | None, idempotency_key: str | None) -> Services:
        """The same connections, acting for a customer (or nobody) under a wish's key.

        Without a key each write gets one of its own.
        """
        return Services(Acting(self._acting.client, customer_id, idempotency_key))

    def rehearsing(self) -> Services:
        """The same, but writes are only tried: every rule is checked and nothing is kept.

        What a write answers then is what it would come to.
        """
        return Services(self._acting.rehearsing())

    @property
    def auth(self) -> IdentityService:
        """Who is calling."""
        return IdentityService(self._acting)

    @property
    def customers(self) -> CustomerService:
        """What is known of the bound customer."""
        return CustomerService(self._acting)

    @property
    def orders(self) -> OrderService:
        """Orders, deliveries and bills of the bound customer."""
        return OrderService(self._acting)

    @property
    def returns(self) -> ReturnService:
        """Returns, exchanges and refunds of the bound customer."""
        return ReturnService(self._acting)

    @property
    def products(self) -> ProductService:
        """The catalogue."""
        return ProductService(self._acting)

    @property
    def advice(self) -> AdviceService:
        """What is said of products beyond price and stock."""
        return AdviceService(self._acting)

    @property
    def carts(self) -> CartService:
        """What the bound customer, or the caller of this call, means to buy."""
        return CartService(self._acting)

    @property
    def promotions(self) -> PromotionService:
        """Promotions and loyalty points."""
        return PromotionService(self._acting)

    @property
    def knowledge(self) -> KnowledgeService:
        """The knowledge base."""
        return KnowledgeService(self._acting)

    @property
    def do_not_call(self) -> DoNotCallService:
        """The list of numbers that asked not to be called."""
        return DoNotCallService(self._acting)

    @property
    def callbacks(self) -> CallbackService:
        """Calls back that were promised, for whoever makes them."""
        return CallbackService(self._acting)

    @property
    def desk(self) -> DeskService:
        """Callers on the line for a person, and the people who take them."""
        return DeskService(self._acting)

    @property
    def support(self) -> SupportService:
        """People, for the bound customer or for a caller unknown."""
        return SupportService(self._acting)

    @property
    def security(self) -> SecurityService:
        """Locks and fraud reports."""
        return SecurityService(self._acting)

    @property
    def offers(self) -> OfferService:
        """Texts that are read out, and the answers to them."""
        return OfferService(self._acting)

    @property
    def extras(self) -> ExtraService:
        """Gift cards, subscriptions, warranties, quotes and appointments."""
        return ExtraService(self._acting)

    @property
    def tastes(self) -> TasteService:
        """What the bound customer likes, and what should please them."""
        return TasteService(self._acting)

    @property
    def sellers(self) -> SellerService:
        """The shop of the bound customer."""
        return SellerService(self._acting)
