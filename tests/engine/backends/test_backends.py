"""Every backend gives the picture of the float32 reference."""

from __future__ import annotations

import gc
import importlib.util
import itertools
import mmap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from rtstyle.engine.backends import choose
from rtstyle.engine.backends.choose import (
    BACKENDS,
    BackendKind,
    make_backend,
    register_backend,
)
from rtstyle.engine.backends.devices import resolve_device
from rtstyle.engine.backends.margins import with_margin
from rtstyle.engine.backends.torch_backend import TorchBackend
from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import DeviceError, UsageError
from rtstyle.modeling.adain import adaptive_instance_normalization
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import StylizationNetwork, crop_margin, interior_statistics, style_code
from rtstyle.modeling.registry import load_network
from rtstyle.modeling.style_code import blend_code, mix_codes
from rtstyle.modeling.vgg import VggAdaINNetwork

if TYPE_CHECKING:
    from rtstyle.engine.backends.base import Backend
    from rtstyle.modeling.style_code import StyleCode

INSTALLED = [name for name in BACKENDS if name == "torch" or importlib.util.find_spec(name)]


def picture(side: int, seed: int) -> np.ndarray:
    ramp = np.linspace(0, 255, side)
    waves = 60 * np.sin(ramp[:, None, None] / (7 + seed) + ramp[None, :, None] / 11 + np.arange(3))
    return (ramp[None, :, None] * 0.7 + waves + 30).clip(0, 255).astype(np.uint8)


def code(network: StylizationNetwork, image: np.ndarray) -> StyleCode:
    with torch.inference_mode():
        return style_code(network, torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255)


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / max(np.mean((a.astype(float) - b) ** 2), 1e-9)))


@pytest.fixture(scope="module", params=["compact", "vgg"])
def network(request: pytest.FixtureRequest) -> StylizationNetwork:
    if request.param == "compact":
        return load_network("compact")
    torch.manual_seed(0)
    small = VggAdaINNetwork((8, 8, 16, 16)).eval()
    with torch.no_grad():
        list(small.decoder.children())[-1].bias.fill_(0.5)
    return small


@pytest.mark.parametrize("backend", INSTALLED)
@pytest.mark.parametrize(
    "content", [picture(128, 1), np.zeros((128, 128, 3), np.uint8), np.full((128, 128, 3), 255, np.uint8)]
)
@pytest.mark.parametrize("style", [picture(128, 5), np.full((128, 128, 3), 200, np.uint8)])
def test_agrees_with_float32(
    network: StylizationNetwork, backend: str, content: np.ndarray, style: np.ndarray
) -> None:
    target = code(network, style)
    reference = TorchBackend(network, "cpu", dtype=torch.float32)
    fast = make_backend(network, "cpu", backend=backend)
    for strength in (1.0, 0.4):
        reference.set_target(target, strength)
        fast.set_target(target, strength)
        result, expected = fast.run(content, 0.0), reference.run(content, 0.0)
        assert result.shape == expected.shape == (128, 128, 3)
        if getattr(fast, "precision", "") == "i8" and content.std() == 0:
            # AdaIN makes a picture of next to nothing here; 8 bits see less of it, and must not see more.
            assert np.abs(result.mean((0, 1)) - expected.mean((0, 1))).max() < 40
            assert result.std() < expected.std() + 3
        else:
            assert psnr(result, expected) > 30
    fast.close()


@pytest.mark.parametrize("backend", INSTALLED)
def test_smoothed_statistics_carry_over_and_can_be_forgotten(backend: str) -> None:
    network = load_network("compact")
    fast = make_backend(network, "cpu", backend=backend)
    fast.set_target(code(network, picture(128, 5)), 1.0)
    bright, dim = picture(128, 1), picture(128, 1) // 2
    alone = fast.run(dim, 0.0)
    fast.run(bright, 0.0)
    kept = fast.run(dim, 0.9)
    assert psnr(kept, alone) < 30
    assert np.array_equal(fast.run(dim, 0.0), alone)


def coloured_network() -> CompactNetwork:
    """A small network as if it were trained, whose colours and modulation change a picture a lot."""
    torch.manual_seed(3)
    network = CompactNetwork((8, 8, 12, 12), modulator_width=8).eval().requires_grad_(False)
    for parameter in (network.narrow_sixteenth.weight, network.grain_eighth.weight):
        torch.nn.init.normal_(parameter, std=0.2)
    for basis in network.bases:
        basis.add_(torch.randn(basis.shape) * 0.1)
    network.gates.fill_(0.7)
    torch.nn.init.normal_(network.modulator.out.weight, std=0.2)
    network.head.weight.mul_(5)
    return network


@pytest.mark.parametrize("backend", INSTALLED)
def test_coats_have_statistics_of_their_own(backend: str) -> None:
    network = load_network("compact")
    made = make_backend(network, "cpu", backend=backend)
    made.set_target(code(network, picture(96, 5)), 1.0)
    dark, light = picture(96, 1) // 4, picture(96, 2) // 4 + 190

    def painted(*coats: int) -> np.ndarray:
        made.run(dark, 0.0)
        for coat in coats:
            made.run(light, 0.0, coat)
        return made.run(dark // 2, 0.9)

    alone = painted()
    np.testing.assert_array_equal(painted(1), alone)
    assert (painted(0) != alone).any()
    made.close()


@pytest.mark.parametrize("backend", INSTALLED)
@pytest.mark.parametrize("size", [(60, 75), (830, 20)])
def test_colours_modulation_strength_and_detail_are_the_reference_s(
    backend: str, size: tuple[int, int]
) -> None:
    network, content = coloured_network(), picture(830, 1)[: size[0], : size[1]]
    fast = exact(backend, network)
    full = code(network, picture(96, 5))
    other = mix_codes([full, code(network, 255 - picture(96, 2))], [0.3, 0.7])
    shown = []
    for target, strength in (
        (full, 1.0),
        (full, 0.35),
        (full, 0.0),
        (full.with_detail(network.detail_layers, 0.0), 1.0),
        (other, 1.0),
    ):
        fast.set_target(target, strength)
        expected = reference(network, content, target, strength)
        result = fast.run(np.ascontiguousarray(content), 0.0)
        assert np.abs(result.astype(int) - expected).max() <= 1
        assert all(psnr(result, before) < 60 for before in shown)
        shown.append(result)
    fast.close()


def exact(backend: str, network: StylizationNetwork) -> Backend:
    """A backend in float32, whatever it would choose."""
    if backend == "torch":
        return TorchBackend(network, "cpu", threads=1, dtype=torch.float32)
    module = importlib.import_module("rtstyle.engine.backends.openvino_backend")
    made: Backend = module.OpenVinoBackend(network, threads=1, precision="f32")
    return made


def reference(
    network: StylizationNetwork, content: np.ndarray, target: StyleCode, strength: float
) -> np.ndarray:
    """Encode, align, decode, with no engine at all."""
    padded = with_margin(content, network.margin, network.size_multiple)
    with torch.inference_mode():
        features = network.encode(torch.from_numpy(padded).permute(2, 0, 1)[None].float() / 255)
        own = interior_statistics(network, features, padded.shape[0])
        wanted = blend_code(own, target, strength)
        aligned = [
            adaptive_instance_normalization(feature, layer, content_statistics=content_layer)
            for feature, layer, content_layer in zip(features, wanted.layers, own, strict=True)
        ]
        painted = crop_margin(network.decode(aligned, wanted.modulation), network)[0].permute(1, 2, 0)
    height, width = content.shape[:2]
    return (painted[:height, :width] * 255 + 0.5).clamp(0, 255).numpy().astype(np.uint8)


@pytest.mark.skipif("openvino" not in INSTALLED, reason="the extra openvino is not installed")
def test_a_new_style_compiles_nothing() -> None:
    network = load_network("compact")
    backend = make_backend(network, "cpu", backend="openvino")
    for seed in range(4):
        backend.set_target(code(network, picture(64, seed)), 1.0 - seed / 10)
        backend.run(picture(96, 0), 0.5)
    assert len(backend._requests) == 1
    backend.run(picture(128, 0), 0.0)
    assert len(backend._requests) == 2


@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="only Linux tells what is resident")
@pytest.mark.parametrize("backend", INSTALLED)
def test_memory_stays_from_frame_to_frame(backend: str) -> None:
    network = coloured_network()
    fast = make_backend(network, "cpu", backend=backend)
    target, content = code(network, picture(128, 5)), picture(256, 1)

    def resident_after(frames: int) -> int:
        for i in range(frames):
            fast.set_target(target, 1.0 - i % 2 / 2)
            fast.run(content, 0.5)
        gc.collect()
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * mmap.PAGESIZE

    levels = [resident_after(10), *(resident_after(60) for _ in range(4))]
    # One picture that was kept a frame would be 9 MB more each time; an allocator that takes a block more does so once.
    assert min(later - earlier for earlier, later in itertools.pairwise(levels)) < 4e6
    fast.close()


def test_the_network_is_left_as_it_is() -> None:
    network = CompactNetwork()
    TorchBackend(network, "cpu", dtype=torch.bfloat16)
    assert all(p.dtype == torch.float32 for p in network.parameters())


def test_devices_and_backends_are_checked() -> None:
    assert resolve_device("cpu") == "cpu"
    assert resolve_device("auto") in {"cpu", "cuda"}
    for bad in ("gpu", "cpu:1", "cuda:x", ""):
        with pytest.raises(UsageError, match="unknown device"):
            resolve_device(bad)
    with pytest.raises(UsageError, match="unknown backend"):
        make_backend(CompactNetwork(), "cpu", backend="abacus")


class Inverter:
    """A backend of one's own, which has no use for its network."""

    name, device = "inverter", "cpu"

    def __init__(self, *_: object) -> None:
        self.strength = 0.0

    def set_target(self, *target: object) -> None:
        self.strength = float(target[-1])  # type: ignore[arg-type]

    def prepare(self, height: int, width: int, coat: int = 0) -> None:
        pass

    def run(self, image: np.ndarray, keep: float, coat: int = 0) -> np.ndarray:
        return 255 - image

    def close(self) -> None:
        pass


def test_a_backend_of_ones_own_paints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "BACKENDS", dict(BACKENDS))
    register_backend("inverter", Inverter, help="turns it all around")
    stylizer = Stylizer(backend="inverter", underpainting=0, brushwork=0)
    image = picture(64, 2)
    # In its own palette, a picture comes to the backend as it is.
    stylizer.set_style(image)
    assert np.abs(stylizer.stylize(image).astype(int) - (255 - image)).max() <= 4
    with pytest.raises(UsageError, match=r"openvino \(.*inverter \(turns it all around\)"):
        make_backend(CompactNetwork(), "cpu", backend="abacus")
    for taken in ("inverter", "torch", ""):
        with pytest.raises(UsageError, match="cannot be called"):
            register_backend(taken, Inverter, help="")


def test_a_backend_of_ones_own_comes_first_or_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "BACKENDS", {"torch": BACKENDS["torch"]})
    register_backend("last", Inverter, help="")
    assert make_backend(CompactNetwork(), "cpu", threads=1).name == "torch"
    register_backend("first", Inverter, help="", first=True)
    assert make_backend(CompactNetwork(), "cpu", threads=1).name == "inverter"
    assert list(choose.BACKENDS) == ["first", "torch", "last"]


def test_if_all_backends_fail_each_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise DeviceError("out of order")

    monkeypatch.setattr(
        "rtstyle.engine.backends.choose.BACKENDS",
        {name: BackendKind(broken, "") for name in ("first", "second")},
    )
    with pytest.raises(DeviceError, match=r"first: out of order; second: out of order"):
        make_backend(CompactNetwork(), "cpu")


@pytest.mark.cuda
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_cuda_agrees_with_float32(network: StylizationNetwork) -> None:
    target, content = code(network, picture(128, 5)), picture(128, 1)
    results = []
    for backend in (TorchBackend(network, "cpu", dtype=torch.float32), make_backend(network, "cuda")):
        backend.set_target(target, 1.0)
        results.append(backend.run(content, 0.0))
    assert psnr(*results) > 35
