"""Frames as recorded graphs: what is recorded gives the plain way's pictures, on any device."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from rtstyle.engine.backends.cuda_graph import FrameState, paint
from rtstyle.engine.backends.margins import with_margin
from rtstyle.engine.backends.torch_backend import TorchBackend
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_code
from rtstyle.modeling.registry import load_network

if TYPE_CHECKING:
    from rtstyle.modeling.style_code import StyleCode

needs_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")


def image(height: int, width: int, seed: int = 0) -> np.ndarray:
    coarse = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3), np.uint8)
    return coarse.repeat(8, 0).repeat(8, 1)


@pytest.fixture(scope="module")
def network() -> CompactNetwork:
    loaded = load_network("compact")
    assert isinstance(loaded, CompactNetwork)
    return loaded


def target_of(network: CompactNetwork) -> StyleCode:
    with torch.inference_mode():
        pixels = torch.from_numpy(image(64, 64, 5)).permute(2, 0, 1)[None].float() / 255
        return style_code(network, pixels)


@pytest.mark.parametrize("strength", [1.0, 0.4])
def test_painting_without_branches_agrees_with_the_plain_way(
    network: CompactNetwork, strength: float
) -> None:
    plain = TorchBackend(network, "cpu", dtype=torch.float32)
    target = target_of(network)
    plain.set_target(target, strength)
    state = FrameState.of(network)
    with torch.inference_mode():
        state.set_target(target, strength)
    for seed, keep in enumerate((0.0, 0.7, 0.7, 0.0)):
        frame = image(96, 128, seed)
        expected = plain.run(frame, keep)
        state.keep.fill_(keep)
        padded = torch.from_numpy(with_margin(frame, network.margin, network.size_multiple))
        with torch.inference_mode():
            result = paint(network, padded, state, pure=strength == 1).numpy()
        assert result.shape == expected.shape
        assert np.abs(result.astype(int) - expected).max() <= 1


@pytest.mark.cuda
@needs_cuda
def test_recorded_frames_agree_with_eager_ones(network: CompactNetwork) -> None:
    recorded, eager = (TorchBackend(network, "cuda") for _ in range(2))
    eager._states = ()
    for backend in (recorded, eager):
        backend.set_target(target_of(network), 0.8)
    for size in ((96, 128), (163, 90), (96, 128)):
        for seed, keep in enumerate((0.0, 0.6, 0.6)):
            frame = image(200, 200, seed)[: size[0], : size[1]]
            difference = recorded.run(frame, keep).astype(int) - eager.run(frame, keep)
            assert np.abs(difference).mean() < 1
    assert {key[:2] for key in recorded._graphs} == {(96, 128), (163, 90)}
    recorded.close()


@pytest.mark.cuda
@needs_cuda
@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_recorded_frames_agree_with_float32_on_the_cpu(network: CompactNetwork, strength: float) -> None:
    recorded, reference = TorchBackend(network, "cuda"), TorchBackend(network, "cpu", dtype=torch.float32)
    for frame in (image(96, 128), np.zeros((64, 64, 3), np.uint8), np.full((64, 64, 3), 255, np.uint8)):
        for backend in (recorded, reference):
            backend.set_target(target_of(network), strength)
        difference = recorded.run(frame, 0.0).astype(float) - reference.run(frame, 0.0)
        assert 10 * np.log10(255**2 / max((difference**2).mean(), 1e-9)) > 30


@pytest.mark.cuda
@needs_cuda
def test_pictures_that_were_handed_out_stay_as_they_are(network: CompactNetwork) -> None:
    backend = TorchBackend(network, "cuda")
    backend.set_target(target_of(network), 1.0)
    pictures = [backend.run(image(96, 128, seed), 0.0) for seed in range(6)]
    copies = [picture.copy() for picture in pictures]
    del pictures[::2]
    for seed in range(6):
        backend.run(image(96, 128, seed + 10), 0.0)
    assert all(np.array_equal(kept, copy) for kept, copy in zip(pictures, copies[1::2], strict=True))


@pytest.mark.cuda
@needs_cuda
def test_the_device_tells_its_own_time(network: CompactNetwork) -> None:
    backend = TorchBackend(network, "cuda")
    backend.set_target(target_of(network), 1.0)
    assert len(backend.device_times(image(96, 128), 5)) == 5
    assert min(backend.device_times(image(96, 128), 5)) > 0


@pytest.mark.cuda
@needs_cuda
def test_a_new_style_records_nothing_and_memory_stays(network: CompactNetwork) -> None:
    backend = TorchBackend(network, "cuda")
    backend.set_target(target_of(network), 1.0)
    first = backend.run(image(96, 128), 0.0)
    backend.set_target(target_of(network), 0.9)
    backend.run(image(96, 128), 0.0)
    graphs, allocated = dict(backend._graphs), torch.cuda.memory_allocated()
    assert len(graphs) == 2
    for strength in (1.0, 0.5, 0.0):
        backend.set_target(target_of(network), strength)
        backend.run(image(96, 128), 0.5)
    assert backend._graphs == graphs
    assert torch.cuda.memory_allocated() <= allocated + 2**20
    backend.set_target(target_of(network), 1.0)
    assert np.array_equal(backend.run(image(96, 128), 0.0), first)


def test_where_no_graph_can_be_recorded_frames_run_eagerly(
    network: CompactNetwork, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("operation not permitted when stream is capturing")

    monkeypatch.setattr("rtstyle.engine.backends.torch_backend.CudaFrames", broken)
    backend = TorchBackend(network, "cpu", dtype=torch.float32)
    backend.set_target(target_of(network), 1.0)
    expected = backend.run(image(96, 128), 0.0)
    backend._states, backend._pool = (FrameState.of(network),), None
    with caplog.at_level(logging.WARNING):
        assert np.array_equal(backend.run(image(96, 128), 0.0), expected)
        backend.run(image(96, 128), 0.0)
    assert caplog.text.count("no CUDA graph") == 1
    assert "capturing" in caplog.text
