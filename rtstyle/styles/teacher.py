"""A stylizer of another kind, whose paintings a network learns from."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import TYPE_CHECKING

from rtstyle.errors import TrainingError

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.frame import Image

Teacher = Callable[["Image", "Image"], "Image"]
"""Content and style → painting, (H, W, 3) uint8 RGB each."""


def load_teacher(path: Path) -> Teacher:
    """A teacher from a file of Python that is run: its ``make()`` returns an object with ``set_style`` and ``stylize``.

    That is what the peers of the evaluation look like, too.

    Raises:
        TrainingError: No such file, or it cannot be run.
    """
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise TrainingError(f"{path} is no teacher: a file of Python is wanted")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        stylizer = module.make()
    except Exception as error:
        raise TrainingError(f"{path} is no teacher: {error}") from error

    def paint(content: Image, style: Image) -> Image:
        stylizer.set_style(style)
        painted: Image = stylizer.stylize(content)
        return painted

    return paint
