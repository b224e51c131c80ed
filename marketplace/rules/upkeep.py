"""Putting a product together, and looking after it."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.refusals import AssemblyUnknown, CareUnknown
from marketplace.rules import catalogue
from marketplace.rules.figures import figure, several, text
from marketplace.schemas import Assembly, CareGuide
from marketplace.tables import MaterialCare
from marketplace.work import UnitOfWork


async def assembly(work: UnitOfWork, reference: str) -> Assembly:
    """What it takes to put a product together.

    Raises:
        ProductNotFound: there is none like that.
        AssemblyUnknown: nothing about it is on file.
    """
    product = await catalogue.find(work, reference)
    minutes = figure(product.specs, "assembly_minutes")
    if minutes is None:
        raise AssemblyUnknown
    return Assembly(
        product_id=product.product_id,
        name=product.name,
        minutes=int(minutes),
        people=int(figure(product.specs, "assembly_people") or 1),
        tools=several(product.specs, "assembly_tools"),
    )


async def care(work: UnitOfWork, reference: str) -> CareGuide:
    """How a product is looked after: its own label first, then what holds for its material.

    Raises:
        ProductNotFound: there is none like that.
        CareUnknown: neither is on file.
    """
    product = await catalogue.find(work, reference)
    material = text(product.specs, "material")
    general = await _of_material(work, material or "")
    if product.care is None and general is None:
        raise CareUnknown
    return CareGuide(
        product_id=product.product_id,
        name=product.name,
        material=material,
        care=product.care,
        material_care=general,
    )


async def _of_material(work: UnitOfWork, material: str) -> str | None:
    """What holds for the first material named: of "cotton with elastane" that is cotton."""
    named = material.lower().split()
    rows = await work.session.execute(
        select(MaterialCare.material, MaterialCare.care).where(MaterialCare.material.in_(named))
    )
    known = {row.material: row.care for row in rows}
    return next((known[word] for word in named if word in known), None)
