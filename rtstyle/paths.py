"""Where things lie: what ships with rtstyle and what belongs to the user. No other module knows.

In a checkout ``models/`` and ``assets/`` stand beside the package; the wheel carries the same folders inside it. The
user's own folders follow the platform's conventions; ``RTSTYLE_HOME`` puts them all under one roof.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"


def shipped_models_dir() -> Path:
    """The folder of the weights that ship with rtstyle."""
    return _SHIPPED / "models" if _SHIPPED.is_dir() else _PACKAGE.parent / "models"


def shipped_styles_dir() -> Path:
    """The folder of the style pictures that ship with rtstyle."""
    return _SHIPPED / "styles" if _SHIPPED.is_dir() else _PACKAGE.parent / "assets" / "styles"


def shipped_photographs_dir() -> Path:
    """The folder of the photographs that styles are refined on."""
    return _SHIPPED / "photographs" if _SHIPPED.is_dir() else _PACKAGE.parent / "assets" / "photographs"


def shipped_refined_dir() -> Path:
    """What refining added to the bundled styles."""
    return shipped_models_dir() / "refined"


def user_refined_dir() -> Path:
    """What refining added to styles on this machine. May not exist yet."""
    return _user("data") / "refined"


def perceptual_weights() -> Path:
    """The perceptual network that ships, by which styles are refined."""
    return shipped_models_dir() / "perceptual-vgg16.safetensors"


def user_models_dir() -> Path:
    """Weights that the user fetched or imported. May not exist yet."""
    return _user("data") / "models"


def user_styles_dir() -> Path:
    """Style pictures that the user added. May not exist yet."""
    return _user("data") / "styles"


def user_looks_dir() -> Path:
    """Looks that the user saved. May not exist yet."""
    return _user("data") / "looks"


def look_pictures_dir() -> Path:
    """Pictures that came with looks; may be deleted at any time. May not exist yet."""
    return _user("cache") / "looks"


def statistics_cache_dir() -> Path:
    """Cached style statistics; may be deleted at any time. May not exist yet."""
    return _user("cache") / "statistics"


def compiled_cache_dir() -> Path:
    """Networks compiled for this machine; may be deleted at any time. May not exist yet."""
    return _user("cache") / "compiled"


def device_verdicts_dir() -> Path:
    """What trials of devices came to; may be deleted at any time. May not exist yet."""
    return _user("cache") / "devices"


def settings_file() -> Path:
    """The user's settings (TOML). May not exist yet."""
    return _user("config") / "settings.toml"


def _user(kind: str) -> Path:
    home = os.environ.get("RTSTYLE_HOME")
    if home:
        return Path(home).expanduser() / kind
    # Here, so that a bare machine that trains or measures can find the shipped weights without it.
    import platformdirs  # noqa: PLC0415

    find = {
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
        "config": platformdirs.user_config_path,
    }[kind]
    return find("rtstyle", appauthor=False)
