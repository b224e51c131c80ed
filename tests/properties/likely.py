"""Requests that are likely to succeed, for actions which random arguments seldom please.

Those without a person are for anybody. An action that never succeeds in the walks is named by the
test; it then belongs in here.
"""

from __future__ import annotations

from typing import Any

from tests.house import JANE, JOHN, MIGUEL, PRIYA, SARAH, Person

LIKELY: tuple[tuple[Person | None, str, dict[str, Any]], ...] = (
    (JANE, "modify_order_items", {
        "order": "ORD-67890",
        "changes": [{"item": "linen shirt", "wanted": "L white"}],
        "settle_with": "paypal",
    }),
    (MIGUEL, "exchange_items", {
        "order": "ORD-1005", "changes": [{"item": "running shoes", "wanted": "size 11 black"}],
    }),
    (SARAH, "schedule_pickup", {"return_number": "ORD-1015", "day": "2031-03-07"}),
    (JOHN, "change_payment_method", {"order": "ORD-1006", "method": "gift_card"}),
    (JANE, "cancel_order", {"order": "ORD-1003", "reason": "no_longer_needed"}),
    (JOHN, "initiate_return", {"order": "ORD-1001", "reason": "changed_mind"}),
    (JOHN, "modify_delivery", {
        "order": "ORD-12345", "change": "reschedule", "new_day": "2031-03-10",
    }),
    (JANE, "report_delivery_issue", {"order": "ORD-1012", "issue": "damaged_package"}),
    (JANE, "process_refund", {"order": "ORD-1012", "scope": "full"}),
    (SARAH, "process_refund", {"order": "ORD-1015", "scope": "full"}),
    (JANE, "dispute_charge", {
        "order": "ORD-1012", "charge": "shipping", "reason": "wrong_amount",
    }),
    (SARAH, "track_return_status", {}),
    (None, "escalate_to_human", {"summary": "it does not work"}),
    (None, "transfer", {"target": "returns", "reason": "the customer says it is urgent"}),
    (None, "get_queue_position", {}),
    (None, "troubleshoot", {"problem": "my computer won't turn on"}),
    (JOHN, "check_gift_card", {}),
    (JOHN, "check_warranty", {"item": "graphics card"}),
    (JOHN, "manage_subscription", {"wish": "skip"}),
    (JANE, "manage_subscription", {"wish": "cancel", "subscription": "sunscreen"}),
    (SARAH, "book_appointment", {"kind": "call_back", "day": "2031-03-06", "time": "nine"}),
    (MIGUEL, "request_bulk_quote", {
        "products": ["writing desk"], "quantity": 40, "company": "a company",
    }),
    (None, "set_accessibility_preferences", {"needs": ["more_time"]}),
    (JANE, "update_preferences", {"preference": "size", "value": "medium"}),
    (JANE, "track_behavior", {"product": "HOME003", "behavior": "viewed"}),
    (JANE, "suggest_products", {"occasion": "birthday"}),
    (None, "add_to_cart", {"product": "FASH001-4"}),
    (None, "add_to_cart", {"product": "750 watt power supply"}),
    (None, "view_cart", {}),
    (JOHN, "apply_promotion", {"code": "free shipping"}),
    (JANE, "apply_promo_code", {"code": "FREESHIP"}),
    (None, "calculate_discount", {"code": "SAVE20", "product": "RTX 4090"}),
    (None, "check_eligibility", {}),
    (JOHN, "checkout", {"method": "card"}),
    (JANE, "checkout", {}),
    (PRIYA, "get_seller_dashboard", {}),
    (PRIYA, "list_seller_orders", {}),
    (PRIYA, "get_payout_status", {}),
    (PRIYA, "update_listing", {"listing": "stand mixer", "price": "349.99"}),
    (PRIYA, "update_listing", {"listing": "air fryer", "stock": 30}),
    (PRIYA, "update_order_status", {
        "order": "ORD-1032", "tracking_number": "1Z9E49370398239999",
    }),
    (PRIYA, "report_seller_issue", {"kind": "payout", "description": "it is late"}),
    (None, "report_fraud", {"description": "a call in your name"}),
    (None, "lock_account", {"phone_number": "<phone_number>"}),
    (MIGUEL, "lock_account", {}),
    (SARAH, "flag_suspicious_activity", {"activity": "unknown_login"}),
    (JOHN, "verify_transaction", {"order": "ORD-1001", "recognised": False}),
    (SARAH, "verify_transaction", {"amount": "549.00"}),
    (MIGUEL, "reset_password", {}),
    (None, "get_product_dimensions", {"item": "malm bed", "room_type": "bedroom"}),
    (None, "check_room_fit", {"item": "HOME003", "room_length": "10 feet", "room_width": 12}),
    (None, "get_assembly_info", {"item": "wardrobe"}),
    (None, "get_care_instructions", {"item": "three seat sofa"}),
    (None, "find_matching_items", {"item": "HOME003"}),
    (None, "search_books", {"query": "agatha christie"}),
    (None, "get_book_details", {"book": "The Hobbit"}),
    (None, "find_similar_books", {"book": "Dune"}),
    (None, "check_formats", {"book": "Dune", "format": "audiobook"}),
    (None, "get_series_order", {"series": "the lord of the rings"}),
    (None, "get_sizing_guide", {"item": "running shoes", "usual_size": "ten"}),
    (None, "check_availability", {"product": "linen shirt", "size": "M", "color": "navy"}),
    (None, "get_style_recommendations", {"occasion": "wedding"}),
    (None, "find_similar_items", {"item": "down parka"}),
    (None, "get_fabric_care", {"item": "merino sweater"}),
    (None, "compare_products", {"products": ["wool rug", "washable rug"]}),
)  # fmt: skip
