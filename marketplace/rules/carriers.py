"""Whose tracking number it is, told by its form. What a person reads out has spaces and dashes.

UPS: 1Z and sixteen letters or figures. FedEx: twelve, fifteen or twenty figures. USPS: twenty-two
figures that begin with 91 to 95, or thirteen characters such as EA123456789US. DHL: JD and eighteen
figures. XPO: XPO and eight figures. Ten figures are a phone number, and fifteen that begin with 34
or 37 a credit card's: neither goes onto a parcel.
"""

from __future__ import annotations

import re

from marketplace.refusals import TrackingNumberUnclear
from marketplace.schemas import Carrier

_FORMS: dict[Carrier, re.Pattern[str]] = {
    "UPS": re.compile(r"1Z[0-9A-Z]{16}"),
    "FedEx": re.compile(r"\d{12}|(?!3[47])\d{15}|\d{20}"),
    "USPS": re.compile(r"9[1-5]\d{20}|[A-Z]{2}\d{9}US"),
    "DHL": re.compile(r"JD\d{18}"),
    "XPO": re.compile(r"XPO\d{8}"),
}


def recognised(said: str, carrier: Carrier | None) -> tuple[Carrier, str]:
    """The carrier and its tracking number in one spelling.

    Raises:
        TrackingNumberUnclear: no carrier has such numbers, or not the one that was named.
    """
    number = re.sub(r"[\s.\-–—]+", "", said).upper()
    fits = [name for name, form in _FORMS.items() if form.fullmatch(number)]
    if not fits or (carrier is not None and carrier not in fits):
        raise TrackingNumberUnclear
    return fits[0], number
