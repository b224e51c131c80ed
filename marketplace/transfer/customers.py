"""The private values of customers: in a file in clear, in the database sealed and hashed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationError

from marketplace.rules.identity import last_four_hash
from marketplace.schemas import PostalAddress
from marketplace.schemas.base import PhoneNumber
from marketplace.vault import Vault

_FOUR = re.compile(r"\d{4}")
_FIRST_YEAR = 1900


def _day(text: str) -> str:
    try:
        born = date.fromisoformat(text)
    except ValueError:
        raise ValueError("not a day like 1980-12-31") from None
    if born.year < _FIRST_YEAR:
        raise ValueError("nobody who is alive was born then")
    return born.isoformat()


def _address(value: object) -> object:
    """An address, as JSON text or as an object, in the one form that the database holds."""
    try:
        given = json.loads(value) if isinstance(value, str) else value
        address = PostalAddress.model_validate(given)
    except ValidationError as error:
        fields = sorted({str(problem["loc"][0]) for problem in error.errors() if problem["loc"]})
        raise ValueError(f"wrong or missing: {', '.join(fields) or 'everything'}") from None
    except ValueError:
        raise ValueError("not JSON") from None
    return value if isinstance(value, str) else json.dumps(address.model_dump())


Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s.]+$", max_length=254)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
BirthDate = Annotated[str, AfterValidator(_day)]
Address = Annotated[str, BeforeValidator(_address)]
PRIVATE: dict[str, Any] = {
    "phone": PhoneNumber,
    "email": Email,
    "date_of_birth": BirthDate,
    "address": Address,
    "ssn_hash": Hash | None,
    "card_hash": Hash | None,
}


def hashes(vault: Vault, row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns by which a customer is found and checked.

    Raises:
        ValueError: of four digits there is neither the number nor its hash.
    """
    customer_id = row["customer_id"]
    found = {
        "phone_hash": vault.hash("customers.phone", row["phone"]),
        "email_hash": vault.hash("customers.email", row["email"]),
    }
    for kind, name in (("ssn", "ssn"), ("credit_card", "card")):
        digits, kept = row.get(f"{name}_last_four"), row.get(f"{name}_hash")
        if digits is not None:
            if not _FOUR.fullmatch(digits):
                raise ValueError(f"{name}_last_four: not four digits")
            found[f"{name}_hash"] = last_four_hash(vault, customer_id, kind, digits)
        elif kept is None:
            raise ValueError(f"{name}_last_four or {name}_hash is missing")
    return found
