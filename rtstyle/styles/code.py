"""Style codes on disk, so that a style is encoded once in its life and not once a start.

One small safetensors file for each picture and key. It is believed only if everything in it fits, its own checksum
included; anything else is treated as if it were not there and is written again.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

import safetensors.torch

from rtstyle.digests import image_digest, weights_digest
from rtstyle.errors import CheckpointError
from rtstyle.media.atomic import write_whole
from rtstyle.modeling.adain import ChannelStatistics
from rtstyle.modeling.checkpoint import load_safetensors
from rtstyle.modeling.style_code import StyleCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from torch import Tensor

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
            compute: Called with ``image`` if there is nothing on disk.

        Returns:
            Float32 on the CPU.
        """
        path = self._folder / f"{image_digest(image, _FORMAT, key)}.safetensors"
        kept = read_code(path, key)
        if kept is not None:
            return kept
        computed = compute(image).map(lambda part: part.detach().float().cpu())
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
        code: On the CPU.

    Raises:
        OSError: It cannot be written.
    """
    # Copies: parts may share memory, and the file's format knows no such thing.
    code = code.map(lambda part: part.clone())
    tensors = {
        f"layer.{number}.{name}": part.contiguous()
        for number, layer in enumerate(code.layers)
        for name, part in layer._asdict().items()
        if part is not None
    }
    tensors |= {f"modulation.{number}": part.contiguous() for number, part in enumerate(code.modulation)}
    if code.palette is not None:
        tensors["palette"] = code.palette.contiguous()
    metadata = {"format": _FORMAT, "key": key, "sha256": _checksum(tensors)}
    write_whole(path, safetensors.torch.save(tensors, metadata))


def read_code(path: Path, key: str) -> StyleCode | None:
    """What a file holds, float32, or None where it is missing or cannot be believed."""
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            return None
        tensors, metadata = load_safetensors(path)
    except (CheckpointError, OSError):
        return None
    if metadata != {"format": _FORMAT, "key": key, "sha256": _checksum(tensors)}:
        return None
    # Copies: the loaded tensors are views of a file that is anybody's.
    parts = {name: tensor.float().clone() for name, tensor in tensors.items()}
    layers: list[ChannelStatistics] = []
    while f"layer.{len(layers)}.mean" in parts and f"layer.{len(layers)}.std" in parts:
        prefix = f"layer.{len(layers)}"
        mean, std, colour = (
            parts.pop(f"{prefix}.mean"),
            parts.pop(f"{prefix}.std"),
            parts.pop(f"{prefix}.colour", None),
        )
        layers.append(ChannelStatistics(mean, std, colour))
    modulation: list[Tensor] = []
    while f"modulation.{len(modulation)}" in parts:
        modulation.append(parts.pop(f"modulation.{len(modulation)}"))
    code = StyleCode(tuple(layers), tuple(modulation), parts.pop("palette", None))
    sound = not parts and layers and all(bool(part.isfinite().all()) for part in code.parts())
    return code if sound else None


def _checksum(tensors: dict[str, Tensor]) -> str:
    """By name: a file keeps its tensors in an order of its own."""
    return weights_digest(dict(sorted(tensors.items())))
