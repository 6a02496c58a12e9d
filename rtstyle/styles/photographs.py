"""The photographs that ship, on which styles are refined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.errors import ModelError
from rtstyle.paths import shipped_photographs_dir

if TYPE_CHECKING:
    from rtstyle.frame import Image


def shipped_photographs() -> list[Image]:
    """The photographs that ship, (H, W, 3) uint8 RGB each; their folder says where they are from.

    Raises:
        ModelError: They are missing: the installation is damaged.
    """
    folder = shipped_photographs_dir()
    found = [cv2.imread(str(path)) for path in sorted(folder.glob("*.jpg"))]
    photographs = [
        np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8) for image in found if image is not None
    ]
    if not photographs:
        raise ModelError(f"no photographs to refine on in {folder}: install rtstyle again")
    return photographs
