"""Whether a part fits a system: power, socket, size, memory, connectors.

Works on the specs of the products, which are named alike throughout the catalogue: what a part
needs is compared with what the parts around it have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from marketplace.refusals import NothingToCompare
from marketplace.rules import catalogue
from marketplace.schemas import Compatibility, FitAspect, FitCheck, Verdict
from marketplace.tables import Specs
from marketplace.work import UnitOfWork

Value = str | int | float | list[str]


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """A system told in figures instead of products."""

    power_supply_watts: int | None = None
    socket: str | None = None
    room_for_card_mm: int | None = None
    memory_type: str | None = None

    def as_specs(self) -> Specs:
        """Under the names that product specs use."""
        given: dict[str, str | int | None] = {
            "watts": self.power_supply_watts,
            "socket": self.socket.upper() if self.socket else None,
            "max_card_length_mm": self.room_for_card_mm,
            "memory_type": self.memory_type.upper() if self.memory_type else None,
        }
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class _Rule:
    """The part's spec `needs` must fit the system's spec `has`."""

    aspect: FitAspect
    needs: str
    has: str
    fits: Callable[[Value, Value], bool]
    unit: str = ""


def _at_most(needs: Value, has: Value) -> bool:
    numbers = isinstance(needs, int | float) and isinstance(has, int | float)
    return numbers and float(str(needs)) <= float(str(has))


def _one_of(needs: Value, has: Value) -> bool:
    wanted = set(needs) if isinstance(needs, list) else {needs}
    there = set(has) if isinstance(has, list) else {has}
    return bool(wanted & there)


_RULES = (
    _Rule("power", "recommended_psu_watts", "watts", _at_most, " W"),
    _Rule("size", "card_length_mm", "max_card_length_mm", _at_most, " mm"),
    _Rule("size", "cooler_height_mm", "max_cooler_height_mm", _at_most, " mm"),
    _Rule("size", "board_size", "fits_boards", _one_of),
    _Rule("size", "psu_size", "fits_psus", _one_of),
    _Rule("socket", "socket", "socket", _one_of),
    _Rule("socket", "socket", "fits_sockets", _one_of),
    _Rule("memory", "memory_type", "memory_type", _one_of),
    _Rule("connector", "drive_slot", "drive_slots", _one_of),
    _Rule("connector", "card_slot", "card_slots", _one_of),
)


async def check(
    work: UnitOfWork, part: str, system: Sequence[str], figures: SystemFigures
) -> Compatibility:
    """Whether a part fits products and figures of a system.

    A part fits when every aspect that both sides state fits; with none stated it is unknown.

    Raises:
        ProductNotFound: the part or a product of the system is not there.
        NothingToCompare: neither products nor figures of a system were given.
    """
    if not system and not figures.as_specs():
        raise NothingToCompare
    product = await catalogue.find(work, part)
    others = [await catalogue.find(work, name) for name in system]
    checks = [c for other in others for c in _compare(product.specs, other.specs)]
    checks += _compare(product.specs, figures.as_specs())
    summaries = await catalogue.summaries_of(work, [product, *others])
    return Compatibility(
        part=summaries[0], system=summaries[1:], verdict=_verdict(checks), checks=checks
    )


def _compare(part: Specs, system: Specs) -> list[FitCheck]:
    checks = []
    for rule in _RULES:
        for needing, having in ((part, system), (system, part)):
            needs, has = needing.get(rule.needs), having.get(rule.has)
            if needs is None or has is None:
                continue
            checks.append(
                FitCheck(
                    aspect=rule.aspect,
                    fits=rule.fits(needs, has),
                    needs=_shown(needs) + rule.unit,
                    has=_shown(has) + rule.unit,
                )
            )
            if rule.needs == rule.has:
                break
    return checks


def _verdict(checks: Sequence[FitCheck]) -> Verdict:
    if not checks:
        return "unknown"
    return "fits" if all(check.fits for check in checks) else "does_not_fit"


def _shown(value: Value) -> str:
    return " or ".join(value) if isinstance(value, list) else str(value)
