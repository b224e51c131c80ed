"""The marketplace's roster: who answers its customers."""

from __future__ import annotations

from agents import gate
from agents.advanced_features import AdvancedFeatures
from agents.authentication import Authentication
from agents.books import Books
from agents.electronics import Electronics
from agents.fashion import Fashion
from agents.home import Home
from agents.human import Human
from agents.order_tracking import OrderTracking
from agents.personalization import Personalization
from agents.promotions import Promotions
from agents.returns import Returns
from agents.roster import Roster
from agents.sales import Sales
from agents.security import Security
from agents.seller_management import SellerManagement
from tools.conversation import end_call
from tools.do_not_call import stop_calling
from tools.examples import sentences
from tools.knowledge import search_knowledge_base
from tools.support import save_customer_info, send_followup

ROSTER = Roster(
    types=(
        Authentication,
        Home,
        Books,
        Electronics,
        Fashion,
        OrderTracking,
        Returns,
        Sales,
        Promotions,
        Personalization,
        SellerManagement,
        Security,
        AdvancedFeatures,
        Human,
    ),
    entry=Authentication,
    gate=gate.MARKETPLACE,
    common=(search_knowledge_base, save_customer_info, send_followup, stop_calling, end_call),
    unserved=sentences("agents", "unserved"),
    person=Human.name,
    menu=("tracking an order", "returning an item", "promotions", "account safety"),
    hint=(
        "Sample customers are in the README: John Doe, +1 415 555 0100, born March 15 1985, card "
        "ending 4242."
    ),
)
