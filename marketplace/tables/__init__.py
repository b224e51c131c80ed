"""What is stored: one file a part of the business, each class a table."""

from marketplace.tables.account_safety import Password, PasswordReset
from marketplace.tables.advice import MaterialCare, SizeChart
from marketplace.tables.base import Base, Instant, Money
from marketplace.tables.carts import Cart, CartItem, CartPromotion
from marketplace.tables.catalogue import Article, Product, Promotion, Specs, Stock, Variant
from marketplace.tables.customers import Customer, PaymentMethod, Seller
from marketplace.tables.deliveries import DeliveryChange, DeliveryIssue, Dispute
from marketplace.tables.desk import Caller, DeskPresence
from marketplace.tables.do_not_call import DoNotCall
from marketplace.tables.loyalty import LoyaltyEntry
from marketplace.tables.orders import (
    Charge,
    Fulfilment,
    FulfilmentLine,
    Order,
    OrderItem,
    Payment,
    ShipmentEvent,
)
from marketplace.tables.promotions import PromotionUse
from marketplace.tables.returns import Return, ReturnItem
from marketplace.tables.search import (
    ArticleDocument,
    ProductDocument,
    SearchSpelling,
    SearchTerm,
)
from marketplace.tables.security import AccountLock, IdentityCounter, SecurityEvent
from marketplace.tables.sellers import Payout, PayoutLine
from marketplace.tables.services import Appointment, Quote, QuoteLine, Subscription
from marketplace.tables.support import (
    Callback,
    CustomerNote,
    Message,
    Offer,
    OfferResponse,
    Outgoing,
    Ticket,
)
from marketplace.tables.tastes import Behaviour
from marketplace.tables.writes import DataLoad, IdempotentWrite

__all__ = [
    "AccountLock",
    "Appointment",
    "Article",
    "ArticleDocument",
    "Base",
    "Behaviour",
    "Callback",
    "Caller",
    "Cart",
    "CartItem",
    "CartPromotion",
    "Charge",
    "Customer",
    "CustomerNote",
    "DataLoad",
    "DeliveryChange",
    "DeliveryIssue",
    "DeskPresence",
    "Dispute",
    "DoNotCall",
    "Fulfilment",
    "FulfilmentLine",
    "IdempotentWrite",
    "IdentityCounter",
    "Instant",
    "LoyaltyEntry",
    "MaterialCare",
    "Message",
    "Money",
    "Offer",
    "OfferResponse",
    "Order",
    "OrderItem",
    "Outgoing",
    "Password",
    "PasswordReset",
    "Payment",
    "PaymentMethod",
    "Payout",
    "PayoutLine",
    "Product",
    "ProductDocument",
    "Promotion",
    "PromotionUse",
    "Quote",
    "QuoteLine",
    "Return",
    "ReturnItem",
    "SearchSpelling",
    "SearchTerm",
    "SecurityEvent",
    "Seller",
    "ShipmentEvent",
    "SizeChart",
    "Specs",
    "Stock",
    "Subscription",
    "Ticket",
    "Variant",
]
