"""One run: what the customer says, and which tools the model asks for meanwhile.

Every action of the roster is in it, each at least once with success; `bench` says which are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench.doubles import CARD, LISTING, SOLD, Double

Wanted = tuple[str, dict[str, Any]]
SEARCHES = (
    "running shoes",
    "a blue cotton shirt for the summer",
    "graphics card under nine hundred",
    "wireles hedphones",
    "that MALM bed",
    "the wandering lighthouse",
    "a birthday gift for my sister who likes to cook",
)
"""Common words and rare ones, misspelt, with a price, and more than any product has."""
MEASURED_ELSEWHERE = {"read_disclosure": "lasts as long as the notice is read"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said, and the tool calls that a model answers it with, one a response."""

    words: str
    wanted: tuple[Wanted, ...] = ()


def turn(words: str, tool: str | None = None, **arguments: Any) -> Turn:
    """A turn that one tool call answers, or code alone."""
    return Turn(words, () if tool is None else ((tool, arguments),))


def turns(customer: Double, today: date) -> Iterator[Turn]:
    """The whole run of one customer."""
    yield from _identity(customer)
    yield _to("order_tracking")
    yield from _orders(customer.orders, today)
    yield _to("returns")
    yield from _returns(customer.orders, today)
    yield _to("electronics")
    yield from _electronics()
    yield _to("home")
    yield from _home()
    yield _to("books")
    yield from _books()
    yield _to("fashion")
    yield from _fashion()
    yield _to("sales")
    yield from _sales()
    yield _to("promotions")
    yield from _promotions()
    yield _to("sales")
    yield from _agreed("that is all", "checkout", method="card")
    yield _to("personalization")
    yield from _taste()
    yield _to("advanced_features")
    yield from _extras()
    yield _to("seller_management")
    yield from _selling(customer.orders)
    yield _to("security")
    yield from _security(customer.orders)
    yield _to("human")
    yield from _people(customer.orders)


def _to(agent: str) -> Turn:
    return turn("I have another question", "transfer", target=agent, reason="another question")


def _agreed(words: str, tool: str, **arguments: Any) -> Iterator[Turn]:
    """A write that is proposed first: code runs it on the yes."""
    yield turn(words, tool, **arguments)
    yield turn("yes")


def _identity(customer: Double) -> Iterator[Turn]:
    for words in ("John", customer.phone, "no", customer.phone, "yes", "March 15 1985"):
        yield turn(words)
    yield turn("let me correct my birthday", "correct_step", step="date_of_birth")
    for words in ("March 15 1985", "yes", f"card {CARD}", "yes"):
        yield turn(words)
    yield turn("no, it is 200 Pine Street, Seattle, WA 98101")
    for words in ("yes", "no thanks"):
        yield turn(words)


def _orders(orders: dict[str, str], today: date) -> Iterator[Turn]:
    shipped = orders["shipped"]
    yield turn("what have I ordered", "list_orders")
    for tool in ("track_order", "get_shipping_updates", "get_invoice"):
        yield turn("tell me about it", tool, order=shipped)
    yield turn("what was that for", "explain_charge", amount="249.99")
    yield from _agreed(
        "leave it at the door",
        "modify_delivery",
        order=shipped,
        change="delivery_instructions",
        instructions="leave it at the door",
    )
    yield turn("it is crushed", "report_delivery_issue", order=shipped, issue="damaged_package")
    yield from _agreed(
        "cancel it", "cancel_order", order=orders["cancelled"], reason="no_longer_needed"
    )
    yield from _agreed(
        "as an audiobook",
        "modify_order_items",
        order=orders["changed"],
        changes=[{"item": "Foundation", "wanted": "audiobook"}],
        settle_with="card",
    )
    yield from _agreed(
        "by gift card", "change_payment_method", order=orders["repaid"], method="gift_card"
    )
    yield from _agreed(
        "that is too much",
        "dispute_charge",
        order=shipped,
        charge="headphones",
        reason="wrong_amount",
    )


def _returns(orders: dict[str, str], today: date) -> Iterator[Turn]:
    sent_back = orders["returned"]
    yield turn("can I return it", "check_return_eligibility", order=sent_back)
    yield from _agreed("send it back", "initiate_return", order=sent_back, reason="defective")
    yield turn("how far is it", "track_return_status")
    yield turn(
        "fetch it",
        "schedule_pickup",
        return_number=sent_back,
        day=(today + timedelta(days=3)).isoformat(),
        window="morning",
    )
    yield from _agreed(
        "swap it",
        "exchange_items",
        order=orders["exchanged"],
        changes=[{"item": "graphics card", "wanted": "Gaming OC"}],
        reason="changed_mind",
        settle_with="card",
    )
    yield from _agreed(
        "I want money back for the crushed one",
        "process_refund",
        order=orders["shipped"],
        scope="amount",
        amount="100.00",
    )


def _electronics() -> Iterator[Turn]:
    card = "RTX 4090"
    yield turn("what do you have", "search_tech", query="graphics card")
    yield turn("which is better", "compare_specs", products=[card, "RTX 4070 Super"])
    yield turn("does it fit", "get_compatibility", part=card, system="750 watt power supply")
    yield turn("is it there", "check_stock", product=card)
    yield turn(
        "it does not start", "troubleshoot", problem="no picture after fitting a graphics card"
    )


def _taste() -> Iterator[Turn]:
    yield turn("what would I like", "get_recommendations")
    yield turn("a present", "suggest_products", occasion="birthday", budget="50.00")
    yield turn("I like that", "track_behavior", product="soundbar", behavior="liked")
    yield turn("I wear a medium", "update_preferences", preference="size", value="medium")
    yield turn("what do you know of me", "get_preferences")


def _home() -> Iterator[Turn]:
    bed = "malm bed"
    yield turn("how big is it", "get_product_dimensions", item=bed, room_type="bedroom")
    yield turn("does it fit", "check_room_fit", item=bed, room_length="10 feet", room_width=12)
    yield turn("is it hard to build", "get_assembly_info", item=bed)
    yield turn("how do I clean it", "get_care_instructions", item="three seat sofa")
    yield turn("what goes with it", "find_matching_items", item=bed)


def _books() -> Iterator[Turn]:
    yield turn("something by her", "search_books", query="agatha christie")
    yield turn("tell me more", "get_book_details", book="The Hobbit")
    yield turn("what else is like that", "find_similar_books", book="Dune")
    yield turn("can I listen to it", "check_formats", book="Dune", format="audiobook")
    yield turn("which comes first", "get_series_order", series="the lord of the rings")


def _fashion() -> Iterator[Turn]:
    yield turn("which size am I", "get_sizing_guide", item="running shoes", usual_size="ten")
    yield turn(
        "do you have it in navy",
        "check_availability",
        product="linen shirt",
        size="M",
        color="navy",
    )
    yield turn("what do I wear", "get_style_recommendations", occasion="wedding")
    yield turn("others like it", "find_similar_items", item="down parka")
    yield turn("how do I wash it", "get_fabric_care", item="merino sweater")


def _sales() -> Iterator[Turn]:
    for query in SEARCHES:
        yield turn("I am looking for something", "search_products", query=query)
    yield turn("tell me more", "get_product_details", product="RTX 4090")
    yield turn("which is better", "compare_products", products=["wool rug", "washable rug"])
    yield turn("I take it", "add_to_cart", product="750 watt power supply")
    yield turn("I have a code", "apply_promotion", code="free shipping")
    yield turn("what is in there", "view_cart")


def _promotions() -> Iterator[Turn]:
    yield turn("what is on", "get_current_promotions")
    yield turn("I have a code", "apply_promo_code", code="SAVE20")
    yield turn("which do I get", "check_eligibility")
    yield turn("what would it be", "calculate_discount", code="SAVE20", product="cart")
    yield turn("my points", "get_loyalty_balance")


def _selling(orders: dict[str, str]) -> Iterator[Turn]:
    yield turn("how is my shop", "get_seller_dashboard")
    yield turn("what did they buy", "list_seller_orders")
    yield from _agreed("cheaper", "update_listing", listing=LISTING, price="79.00")
    yield from _agreed(
        "it is on its way",
        "update_order_status",
        order=orders[SOLD],
        tracking_number=f"1Z9E4937{orders[SOLD].removeprefix('ORD-'):0>10}",
    )
    yield turn("when am I paid", "get_payout_status")
    yield turn("it is late", "report_seller_issue", kind="payout", description="it is late")


def _security(orders: dict[str, str]) -> Iterator[Turn]:
    """Last of all but the person: what it locks stays locked."""
    yield turn("somebody called me", "report_fraud", description="a call in your name")
    yield turn("was that me", "verify_transaction", order=orders["shipped"], recognised=True)
    yield turn("a strange sign-in", "flag_suspicious_activity", activity="unknown_login")
    yield turn("a new password", "reset_password")
    yield from _agreed("lock it", "lock_account")


def _extras() -> Iterator[Turn]:
    yield turn("how much is on my card", "check_gift_card")
    yield turn("is it covered", "check_warranty", item="graphics card")
    yield turn("what comes next", "manage_subscription", wish="status")
    yield turn("when can you come", "book_appointment", kind="installation_visit")
    yield turn(
        "we need many",
        "request_bulk_quote",
        products=["writing desk"],
        quantity=40,
        company="Acme",
    )
    yield turn("give me time", "set_accessibility_preferences", needs=["more_time"])


def _people(orders: dict[str, str]) -> Iterator[Turn]:
    yield turn("how does that work", "search_knowledge_base", query="how do returns work")
    yield turn("a person please", "escalate_to_human", summary="wants a person")
    yield turn("how long", "get_queue_position")
    yield turn("call me", "request_callback", topic="an order")
    yield turn("tell them", "leave_message", text="please hurry")
    yield turn(
        "note that",
        "save_customer_info",
        name="John",
        issue_type="order",
        severity="low",
        order=orders["shipped"],
    )
    yield turn("text me", "send_followup", channel="text", details="what we spoke of")
    yield turn("do not call me", "stop_calling")
    yield turn("bye", "end_call")
