"""Looks in the window: the strip that shows them, and what can be done with them."""
