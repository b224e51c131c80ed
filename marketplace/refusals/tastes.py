"""What cannot be kept of a customer's tastes."""

from __future__ import annotations

from marketplace.refusals.base import NotFound, Refusal, Unprocessable


class PreferenceUnknown(Unprocessable):
    """There is no preference of that name; `known` are those there are."""

    code = "preference_unknown"
    words = "I can't keep that. I can remember brands, colours, sizes, a budget and the like."


class PreferenceValueUnknown(Unprocessable):
    """The preference has no such value; `choices` are some that it has."""

    code = "preference_value_unknown"
    words = "I didn't get that. What should I remember?"

    @property
    def detail(self) -> str:
        """The sentence to say, with the choices where they are few."""
        choices = self.facts.get("choices")
        if not isinstance(choices, list) or not choices:
            return self.words
        return f"That can be {', '.join(choices[:-1])} or {choices[-1]}. What should I remember?"


class PreferenceNotSet(NotFound):
    """What is to be taken back was never kept."""

    code = "preference_not_set"
    words = "I don't have that on file, so there is nothing to take back."


class TrackingOff(Refusal):
    """The customer does not want to be tracked."""

    code = "tracking_off"
    words = (
        "You asked us not to keep track of what you look at, so I haven't noted it. "
        "I can turn that on again if you like."
    )
