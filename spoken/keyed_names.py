"""First names spelt on a telephone's keys (ITU-T E.161): 2 is a, b or c, and so on up to 9."""

from __future__ import annotations

import re
from typing import Final

NAME_KEYS: Final = re.compile(r"[2-9]{2,12}")
"""What any name looks like."""
_GROUPS: Final = ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
_KEY: Final = {letter: str(key) for key, group in enumerate(_GROUPS, 2) for letter in group}

# Commonest first, of those alive in the United States: of two with the same keys the first is it.
_NAMES: Final = """
    james mary michael john robert david jennifer william linda elizabeth richard patricia joseph
    jessica thomas susan christopher sarah charles karen daniel lisa matthew nancy anthony sandra
    mark betty donald ashley steven emily andrew kimberly paul margaret joshua donna kenneth
    michelle kevin carol brian amanda george melissa timothy deborah ronald stephanie jason
    rebecca edward
    laura jeffrey sharon ryan cynthia jacob dorothy gary amy nicholas kathleen eric angela jonathan
    shirley stephen emma larry brenda justin pamela scott nicole brandon anna benjamin samantha
    samuel katherine gregory christine alexander debra patrick rachel frank olivia raymond carolyn
    jack maria dennis janet jerry heather tyler diane aaron julie jose joyce adam victoria nathan
    kelly henry christina zachary joan douglas lauren peter evelyn kyle judith noah megan ethan
    cheryl jeremy andrea christian hannah walter jacqueline keith martha austin gloria roger teresa
    terry sara sean janice gerald julia carl ann dylan kathryn harold abigail jordan sophia jesse
    frances bryan jean lawrence alice arthur judy gabriel isabella bruce denise logan amber billy
    danielle joe marilyn alan beverly juan theresa elijah madison willie diana albert natalie wayne
    brittany randy charlotte mason marie vincent kayla liam alexis roy lori bobby jane miguel priya
    carlos luis antonio jorge mohammed ahmed wei ana carmen rosa fatima helen grace chris mike tom
    jim bob bill dave steve dan matt tony sam ben kate liz sue jenny beth tim ken greg
"""
_BY_KEYS: Final[dict[str, str]] = {}


def keys_of(name: str) -> str:
    """The keys that spell a name; what is no letter from a to z has none."""
    return "".join(_KEY.get(letter, "") for letter in name.lower())


for _name in _NAMES.split():
    _BY_KEYS.setdefault(keys_of(_name), _name.capitalize())


def keyed_name(keys: str) -> str | None:
    """The name that these keys spell; None where it is none of the common ones."""
    return _BY_KEYS.get(keys)
