"""Any amount of believable data for measuring: `python -m marketplace generate`.

`kinds.csv` and `words` say what there is to sell and what people are called; `catalogue`, `people`
and `purchases` make rows of it, the same ones for the same seed; `writing` stores them in bulk.
The numbers of what is made begin where no sample and no real data has any.
"""

from marketplace.generate.generating import AlreadyGenerated, Amounts, generate
from marketplace.generate.people import TooManyCustomers

__all__ = ["AlreadyGenerated", "Amounts", "TooManyCustomers", "generate"]
