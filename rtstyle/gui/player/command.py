"""What is seen now as a line for the terminal."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from rtstyle.options import NONE, SETTINGS
from rtstyle.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def video_arguments(settings: Settings, look: Mapping[str, float], source: Path, output: Path) -> list[str]:
    """The arguments of ``rtstyle`` that paint a whole file in the look of now.

    Args:
        settings: Those that hold now; what has its default is left out.
        look: {style: weight}.
        source: The file.
        output: The painted one.
    """
    arguments = ["video", str(source.absolute())]
    for style, weight in look.items():
        arguments += ["--style", style if len(look) == 1 else f"{style}:{weight:g}"]
    for name, setting in SETTINGS.items():
        value = getattr(settings, name)
        if value != setting.video_default:
            shown = NONE if value is None else f"{value:g}" if isinstance(value, float) else str(value)
            arguments += [setting.flag, shown]
    usual = Settings()
    for name in ("model", "device"):
        if getattr(settings, name) != getattr(usual, name):
            arguments += [f"--{name}", getattr(settings, name)]
    return [*arguments, "--output", str(output.absolute())]


def as_line(arguments: Sequence[str]) -> str:
    """A line that the system's terminal takes."""
    words = ["rtstyle", *arguments]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
