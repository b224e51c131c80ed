"""The embedded backend: what is true about customers, products, orders, returns and support.

A FastAPI app over SQLAlchemy tables. It belongs here when it is data, a rule over data, or the HTTP
contract that a company implements to bring its own backend. Nothing here knows of calls, agents or
LiveKit; of the rest of the product it imports `config` alone.

`tables/` what is stored · `schemas/` what travels · `refusals/` how a broken rule is named and
worded · `rules/` what may be done · `api/` the routes · `migrations/` how the tables came to be ·
`sample/` the data of a first start.
"""
