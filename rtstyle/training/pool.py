"""Crops with their perceptual features, each used several times before it is replaced."""

from __future__ import annotations

import dataclasses
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from rtstyle.modeling.adain import ChannelStatistics, channel_statistics
from rtstyle.modeling.vgg import WIDTHS, VggFeatures

if TYPE_CHECKING:
    from rtstyle.training.dataset import PictureSet

POOL_BATCHES = 64
"""Batches that a pool holds when crops are used more than once: enough that pairs seldom meet again."""


@dataclasses.dataclass(frozen=True, slots=True)
class Batch:
    """What one step needs, on the training device.

    Attributes:
        content: (B, 3, H, W) float32 in [0, 1].
        style: (B, 3, h, w) float32 in [0, 1].
        content_features: (B, 512, H/8, W/8), relu4_1 of the content.
        style_targets: Statistics of relu1_1 … relu4_1 of the style.
    """

    content: Tensor
    style: Tensor
    content_features: Tensor
    style_targets: tuple[ChannelStatistics, ...]


class TargetPool:
    """Draws random pairs from a slowly changing stock of crops whose features are known.

    Args:
        content: Photographs.
        style: Paintings.
        perceptual: The fixed network; its dtype and device are the targets'.
        batch: Pairs a step.
        reuse: Average number of times a crop is used.
        seed: Of the pairing.
        start: Step to start from; the stock is filled anew.
    """

    def __init__(
        self,
        content: PictureSet,
        style: PictureSet,
        perceptual: VggFeatures,
        *,
        batch: int,
        reuse: int,
        seed: int,
        start: int = 0,
    ) -> None:
        self._sets = (content, style)
        self._perceptual = perceptual
        self._batch = batch
        self._fresh = max(1, batch // reuse)
        self._capacity = batch if reuse == 1 else batch * POOL_BATCHES
        self._seed = seed
        self._step = start
        self._stock: list[tuple[Tensor, Tensor, Tensor, Tensor]] = []
        weights = next(perceptual.parameters())
        self._device, self._dtype = weights.device, weights.dtype
        workers = 1 if self._device.type == "cpu" else 12
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="crops")
        self._ahead: list[list[Future[tuple[np.ndarray, np.ndarray]]]] = []

    def close(self) -> None:
        """Stops the threads that cut crops."""
        self._executor.shutdown(cancel_futures=True)

    def draw(self) -> Batch:
        """Replaces the oldest crops by fresh ones and draws the next batch."""
        rng = np.random.default_rng((self._seed, 11, self._step))
        self._refresh()
        count = len(self._stock)
        contents = rng.choice(count, self._batch, replace=False)
        styles = rng.choice(count, self._batch, replace=False)
        self._step += 1
        picked = [self._stock[i] for i in contents]
        painted = [self._stock[i] for i in styles]
        return Batch(
            content=_to_float(torch.stack([item[0] for item in picked])),
            style=_to_float(torch.stack([item[1] for item in painted])),
            content_features=torch.stack([item[2] for item in picked]),
            style_targets=_unpack(torch.stack([item[3] for item in painted]), WIDTHS),
        )

    @torch.no_grad()
    def _refresh(self) -> None:
        crops = [future.result() for future in self._take_ahead()]
        content, style = (
            torch.from_numpy(np.stack(images)).to(self._device).permute(0, 3, 1, 2)
            for images in zip(*crops, strict=True)
        )
        deep = self._perceptual(_to_float(content).to(self._dtype))[-1]
        shallow = self._perceptual(_to_float(style).to(self._dtype))
        packed = torch.cat([torch.cat(channel_statistics(taken), 1) for taken in shallow], 1)
        self._stock += zip(content, style, deep, packed, strict=True)
        del self._stock[: max(0, len(self._stock) - self._capacity)]

    def _take_ahead(self) -> list[Future[tuple[np.ndarray, np.ndarray]]]:
        """The crops of this step; asks for those of the next steps meanwhile."""
        while len(self._ahead) < 4:
            # Whole batches of fresh crops until there is some variety, or a run would learn the first few by heart;
            # from then on a few a step keep the stock changing.
            step = self._step + len(self._ahead)
            expected = len(self._stock) + sum(map(len, self._ahead))
            count = self._batch if expected < self._capacity // 4 else self._fresh
            # Far apart, so that no two steps cut the same crop, wherever a run was interrupted.
            numbers = range(step * self._batch, step * self._batch + count)
            self._ahead.append([self._executor.submit(self._cut, n) for n in numbers])
        return self._ahead.pop(0)

    def _cut(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        content, style = self._sets
        return content.crop(number), style.crop(number)


def _to_float(images: Tensor) -> Tensor:
    return images.float().div(255).contiguous(memory_format=torch.channels_last)


def _unpack(packed: Tensor, channels: tuple[int, ...]) -> tuple[ChannelStatistics, ...]:
    pieces = torch.split(packed, [c for c in channels for _ in range(2)], 1)
    return tuple(ChannelStatistics(mean, std) for mean, std in zip(pieces[::2], pieces[1::2], strict=True))
