"""What customers want to be remembered: which preferences there are, and what each may be.

They are kept with the customer as text by name; a list is parted by commas. A value comes in the
customer's words, and is kept as the one that the words name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import delete, func, select

from marketplace.refusals import PreferenceNotSet, PreferenceValueUnknown
from marketplace.rules import customers
from marketplace.schemas import PreferenceIn, PreferenceName, PreferencesOnFile
from marketplace.tables import Behaviour, Customer, Product
from marketplace.work import UnitOfWork

# fmt: off
CHOICES: dict[PreferenceName, dict[str, tuple[str, ...]]] = {
    "contact_channel": {
        "email": ("email", "e-mail", "mail"), "text": ("text", "sms", "message"),
        "phone": ("phone", "call", "telephone", "ring"),
    },
    "favourite_category": {
        "electronics": ("electronics", "tech", "computers", "gadgets"),
        "fashion": ("fashion", "clothes", "clothing", "beauty", "shoes"),
        "books": ("books", "book", "reading", "novels", "media"),
        "home": ("home", "furniture", "garden", "kitchen", "decor"),
    },
    "colours": {
        colour: (colour,) for colour in (
            "black", "white", "blue", "red", "green", "yellow", "pink", "purple", "orange", "brown",
            "beige", "navy", "silver", "gold", "sage", "oak",
        )
    } | {"gray": ("gray", "grey")},
    "size": {
        "XS": ("xs", "extra small"), "S": ("s", "small"), "M": ("m", "medium"),
        "L": ("l", "large"), "XL": ("xl", "extra large"), "XXL": ("xxl", "double extra large"),
    },
    "language": {
        "English": ("english",), "Spanish": ("spanish",), "French": ("french",),
        "German": ("german",), "Portuguese": ("portuguese",), "Chinese": ("chinese", "mandarin"),
        "Vietnamese": ("vietnamese",), "Tagalog": ("tagalog",), "Arabic": ("arabic",),
    },
    "tracking": {
        "off": ("off", "stop", "no", "don't", "dont", "not", "disable", "never", "opt out"),
        "on": ("on", "yes", "start", "enable", "allow", "again"),
    },
    "accessibility": {
        need: (need,) for need in ("slower_speech", "more_time", "written_summary", "say_twice")
    },
}
"""Of each closed preference: its values, and the words that name them. The first that fits wins."""
# fmt: on
LISTS: frozenset[PreferenceName] = frozenset(
    {"liked_brands", "avoided_brands", "colours", "accessibility"}
)
_BRANDS: frozenset[PreferenceName] = frozenset({"liked_brands", "avoided_brands"})
_SHOE_SIZES = (3, 16)
_BUDGETS = (Decimal(1), Decimal(100_000))
_LONGEST_BRAND = 4
"""Words."""
_MOST = 20
"""Values that a list holds."""
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


async def on_file(work: UnitOfWork, customer_id: str) -> PreferencesOnFile:
    """All of a customer's preferences.

    Raises:
        CustomerNotFound: no such customer.
    """
    return _shown(await customers.load(work, customer_id))


async def change(work: UnitOfWork, customer_id: str, asked: PreferenceIn) -> PreferencesOnFile:
    """Keeps a preference, or takes it back. Switching tracking off forgets what was tracked.

    Raises:
        CustomerNotFound: no such customer.
        PreferenceValueUnknown: the words name no value of it.
        PreferenceNotSet: what is to be taken back was not kept.
    """
    customer = await customers.load(work, customer_id)
    kept = dict(customer.preferences)
    named = await _named(work, asked.preference, asked.value) if asked.value else []
    if asked.wish == "remove":
        _remove(kept, asked.preference, named)
    elif not named:
        raise PreferenceValueUnknown(choices=_few(asked.preference))
    else:
        _add(kept, asked.preference, named)
    customer.preferences = kept
    if not is_tracked(kept):
        await work.session.execute(delete(Behaviour).where(Behaviour.customer_id == customer_id))
    return _shown(customer)


def values(preferences: Mapping[str, str], name: PreferenceName) -> list[str]:
    """The values of a list among preferences."""
    return [value for value in preferences.get(name, "").split(", ") if value]


def is_tracked(preferences: Mapping[str, str]) -> bool:
    """Whether what the customer looks at may be kept; it may unless they said otherwise."""
    return preferences.get("tracking") != "off"


def _shown(customer: Customer) -> PreferencesOnFile:
    return PreferencesOnFile(
        preferences=customer.preferences, tracking=is_tracked(customer.preferences)
    )


def _add(kept: dict[str, str], name: PreferenceName, named: list[str]) -> None:
    if name not in LISTS:
        kept[name] = named[0]
        return
    kept[name] = ", ".join(list(dict.fromkeys([*values(kept, name), *named]))[-_MOST:])
    if name in _BRANDS:  # nobody both likes and avoids a brand
        (other,) = _BRANDS - {name}
        _drop(kept, other, named)


def _remove(kept: dict[str, str], name: PreferenceName, named: list[str]) -> None:
    held = values(kept, name) if name in LISTS else [kept[name]] if name in kept else []
    if not held or (named and not set(named) & set(held)):
        raise PreferenceNotSet
    _drop(kept, name, named or held)


def _drop(kept: dict[str, str], name: str, gone: list[str]) -> None:
    left = [value for value in kept.get(name, "").split(", ") if value and value not in gone]
    if left:
        kept[name] = ", ".join(left)
    else:
        kept.pop(name, None)


async def _named(work: UnitOfWork, name: PreferenceName, said: str) -> list[str]:
    """The values that the words name; several for a list."""
    if name in _BRANDS:
        return await _brands(work, said)
    if name == "shoe_size":
        return _between(said, *map(Decimal, _SHOE_SIZES))
    if name == "budget":
        return _between(said, *_BUDGETS)
    found = [value for value, words in CHOICES[name].items() if any(_says(said, w) for w in words)]
    longest = sorted(found, key=lambda value: -max(map(len, CHOICES[name][value])))
    if name == "size" and len(found) > 1:  # "extra large" also says large
        return longest[:1]
    return found


def _says(text: str, phrase: str) -> bool:
    return re.search(rf"(?<![\w']){re.escape(phrase)}(?![\w'])", text.lower()) is not None


def _between(said: str, least: Decimal, most: Decimal) -> list[str]:
    numbers = [Decimal(found.replace(",", "")) for found in _NUMBER.findall(said)]
    fits = [round(number, 2) for number in numbers if least <= number <= most]
    return [f"{number.normalize():f}" for number in fits[:1]]


async def _brands(work: UnitOfWork, said: str) -> list[str]:
    """The brands of the catalogue that the words name, as the catalogue writes them."""
    words = re.findall(r"[^\s,;!?]+", said.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    runs = {
        " ".join(words[start : start + length]).rstrip(".")
        for start in range(len(words))
        for length in range(1, _LONGEST_BRAND + 1)
    }
    brand = func.lower(Product.brand)
    rows = await work.session.scalars(
        select(Product.brand).where(brand.in_(sorted(runs))).distinct().order_by(Product.brand)
    )
    return list(rows)


def _few(name: PreferenceName) -> list[str]:
    choices = list(CHOICES.get(name, ()))
    return [choice.replace("_", " ") for choice in choices] if len(choices) <= 4 else []
