"""Frames of one size on a CUDA device: one recorded graph, pinned memory, one wait.

A compact network's hundred kernels take less time than a CPU needs to launch them. Recorded once as a CUDA graph, they
are launched together. Style, strength and smoothed statistics are numbers in fixed places on the device, so a graph
holds for every style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch

from rtstyle.modeling.adain import ChannelStatistics, adaptive_instance_normalization, blend_statistics
from rtstyle.modeling.network import crop_margin, interior_statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from torch import Tensor

    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork

_WARM_UP_RUNS = 3


class FrameState(NamedTuple):
    """What a frame depends on besides its pixels; written in place, so that recorded graphs see it.

    Attributes:
        keep: Share of the smoothed statistics, (1,) float32.
        strength: The paper's α, (1,) float32.
        target: Statistics of the style.
        smoothed: Statistics of the frames before; each frame writes its own here.
    """

    keep: Tensor
    strength: Tensor
    target: tuple[ChannelStatistics, ...]
    smoothed: tuple[ChannelStatistics, ...]

    @classmethod
    def zeros(cls, layer_channels: Sequence[int], device: torch.device) -> FrameState:
        """A state that nothing was written to yet."""

        def statistics() -> tuple[ChannelStatistics, ...]:
            shapes = [(1, channels, 1, 1) for channels in layer_channels]
            return tuple(
                ChannelStatistics(torch.zeros(shape, device=device), torch.ones(shape, device=device))
                for shape in shapes
            )

        scalars = torch.zeros(1, device=device), torch.ones(1, device=device)
        return cls(*scalars, statistics(), statistics())


def paint(
    network: StylizationNetwork, conditioner: StylizationNetwork, pixels: Tensor, state: FrameState
) -> Tensor:
    """The way of one frame without a branch and without a look at any number: what a graph can hold.

    Args:
        network: In the precision to compute in.
        conditioner: The same network in float32.
        pixels: (H, W, 3) uint8 with the margin.
        state: Read, and its smoothed statistics written.

    Returns:
        (H - 2 margin, W - 2 margin, 3) uint8, contiguous.
    """
    dtype = next(network.parameters()).dtype
    # HWC in memory seen as NCHW is channels_last already: no pixel is moved but by the conversion itself.
    features = network.encode(pixels[None].permute(0, 3, 1, 2).to(dtype).div_(255))
    measured = interior_statistics(network, features, pixels.shape[0])
    own = [blend_statistics(new, old, state.keep) for new, old in zip(measured, state.smoothed, strict=True)]
    target = [
        blend_statistics(content, style, state.strength)
        for content, style in zip(own, state.target, strict=True)
    ]
    aligned = [
        adaptive_instance_normalization(feature, wanted, content_statistics=content)
        for feature, wanted, content in zip(features, target, own, strict=True)
    ]
    picture = crop_margin(network.decode(aligned, conditioner.condition(target)), network)[0]
    for kept, new in zip(state.smoothed, own, strict=True):
        kept.mean.copy_(new.mean)
        kept.std.copy_(new.std)
    rounded = picture.permute(1, 2, 0).float().mul(255).add_(0.5).clamp_(0, 255)
    return rounded.to(torch.uint8).contiguous()


class CudaFrames:
    """Runs frames of one size as a recorded graph. For one thread.

    Args:
        work: Pixels (H, W, 3) uint8 → picture (h, w, 3) uint8, both on the device. Called a few times now, and never
            again.
        height: Of the frames, pixels.
        width: Likewise.
        device: Where to.
        pool: Memory that graphs share which never run at the same time: ``torch.cuda.graph_pool_handle()``.

    Raises:
        RuntimeError: The work cannot be recorded, or memory is short.
    """

    def __init__(
        self,
        work: Callable[[Tensor], Tensor],
        height: int,
        width: int,
        device: torch.device,
        pool: Any,
    ) -> None:
        shape = (height, width, 3)
        self._device = device
        self._host_in = torch.zeros(shape, dtype=torch.uint8, pin_memory=True)
        self._device_in = torch.zeros(shape, dtype=torch.uint8, device=device)
        with torch.cuda.device(device):
            self._done = torch.cuda.Event()  # type: ignore[no-untyped-call]
            self._graph = torch.cuda.CUDAGraph()
            self._device_out = self._record(work, pool)
        self._host_out = torch.zeros(self._device_out.shape, dtype=torch.uint8, pin_memory=True)

    def _record(self, work: Callable[[Tensor], Tensor], pool: Any) -> Tensor:
        beside = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        beside.wait_stream(torch.cuda.current_stream())
        # cuDNN measures its algorithms in the warm-up and remembers the choice for the recording.
        with torch.backends.cudnn.flags(enabled=True, benchmark=True):
            with torch.cuda.stream(beside):
                for _ in range(_WARM_UP_RUNS):
                    work(self._device_in)
            torch.cuda.current_stream().wait_stream(beside)
            # Other threads may use the device meanwhile; only this one's calls are recorded.
            with torch.cuda.graph(self._graph, pool=pool, capture_error_mode="thread_local"):
                return work(self._device_in)

    def run(self, image: Image) -> Image:
        """(H, W, 3) uint8 → a new (h, w, 3) uint8 array."""
        np.copyto(self._host_in.numpy(), image)
        with torch.cuda.device(self._device):
            self._device_in.copy_(self._host_in, non_blocking=True)
            self._graph.replay()
            self._host_out.copy_(self._device_out, non_blocking=True)
            self._done.record()
            self._done.synchronize()
        return self._host_out.numpy().copy()
