"""The versions that `make` installs: all of them, each file with its checksum, from wherever pip is told to look."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "constraints.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ENTRIES = [re.sub(r"\\\n", " ", entry) for entry in re.split(r"\n(?=\S)", TEXT) if not entry.startswith("#")]
ASKED = [*PROJECT["dependencies"], *itertools.chain(*PROJECT["optional-dependencies"].values())]


def test_every_package_has_one_version_and_checksums() -> None:
    for entry in ENTRIES:
        pin, *hashes = entry.split("--hash=")
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin.split(";")[0].strip()), pin
        assert hashes, pin
        assert len({*hashes}) == len(hashes), pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", each) for each in hashes), pin


@pytest.mark.parametrize("asked", ASKED)
def test_what_the_project_asks_for_is_among_them(asked: str) -> None:
    requirement = Requirement(asked)
    name = canonicalize_name(requirement.name)
    pinned = [match[1] for entry in ENTRIES if (match := re.match(rf"{name}==(\S+)", entry))]
    assert pinned, f"{name}: make lock"
    assert all(requirement.specifier.contains(version) for version in pinned)


def test_no_place_is_named() -> None:
    assert not re.search(r"://|index-url|find-links|\.(org|com|io)\b", TEXT)


def test_make_takes_nothing_without_a_checksum() -> None:
    installer = (ROOT / ".ci" / "install").read_text("utf-8")
    calls = re.findall(r"-m pip install (.*)", installer)
    assert len(calls) == 2
    assert calls[0].startswith("--quiet --require-hashes")
    assert "--no-deps --no-build-isolation" in calls[1]
    assert "pip install" not in (ROOT / "Makefile").read_text("utf-8")
