"""What is said about the safety of an account.

The words for a number are the same whether or not it has an account, and so is all that follows.
"""

from __future__ import annotations

WHICH_NUMBER = "What's the phone number of the account that I should lock?"
WOULD_LOCK = (
    "I'd lock the account with the number <phone_number> against changes. Its orders go on, and "
    "its owner gets an email about how to undo it."
)
WOULD_LOCK_OWN = (
    "I'd lock your account against changes. Your orders go on, and you get an email about how to "
    "undo it."
)
LOCKED = (
    "If there's an account with that number, it's locked against changes now, and its owner gets "
    "an email about how to undo it."
)
LOCKED_OWN = "Your account is locked against changes now. The email I've sent says how to undo it."
REPORTED = (
    "Thank you, our security team has that now. If an account may be in danger, I can lock it "
    "against changes."
)
FLAGGED = (
    "I've flagged your account. For thirty days we'll know you by your social security number and "
    "not by your card. Would you like me to lock it against changes as well?"
)
WHICH_CHARGE = "How much was it, or which order is it about?"
RECOGNISED = "Good, then everything is in order."
NOT_RECOGNISED = (
    "I've flagged that, and for thirty days we won't know you by your card. I can lock your "
    "account now, and a colleague can dispute the charge with you; which would you like first?"
)
RESET_SENT = (
    "I've emailed a link to the address on file. It works once, within half an hour, and only the "
    "latest one does."
)
ACCOUNT_LOCKED = (
    "Changes to it are locked for your safety; the email we sent says how to undo that."
)
ACCOUNT_FLAGGED = "There's a safety flag on it, so tell me if anything looks wrong to you."
