"""From a style's picture to its code: by OpenVINO or by torch, whichever paints.

Always in float32 on the CPU: the same numbers whatever the device, and the accelerator keeps its one thread.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from rtstyle import paths
from rtstyle.engine.backends.compiled_store import CompiledStore
from rtstyle.engine.reporting import reporting
from rtstyle.engine.torch_library import load_torch
from rtstyle.styles.palette import symmetric_power

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from rtstyle.engine.lazy_network import LazyNetwork
    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode

StyleCoder: TypeAlias = "Callable[[Image], StyleCode]"
"""Encodes an (H, W, 3) uint8 RGB picture, sides multiples of the network's: arrays. For one thread at a time."""

_RIDGE = 1e-9
"""On the diagonal of correlations, which may be all but zero."""


def style_coder(network: LazyNetwork, backend: str) -> StyleCoder:
    """What encodes styles for a backend.

    Args:
        network: Whose codes are wanted.
        backend: The name of what paints.
    """
    return OpenVinoCoder(network) if backend == "openvino" else functools.partial(torch_code, network)


def torch_code(network: LazyNetwork, image: Image) -> StyleCode:
    """Encodes a picture in torch; see `StyleCoder`."""
    torch = load_torch()
    from rtstyle.modeling.network import style_code  # noqa: PLC0415

    with torch.inference_mode():
        pixels = torch.from_numpy(image).permute(2, 0, 1)[None].float().div_(255)
        return style_code(network.loaded, pixels).converted(np.asarray)


class OpenVinoCoder:
    """Encodes pictures by OpenVINO; see `StyleCoder`. Its graphs are read with the first picture.

    Where they have to be made, that is done at once if torch is there anyway: the next start then needs none.

    Args:
        network: Whose codes are wanted.

    Raises:
        DeviceError: OpenVINO cannot convert the network.
    """

    def __init__(self, network: LazyNetwork) -> None:
        self._network = network
        if network.is_loaded:
            with reporting("encode the style"):
                _ = self._requests

    def __call__(self, image: Image) -> StyleCode:
        """Encodes a picture.

        Raises:
            DeviceError: OpenVINO cannot convert the network.
        """
        facts = self._network.facts
        with reporting("encode the style"):
            first_order, correlations, palette = self._measured(image)
            roots = [_root(found) for found in correlations]
            completed = self._requests[1].infer(dict(enumerate([*first_order, *roots])))
        parts = [np.array(part) for part in completed.values()]
        return facts.empty_code().with_parts(parts)._replace(palette=palette)

    def _measured(self, image: Image) -> tuple[list[Any], list[Any], Any]:
        facts = self._network.facts
        measured = [np.array(part) for part in self._requests[0].infer({0: image[None]}).values()]
        count = 2 * len(facts.layer_channels)
        palette = measured.pop() if facts.wants_palette else None
        return measured[:count], measured[count:], palette

    @functools.cached_property
    def _requests(self) -> tuple[Any, Any]:
        from rtstyle.engine.backends.openvino_graph import style_graphs  # noqa: PLC0415 - an extra
        from rtstyle.engine.backends.openvino_library import openvino  # noqa: PLC0415

        core = openvino.Core()
        options = {"INFERENCE_PRECISION_HINT": "f32", "ENABLE_CPU_PINNING": False}
        measuring, completing = (
            core.compile_model(graph, "CPU", options).create_infer_request()
            for graph in style_graphs(self._network, core, CompiledStore(paths.compiled_cache_dir()))
        )
        return measuring, completing


def _root(correlations: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """As `rtstyle.modeling.adain.root`."""
    ridge = _RIDGE * np.eye(correlations.shape[-1])
    return symmetric_power(correlations.astype(np.float64) + ridge, 0.5).astype(np.float32)
