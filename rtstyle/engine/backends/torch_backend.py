"""The network in torch, on a CPU or a GPU."""

from __future__ import annotations

import copy
import functools
import logging
from typing import TYPE_CHECKING

import numpy as np
import torch

from rtstyle.allocator import keep_freed_memory
from rtstyle.engine.backends.base import COATS
from rtstyle.engine.backends.cuda_graph import CudaFrames, FrameState, paint
from rtstyle.engine.backends.devices import public_name, torch_name
from rtstyle.engine.backends.margins import with_margin
from rtstyle.engine.backends.precision import best_dtype
from rtstyle.errors import DeviceError
from rtstyle.modeling.network import StylizationNetwork, align, crop_margin, empty_code

if TYPE_CHECKING:
    from rtstyle.frame import Image
    from rtstyle.modeling.adain import ChannelStatistics
    from rtstyle.modeling.style_code import StyleCode


_logger = logging.getLogger(__name__)
_GRAPHS_KEPT = 24
"""Two, of full strength and of less, for as many sizes as adaptive resolution goes through; together they take the
memory of the largest."""


class TorchBackend:
    """See `Backend`. Half-precision convolutions, float32 statistics; on CUDA, a recorded graph for each size.

    Args:
        network: Float32 network on the CPU; left as it is.
        device: ``cpu``, ``cuda``, ``cuda:N``, ``rocm:N`` or ``mps``.
        threads: CPU threads; None leaves torch's choice.
        dtype: Of weights and features; None takes float16 on GPUs, bfloat16 on CPUs that are faster in it, else
            float32.

    Raises:
        DeviceError: The device does not exist or has no memory left.
    """

    name = "torch"

    def __init__(
        self,
        network: StylizationNetwork,
        device: str = "cpu",
        *,
        threads: int | None = None,
        dtype: torch.dtype | None = None,
    ) -> None:
        keep_freed_memory()
        if threads is not None:
            torch.set_num_threads(threads)
        self.dtype = dtype or best_dtype(device)
        try:
            self._device = torch.device(torch_name(device))
            self._network: StylizationNetwork = (
                copy.deepcopy(network)
                .to(device=self._device, dtype=self.dtype, memory_format=torch.channels_last)  # type: ignore[call-overload]
                .eval()
            )
        except (RuntimeError, AssertionError) as error:
            reason = " ".join(str(error).split())
            raise DeviceError(f"cannot compute on {device!r}: {reason}; try --device cpu") from error
        self.device = public_name(str(self._device))
        self._target = empty_code(network)
        self._strength = 1.0
        self._smoothed: dict[int, tuple[ChannelStatistics, ...]] = {}
        self._states: tuple[FrameState, ...] = ()
        self._graphs: dict[tuple[int, int, bool, int], CudaFrames] = {}
        if self._device.type == "cuda":
            self._states = tuple(FrameState.of(self._network) for _ in range(COATS))
            self._pool = torch.cuda.graph_pool_handle()

    @torch.inference_mode()
    def set_target(self, style: StyleCode, strength: float) -> None:
        """See `Backend.set_target`."""
        self._target = style.map(lambda part: torch.as_tensor(part, device=self._device))
        self._strength = strength
        for state in self._states:
            state.set_target(self._target, strength)

    def prepare(self, height: int, width: int, coat: int = 0) -> None:
        """See `Backend.prepare`: nothing, since graphs are recorded by the thread that runs them."""

    @torch.inference_mode()
    def run(self, image: Image, keep: float, coat: int = 0) -> Image:
        """See `Backend.run`."""
        frames = self._recorded(*image.shape[:2], coat=coat) if self._states else None
        if frames is not None:
            self._states[coat].keep.fill_(keep)
            return frames.run(image)
        return self._run_eagerly(image, keep, coat)

    @torch.inference_mode()
    def device_times(self, image: Image, runs: int) -> list[float]:
        """What the device takes for a frame that lies there already and whose picture stays there.

        Args:
            image: See `run`.
            runs: How often.

        Returns:
            Milliseconds of each run, by the device's own clock; none where no graph is recorded.
        """
        self.run(image, 0.0)
        frames = self._recorded(*image.shape[:2], coat=0) if self._states else None
        return [] if frames is None else frames.device_times(runs)

    def _run_eagerly(self, image: Image, keep: float, coat: int) -> Image:
        network = self._network
        padded = with_margin(image, network.margin, network.size_multiple)
        pixels = torch.from_numpy(padded).to(self._device, non_blocking=True)
        # HWC in memory seen as NCHW is channels_last already: no pixel is moved but by the conversion itself.
        features = network.encode(pixels[None].permute(0, 3, 1, 2).to(self.dtype).div_(255))
        aligned = align(
            network,
            features,
            self._target,
            height=padded.shape[0],
            strength=self._strength if self._strength < 1 else None,
            past=self._smoothed.get(coat) if keep > 0 else None,
            keep=keep,
        )
        self._smoothed[coat] = aligned.own
        picture = crop_margin(network.decode(aligned.features, aligned.modulation), network)[0].permute(
            1, 2, 0
        )
        rounded = picture.float().mul_(255).add_(0.5).clamp_(0, 255).to(torch.uint8)
        height, width = image.shape[:2]
        return np.ascontiguousarray(rounded[:height, :width].cpu().numpy())

    def close(self) -> None:
        """See `Backend.close`."""
        self._smoothed.clear()
        self._states = ()
        self._graphs.clear()
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        elif self._device.type == "mps":
            torch.mps.empty_cache()

    def _recorded(self, height: int, width: int, *, coat: int) -> CudaFrames | None:
        """The graph for a size; None, from then on and for all sizes, where none can be recorded."""
        state = self._states[coat]
        pure = self._strength == 1
        key = (height, width, pure, coat)
        if key not in self._graphs:
            while len(self._graphs) >= _GRAPHS_KEPT:
                self._graphs.pop(next(iter(self._graphs)))
            before = [layer.map(torch.clone) for layer in state.smoothed]
            work = functools.partial(paint, self._network, state=state, pure=pure)
            try:
                self._graphs[key] = CudaFrames(work, height, width, self._network, self._pool)
            except RuntimeError as error:
                _logger.warning("no CUDA graph, frames run one kernel at a time: %s", error)
                self._states = ()
                return None
            for kept, layer in zip(state.smoothed, before, strict=True):
                kept.mean.copy_(layer.mean)
                kept.std.copy_(layer.std)
        return self._graphs[key]
