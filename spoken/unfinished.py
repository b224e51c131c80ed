"""Whether words break off where nobody stops for good."""

import re
from typing import Final

_OPEN: Final = re.compile(
    r"\b(?:and|or|but|because|if|the|an?|my|your|our|their|u+h+|u+m+|e+r+m*"
    r"|(?:name|number|address|code|birthday|birth)(?:'s| is)|it's|i'm"
    r"|i(?:'d| would) like to|i want to|i need to|can you|could you)[\s,.…-]*$",
    re.IGNORECASE,
)
_CUT: Final = re.compile(r"(?:,|…|\.\.\.|\s[-–—])\s*$")


def is_unfinished(text: str) -> bool:
    """Return whether more is sure to come, as after "and", "my" or "my number is".

    Where it could be the end, it is taken for one: "I don't want to" is finished.
    """
    return bool(_CUT.search(text) or _OPEN.search(text))
