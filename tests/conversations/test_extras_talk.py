"""Whole conversations about taste and services, by a model that follows a script."""

from __future__ import annotations

from tests.house import JANE, JOHN, TestHouse
from tests.ledger import Ledger
from tests.scripted import Says, uses

ASKED = Says("Shall I?")
DONE = Says("Done.")


async def test_a_subscription_is_looked_at_and_then_cancelled(
    house: TestHouse, ledger: Ledger
) -> None:
    state = "SELECT state FROM subscriptions WHERE subscription_id = 'SUB-1001'"
    async with house.talk_with(JOHN, "advanced_features") as talk:
        with ledger.unchanged():
            talk.then(uses("manage_subscription", wish="status"), Says("Socks."))
            await talk.says("what do I subscribe to")
        talk.then(uses("manage_subscription", wish="cancel"), ASKED, DONE)
        await talk.says("cancel it", "yes")
        assert ledger.value(state) == "cancelled"


async def test_looking_at_something_leaves_nothing_for_a_yes_to_run(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk_with(JOHN, "advanced_features") as talk:
        with ledger.unchanged():
            talk.then(uses("manage_subscription", wish="status"), Says("Socks."), Says("Good."))
            await talk.says("what do I subscribe to", "yes")


async def test_an_appointment_from_free_times_to_a_change_of_mind(
    house: TestHouse, ledger: Ledger
) -> None:
    book = {"kind": "installation_visit", "day": "2031-03-06"}
    async with house.talk_with(JOHN, "advanced_features") as talk:
        talk.then(uses("book_appointment", **book), Says("Nine, eleven, one or three?"))
        await talk.says("somebody should install my monitor tomorrow")
        talk.then(uses("book_appointment", **book, time="eleven"), ASKED, DONE)
        await talk.says("eleven please", "yes")
        assert ledger.value("SELECT count(*) FROM appointments WHERE place IS NOT NULL") == 1
        cancel = uses("book_appointment", kind="installation_visit", wish="cancel")
        talk.then(cancel, ASKED, DONE)
        await talk.says("no, call it off", "yes")
        assert ledger.value("SELECT count(*) FROM appointments WHERE place IS NOT NULL") == 0


async def test_a_browser_asks_for_bulk_prices_and_not_for_an_account(
    house: TestHouse, ledger: Ledger
) -> None:
    call = house.call(allow_browsing=True, calling_line="+14155550177")
    quote = uses("request_bulk_quote", products=["writing desk"], quantity=50, company="Acme")
    steps = (
        uses("transfer", target="advanced_features", reason="bulk prices"),
        quote,
        Says("There you are."),
        uses("check_gift_card", gift_card="GC-1001"),
    )
    async with house.talk(*steps, call=call) as talk:
        await talk.says("we need fifty desks", "and what is on gift card GC-1001")
        assert talk.actions[-1] == ("check_gift_card", "not_authenticated")
    assert ledger.value("SELECT count(*) FROM quotes") == 1


async def test_taste_changes_what_is_suggested(house: TestHouse) -> None:
    async with house.talk_with(JANE, "personalization") as talk:
        recommend = uses("get_recommendations")
        dislike = uses("track_behavior", product="Little black dress", behavior="disliked")
        talk.then(recommend, Says("The black dress?"), dislike, Says("Noted."), recommend, DONE)
        await talk.says("what would suit me", "not that dress", "what else then")
        outputs = [i for i in talk.session.history.items if i.type == "function_call_output"]
        first, *_, last = [o.output for o in outputs if "How about" in o.output]
        assert "Little black dress" in first
        assert "Little black dress" not in last


async def test_the_queue_is_asked_for_and_a_place_in_it_is_told(
    house: TestHouse, ledger: Ledger
) -> None:
    escalate = uses("escalate_to_human", summary="the lamp is broken", urgency="medium")
    async with house.talk_with(JOHN, "human") as talk:
        talk.then(escalate, Says("You are next."), escalate, Says("Still next."))
        await talk.says("a person please", "I said a person")
        talk.then(uses("get_queue_position"), Says("Next."))
        await talk.says("how long")
    assert ledger.value("SELECT count(*) FROM tickets") == 1
