"""The states of the United States by name and postal code."""

from typing import Final

STATES: Final = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}
STATE_CODES: Final[dict[tuple[str, ...], str]] = {
    **{tuple(name.lower().split()): code for code, name in STATES.items()},
    **{(code.lower(),): code for code in STATES},
    **{(code[0].lower(), code[1].lower()): code for code in STATES},
}
"""Postal codes by the words that say them: ("new", "york"), ("ny",), ("n", "y")."""

LONGEST_STATE: Final = max(map(len, STATE_CODES))
"""The most words that a state takes."""


def state_ending(said: list[str], stop: int) -> tuple[int, str] | None:
    """Return where a state that ends before word `stop` begins, and its postal code, or None."""
    for width in range(min(LONGEST_STATE, stop), 0, -1):
        code = STATE_CODES.get(tuple(said[stop - width : stop]))
        if code is not None:
            return stop - width, code
    return None
