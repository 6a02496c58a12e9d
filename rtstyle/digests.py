"""Digests (SHA-256, hexadecimal) of files, pictures, weights and settings: whether something is still the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtstyle.media.atomic import refuse_pipes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    import numpy.typing as npt

    from rtstyle.media.files import PathLike


def file_digest(path: PathLike) -> str:
    """Digest of a file's bytes.

    Args:
        path: Any file, of any size.

    Returns:
        64 digits in lower case.

    Raises:
        OSError: It cannot be read, or is a pipe or device, which may have no end.
    """
    path = Path(path)
    refuse_pipes(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def arrays_digest(arrays: Iterable[tuple[str, npt.NDArray[np.generic]]], *context: str) -> str:
    """Digest of named arrays, such as a network's weights: names, types, shapes and values, in their order.

    Args:
        arrays: Name and array, any shape and dtype.
        context: Whatever else tells them apart.

    Returns:
        64 digits.
    """
    digest = hashlib.sha256(json.dumps(context).encode())
    for name, array in arrays:
        digest.update(f"{name} {array.dtype} {array.shape}\n".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def image_digest(image: npt.NDArray[np.generic], *context: str) -> str:
    """Digest of an image's shape and pixels; as `arrays_digest`."""
    return arrays_digest([("image", image)], *context)


def settings_digest(settings: object, digits: int = 64) -> str:
    """Digest of values that JSON can hold, whatever the order of their keys.

    Args:
        settings: Mappings, sequences, texts, finite numbers, None.
        digits: Length of the result.
    """
    text = json.dumps(settings, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def weights_digest(state: Mapping[str, Any], *context: str) -> str:
    """Digest of a network's weights, the same for tensors and for arrays of the same numbers.

    Args:
        state: Name to tensor, as torch's ``state_dict()`` has them, on any device; or to NumPy array.
        context: As for `arrays_digest`.
    """
    return arrays_digest((_named_bytes(name, values) for name, values in state.items()), *context)


def _named_bytes(name: str, values: Any) -> tuple[str, npt.NDArray[np.generic]]:
    """Seen as bytes, since NumPy knows no bfloat16; the type is told by the name that torch has for it."""
    if hasattr(values, "detach"):
        import torch  # noqa: PLC0415 - whoever has tensors has it loaded

        data = values.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy()
        return f"{name} {values.dtype} {tuple(values.shape)}", data
    return f"{name} torch.{values.dtype} {values.shape}", values.copy("C").reshape(-1).view("uint8")
