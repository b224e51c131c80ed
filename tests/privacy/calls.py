"""Calls in which private values come in every spelling, order and at every odd moment."""

from __future__ import annotations

EVERYTHING_AT_ONCE = [
    "Hi, I'm Ottoline, my number is 503 928 4617, I was born on September 23rd 1967, the last four "
    "of my social are 8264, I live at 7381 Quillfeather Lane, Zanesburgh, OH 43791, my email is "
    "thistle.moonbeam@rarevale.example and I want to know where order ORD-12345 is",
    "Ottoline",
    "it's (503) 928-4617",
    "yes",
    "09/23/1967",
    "yes",
    "my social, 8264",
    "yes",
    "yes",
    "no thanks",
    "who am I talking to? you have my number 5039284617 don't you",
    "thanks, bye",
]

WRONG_THEN_RIGHT = [
    "hello",
    "Ottoline",
    "two oh seven five six four eight three nine one",
    "no, it's five oh three nine two eight four six one seven",
    "yes",
    "april twenty seventh nineteen fifty eight",
    "no that's wrong, it is september twenty third nineteen sixty seven",
    "yes that's right",
    "forty two",
    "the card ending in seven seven five eight",
    "no, ninety three seventy five",
    "yes",
    "no, I moved to 6853 Thornapple Road, Wexmoor, ME 04979",
    "yes",
    "no thanks",
    "bye",
]

NOT_MATCHED = [
    "I want to return something, my birthday is April 27 1958",
    "Ottoline",
    "my social is 6841",
    "+1 207-564-8391",
    "yes",
    "4/27/58",
    "yes",
    "last four of my social security number are 6 4 9 7",
    "yes",
    "207 564 8391 as I said",
    "yes",
    "27 April 1958",
    "yes",
    "six eight four one, it is the social",
    "yes",
    "2075648391",
    "yes",
    "04271958",
    "yes",
    "ssn 6841",
    "yes",
    "call me back on 207 564 8391 please",
    "it's about my account, my number is two zero seven, five six four, eight three nine one",
    "bye",
]

VOLUNTEERED = [
    "where is my order ORD-12345",
    "Ottoline",
    "503-928-4617",
    "yes",
    "September 23, 1967",
    "yes",
    "card 9375",
    "yes",
    "yes",
    "maybe later",
    "by the way my social is 8264 and my card ends in ninety three seventy five",
    "I was born in September 1967, on the 23rd",
    "my card number is 4000 1234 5678 9375 and the social security number is 123-45-8264",
    "what do you have, six eight four one? my wife's social ends in that",
    "please change the delivery address of ORD-12345",
    "6853 Thornapple Road, Wexmoor, ME 04979",
    "yes",
    "deliver it to 7381 Quillfeather Lane, Zanesburgh, Ohio four three seven nine one instead",
    "the driver should call 207 564 8391 when he gets there",
    "tell the driver to ring at 6853 Thornapple Road",
    "my parcel ORD-12345 went to 6853 Thornapple Road, it was stolen",
    "email me the details at dustwillow@pinegallow.example",
    "dustwillow at pinegallow dot example",
    "I want to talk to a person, my number is 503 928 4617",
    "my date of birth is the twenty third of september sixty seven, write that down",
    "leave a message: call me on five oh three, nine two eight, forty six seventeen",
    "call me back at 207.564.8391",
    "because my social is eighty two sixty four",
    "bye",
]

NOTHING_WORKS_AT_FIRST = [
    "where is my order ORD-12345",
    "Ottoline",
    "503 928 4617",
    "yes",
    "September 23 1967",
    "yes",
    "it's the card, 9375",
    *["yes"] * 3,
    "no, I moved to 6853 Thornapple Road, Wexmoor, ME 04979",
    *["yes"] * 4,
    *["no thanks"] * 2,
    *["where is my order ORD-12345"] * 2,
    *["I want to talk to a person, my number is 207 564 8391"] * 2,
]

CALLS = {
    "everything at once": EVERYTHING_AT_ONCE,
    "wrong, then right": WRONG_THEN_RIGHT,
    "not matched": NOT_MATCHED,
    "volunteered": VOLUNTEERED,
    "nothing works at first": NOTHING_WORKS_AT_FIRST,
}

REACHED = {
    "everything at once": ["authenticate_user", "read_disclosure", "end_call"],
    "wrong, then right": ["authenticate_user", "save_address", "log_offer_response"],
    "not matched": ["record_last_four", "escalate_to_human", "request_callback"],
    "nothing works at first": ["authenticate_user", "save_address", "track_order"],
    "volunteered": ["modify_delivery", "send_followup", "leave_message", "request_callback"],
}
"""Actions that a call must have come to, or it proves little."""
