"""The customers of the sample data, as they know themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Person:
    """A customer of the sample data, as they know themselves."""

    id: str
    name: str
    phone: str
    born: str
    ssn: str
    card: str

    @property
    def born_on(self) -> str:
        """ISO 8601."""
        return datetime.strptime(self.born, "%B %d, %Y").replace(tzinfo=UTC).date().isoformat()

    @property
    def line(self) -> str:
        """Their number, E.164."""
        return "+1" + "".join(c for c in self.phone if c.isdigit())


JOHN = Person("CUST-1001", "John", "415-555-0100", "March 15, 1985", "1234", "4242")
JANE = Person("CUST-1002", "Jane", "415-555-0101", "July 22, 1990", "5678", "1881")
SARAH = Person("CUST-1003", "Sarah", "415-555-0102", "November 2, 1978", "9012", "0005")
MIGUEL = Person("CUST-1004", "Miguel", "415-555-0103", "January 30, 1995", "3456", "1117")
PRIYA = Person("CUST-1005", "Priya", "415-555-0104", "September 9, 1982", "7890", "3237")
PEOPLE = (JOHN, JANE, SARAH, MIGUEL, PRIYA)
