"""The data of a first start: readable files, and what turns them into rows.

Days are relative to the day of loading. What demonstrations and tests rely on is in
`customers.csv`, `orders.csv` and `promotions.csv`; the catalogue is in `products/`, the knowledge
base in `articles/`, the disclosure in `offers.md`.
"""

from marketplace.sample.loader import load_sample_data

__all__ = ["load_sample_data"]
