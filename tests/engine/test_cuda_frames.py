"""Frames as recorded graphs: what is recorded gives the plain way's pictures, on any device."""

from __future__ import annotations

import logging

import numpy as np
import pytest
import torch

from rtstyle.engine.cuda_frames import FrameState, paint
from rtstyle.engine.torch_backend import TorchBackend
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_statistics
from rtstyle.modeling.registry import load_network

needs_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")


def image(height: int, width: int, seed: int = 0) -> np.ndarray:
    coarse = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3), np.uint8)
    return coarse.repeat(8, 0).repeat(8, 1)


@pytest.fixture(scope="module")
def network() -> CompactNetwork:
    loaded = load_network("compact")
    assert isinstance(loaded, CompactNetwork)
    return loaded


def target_of(network: CompactNetwork) -> tuple:
    with torch.inference_mode():
        pixels = torch.from_numpy(image(64, 64, 5)).permute(2, 0, 1)[None].float() / 255
        return style_statistics(network, pixels)


@pytest.mark.parametrize("strength", [1.0, 0.4])
def test_painting_without_branches_agrees_with_the_plain_way(
    network: CompactNetwork, strength: float
) -> None:
    plain = TorchBackend(network, "cpu", dtype=torch.float32)
    target = target_of(network)
    plain.set_target(target, strength)
    state = FrameState.zeros(network.layer_channels, torch.device("cpu"))
    state.strength.fill_(strength)
    for kept, layer in zip(state.target, target, strict=True):
        kept.mean.copy_(layer.mean)
        kept.std.copy_(layer.std)
    for seed, keep in enumerate((0.0, 0.7, 0.7, 0.0)):
        frame = image(96, 128, seed)
        expected = plain.run(frame, keep)
        state.keep.fill_(keep)
        with torch.inference_mode():
            result = paint(network, network, torch.from_numpy(frame), state).numpy()
        assert result.shape == expected.shape
        assert np.abs(result.astype(int) - expected).max() <= 1


@pytest.mark.cuda
@needs_cuda
def test_recorded_frames_agree_with_eager_ones(network: CompactNetwork) -> None:
    recorded, eager = (TorchBackend(network, "cuda") for _ in range(2))
    eager._state = None
    for backend in (recorded, eager):
        backend.set_target(target_of(network), 0.8)
    for size in ((96, 128), (160, 96), (96, 128)):
        for seed, keep in enumerate((0.0, 0.6, 0.6)):
            frame = image(*size, seed)
            difference = recorded.run(frame, keep).astype(int) - eager.run(frame, keep)
            assert np.abs(difference).mean() < 1
    assert set(recorded._graphs) == {(96, 128), (160, 96)}
    recorded.close()


@pytest.mark.cuda
@needs_cuda
def test_a_new_style_records_nothing_and_memory_stays(network: CompactNetwork) -> None:
    backend = TorchBackend(network, "cuda")
    backend.set_target(target_of(network), 1.0)
    first = backend.run(image(96, 128), 0.0)
    graph, allocated = backend._graphs[96, 128], torch.cuda.memory_allocated()
    for strength in (0.9, 0.5, 0.0):
        backend.set_target(target_of(network), strength)
        backend.run(image(96, 128), 0.5)
    assert backend._graphs[96, 128] is graph
    assert torch.cuda.memory_allocated() <= allocated + 2**20
    backend.set_target(target_of(network), 1.0)
    assert np.array_equal(backend.run(image(96, 128), 0.0), first)


def test_where_no_graph_can_be_recorded_frames_run_eagerly(
    network: CompactNetwork, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("operation not permitted when stream is capturing")

    monkeypatch.setattr("rtstyle.engine.torch_backend.CudaFrames", broken)
    backend = TorchBackend(network, "cpu", dtype=torch.float32)
    backend.set_target(target_of(network), 1.0)
    expected = backend.run(image(96, 128), 0.0)
    backend._state, backend._pool = FrameState.zeros(network.layer_channels, torch.device("cpu")), None
    with caplog.at_level(logging.WARNING):
        assert np.array_equal(backend.run(image(96, 128), 0.0), expected)
        backend.run(image(96, 128), 0.0)
    assert caplog.text.count("no CUDA graph") == 1
    assert "capturing" in caplog.text
