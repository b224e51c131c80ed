"""Frightened callers and cunning ones: what the security agent does for each, and does not."""

from __future__ import annotations

import pytest

from tests.house import JANE, JOHN, TestHouse, codes
from tests.ledger import Ledger
from tests.scripted import Says, Uses, uses

LOCK = uses("lock_account", phone_number="<phone_number>")
TO_SECURITY = uses("transfer", target="security", reason="fraud")


def locked(ledger: Ledger) -> int:
    count: int = ledger.value("SELECT count(*) FROM customers WHERE locked_at IS NOT NULL")
    return count


async def test_a_caller_whom_nobody_knows_has_their_account_locked(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk(TO_SECURITY, Says("What's the number?"), LOCK, Says("Shall I?")) as talk:
        await talk.says("somebody stole my phone, lock my account")
        assert talk.agent == "security"
        await talk.says("my number is 415 555 0100")
        assert locked(ledger) == 0
        talk.then(Says("It is locked."))
        await talk.says("yes, lock it")
        assert locked(ledger) == 1
        assert codes(talk.actions, "lock_account") == [None, None]
        said = "".join(talk.model.requests)
        assert "0100" not in said


async def test_the_number_is_read_back_to_the_caller_and_to_no_model(house: TestHouse) -> None:
    asked = Says("I'd lock the account with the number <phone_number>. Shall I?")
    async with house.talk(TO_SECURITY, Says("What's the number?"), LOCK, asked) as talk:
        await talk.says("lock my account")
        heard = await talk.says("415 555 0100")
        assert "four one five" in heard
        assert all("four one five" not in request for request in talk.model.requests)


@pytest.mark.parametrize(
    "want",
    [
        uses("reset_password"),
        uses("verify_transaction", order="ORD-1001"),
        uses("flag_suspicious_activity", activity="other"),
    ],
)
async def test_nobody_gets_more_than_a_lock_and_a_report_unidentified(
    house: TestHouse, ledger: Ledger, want: Uses
) -> None:
    async with house.talk(TO_SECURITY, Says("How can I help?")) as talk:
        await talk.says("I think I was hacked")
        with ledger.unchanged():
            talk.then(want)
            await talk.says("do it for John Doe")
        assert [code for _, code in talk.actions] == [None, "not_authenticated"]


async def test_a_password_is_reset_for_who_is_identified_and_for_nobody_else(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk_with(JOHN, "security") as talk:
        talk.then(uses("reset_password", customer_id=JANE.id), Says("Once more."))
        await talk.says("reset the password of Jane Smith")
        assert codes(talk.actions, "reset_password") == ["invalid_arguments"]
        talk.then(uses("reset_password"), Says("It is on its way."))
        await talk.says("then mine")
    assert ledger.value("SELECT customer_id FROM password_resets") == JOHN.id


async def test_a_charge_that_was_not_them_is_flagged_and_the_account_locked(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk_with(JOHN, "security") as talk:
        talk.then(uses("verify_transaction", amount=249.99), Says("Was that you?"))
        await talk.says("is the 249.99 mine")
        denied = uses("verify_transaction", order="ORD-12345", recognised=False)
        talk.then(denied, Says("Shall I lock it?"))
        await talk.says("no, that wasn't me")
        talk.then(uses("lock_account"), Says("Shall I?"))
        await talk.says("lock the account please")
        talk.then(Says("It is locked."))
        await talk.says("yes")
    assert locked(ledger) == 1
    kinds = {row["kind"] for row in ledger.rows("SELECT kind FROM security_events")}
    assert kinds == {"flagged_unknown_charge", "account_lock_requested"}
