"""Figures: what the product costs and how fast it is, and a simulated caller to find out.

Belongs here: measuring, as ratios within one run. Does not: what must hold (tests/).
"""
