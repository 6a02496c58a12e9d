from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rtstyle import paths

USERS = [
    (paths.user_models_dir, "data/models"),
    (paths.user_styles_dir, "data/styles"),
    (paths.statistics_cache_dir, "cache/statistics"),
    (paths.compiled_cache_dir, "cache/compiled"),
    (paths.settings_file, "config/settings.toml"),
]


@pytest.mark.parametrize(("find", "place"), USERS)
def test_one_variable_moves_everything_of_the_users(find, place, tmp_path, monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    assert find() == tmp_path / place


def test_the_variable_may_name_the_home_folder(monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", "~/art")
    assert paths.settings_file() == Path.home() / "art" / "config" / "settings.toml"


@pytest.mark.parametrize("find", [find for find, _ in USERS])
def test_without_it_the_platform_decides(find, tmp_path, monkeypatch):
    monkeypatch.delenv("RTSTYLE_HOME", raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    path = find()
    assert path.is_absolute()
    assert "rtstyle" in path.parts
    if sys.platform == "linux":
        assert tmp_path in path.parents


def test_nothing_is_made_by_asking(tmp_path, monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    for find, _ in USERS:
        find()
    assert list(tmp_path.iterdir()) == []


def test_in_a_checkout_what_ships_stands_beside_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "_SHIPPED", tmp_path / "none")
    root = Path(paths.__file__).parent.parent
    assert paths.shipped_styles_dir() == root / "assets" / "styles"
    assert paths.shipped_models_dir() == root / "models"


def test_installed_what_ships_lies_inside_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "_SHIPPED", tmp_path)
    assert paths.shipped_styles_dir() == tmp_path / "styles"
    assert paths.shipped_models_dir() == tmp_path / "models"
