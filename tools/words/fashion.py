"""What is said of clothes: sizes, what goes with what, care."""

from __future__ import annotations

from domain import facts
from spoken import say
from tools.words import measures

_RUNS: dict[facts.Runs | None, str] = {
    "small": ", and they run small",
    "large": ", and they run large",
    "true_to_size": ", and they're true to size",
    None: "",
}
_BECAUSE: dict[facts.Runs | None, str] = {
    "small": ", because they run small",
    "large": ", because they run large",
    "true_to_size": "; they're true to size",
    None: "",
}
_WHERE: dict[str, str] = {
    "chest": "at the chest",
    "waist": "at the waist",
    "hips": "at the hips",
    "foot length": "for the length of the foot",
}
_LISTED = 3


def sizing(seen: facts.SizingGuide) -> str:
    """The range of sizes, how it runs, and what one of them measures: the one to take, if asked."""
    first, last = seen.sizes[0].size, seen.sizes[-1].size
    sizes = f"from {measures.option(first)} to {measures.option(last)}"
    if seen.usual_size is None:
        middle = seen.sizes[len(seen.sizes) // 2]
        return f"For the {seen.name} sizes go {sizes}{_RUNS[seen.runs]}. {_measured(middle)}"
    if seen.advised_size is None:
        way = "larger" if seen.runs == "small" else "smaller"
        return (
            f"For the {seen.name} you'd want a size {way} than {measures.option(seen.usual_size)}, "
            f"and the sizes only go {sizes}."
        )
    row = next(row for row in seen.sizes if row.size == seen.advised_size)
    same = seen.advised_size == seen.usual_size
    take = "stay with" if same else "take"
    return (
        f"For the {seen.name}, {take} {measures.option(seen.advised_size)}{_BECAUSE[seen.runs]}. "
        f"{_measured(row)}"
    )


def _measured(row: facts.SizeRow) -> str:
    told = [f"{_span(one)} {_WHERE.get(one.name, f'at the {one.name}')}" for one in row.measures]
    size = measures.option(row.size)
    return f"Size {size} is {say.listing(told[:2])}." if told else ""


def _span(one: facts.Measured) -> str:
    if one.from_in == one.to_in:
        return measures.inches(one.from_in)
    return f"{measures.figure(one.from_in)} to {measures.inches(one.to_in)}"


def style(seen: facts.StyleAdvice) -> str:
    """Three pieces to wear, each with its colour and price."""
    named = [_piece(piece) for piece in seen.products[:_LISTED]]
    if seen.goes_with is not None:
        return f"With the {seen.goes_with.name} I'd wear {say.listing(named)}."
    return f"For that I'd suggest {say.listing(named)}."


def _piece(piece: facts.StyledProduct) -> str:
    color = f" in {piece.color}" if piece.color is not None else ""
    return f"the {piece.product.name}{color} from {say.money(piece.product.price_from)}"


def similar(seen: facts.AlikeProducts) -> str:
    """Three that could be had in its place."""
    named = [
        f"the {one.product.name} from {say.money(one.product.price_from)}"
        for one in seen.products[:_LISTED]
    ]
    return f"Closest to the {seen.of.name} I have {say.listing(named)}."
