"""Whatever is handed over as a number: a number within its bounds, or one line."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from rtstyle.checks import choice, number, shown, text, whole
from rtstyle.errors import UsageError


class Hostile:
    def __repr__(self) -> str:
        raise RuntimeError("no")


NOTHING = [
    None, "0.5", b"1", "", math.nan, math.inf, -math.inf, 10**400, -(10**400), [0.5], {}, object(), Hostile(), 1j,
    np.zeros(3), np.array("x"), np.float32("nan"), "x" * 100_000, float, bytearray(b"1"),
]  # fmt: skip


@pytest.mark.parametrize("value", NOTHING, ids=range(len(NOTHING)))
def test_what_is_no_number_is_refused_on_one_short_line(value: object) -> None:
    for check in (
        lambda v: number("speed", v, -1, 1),
        lambda v: whole("speed", v, -1, 1),
        lambda v: choice("speed", v, ("slow", "fast")),
    ):
        with pytest.raises(UsageError, match="speed") as refusal:
            check(value)
        assert "\n" not in str(refusal.value)
        assert len(str(refusal.value)) < 160


@pytest.mark.parametrize("value", [0.5, 1, 0, True, np.float32(0.25), np.array(0.5), Fraction(1, 3), -0.0])
def test_numbers_of_any_kind_are_taken(value: object) -> None:
    assert number("share", value, 0, 1) == pytest.approx(float(value))  # type: ignore[arg-type]


def test_bounds_belong_to_what_is_allowed() -> None:
    assert [number("share", value, 0, 1) for value in (0, 1)] == [0, 1]
    assert [whole("count", value, 1, np.int64(3)) for value in (1, np.int64(3))] == [1, 3]
    for value in (-1e-9, 1 + 1e-9):
        with pytest.raises(UsageError, match="share lies between 0 and 1, not"):
            number("share", value, 0, 1)
    for value in (0, 4, 2.0, True):
        with pytest.raises(UsageError, match="count is a whole number from 1 to 3, not"):
            whole("count", value, 1, 3)


def test_a_path_is_a_text_and_nothing_else_is() -> None:
    assert (text("model", "compact"), text("model", Path("a/b"))) == ("compact", str(Path("a/b")))
    for value in (None, 3, b"compact", ["compact"], Hostile()):
        with pytest.raises(UsageError, match="model is a name, not"):
            text("model", value)


def test_what_was_given_is_shown_on_one_line_and_cut() -> None:
    assert shown("a\nb") == repr("a\nb")
    assert len(shown("x" * 1000)) == 60
    assert shown(np.zeros((2, 2))) == "array([[0., 0.], [0., 0.]])"
