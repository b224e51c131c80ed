"""How values are said and heard.

Here belong pure functions between words and values: numbers, phones, dates, references, names,
addresses, yes and no, and finding private values in what somebody said. English, typed or spoken.
Nothing here knows of calls, agents or data, and nothing here raises on what a person may say.
"""
