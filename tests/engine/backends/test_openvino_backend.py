"""What OpenVINO adds to a backend: graphs and compiled networks that are kept, sizes that are prepared beside."""

from __future__ import annotations

import shutil
import signal
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from rtstyle import paths
from rtstyle.engine.backends.torch_backend import TorchBackend
from rtstyle.engine.processor import eight_bits_pay
from rtstyle.evaluation.calibration import bundled_pictures, measure_ranges
from rtstyle.evaluation.pictures import moving_pictures
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import (
    StylizationNetwork,
    align,
    crop_margin,
    empty_code,
    interior_statistics,
    reflect_margin,
    style_code,
)
from rtstyle.modeling.registry import load_network
from rtstyle.styles.library import StyleLibrary

openvino_backend = pytest.importorskip(
    "rtstyle.engine.backends.openvino_backend", reason="the extra openvino"
)
openvino_conversion = pytest.importorskip(
    "rtstyle.engine.backends.openvino_conversion", reason="the extra openvino"
)
openvino_precision = pytest.importorskip(
    "rtstyle.engine.backends.openvino_precision", reason="the extra openvino"
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rtstyle.modeling.adain import ChannelStatistics
    from rtstyle.modeling.quantization import Ranges

WIDTHS = (8, 16, 16, 24)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one; where other tests' graphs do no harm, a conversion less is seconds less."""
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    return paths.compiled_cache_dir()


def small_network() -> CompactNetwork:
    torch.manual_seed(0)
    return CompactNetwork(WIDTHS, modulator_width=8).eval().requires_grad_(False)


@pytest.fixture
def network() -> CompactNetwork:
    return small_network()


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, np.ndarray]:
    """What a start of that network leaves on disk, and what it painted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RTSTYLE_HOME", str(tmp_path_factory.mktemp("kept")))
        return paths.compiled_cache_dir(), started(small_network()).run(image(96, 64), 0.0)


@pytest.fixture
def used_home(home: Path, first_start: tuple[Path, np.ndarray]) -> Path:
    """The home after that start: its graph is there, and compiled for one size."""
    shutil.copytree(first_start[0], home)
    assert len(list(home.iterdir())) == 2
    return home


def image(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height).integers(0, 256, (height, width, 3), np.uint8)


def started(network: CompactNetwork) -> openvino_backend.OpenVinoBackend:
    backend = openvino_backend.OpenVinoBackend(network, threads=1)
    with torch.inference_mode():
        pixels = torch.from_numpy(image(64, 64)).permute(2, 0, 1)[None].float() / 255
        backend.set_target(style_code(network, pixels), 1.0)
    return backend


def converted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is converted from now on."""
    calls: list[object] = []
    convert = openvino_conversion._converted

    def counted(module: nn.Module, *example: torch.Tensor) -> object:
        calls.append(module)
        return convert(module, *example)

    monkeypatch.setattr(openvino_conversion, "_converted", counted)
    return calls


@pytest.mark.parametrize("strength", [1.0, 0.3])
def test_the_graph_says_what_the_network_does(network: CompactNetwork, strength: float) -> None:
    content = torch.from_numpy(image(64, 96))
    with torch.inference_mode():
        pixels = content.permute(2, 0, 1)[None].float() / 255
        target = style_code(network, pixels.flip(2) ** 2)
        padded = reflect_margin(pixels, network)
        features = network.encode(padded)
        own = interior_statistics(network, features, padded.shape[2])
        aligned = align(network, features, target, height=padded.shape[2], strength=strength)
        painted = crop_margin(network.decode(aligned.features, aligned.modulation), network)
        expected = painted[0].permute(1, 2, 0) * 255

        frame = np.ascontiguousarray((padded[0].permute(1, 2, 0) * 255 + 0.5).to(torch.uint8).numpy())
        blocks = np.empty((1, *(side // 2 for side in frame.shape[:2]), 12), np.uint8)
        openvino_backend._to_blocks(frame, blocks[0], 2)
        nothing = [torch.zeros_like(part) for layer in own for part in layer[:2]]
        scalars = torch.tensor(0.0), torch.tensor(strength)
        graph = openvino_conversion.FrameModule(network, {})
        result, *measured = graph(torch.from_numpy(blocks), *scalars, *target.parts(), *nothing)
    picture = np.empty((64, 96, 3), np.uint8)
    openvino_backend._from_blocks(result[0].contiguous().numpy(), picture, 2)
    assert np.abs(picture - expected.clamp(0, 255).numpy()).max() < 0.51
    for part, wanted_part in zip(measured, (part for layer in own for part in layer[:2]), strict=True):
        torch.testing.assert_close(part, wanted_part, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("side", [1, 2, 3, 4])
def test_blocks_hold_rows_columns_colours_and_give_the_picture_back(side: int) -> None:
    picture = image(12, 24)
    blocks = np.empty((12 // side, 24 // side, 3 * side**2), np.uint8)
    openvino_backend._to_blocks(picture, blocks, side)
    corner = picture[side : 2 * side, :side]  # the second row of blocks, its first
    np.testing.assert_array_equal(blocks[1, 0], corner.reshape(-1))
    back = np.empty_like(picture)
    openvino_backend._from_blocks(blocks, back, side)
    np.testing.assert_array_equal(back, picture)


class BlocksOfFour(StylizationNetwork):
    """A network of somebody's own: one convolution in, one out, on blocks of 4 × 4 pixels."""

    block = 4

    def __init__(self) -> None:
        super().__init__()
        self.layer_channels, self.size_multiple, self.margin = (8,), 8, 8
        self.enter, self.leave = nn.Conv2d(48, 8, 3, padding=1), nn.Conv2d(8, 48, 3, padding=1)

    def block_convolutions(self) -> tuple[str, str]:
        return "enter", "leave"

    def encode(self, images: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self.encode_blocks(functional.pixel_unshuffle(images - 0.5, 4))

    def encode_blocks(self, blocks: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return (functional.relu(self.enter(blocks)),)

    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[torch.Tensor, ...]:
        return (statistics[0].mean.tanh(),)

    def decode(self, features: Sequence[torch.Tensor], condition: Sequence[torch.Tensor]) -> torch.Tensor:
        return functional.pixel_shuffle(self.decode_blocks(features, condition), 4) + 0.5

    def decode_blocks(
        self, features: Sequence[torch.Tensor], condition: Sequence[torch.Tensor]
    ) -> torch.Tensor:
        result: torch.Tensor = self.leave(features[0] + condition[0])
        return result


@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_a_network_of_one_s_own_runs_here_as_in_torch(strength: float) -> None:
    torch.manual_seed(1)
    network = BlocksOfFour().eval().requires_grad_(False)
    with torch.inference_mode():
        target = style_code(network, torch.rand(1, 3, 64, 64))
    pictures = []
    for backend in (
        TorchBackend(network, dtype=torch.float32),
        openvino_backend.OpenVinoBackend(network, threads=1, precision="f32"),
    ):
        backend.set_target(target, strength)
        pictures.append(backend.run(bundled_frame(), 0.0))
        backend.close()
    assert psnr(*pictures) > 40
    assert pictures[0].std() > 5


def test_pictures_need_not_lie_in_one_piece(network: CompactNetwork) -> None:
    backend = started(network)
    frame = image(96, 128)
    whole = backend.run(np.ascontiguousarray(frame[:, ::2]), 0.0)
    assert np.array_equal(backend.run(frame[:, ::2], 0.0), whole)


def test_results_are_new_arrays(network: CompactNetwork) -> None:
    backend = started(network)
    first = backend.run(image(96, 64), 0.0)
    kept = first.copy()
    backend.run(image(96, 64)[::-1], 0.0)
    assert np.array_equal(first, kept)


def test_frames_and_styles_go_through_the_same_memory(network: CompactNetwork) -> None:
    backend = started(network)
    backend.run(image(96, 64), 0.0)
    request = backend._requests[128, 96, 0]

    def places() -> list[int]:
        tensors = [*request._request.input_tensors, *request._request.output_tensors]
        return [tensor.data.ctypes.data for tensor in tensors]

    before = places()
    for strength in (1.0, 0.5):
        backend.set_target(empty_code(network).map(torch.ones_like), strength)
        backend.run(image(96, 64), 0.5)
    assert places() == before
    assert before[0] == request._blocks.ctypes.data
    assert request._picture.ctypes.data in before


def test_a_second_start_converts_and_compiles_nothing(
    home: Path, network: CompactNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversions = converted(monkeypatch)
    first = started(network).run(image(96, 64), 0.0)
    files = sorted(home.iterdir())
    assert len(files) == 2
    assert len(conversions) == 1
    second = started(network).run(image(96, 64), 0.0)
    assert len(conversions) == 1
    assert sorted(home.iterdir()) == files
    assert np.array_equal(first, second)


def test_other_weights_are_another_graph(
    home: Path, network: CompactNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversions = converted(monkeypatch)
    picture = started(network).run(image(96, 64), 0.0)
    network.head.weight.mul_(-1)
    other = started(network).run(image(96, 64), 0.0)
    assert len(conversions) == 2
    assert not np.array_equal(picture, other)


@pytest.mark.parametrize("damage", [b"", b"not what was written", None])
def test_damaged_files_are_made_anew(
    used_home: Path, network: CompactNetwork, first_start: tuple[Path, np.ndarray], damage: bytes | None
) -> None:
    for file in used_home.iterdir():
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 255
        file.write_bytes(content if damage is None else damage)
    damaged = {file: file.read_bytes() for file in used_home.iterdir()}
    assert np.array_equal(started(network).run(image(96, 64), 0.0), first_start[1])
    assert all(file.read_bytes() != content for file, content in damaged.items())


def test_a_size_is_prepared_beside_running_frames(used_home: Path, network: CompactNetwork) -> None:
    backend = started(network)
    frame = image(96, 64)
    expected = backend.run(frame, 0.0)
    beside = threading.Thread(target=backend.prepare, args=(128, 100))
    beside.start()
    while beside.is_alive():
        assert np.array_equal(backend.run(frame, 0.0), expected)
    beside.join()
    prepared = backend._requests[160, 144, 0]
    assert backend.run(image(128, 104)[:, :100], 0.0).shape == (128, 100, 3)
    assert backend._requests[160, 144, 0] is prepared


def test_the_size_in_use_stays_however_many_are_prepared(
    network: CompactNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino_backend, "_RESOLUTIONS_KEPT", 3)
    backend = started(network)
    backend.run(image(64, 64), 0.0)
    in_use = backend._requests[96, 96, 0]
    for width in (80, 96, 112, 128):
        backend.prepare(64, width)
    assert list(backend._requests) == [(96, 96, 0), (96, 144, 0), (96, 160, 0)]
    assert backend._requests[96, 96, 0] is in_use


def test_threads_are_not_pinned_compiled_or_loaded(used_home: Path, network: CompactNetwork) -> None:
    backend = started(network)
    for _ in ("compiled", "loaded"):  # pinned, two processes would crowd on one core
        assert not backend._compiled(64, 64).get_property("ENABLE_CPU_PINNING")


def bundled_frame() -> np.ndarray:
    return moving_pictures(192, 160, 1)[0]


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / max(np.mean((a.astype(float) - b) ** 2), 1e-9)))


@pytest.fixture(scope="module")
def ranges() -> Ranges:
    """Of the shipped network, measured here on a few of the pictures that they are measured on."""
    contents, styles = bundled_pictures()
    return measure_ranges(load_network("compact"), contents[::3], styles[::4])


@pytest.mark.skipif(
    not eight_bits_pay(), reason="no VNNI: such sums overflow there, and 8 bits are never chosen"
)
@pytest.mark.parametrize("style", ["night-whorls", "cathedral-glass", "ink-wash-peaks", "comic-glance"])
@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_eight_bits_paint_what_float32_paints(ranges: Ranges, style: str, strength: float) -> None:
    network = load_network("compact")
    network.input_ranges = ranges
    pixels = (
        torch.from_numpy(StyleLibrary().image(style)[:256, :256].copy()).permute(2, 0, 1)[None].float() / 255
    )
    with torch.inference_mode():
        target = style_code(network, pixels)
    pictures = []
    for precision in ("f32", "i8"):
        backend = openvino_backend.OpenVinoBackend(network, threads=1, precision=precision)
        backend.set_target(target, strength)
        pictures.append(backend.run(bundled_frame(), 0.0))
        backend.close()
    assert not np.array_equal(*pictures)
    assert psnr(*pictures) > 30


@pytest.mark.parametrize(
    ("known", "bfloat16", "pays", "ranges", "expected"),
    [
        (["FP32", "BF16"], True, True, {"stem": (-0.5, 0.5)}, "bf16"),
        (["FP32"], True, True, {"stem": (-0.5, 0.5)}, "i8"),
        (["FP32"], True, True, {}, "f32"),
        (["FP32", "BF16"], False, True, {"stem": (-0.5, 0.5)}, "i8"),
        (["FP32", "BF16"], False, True, {}, "f32"),
        (["FP32", "BF16"], False, False, {"stem": (-0.5, 0.5)}, "f32"),
    ],
)
def test_the_fastest_precision_is_taken(
    network: CompactNetwork,
    monkeypatch: pytest.MonkeyPatch,
    known: list[str],
    bfloat16: bool,
    pays: bool,
    ranges: dict[str, tuple[float, float]],
    expected: str,
) -> None:
    monkeypatch.setattr(openvino_backend.openvino.Core, "get_property", lambda *_: known)
    monkeypatch.setattr(openvino_precision, "bfloat16_pays", lambda: bfloat16)
    monkeypatch.setattr(openvino_precision, "eight_bits_pay", lambda: pays)
    network.input_ranges = ranges
    backend = openvino_backend.OpenVinoBackend(network, threads=1)
    assert backend.precision == expected
    backend.close()


def test_other_ranges_are_another_graph(
    home: Path, network: CompactNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversions = converted(monkeypatch)
    for high in (0.5, 1.0, 1.0):
        network.input_ranges = {"head": (0.0, high)}
        openvino_backend.OpenVinoBackend(network, threads=1, precision="i8").close()
    assert len(conversions) == 2


def test_an_interruption_is_not_taken_for_a_network_that_cannot_be_converted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def convert(*_: object, **__: object) -> None:
        handler = signal.getsignal(signal.SIGINT)
        assert callable(handler)
        handler(signal.SIGINT, None)  # as if Ctrl-C came now
        raise RuntimeError("Failed operations: what the library says where Python raised something")

    monkeypatch.setattr(openvino_conversion.openvino, "convert_model", convert)
    with pytest.raises(KeyboardInterrupt):
        openvino_conversion._converted(nn.ReLU(), torch.zeros(1, 2))
