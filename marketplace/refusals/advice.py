"""What the catalogue does not know of a product: nothing is guessed."""

from __future__ import annotations

from marketplace.refusals.base import NotFound


class DimensionsUnknown(NotFound):
    """No measurement of the product is on file, or too few to tell whether it fits a room."""

    code = "dimensions_unknown"
    words = "I don't have the measurements of that one, so I'd rather not guess."


class AssemblyUnknown(NotFound):
    """Whether and how the product is assembled is not on file."""

    code = "assembly_unknown"
    words = "I don't have anything on how that one is put together."


class CareUnknown(NotFound):
    """Neither the product nor its material has care instructions on file."""

    code = "care_unknown"
    words = "I don't have care instructions for that one. Its label will say."


class NotInSeries(NotFound):
    """The book stands alone."""

    code = "not_in_series"
    words = "That book isn't part of a series that I know of."


class SizesUnknown(NotFound):
    """There is no size chart for such a product."""

    code = "sizes_unknown"
    words = "I don't have a size chart for that."


class OneSize(NotFound):
    """The product comes in one size."""

    code = "one_size"
    words = "That one comes in one size only."


class SizeNotInChart(NotFound):
    """The chart has no such size; `sizes` are those it has."""

    code = "size_not_in_chart"
    words = "That size isn't on the chart."

    @property
    def detail(self) -> str:
        """The sentence to say, with the range of the chart."""
        sizes = self.facts.get("sizes")
        if not isinstance(sizes, list) or not sizes:
            return self.words
        return f"{self.words} It goes from {sizes[0]} to {sizes[-1]}."


class NothingAlike(NotFound):
    """Nothing that is sold is like it."""

    code = "nothing_alike"
    words = "I don't have anything that comes close to that one."


class NothingGoesWith(NotFound):
    """Nothing that is sold goes with it."""

    code = "nothing_goes_with"
    words = "I don't have anything to go with that one."


class NothingSuits(NotFound):
    """No piece suits the occasion and the budget."""

    code = "nothing_suits"
    words = "I don't have anything that suits that. Shall we try another occasion or budget?"
