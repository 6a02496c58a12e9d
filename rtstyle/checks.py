"""Numbers and words that users hand over, looked at before anything is done with them."""

from __future__ import annotations

import math
import operator
import os
from numbers import Rational
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 60
_LARGEST = 2**62


def number(name: str, value: Any, low: float, high: float) -> float:
    """A finite number within its bounds.

    Args:
        name: What the user calls it.
        value: Anything.
        low: The smallest that is allowed.
        high: The largest.

    Raises:
        UsageError: It is none, or lies outside.
    """
    try:
        # float() reads texts, too; numbers are not quoted here.
        found = math.nan if isinstance(value, str | bytes | bytearray) else float(value)
    except (
        TypeError,
        ValueError,
        OverflowError,
        RuntimeError,
    ):  # the last is torch's, for more than one value
        found = math.nan
    if not low <= found <= high:
        raise UsageError(f"{name} lies between {low:g} and {high:g}, not {shown(value)}")
    return found


def whole(name: str, value: Any, low: int, high: int) -> int:
    """A whole number within its bounds; see `number`."""
    try:
        found = None if isinstance(value, bool) else operator.index(value)
    except (TypeError, ValueError, OverflowError, RuntimeError):
        found = None
    if found is None or not low <= found <= high:
        raise UsageError(f"{name} is a whole number from {low} to {high}, not {shown(value)}")
    return found


def choice(name: str, value: Any, choices: Sequence[str]) -> str:
    """One of some words; see `number`."""
    if not isinstance(value, str) or value not in choices:
        raise UsageError(f"{name} is {' or '.join(choices)}, not {shown(value)}")
    return value


def fraction(name: str, value: Any) -> Any:
    """A fraction above 0 whose parts fit into 64 bits; see `number`."""
    is_one = isinstance(value, Rational) and not isinstance(value, bool)
    if not is_one or not 0 < value.numerator <= _LARGEST >= value.denominator:
        raise UsageError(f"{name} is a fraction above 0, Fraction(1, 25) for example, not {shown(value)}")
    return value


def path(name: str, value: Any) -> Path:
    """The name of a file; see `number`."""
    if not isinstance(value, str | os.PathLike):
        raise UsageError(f"{name} is the name of a file, not {shown(value)}")
    found = os.fspath(value)
    if not isinstance(found, str) or not found or "\0" in found:
        raise UsageError(f"{name} is the name of a file, not {shown(found)}")
    return Path(found)


def switch(name: str, value: Any) -> bool:
    """True or False; see `number`."""
    try:
        return bool(value)
    except (TypeError, ValueError, RuntimeError):  # arrays and tensors of several
        raise UsageError(f"{name} is True or False, not {shown(value)}") from None


def text(name: str, value: Any) -> str:
    """A text, or a path as one; see `number`."""
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    if not isinstance(value, str):
        raise UsageError(f"{name} is a name, not {shown(value)}")
    return value


def shown(value: Any) -> str:
    """What a user gave, short enough for a message."""
    try:
        text = " ".join(repr(value).split())
    except Exception:  # noqa: BLE001 - a repr may raise anything, and Python's own does for very large integers
        text = type(value).__name__
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
