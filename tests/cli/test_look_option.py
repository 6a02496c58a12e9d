"""``--look`` and ``rtstyle looks`` as a user calls them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.looks import Look, LookLibrary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def looks(own_home: Path) -> LookLibrary:
    """The user's, with one look in it."""
    library = LookLibrary(StyleLibrary())
    library.save(Look("Evening", {"night-whorls": 1.0, "deco-fans": 3.0}, {"strength": 0.5}))
    return library


@pytest.fixture
def photo(tmp_path: Path) -> str:
    ramp = np.linspace(0, 255, 60 * 80 * 3).reshape(60, 80, 3)
    cv2.imwrite(str(tmp_path / "photo.png"), ramp.astype(np.uint8))
    return "photo.png"


def painted(run: Callable[..., Result], folder: Path, *arguments: str) -> np.ndarray:
    result = run("image", "photo.png", *arguments, "-o", "out.png", "--force")
    assert result.exit_code == 0, result.output
    return cv2.imread(str(folder / "out.png"))


@pytest.mark.usefixtures("looks", "photo")
def test_a_look_is_its_style_and_settings_and_what_is_given_wins(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    styles = ("-s", "night-whorls", "-s", "deco-fans:3")
    look = painted(run, tmp_path, "--look", "evening")
    assert np.array_equal(look, painted(run, tmp_path, *styles, "--strength", "0.5"))
    assert np.array_equal(
        painted(run, tmp_path, "--strength", "1", "--look", "Evening"), painted(run, tmp_path, *styles)
    )
    assert np.array_equal(
        painted(run, tmp_path, "--look", "Evening", "-s", "neon-rain"),
        painted(run, tmp_path, "-s", "neon-rain", "--strength", "0.5"),
    )


@pytest.mark.parametrize("command", ["image", "video", "batch", "stream", "live"])
def test_every_command_takes_looks(
    run: Callable[..., Result], one_line: Callable[..., str], looks: LookLibrary, command: str
) -> None:
    assert looks.find("evening").name == "Evening"
    assert "--look" in run(command, "--help").output
    line = one_line(
        run(command, *(["x"] if command in {"image", "video", "batch"} else []), "--look", "Evenin"), 2
    )
    assert "did you mean 'Evening'" in line


def test_looks_are_listed_exported_added_and_removed(
    run: Callable[..., Result], one_line: Callable[..., str], looks: LookLibrary, tmp_path: Path
) -> None:
    assert run("looks", "list").stdout == "Evening  night-whorls 25% + deco-fans 75%\n"
    assert run("looks", "export", "Evening").stdout == "Evening.rtlook\n"
    assert "--force" in one_line(run("looks", "export", "Evening"), 2)
    assert "already" in one_line(run("looks", "add", "Evening.rtlook"), 2)
    assert run("looks", "remove", "Evening").stdout == "removed Evening\n"
    assert run("looks", "list").stdout == ""
    assert run("looks", "add", "Evening.rtlook").stdout == "Evening\n"
    (listed,) = json.loads(run("looks", "list", "--json").stdout)
    assert listed == {
        "name": "Evening", "styles": {"night-whorls": 1.0, "deco-fans": 3.0}, "strength": 0.5,
    }  # fmt: skip
    assert looks.find("Evening").settings == {"strength": 0.5}
