"""Ranges of 8-bit convolutions, chosen from pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from rtstyle.evaluation import calibration
from rtstyle.evaluation.calibration import main, measure_ranges
from rtstyle.modeling.checkpoint import load_safetensors, save_safetensors
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.registry import load_network

if TYPE_CHECKING:
    from pathlib import Path


def pictures(count: int) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(count)
    return [torch.rand(1, 3, 32, 48, generator=generator) for _ in range(count)]


def test_every_convolution_gets_a_range_that_it_fills() -> None:
    torch.manual_seed(0)
    network = CompactNetwork((8, 8, 8, 8), modulator_width=8).eval()
    ranges = measure_ranges(network, pictures(2), pictures(3))
    convolutions = [name for name, module in network.named_modules() if isinstance(module, torch.nn.Conv2d)]
    assert set(ranges) == set(convolutions) - {"head"}
    assert all(low in {0.0, -high} and high > 0 for low, high in ranges.values())
    assert ranges["stem"][1] == pytest.approx(0.5, abs=0.03)
    assert ranges["down_quarter"][0] == 0
    assert ranges["decode_quarter.first"][0] < 0


def test_a_rare_giant_does_not_cost_everything_else_its_steps() -> None:
    torch.manual_seed(0)
    usual = [torch.rand(10_000) for _ in range(9)]
    giant = torch.rand(10_000)
    giant[0] = 100.0
    _, high = calibration._cheapest([*usual, giant])
    assert 1 <= high < 10


def test_a_layer_that_is_silent_has_a_range_too() -> None:
    low, high = calibration._cheapest([torch.zeros(100)] * 2)
    assert low == 0
    assert high > 0


def test_the_file_keeps_its_weights_and_gains_ranges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(calibration, "bundled_pictures", lambda: (pictures(1), pictures(2)))
    network = CompactNetwork((8, 8, 8, 8), modulator_width=8)
    path = tmp_path / "mine.safetensors"
    save_safetensors(path, network.state_dict(), {"seed": "7"})
    assert not load_network(str(path)).input_ranges
    assert main([str(path)]) == 0
    state, metadata = load_safetensors(path)
    assert metadata["seed"] == "7"
    assert all(torch.equal(state[name], tensor) for name, tensor in network.state_dict().items())
    assert set(load_network(str(path)).input_ranges) >= {"stem", "decode_half.first"}
    assert main([str(tmp_path / "none.safetensors")]) == 1
    assert "none.safetensors" in capsys.readouterr().err


def test_the_bundled_pictures_suit_the_network() -> None:
    contents, styles = calibration.bundled_pictures()
    assert len(contents) >= 5
    assert len(styles) >= 20
    assert all(side % 16 == 0 for image in [*contents, *styles] for side in image.shape[2:])
