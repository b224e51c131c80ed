"""What is said of furniture: its size, whether it fits, putting it together, looking after it."""

from __future__ import annotations

from collections.abc import Sequence

from domain import facts
from spoken import say
from tools.words import measures

_SIDES: dict[facts.Side, str] = {
    "each_side": "on each side",
    "foot": "at the foot",
    "front": "in front",
    "all_around": "all around",
}
_ROOMS: dict[facts.RoomType, str] = {
    "living_room": "living room",
    "bedroom": "bedroom",
    "kitchen": "kitchen",
    "dining_room": "dining room",
    "bathroom": "bathroom",
    "office": "office",
    "outdoor": "garden or on a patio",
}


def dimensions(seen: facts.Dimensions) -> str:
    """How large it is, and what it needs around it or what to mind in the room."""
    measured = [
        f"{measures.inches(value)} {direction}"
        for value, direction in (
            (seen.length_in, "long"),
            (seen.width_in, "wide"),
            (seen.height_in, "high"),
            (seen.diameter_in, "across"),
        )
        if value is not None
    ]
    weighs = ""
    if seen.weight_lb is not None and not seen.clearances:
        weighs = f" It weighs {measures.figure(seen.weight_lb)} pounds."
    size = f"The {seen.name} is {say.listing(measured)}.{weighs}" if measured else ""
    if seen.sizes:
        sizes = say.listing([measures.option(one) for one in seen.sizes])
        size = f"The {seen.name} comes in {sizes}."
    return " ".join(filter(None, (size, _around(seen))))


def _around(seen: facts.Dimensions) -> str:
    allow = f"Allow {_clearances(seen.clearances)}" if seen.clearances else ""
    if seen.room is not None:
        walkway = measures.inches(seen.room.walkway_in)
        keep = f"keep {walkway} free to walk in a {_ROOMS[seen.room.room_type]}"
        return f"{allow}, and {keep}." if allow else f"{keep.capitalize()}."
    if seen.min_room_length_ft and seen.min_room_width_ft:
        least = measures.room(seen.min_room_length_ft, seen.min_room_width_ft)
        return f"{allow or 'It needs room'}; it's meant for rooms of {least} or more."
    return f"{allow}." if allow else ""


def _clearances(clearances: Sequence[facts.Clearance], free: str = "") -> str:
    """Free space, what is the same said once: "ten inches on each side and at the foot"."""
    by_inches: dict[float, list[str]] = {}
    for clearance in clearances:
        by_inches.setdefault(clearance.inches, []).append(_SIDES[clearance.side])
    told = [f"{measures.inches(n)}{free} {say.listing(sides)}" for n, sides in by_inches.items()]
    return say.listing(told)


def fit(seen: facts.RoomFit) -> str:
    """Whether it fits, which way round, and with how much space."""
    floor = measures.room(seen.room_length_ft, seen.room_width_ft)
    if seen.verdict == "does_not_fit":
        return (
            f"No, the {seen.name} is {measures.figure(seen.length_in)} by "
            f"{measures.inches(seen.width_in)}, which doesn't go into {floor}."
        )
    if seen.verdict == "fits":
        free = f", with {_clearances(seen.clearances, ' free')}" if seen.clearances else ""
        turned = " Its long side has to go along the room's width." if seen.turned else ""
        return f"Yes, the {seen.name} fits a room of {floor}{free}.{turned}"
    least = ""
    if seen.min_room_length_ft and seen.min_room_width_ft:
        smallest = measures.room(seen.min_room_length_ft, seen.min_room_width_ft)
        least = f" It's meant for rooms of {smallest} or more."
    if seen.is_free:
        return f"The {seen.name} goes into {floor}, but the room is small for it.{least}"
    return (
        f"It would be tight: the {seen.name} itself goes into {floor}, but not with the free space "
        f"that it needs, {_clearances(seen.clearances)}.{least}"
    )


def assembly(seen: facts.Assembly) -> str:
    """How long it takes, with how many people and which tools."""
    if not seen.minutes:
        return f"The {seen.name} comes in one piece, so there's nothing to put together."
    people = "alone" if seen.people == 1 else f"with {say.count(seen.people, 'person', 'people')}"
    tools = f" You'll need {say.listing([f'a {tool}' for tool in seen.tools])}."
    time = (
        f"The {seen.name} takes about {measures.duration(seen.minutes)} to put together {people}."
    )
    return time + (tools if seen.tools else " You won't need any tools of your own.")


def care(seen: facts.CareGuide) -> str:
    """What its label says; else, said to be general, what holds for its material."""
    if seen.care is not None:
        return f"For the {seen.name}: {seen.care}"
    return f"I don't have the label of the {seen.name}, but in general: {seen.material_care}"


def matching(seen: facts.AlikeProducts) -> str:
    """The three that go best with it."""
    named = [
        f"the {one.product.name} from {say.money(one.product.price_from)}"
        for one in seen.products[:3]
    ]
    return f"With the {seen.of.name} I'd put {say.listing(named)}."
