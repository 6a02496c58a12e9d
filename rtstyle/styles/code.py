"""Style codes on disk, so that a style is encoded once in its life and not once a start.

One small safetensors file for each picture and key. It is believed only if everything in it fits, its own checksum
included; anything else is treated as if it were not there and is written again.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any

import numpy as np
import safetensors
import safetensors.numpy

from rtstyle.digests import image_digest, weights_digest
from rtstyle.media.atomic import write_whole
from rtstyle.modeling.style_code import ChannelStatistics, StyleCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy.typing as npt

    from rtstyle.frame import Image

_LOG = logging.getLogger(__name__)
_FORMAT = "rtstyle style code 2"
_MAX_FILE_BYTES = 16 << 20
_MAX_FILES = 1024
"""Beyond that the oldest files go; they take some 80 KiB each."""


class CodeCache:
    """Keeps what ``compute`` returned for a picture. Safe for any number of threads and processes.

    Args:
        folder: Where the files lie; made when it is first written to. Without write access nothing is kept, which is
            logged once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._warned = False

    def get(self, image: Image, key: str, compute: Callable[[Image], StyleCode]) -> StyleCode:
        """The code of a picture, from disk if it is there.

        Args:
            image: (H, W, 3) uint8 RGB, as it is to be encoded.
            key: Everything else that the result depends on: the network, its weights.
            compute: Called with ``image`` if there is nothing on disk; of arrays, or of tensors on the CPU.

        Returns:
            Float32 arrays.
        """
        path = self._folder / f"{image_digest(image, _FORMAT, key)}.safetensors"
        kept = read_code(path, key)
        if kept is not None:
            return kept
        computed = compute(image).converted(_as_float32)
        try:
            write_code(path, key, computed)
            self._prune()
        except OSError as error:
            if not self._warned:
                self._warned = True
                reason = error.strerror or type(error).__name__
                _LOG.warning("style codes are not kept: cannot write to %s: %s", self._folder, reason)
        return computed

    def _prune(self) -> None:
        files = list(self._folder.glob("*.safetensors"))
        if len(files) <= _MAX_FILES:
            return
        # Other processes may prune at the same time.
        ages = []
        for file in files:
            with contextlib.suppress(OSError):
                ages.append((file.stat().st_mtime_ns, file))
        for _, file in sorted(ages)[: len(files) - _MAX_FILES]:
            with contextlib.suppress(OSError):
                file.unlink()


def write_code(path: Path, key: str, code: StyleCode) -> None:
    """Writes a code, whole or not at all.

    Args:
        path: The file; its folder is made.
        key: What the code depends on; `read_code` wants the same.
        code: Of arrays, or of tensors on the CPU.

    Raises:
        OSError: It cannot be written.
    """
    # Copies: parts may share memory, and the file's format knows no such thing.
    code = code.converted(lambda part: np.asarray(part).copy())
    arrays = {
        f"layer.{number}.{name}": part
        for number, layer in enumerate(code.layers)
        for name, part in layer._asdict().items()
        if part is not None
    }
    arrays |= {f"modulation.{number}": part for number, part in enumerate(code.modulation)}
    if code.palette is not None:
        arrays["palette"] = code.palette
    metadata = {"format": _FORMAT, "key": key, "sha256": _checksum(arrays)}
    write_whole(path, safetensors.numpy.save(arrays, metadata))


def read_code(path: Path, key: str) -> StyleCode | None:
    """What a file holds, float32 arrays, or None where it is missing or cannot be believed."""
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            return None
        with safetensors.safe_open(path, framework="numpy") as file:
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a mapping
            metadata = file.metadata()
    # The last two are what it raises for types that NumPy does not know.
    except (safetensors.SafetensorError, OSError, ValueError, TypeError, AttributeError):
        return None
    if metadata != {"format": _FORMAT, "key": key, "sha256": _checksum(arrays)}:
        return None
    parts = {name: _as_float32(array) for name, array in arrays.items()}
    layers: list[ChannelStatistics] = []
    while f"layer.{len(layers)}.mean" in parts and f"layer.{len(layers)}.std" in parts:
        prefix = f"layer.{len(layers)}"
        mean, std, colour = (
            parts.pop(f"{prefix}.mean"),
            parts.pop(f"{prefix}.std"),
            parts.pop(f"{prefix}.colour", None),
        )
        layers.append(ChannelStatistics(mean, std, colour))
    modulation: list[npt.NDArray[np.float32]] = []
    while f"modulation.{len(modulation)}" in parts:
        modulation.append(parts.pop(f"modulation.{len(modulation)}"))
    code = StyleCode(tuple(layers), tuple(modulation), parts.pop("palette", None))
    sound = not parts and layers and all(bool(np.isfinite(part).all()) for part in code.parts())
    return code if sound else None


def _as_float32(numbers: Any) -> npt.NDArray[np.float32]:
    """A copy: what was loaded may be a view of a file that is anybody's."""
    return np.asarray(numbers).astype(np.float32)


def _checksum(arrays: dict[str, npt.NDArray[np.generic]]) -> str:
    """By name: a file keeps its arrays in an order of its own."""
    return weights_digest(dict(sorted(arrays.items())))
