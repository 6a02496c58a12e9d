"""Documents name tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "reliability.md"


def test_every_promise_has_its_test() -> None:
    promises = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| [^-]", line)]
    named = [re.findall(r"`([\w/]+\.py)::(\w+)`", line) for line in promises]
    heads = [line for line, tests in zip(promises, named, strict=True) if not tests]
    assert all("shown by" in line for line in heads)
    for file, name in (test for tests in named for test in tests):
        assert re.search(rf"^ *def {name}\(", (TESTS / file).read_text("utf-8"), re.MULTILINE), (
            f"{file}::{name}"
        )
