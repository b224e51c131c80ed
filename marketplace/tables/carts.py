"""What somebody means to buy: a customer, or a caller whom nobody has identified."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.tables.base import Base, Instant
from marketplace.tables.catalogue import Promotion, Variant
from marketplace.tables.customers import Customer


class Cart(Base):
    """One cart of one customer, or of one call whose caller is not known (a keyed hash of it)."""

    __tablename__ = "carts"
    __table_args__ = (
        CheckConstraint("(customer_id IS NULL) <> (call_hash IS NULL)", name="one_owner"),
    )

    cart_id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(ForeignKey(Customer.customer_id), unique=True)
    call_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    changed_at: Mapped[datetime] = mapped_column(Instant, index=True)

    items: Mapped[list[CartItem]] = relationship(
        order_by="(CartItem.added_at, CartItem.sku)", cascade="all, delete-orphan", lazy="raise"
    )
    promotions: Mapped[list[CartPromotion]] = relationship(
        order_by="(CartPromotion.applied_at, CartPromotion.code)",
        cascade="all, delete-orphan",
        lazy="raise",
    )


class CartItem(Base):
    """A variant in a cart. It has no price: that is the one of the moment it is looked at."""

    __tablename__ = "cart_items"
    __table_args__ = (CheckConstraint("quantity > 0", name="not_empty"),)

    cart_id: Mapped[int] = mapped_column(ForeignKey(Cart.cart_id), primary_key=True)
    sku: Mapped[str] = mapped_column(ForeignKey(Variant.sku), primary_key=True, index=True)
    quantity: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Instant)


class CartPromotion(Base):
    """A promotion that somebody asked for. Whether it holds is seen when the cart is priced."""

    __tablename__ = "cart_promotions"

    cart_id: Mapped[int] = mapped_column(ForeignKey(Cart.cart_id), primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(Promotion.code), primary_key=True, index=True)
    applied_at: Mapped[datetime] = mapped_column(Instant)
