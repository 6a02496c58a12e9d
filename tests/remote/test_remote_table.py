from __future__ import annotations

from pathlib import Path

import pytest

from rtstyle.errors import UsageError
from rtstyle.remote.controls import CONTROLS, table
from rtstyle.remote.osc import parse_place


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("strength", [0.5], 0.5), ("strength", [1], 1.0), ("strength", [], None), ("record", [1.0], True),
        ("record", [False], False), ("style", ["neon-rain"], "neon-rain"), ("style/next", [], None),
        ("preserve_color", ["none"], "none"), ("stroke_scale", [4], 4.0),
    ],
)  # fmt: skip
def test_a_message_is_a_value(name, arguments, value):
    found = CONTROLS[name].value_of(arguments)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("strength", [1.01]), ("strength", ["much"]), ("strength", [float("nan")]), ("strength", [0.1, 0.2]),
        ("record", [2]), ("record", ["on"]), ("style", [3]), ("preserve_color", ["loud"]), ("style/next", [0.5]),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_what_would(name, arguments):
    with pytest.raises(UsageError, match=f"/rtstyle/{name} takes "):
        CONTROLS[name].value_of(arguments)


def test_the_docs_have_the_table():
    page = Path(__file__).parents[2] / "docs" / "remote.md"
    # After a change: python -c "from rtstyle.remote.controls import table; print(table())"
    assert table() in page.read_text("utf-8")


def test_places():
    assert parse_place("9000") == ("127.0.0.1", 9000)
    assert parse_place("0.0.0.0:9001") == ("0.0.0.0", 9001)
    assert parse_place(":9002") == ("127.0.0.1", 9002)
    for text in ("", "here", "99999", "a b:1", "-1"):
        with pytest.raises(UsageError, match="HOST:PORT"):
            parse_place(text)
