"""Crops with their perceptual features, each used several times before it is replaced."""

from __future__ import annotations

import dataclasses
import itertools
import os
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from rtstyle.modeling.adain import ChannelStatistics, channel_statistics
from rtstyle.modeling.losses import gram
from rtstyle.modeling.vgg import WIDTHS, VggFeatures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtstyle.frame import Image
    from rtstyle.styles.teacher import Teacher
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
        coarse_features: (B, 512, H/16, W/16), relu4_1 of the content at half the size; None without second order.
        style_grams: Gram matrices of relu1_1 … relu4_1 of the style, (B, C, C); empty without second order.
        coarse_grams: The same of the style at half the size.
        broad_grams: And at a quarter of it.
        taught: (B, 3, H, W) float32, what a teacher makes of the pairs; None without one.
        taught_features: Its relu4_1, (B, 512, H/8, W/8).
        taught_coarse: The same at half the size.
    """

    content: Tensor
    style: Tensor
    content_features: Tensor
    style_targets: tuple[ChannelStatistics, ...]
    coarse_features: Tensor | None = None
    style_grams: tuple[Tensor, ...] = ()
    coarse_grams: tuple[Tensor, ...] = ()
    broad_grams: tuple[Tensor, ...] = ()
    taught: Tensor | None = None
    taught_features: Tensor | None = None
    taught_coarse: Tensor | None = None


class TargetPool:
    """Draws random pairs from a slowly changing stock of crops whose features are known.

    Args:
        content: Photographs.
        style: Paintings.
        perceptual: The fixed network; its dtype and device are the targets'.
        batch: Pairs a step.
        reuse: Average number of times a crop is used.
        second_order: Whether Gram matrices, and what half the size shows, are wanted.
        seed: Of the pairing.
        start: Step to start from; the stock is filled anew.
        teacher: Paints the pairs, too.
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
        second_order: bool = False,
        start: int = 0,
        teacher: Teacher | None = None,
    ) -> None:
        self._perceptual = perceptual
        self._batch = batch
        self._fresh = max(1, batch // reuse)
        self._capacity = batch if reuse == 1 else batch * POOL_BATCHES
        self._seed = seed
        self._second_order = second_order
        self._teacher = teacher
        self._step = start
        self._stock: tuple[Tensor, ...] = ()
        self._count = self._oldest = 0
        weights = next(perceptual.parameters())
        self._device, self._dtype = weights.device, weights.dtype
        # A GPU takes crops faster than one process can cut them; on a CPU they are a hundredth of a step.
        cuda = self._device.type == "cuda"
        self._crops = iter(
            DataLoader(
                _Crops(content, style),
                batch_sampler=_numbers(start, batch, self._fresh, self._capacity // 4),
                num_workers=max(1, (os.cpu_count() or 1) - 2) if cuda else 0,
                collate_fn=_stacked,
                worker_init_fn=_one_thread,
                pin_memory=cuda,
                prefetch_factor=4 if cuda else None,
            )
        )

    def close(self) -> None:
        """Stops the processes that cut crops."""
        del self._crops

    def draw(self) -> Batch:
        """Replaces the oldest crops by fresh ones and draws the next batch."""
        rng = np.random.default_rng((self._seed, 11, self._step))
        self._step += 1
        self._refresh()
        contents, styles = (
            torch.from_numpy(rng.choice(self._count, self._batch, replace=False)).to(self._device)
            for _ in range(2)
        )
        if self._teacher is not None:  # has painted each content in the style beside it
            styles = contents
        content, style, deep, statistics, *more = self._stock
        batch = Batch(
            content=_to_float(content[contents]),
            style=_to_float(style[styles]),
            content_features=deep[contents].permute(0, 3, 1, 2),
            style_targets=_unpack(statistics[styles], WIDTHS),
        )
        if not self._second_order:
            return batch
        coarse_deep, grams, coarse_grams, broad_grams, *lesson = more
        batch = dataclasses.replace(
            batch,
            coarse_features=coarse_deep[contents].permute(0, 3, 1, 2),
            style_grams=_unpack_grams(grams[styles], WIDTHS),
            coarse_grams=_unpack_grams(coarse_grams[styles], WIDTHS),
            broad_grams=_unpack_grams(broad_grams[styles], WIDTHS),
        )
        if not lesson:
            return batch
        pictures, features, coarse = (stock[contents] for stock in lesson)
        return dataclasses.replace(
            batch,
            taught=_to_float(pictures),
            taught_features=features.permute(0, 3, 1, 2),
            taught_coarse=coarse.permute(0, 3, 1, 2),
        )

    @torch.no_grad()
    def _refresh(self) -> None:
        content, style = (images.to(self._device, non_blocking=True) for images in next(self._crops))
        contents, styles = (_to_float(images).to(self._dtype) for images in (content, style))
        deep = self._perceptual(contents)[-1].permute(0, 2, 3, 1)
        shallow = self._perceptual(styles)
        packed = torch.cat([torch.cat(channel_statistics(taken)[:2], 1) for taken in shallow], 1)
        fresh = [content, style, deep, packed]
        if self._second_order:
            fresh.append(self._perceptual(half_size(contents))[-1].permute(0, 2, 3, 1))
            smaller = half_size(styles)
            pyramid = shallow, self._perceptual(smaller), self._perceptual(half_size(smaller))
            fresh += [_pack_grams(features) for features in pyramid]
        if self._second_order and self._teacher is not None:
            pairs = zip(content.cpu().numpy(), style.cpu().numpy(), strict=True)
            taught = torch.from_numpy(np.stack([self._teacher(*pair) for pair in pairs])).to(self._device)
            pictures = _to_float(taught).to(self._dtype)
            fresh.append(taught)
            fresh += [self._perceptual(p)[-1].permute(0, 2, 3, 1) for p in (pictures, half_size(pictures))]
        if not self._stock:
            self._stock = tuple(item.new_empty((self._capacity, *item.shape[1:])) for item in fresh)
        places = (torch.arange(len(content), device=self._device) + self._oldest) % self._capacity
        for stock, items in zip(self._stock, fresh, strict=True):
            stock[places] = items
        self._oldest = (self._oldest + len(content)) % self._capacity
        self._count = min(self._capacity, self._count + len(content))


def half_size(images: Tensor) -> Tensor:
    """Pictures at half their height and width, which is where large strokes are judged."""
    return functional.avg_pool2d(images, 2)


class _Crops(Dataset[tuple["Image", "Image"]]):
    """Pairs of crops by number."""

    def __init__(self, content: PictureSet, style: PictureSet) -> None:
        self._sets = (content, style)

    def __getitem__(self, number: int) -> tuple[Image, Image]:
        content, style = self._sets
        return content.crop(number), style.crop(number)


def _numbers(start: int, batch: int, fresh: int, variety: int) -> Iterator[list[int]]:
    """Which crops each step cuts.

    Whole batches of fresh crops until there is some variety, or a run would learn the first few by heart; from then on
    a few a step keep the stock changing.
    """
    for step in itertools.count(start):
        count = batch if (step - start) * batch < variety else fresh
        # Far apart, so that no two steps cut the same crop, wherever a run was interrupted.
        yield list(range(step * batch, step * batch + count))


def _stacked(pairs: list[tuple[Image, Image]]) -> tuple[Tensor, ...]:
    """Contents and styles, (n, H, W, 3) uint8 each."""
    return tuple(torch.from_numpy(np.stack(crops)) for crops in zip(*pairs, strict=True))


def _one_thread(_worker: int) -> None:
    cv2.setNumThreads(0)


def _to_float(images: Tensor) -> Tensor:
    """(B, H, W, 3) uint8 → (B, 3, H, W) float32 in [0, 1], channels last."""
    return images.permute(0, 3, 1, 2).float().div(255)


def _unpack(packed: Tensor, channels: tuple[int, ...]) -> tuple[ChannelStatistics, ...]:
    pieces = torch.split(packed, [c for c in channels for _ in range(2)], 1)
    return tuple(ChannelStatistics(mean, std) for mean, std in zip(pieces[::2], pieces[1::2], strict=True))


def _pack_grams(features: Sequence[Tensor]) -> Tensor:
    """(B, sum of C²) bfloat16: a thousand crops' worth has to fit beside the rest."""
    return torch.cat([gram(layer).flatten(1) for layer in features], 1).bfloat16()


def _unpack_grams(packed: Tensor, channels: tuple[int, ...]) -> tuple[Tensor, ...]:
    pieces = torch.split(packed, [c * c for c in channels], 1)
    return tuple(piece.reshape(-1, c, c) for piece, c in zip(pieces, channels, strict=True))
