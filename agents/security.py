"""Fraud and the safety of accounts."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.security import (
    flag_suspicious_activity,
    lock_account,
    report_fraud,
    reset_password,
    verify_transaction,
)


class Security(MarketplaceAgent):
    """Fraud, locks, strange charges and new passwords.

    Anybody reaches it; who is not identified can only report fraud and have an account locked.
    """

    name = "security"
    handles = "fraud and scams, locking an account, charges that were not the customer, passwords"
    actions = (
        flag_suspicious_activity,
        verify_transaction,
        report_fraud,
        lock_account,
        reset_password,
    )
