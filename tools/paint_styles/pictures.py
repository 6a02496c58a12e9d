"""All pictures: importing a technique's module registers what it makes."""

from __future__ import annotations

from . import dots, dry, engraving, fluid, geometry, glass, knife, neon, oil, prints, textile
from .sheet import PICTURES

__all__ = [
    "PICTURES",
    "dots",
    "dry",
    "engraving",
    "fluid",
    "geometry",
    "glass",
    "knife",
    "neon",
    "oil",
    "prints",
    "textile",
]
