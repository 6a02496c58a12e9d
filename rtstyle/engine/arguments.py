"""What users may hand to a stylizer, looked at before anything is done with it."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from rtstyle.checks import number, shown
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.frame import Image

Picture: TypeAlias = Any
"""A picture as libraries have it: a NumPy array (H, W, 3) uint8 RGB, a Pillow image, or a torch tensor (H, W, 3) or
(3, H, W) uint8 RGB, on any device."""

StyleSpec: TypeAlias = "str | os.PathLike[str] | Picture | Mapping[str, float]"
"""A name from the library, a path, a `Picture`, or a mixture {name or path: weight}."""

_HEAVIEST = 1e6
_DEEP_MODES = ("I", "F")
"""Modes of Pillow, by their beginning, whose values do not fit into a byte."""


def as_picture(value: Picture) -> Image:
    """A picture as an array (H, W, 3) uint8 RGB; the very same one where it is one already.

    Raises:
        UsageError: It is none, and how to make one of it where that can be told.
    """
    array = _array_of(value)
    if array.dtype == np.uint8 and array.ndim == 3 and array.shape[2] == 3:
        if 0 in array.shape:
            raise UsageError(f"a picture has at least one pixel; got the shape {array.shape}")
        return array
    advice = _way_to_convert(array)
    raise UsageError(
        f"a picture is an (H, W, 3) uint8 RGB array, not {array.dtype} {array.shape}"
        + (f"; convert it by: {advice}" if advice else "")
    )


def parts_of(style: StyleSpec) -> list[tuple[str | os.PathLike[str] | Image, float]]:
    """Names, paths or a picture, and their weights.

    Raises:
        UsageError: A mixture without a positive weight, what is no picture, or something else altogether.
    """
    if isinstance(style, Mapping):
        return _mixture(style)
    if isinstance(style, str | os.PathLike):
        return [(_path(style), 1.0)]
    if isinstance(style, np.ndarray) or _is_pillow(style) or _is_tensor(style):
        return [(as_picture(style), 1.0)]
    raise UsageError(f"a style is a name, a path, a picture or a mixture, not {type(style).__name__}")


def _mixture(style: Mapping[Any, Any]) -> list[tuple[str | os.PathLike[str] | Image, float]]:
    weights = {_path(name): number("the weight of a style", w, 0, _HEAVIEST) for name, w in style.items()}
    if not sum(weights.values()) > 0:
        raise UsageError(f"a mixture takes weights of at least 0, not all 0; got {shown(dict(style))}")
    return [(name, weight) for name, weight in weights.items() if weight > 0]


def _path(name: Any) -> str | os.PathLike[str]:
    if not isinstance(name, str | os.PathLike) or not isinstance(os.fspath(name), str):
        raise UsageError(f"a style is named by a text or a path, not {type(name).__name__}")
    return name


def _is_pillow(value: Any) -> bool:
    # Whoever has such an image has imported the library; whoever has none need not wait for it.
    module = sys.modules.get("PIL.Image")
    return module is not None and isinstance(value, module.Image)


def _is_tensor(value: Any) -> bool:
    module = sys.modules.get("torch")
    return module is not None and isinstance(value, module.Tensor)


def _array_of(value: Any) -> np.ndarray[Any, Any]:
    if isinstance(value, np.ndarray):
        return value
    if _is_pillow(value):
        if value.mode.startswith(_DEEP_MODES):
            raise UsageError(
                f"a Pillow image of mode {value.mode} has more than 8 bits a pixel: scale it to 0 to 255, "
                'then .convert("RGB")'
            )
        return np.asarray(value.convert("RGB"))
    if _is_tensor(value):
        array = value.detach().cpu().resolve_conj().resolve_neg()
        array = array.float().numpy() if str(array.dtype) == "torch.bfloat16" else array.numpy()
        # As torch has pictures: channels first.
        planes = array.ndim == 3 and array.shape[0] == 3 and array.shape[2] != 3
        return np.ascontiguousarray(array.transpose(1, 2, 0)) if planes else array
    raise UsageError(
        f"a picture is an (H, W, 3) uint8 RGB array, a Pillow image or a torch tensor, not {type(value).__name__}"
    )


def _way_to_convert(array: np.ndarray[Any, Any]) -> str:
    """One line of Python that makes a picture of what looks like one; empty where nothing does."""
    if array.ndim == 4 and array.shape[0] == 1:
        return "image[0]"
    if array.ndim == 2:
        return "np.stack([image] * 3, axis=-1)"
    if array.ndim != 3:
        return ""
    if array.shape[2] == 4:
        return "image[:, :, :3]"
    if array.shape[2] == 1:
        return "np.repeat(image, 3, axis=2)"
    if array.shape[2] != 3:
        return "image.transpose(1, 2, 0)" if array.shape[0] == 3 else ""
    return _way_to_bytes(array)


def _way_to_bytes(array: np.ndarray[Any, Any]) -> str:
    if array.dtype == np.bool_:
        return "image.astype(np.uint8) * 255"
    if array.dtype == np.uint16:
        return "(image // 257).astype(np.uint8)"
    if not np.issubdtype(array.dtype, np.number) or np.issubdtype(array.dtype, np.complexfloating):
        return ""
    highest = float(np.nanmax(array, initial=0.0)) if array.dtype.kind == "f" else math.inf
    # Values that are not numbers become 0: a picture has none.
    scaled = "image * 255" if highest <= 1.0 else "image"
    return f"np.nan_to_num({scaled}).round().clip(0, 255).astype(np.uint8)"
