"""The network in torch, on a CPU or a CUDA device."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from rtstyle.allocator import keep_freed_memory
from rtstyle.errors import DeviceError
from rtstyle.modeling.adain import ChannelStatistics, adaptive_instance_normalization, blend_statistics
from rtstyle.modeling.network import StylizationNetwork, crop_margin, interior_statistics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.frame import Image


class TorchBackend:
    """See `Backend`. Half-precision convolutions, float32 statistics.

    Args:
        network: Float32 network on the CPU; left as it is.
        device: ``cpu``, ``cuda`` or ``cuda:N``.
        threads: CPU threads; None leaves torch's choice.
        dtype: Of weights and features; None takes float16 on CUDA, bfloat16 on CPUs that compute with it, else
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
        self.margin, self.size_multiple = network.margin, network.size_multiple
        self.dtype = dtype or best_dtype(device)
        try:
            self._device = torch.device(device)
            # The conditioning stays float32: it runs once a style and decides over every pixel.
            self._conditioner: StylizationNetwork = copy.deepcopy(network).to(self._device).eval()
            self._network: StylizationNetwork = (
                copy.deepcopy(network)
                .to(device=self._device, dtype=self.dtype, memory_format=torch.channels_last)  # type: ignore[call-overload]
                .eval()
            )
        except (RuntimeError, AssertionError) as error:
            reason = " ".join(str(error).split())
            raise DeviceError(f"cannot compute on {device!r}: {reason}; try --device cpu") from error
        self.device = str(self._device)
        self._target: tuple[ChannelStatistics, ...] = ()
        self._strength = 1.0
        self._condition: tuple[Tensor, ...] = ()
        self._smoothed: tuple[ChannelStatistics, ...] | None = None

    @torch.inference_mode()
    def set_target(self, statistics: Sequence[ChannelStatistics], strength: float) -> None:
        """See `Backend.set_target`."""
        self._target = tuple(
            ChannelStatistics(layer.mean.to(self._device), layer.std.to(self._device)) for layer in statistics
        )
        self._strength = strength
        self._condition = self._conditioner.condition(self._target)

    def prepare(self, height: int, width: int) -> None:
        """See `Backend.prepare`: nothing here depends on the size."""

    @torch.inference_mode()
    def run(self, image: Image, keep: float) -> Image:
        """See `Backend.run`."""
        network = self._network
        pixels = torch.from_numpy(image).to(self._device, non_blocking=True)
        # HWC in memory seen as NCHW is channels_last already: no pixel is moved but by the conversion itself.
        features = network.encode(pixels[None].permute(0, 3, 1, 2).to(self.dtype).div_(255))
        own = self._smooth(interior_statistics(network, features, image.shape[0]), keep)
        target, condition = self._target, self._condition
        if self._strength < 1:
            target = tuple(
                blend_statistics(content, style, self._strength)
                for content, style in zip(own, target, strict=True)
            )
            condition = self._conditioner.condition(target)
        aligned = [
            adaptive_instance_normalization(feature, style, content_statistics=content)
            for feature, style, content in zip(features, target, own, strict=True)
        ]
        picture = crop_margin(network.decode(aligned, condition), network)[0].permute(1, 2, 0)
        rounded = picture.float().mul_(255).add_(0.5).clamp_(0, 255).to(torch.uint8)
        return np.ascontiguousarray(rounded.cpu().numpy())

    def close(self) -> None:
        """See `Backend.close`."""
        self._smoothed = None
        if self._device.type == "cuda":
            torch.cuda.empty_cache()

    def _smooth(self, own: tuple[ChannelStatistics, ...], keep: float) -> tuple[ChannelStatistics, ...]:
        if keep > 0 and self._smoothed is not None:
            own = tuple(
                blend_statistics(new, old, keep) for new, old in zip(own, self._smoothed, strict=True)
            )
        self._smoothed = own
        return own


def best_dtype(device: str) -> torch.dtype:
    """The fastest precision that a device computes convolutions in and whose pictures look the same."""
    if device.startswith("cuda"):
        return torch.float16
    # Where the CPU lacks the instructions, torch would emulate bfloat16, slower than float32.
    capabilities = torch.cpu.get_capabilities()
    fast = capabilities.get("avx512_bf16") or capabilities.get("amx_bf16") or capabilities.get("bf16")
    return torch.bfloat16 if fast else torch.float32
