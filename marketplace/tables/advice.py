"""What is known of sizes and materials in general, beyond single products."""

from __future__ import annotations

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base

Sizes = list[dict[str, str | list[float]]]


class SizeChart(Base):
    """The body measurements of each size of a kind of clothing.

    `sizes` is ordered, smallest first: `{"size": "M", "chest": [38, 40]}`, from and to, in inches.
    """

    __tablename__ = "size_charts"

    chart_id: Mapped[str] = mapped_column(String(48), primary_key=True)
    brand: Mapped[str | None] = mapped_column(String(80))
    """Whose chart it is; None for the one that serves brands without their own."""
    kind: Mapped[str] = mapped_column(String(48), index=True)
    department: Mapped[str] = mapped_column(String(16))
    """women, men or unisex."""
    sizes: Mapped[Sizes] = mapped_column(JSON)


class MaterialCare(Base):
    """How a material is looked after, in one or two sentences."""

    __tablename__ = "material_care"

    material: Mapped[str] = mapped_column(String(48), primary_key=True)
    """One word in lower case: `linen`."""
    care: Mapped[str] = mapped_column(Text)
