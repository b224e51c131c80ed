"""What is said of preferences, of what was noted, and of what should please."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from domain import facts
from spoken import say

_CHANNELS = {"text": "by text", "email": "by email", "phone": "by phone"}
_NEEDS: dict[str, str] = {
    "slower_speech": "slower speech",
    "more_time": "more time to answer",
    "written_summary": "a text with what was said",
    "say_twice": "having what was done said twice",
}
_OCCASIONS: dict[str, str] = {
    "birthday": "a birthday",
    "wedding": "a wedding",
    "housewarming": "a housewarming",
    "holidays": "the holidays",
    "baby": "a baby",
    "travel": "travelling",
    "sport": "sport",
    "school": "school",
    "office": "an office",
}


def recommendations(seen: facts.Recommendations) -> str:
    """The best three, each with its reason in a clause."""
    if not seen.products:
        return "I don't have anything that fits right now. What do you like, or what is it for?"
    told = [f"the {p.name} from {say.money(p.price_from)}, {_reason(p)}" for p in seen.products[:3]]
    return f"How about {'; or '.join(told)}?"


def _reason(product: facts.Recommendation) -> str:
    because = product.because
    match product.why:
        case "wished":
            return "which is on your wish list"
        case "bought_together":
            return f"which others bought with the {because}"
        case "goes_with":
            return f"as it goes with your {because}"
        case "more_of":
            return f"since you bought {because}"
        case "liked_brand":
            return f"as you like {because}"
        case "looked_at":
            return (
                "which you had your eye on"
                if because == product.name
                else f"since you looked at the {because}"
            )
        case "occasion":
            return f"which suits {_OCCASIONS.get(because, because)}"
        case "favourite_category":
            return "as it's a kind of thing you like"


def preferences(seen: facts.PreferencesOnFile) -> str:
    """All that is remembered, in one breath."""
    told = [
        say_it(seen.preferences[name]) for name, say_it in _TOLD.items() if name in seen.preferences
    ]
    if not seen.tracking:
        told.append("you don't want us to keep track of what you look at")
    if not told:
        return "I have nothing on file about your tastes yet. What should I remember?"
    return f"I have on file that {say.listing(told)}."


def changed(
    seen: facts.PreferencesOnFile, name: facts.PreferenceName, wish: facts.PreferenceWish
) -> str:
    """What is remembered from here on."""
    if name == "tracking":
        if seen.tracking:
            return "All right, I'll keep in mind what you look at."
        return "Done. I've forgotten what you looked at, and I won't keep track of it any more."
    value = seen.preferences.get(name)
    if wish == "remove" and value is None:
        return "Done, I've taken that back."
    return f"I'll remember that {_TOLD[name](value)}." if value else "Done."


def tracked(seen: facts.BehaviourKept) -> str:
    """What was noted of a product."""
    match seen.what:
        case "viewed":
            return f"I've noted that you're looking at the {seen.name}."
        case "liked":
            return f"Good to know that you like the {seen.name}."
        case "disliked":
            return f"All right, I won't suggest the {seen.name} again."
        case "wished":
            return f"The {seen.name} is on your wish list."


def needs(values: list[str]) -> str:
    """Needs as they are said: "slower speech and more time to answer"."""
    return say.listing([_NEEDS[value] for value in values if value in _NEEDS])


def _values(text: str) -> str:
    return say.listing([part for part in text.split(", ") if part])


_TOLD: dict[str, Callable[[str], str]] = {
    "favourite_category": lambda value: f"you like {value} most",
    "liked_brands": lambda value: f"you like {_values(value)}",
    "avoided_brands": lambda value: f"you'd rather not have {_values(value)}",
    "colours": lambda value: f"you like {_values(value)}",
    "size": lambda value: f"your size is {value}",
    "shoe_size": lambda value: f"your shoe size is {say.number(Decimal(value))}",
    "budget": lambda value: f"you'd like to spend up to {say.money(Decimal(value))}",
    "language": lambda value: f"your language is {value}",
    "contact_channel": lambda value: f"you'd rather hear from us {_CHANNELS.get(value, value)}",
    "accessibility": lambda value: f"you'd like {needs(value.split(', '))}",
}
