"""Style statistics on disk, so that a style is encoded once in its life and not once a start.

One small safetensors file for each picture and key. It is believed only if everything in it fits, its own checksum
included; anything else is treated as if it were not there and is written again.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

import safetensors.torch
import torch

from rtstyle.digests import image_digest, weights_digest
from rtstyle.errors import CheckpointError
from rtstyle.media.atomic import write_whole
from rtstyle.modeling.adain import ChannelStatistics
from rtstyle.modeling.checkpoint import load_safetensors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rtstyle.frame import Image

_LOG = logging.getLogger(__name__)
_FORMAT = "rtstyle style statistics 1"
_MAX_FILE_BYTES = 16 << 20
_MAX_FILES = 4096
"""Beyond that the oldest files go; they take some KiB each."""


class StatisticsCache:
    """Keeps what ``compute`` returned for a picture. Safe for any number of threads and processes.

    Args:
        folder: Where the files lie; made when it is first written to. Without write access nothing is kept, which is
            logged once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._warned = False

    def get(
        self, image: Image, key: str, compute: Callable[[Image], Sequence[ChannelStatistics]]
    ) -> tuple[ChannelStatistics, ...]:
        """The statistics of a picture, from disk if they are there.

        Args:
            image: (H, W, 3) uint8 RGB, as it is to be encoded.
            key: Everything else that the result depends on: the network, its weights.
            compute: Called with ``image`` if there is nothing on disk.

        Returns:
            Statistics of each layer, float32 on the CPU.
        """
        name = f"{image_digest(image, _FORMAT, key)}.safetensors"
        kept = _read(self._folder / name, key)
        if kept is not None:
            return kept
        computed = tuple(
            ChannelStatistics(layer.mean.detach().float().cpu(), layer.std.detach().float().cpu())
            for layer in compute(image)
        )
        self._write(name, key, computed)
        return computed

    def _write(self, name: str, key: str, statistics: Sequence[ChannelStatistics]) -> None:
        tensors = {}
        for number, layer in enumerate(statistics):
            tensors[f"{number}.mean"] = layer.mean.contiguous()
            tensors[f"{number}.std"] = layer.std.contiguous()
        metadata = {
            "format": _FORMAT,
            "key": key,
            "layers": str(len(statistics)),
            "sha256": weights_digest(tensors),
        }
        try:
            write_whole(self._folder / name, safetensors.torch.save(tensors, metadata))
            self._prune()
        except OSError as error:
            if not self._warned:
                self._warned = True
                reason = error.strerror or type(error).__name__
                _LOG.warning("style statistics are not kept: cannot write to %s: %s", self._folder, reason)

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


def _read(path: Path, key: str) -> tuple[ChannelStatistics, ...] | None:
    """What a cache file holds, or None where it is missing or cannot be believed."""
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            return None
        tensors, metadata = load_safetensors(path)
    except (CheckpointError, OSError):
        return None
    count = len(tensors) // 2
    if not tensors or tensors.keys() != {
        f"{number}.{part}" for number in range(count) for part in ("mean", "std")
    }:
        return None
    # Copies: the loaded tensors are views of a file that is anybody's.
    tensors = {name: tensor.clone() for name, tensor in tensors.items()}
    if metadata != {"format": _FORMAT, "key": key, "layers": str(count), "sha256": weights_digest(tensors)}:
        return None
    layers = tuple(
        ChannelStatistics(tensors[f"{number}.mean"], tensors[f"{number}.std"]) for number in range(count)
    )
    return layers if all(_plausible(layer) for layer in layers) else None


def _plausible(layer: ChannelStatistics) -> bool:
    mean, std = layer
    fits = mean.dtype == std.dtype == torch.float32 and mean.ndim == 4 and mean.shape == std.shape
    return fits and bool(mean.isfinite().all() and std.isfinite().all() and (std > 0).all())
