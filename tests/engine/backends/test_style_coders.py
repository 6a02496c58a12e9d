"""Styles are encoded by whatever paints, to the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from rtstyle.engine.backends.style_coders import OpenVinoCoder, style_coder, torch_code
from rtstyle.engine.lazy_network import as_lazy
from rtstyle.errors import DeviceError
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import empty_code, style_code
from rtstyle.modeling.vgg import VggAdaINNetwork

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.modeling.network import StylizationNetwork

pytest.importorskip("rtstyle.engine.backends.openvino_library", reason="the extra openvino")


def compact() -> CompactNetwork:
    """With open gates and a modulator that modulates."""
    network = CompactNetwork((8, 16, 16, 24), modulator_width=8)
    for gate in (network.gates, network.modulator.out.weight):
        torch.nn.init.normal_(gate)
    return network


def picture(height: int, width: int) -> np.ndarray:
    """Colours that go together, and a flat place."""
    random = np.random.default_rng(height + width)
    colours = random.normal(size=(height, width, 3)) @ random.normal(size=(3, 3)) * 40 + 128
    colours[: height // 2, : width // 2] = (200, 30, 90)
    return colours.clip(0, 255).astype(np.uint8)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))


@pytest.mark.parametrize("make", [compact, VggAdaINNetwork])
def test_openvino_finds_what_torch_finds_in_pictures_of_any_size(make: type[StylizationNetwork]) -> None:
    torch.manual_seed(0)
    network = as_lazy(make().eval().requires_grad_(False))
    coder = style_coder(network, "openvino")
    assert isinstance(coder, OpenVinoCoder)
    for size in ((64, 64), (96, 160), (128, 80)):
        image = picture(*size)
        found, wanted = coder(image), torch_code(network, image)
        assert (found.palette is None) == (wanted.palette is None) == (not network.facts.wants_palette)
        if found.palette is not None:
            np.testing.assert_allclose(found.palette, wanted.palette, atol=1e-5)
        for part, other in zip(found.parts(), wanted.parts(), strict=True):
            assert part.dtype == other.dtype == np.float32
            np.testing.assert_allclose(part, other, rtol=1e-3, atol=1e-3)


def test_torch_s_code_is_the_network_s_in_arrays() -> None:
    network = compact().eval().requires_grad_(False)
    image = picture(64, 96)
    with torch.inference_mode():
        pixels = torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255
        wanted = style_code(network, pixels)
    code = style_coder(as_lazy(network), "torch")(image)
    for part, other in zip(code.parts(), wanted.parts(), strict=True):
        np.testing.assert_allclose(part, other.numpy(), rtol=1e-5, atol=1e-6)


def test_a_second_start_reads_graphs_and_loads_no_network() -> None:
    network = as_lazy(compact().eval().requires_grad_(False))
    image = picture(64, 64)
    first = OpenVinoCoder(network)(image)
    unloaded = as_lazy(network.loaded)
    unloaded._network, unloaded._load = None, lambda: pytest.fail("it was loaded")
    for part, other in zip(OpenVinoCoder(unloaded)(image).parts(), first.parts(), strict=True):
        np.testing.assert_allclose(part, other, atol=1e-3)


def test_a_network_that_cannot_be_converted_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(*_: object) -> object:
        raise RuntimeError("no such operation\nat all")

    monkeypatch.setattr("rtstyle.engine.backends.openvino_conversion._converted", odd)
    with pytest.raises(DeviceError, match="cannot encode the style: no such operation at all"):
        OpenVinoCoder(as_lazy(compact()))(picture(64, 64))


@pytest.mark.parametrize("make", [compact, VggAdaINNetwork])
def test_the_plain_code_is_as_the_network_makes_it(make: type[StylizationNetwork]) -> None:
    network = make().eval().requires_grad_(False)
    plain, wanted = as_lazy(network).facts.empty_code(), empty_code(network)
    assert [layer.colour is None for layer in plain.layers] == [
        layer.colour is None for layer in wanted.layers
    ]
    for part, other in zip(plain.parts(), wanted.parts(), strict=True):
        np.testing.assert_array_equal(part, other.numpy())
