"""Blind pairs for people to choose from, and what their choices say."""
