"""Frames of one size on a CUDA device: one recorded graph, pinned memory, one wait.

A compact network's hundred kernels take less time than a CPU needs to launch them. Recorded once as a CUDA graph, they
are launched together. Style, strength and smoothed statistics are numbers in fixed places on the device, so a graph
holds for every style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from rtstyle.engine.backends.margins import reflected
from rtstyle.modeling.network import align, crop_margin, empty_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.frame import Image
    from rtstyle.modeling.adain import ChannelStatistics
    from rtstyle.modeling.network import StylizationNetwork
    from rtstyle.modeling.style_code import StyleCode

_WARM_UP_RUNS = 3


class FrameState(NamedTuple):
    """What a frame depends on besides its pixels; written in place, so that recorded graphs see it.

    Attributes:
        keep: Share of the smoothed statistics, (1,) float32.
        strength: The paper's α, (1,) float32.
        target: The style.
        smoothed: Statistics of the frames before; each frame writes its own here.
    """

    keep: Tensor
    strength: Tensor
    target: StyleCode
    smoothed: tuple[ChannelStatistics, ...]

    @classmethod
    def of(cls, network: StylizationNetwork) -> FrameState:
        """A state that nothing was written to yet, on the device of a network."""
        target = empty_code(network).map(Tensor.float)
        scalars = (
            torch.zeros(1, device=target.layers[0].mean.device),
            torch.ones_like(target.layers[0].mean[0, 0, 0]),
        )
        past = tuple(layer._replace(colour=None).map(torch.clone) for layer in target.layers)
        return cls(*scalars, target, past)

    def set_target(self, target: StyleCode, strength: float) -> None:
        """Writes a style and a strength."""
        self.strength.fill_(strength)
        for kept, part in zip(self.target.parts(), target.parts(), strict=True):
            kept.copy_(part)


def paint(network: StylizationNetwork, pixels: Tensor, state: FrameState, *, pure: bool) -> Tensor:
    """The way of one frame without a branch and without a look at any number: what a graph can hold.

    Args:
        network: In the precision to compute in.
        pixels: (H, W, 3) uint8 with the margin.
        state: Read, and its smoothed statistics written.
        pure: Full strength: the style's own code is the target.

    Returns:
        (H - 2 margin, W - 2 margin, 3) uint8, contiguous.
    """
    dtype = next(network.parameters()).dtype
    # HWC in memory seen as NCHW is channels_last already: no pixel is moved but by the conversion itself.
    features = network.encode(pixels[None].permute(0, 3, 1, 2).to(dtype).div_(255))
    aligned = align(
        network,
        features,
        state.target,
        height=pixels.shape[0],
        strength=None if pure else state.strength,
        past=state.smoothed,
        keep=state.keep,
    )
    picture = crop_margin(network.decode(aligned.features, aligned.modulation), network)[0]
    for kept, new in zip(state.smoothed, aligned.own, strict=True):
        kept.mean.copy_(new.mean)
        kept.std.copy_(new.std)
    rounded = picture.permute(1, 2, 0).float().mul(255).add_(0.5).clamp_(0, 255)
    return rounded.to(torch.uint8).contiguous()


class CudaFrames:
    """Runs frames of one size as a recorded graph. For one thread.

    A frame crosses the bus twice, in and out, as its bare pixels; the margin is made and cropped on the device. The
    picture lies in pinned memory that is handed out as it is: torch keeps such memory and gives it out again once the
    picture is forgotten.

    Args:
        work: Pixels with a margin (H', W', 3) uint8 → picture without (at least H, W, 3) uint8, both on the device.
            Called a few times now, and never again.
        height: H of the frames, pixels.
        width: W, likewise.
        network: Whose margin it is, on the device.
        pool: Memory that graphs share which never run at the same time: ``torch.cuda.graph_pool_handle()``.

    Raises:
        RuntimeError: The work cannot be recorded, or memory is short.
    """

    def __init__(
        self,
        work: Callable[[Tensor], Tensor],
        height: int,
        width: int,
        network: StylizationNetwork,
        pool: Any,
    ) -> None:
        self._shape = (height, width, 3)
        self._device = next(network.parameters()).device
        self._host_in = torch.zeros(self._shape, dtype=torch.uint8, pin_memory=True)
        self._host_pixels = self._host_in.numpy()
        self._device_in = torch.zeros(self._shape, dtype=torch.uint8, device=self._device)
        self._rows, self._columns = (
            torch.tensor(reflected(side, network.margin, network.size_multiple), device=self._device)
            for side in (height, width)
        )

        def framed() -> Tensor:
            padded = self._device_in.index_select(0, self._rows).index_select(1, self._columns)
            return work(padded)[:height, :width].contiguous()

        with torch.cuda.device(self._device):
            self._done = torch.cuda.Event()  # type: ignore[no-untyped-call]
            self._graph = torch.cuda.CUDAGraph()
            self._device_out = self._record(framed, pool)

    def _record(self, framed: Callable[[], Tensor], pool: Any) -> Tensor:
        beside = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        beside.wait_stream(torch.cuda.current_stream())
        # cuDNN measures its algorithms in the warm-up and remembers the choice for the recording.
        with torch.backends.cudnn.flags(enabled=True, benchmark=True):
            with torch.cuda.stream(beside):
                for _ in range(_WARM_UP_RUNS):
                    framed()
            torch.cuda.current_stream().wait_stream(beside)
            # Other threads may use the device meanwhile; only this one's calls are recorded.
            with torch.cuda.graph(self._graph, pool=pool, capture_error_mode="thread_local"):
                return framed()

    def run(self, image: Image) -> Image:
        """(H, W, 3) uint8 → a new array of that shape."""
        if image.flags.writeable:
            # With torch's threads: one core alone moves 12 GB/s.
            self._host_in.copy_(torch.from_numpy(image))
        else:  # torch has no notion of arrays that must not be written to, and warns of each
            np.copyto(self._host_pixels, image)
        picture = torch.empty(self._shape, dtype=torch.uint8, pin_memory=True)
        with torch.cuda.device(self._device):
            self._device_in.copy_(self._host_in, non_blocking=True)
            self._graph.replay()
            picture.copy_(self._device_out, non_blocking=True)
            self._done.record()
            self._done.synchronize()
        return picture.numpy()

    def device_times(self, runs: int) -> list[float]:
        """Milliseconds of each of so many runs on the frame that was given last, by the device's own clock."""
        with torch.cuda.device(self._device):
            times = []
            for _ in range(runs):
                start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))  # type: ignore[no-untyped-call]
                start.record()
                self._graph.replay()
                end.record()
                end.synchronize()
                times.append(start.elapsed_time(end))
            return times
