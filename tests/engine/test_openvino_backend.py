"""What OpenVINO adds to a backend: graphs and compiled networks that are kept, sizes that are prepared beside."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from rtstyle import paths
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_statistics

openvino_backend = pytest.importorskip("rtstyle.engine.openvino_backend", reason="the extra openvino")
openvino_graph = pytest.importorskip("rtstyle.engine.openvino_graph", reason="the extra openvino")

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = (8, 16, 16)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    return paths.compiled_cache_dir()


@pytest.fixture
def network() -> CompactNetwork:
    torch.manual_seed(0)
    return CompactNetwork(WIDTHS, modulator_width=8).eval().requires_grad_(False)


def image(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height).integers(0, 256, (height, width, 3), np.uint8)


def started(network: CompactNetwork) -> openvino_backend.OpenVinoBackend:
    backend = openvino_backend.OpenVinoBackend(network, threads=1)
    with torch.inference_mode():
        pixels = torch.from_numpy(image(64, 64)).permute(2, 0, 1)[None].float() / 255
        backend.set_target(style_statistics(network, pixels), 1.0)
    return backend


def converted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is converted from now on."""
    calls: list[object] = []
    convert = openvino_graph._convert
    monkeypatch.setattr(openvino_graph, "_convert", lambda network: calls.append(network) or convert(network))
    return calls


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
def test_damaged_files_are_made_anew(home: Path, network: CompactNetwork, damage: bytes | None) -> None:
    expected = started(network).run(image(96, 64), 0.0)
    for file in home.iterdir():
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 255
        file.write_bytes(content if damage is None else damage)
    damaged = {file: file.read_bytes() for file in home.iterdir()}
    assert np.array_equal(started(network).run(image(96, 64), 0.0), expected)
    assert all(file.read_bytes() != content for file, content in damaged.items())


def test_a_size_is_prepared_beside_running_frames(home: Path, network: CompactNetwork) -> None:
    backend = started(network)
    frame = image(96, 64)
    expected = backend.run(frame, 0.0)
    beside = threading.Thread(target=backend.prepare, args=(128, 96))
    beside.start()
    while beside.is_alive():
        assert np.array_equal(backend.run(frame, 0.0), expected)
    beside.join()
    prepared = backend._requests[128, 96]
    assert backend.run(image(128, 96), 0.0).shape == (96, 64, 3)
    assert backend._requests[128, 96] is prepared


def test_the_size_in_use_stays_however_many_are_prepared(
    home: Path, network: CompactNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino_backend, "_RESOLUTIONS_KEPT", 3)
    backend = started(network)
    backend.run(image(64, 64), 0.0)
    in_use = backend._requests[64, 64]
    for width in (72, 80, 88, 96):
        backend.prepare(64, width)
    assert list(backend._requests) == [(64, 64), (64, 88), (64, 96)]
    assert backend._requests[64, 64] is in_use
