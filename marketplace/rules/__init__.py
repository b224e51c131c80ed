"""What may be done: functions over one transaction that answer with facts or raise a refusal.

Every function that concerns a customer takes the customer's id and filters by it. None opens a
transaction, and none knows of HTTP.
"""
