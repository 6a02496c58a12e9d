from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_code, stylize_tensor
from rtstyle.training import ablations

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.modeling.network import StylizationNetwork


def painted(network: StylizationNetwork, style: torch.Tensor) -> torch.Tensor:
    content = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        return stylize_tensor(network.eval(), content, style_code(network, style))


def test_every_variant_trains_and_is_told_in_a_table(
    pictures: Path, archive: Path, vgg_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--content", str(pictures), "--style", str(archive), "--perceptual", str(vgg_file)]
    limits = ["--steps", "20", "--batch", "1", "--crop", "64", "--sample-minutes", "0", "--device", "cpu"]
    assert ablations.main([*arguments, *limits, "--output", str(tmp_path)]) == 0
    table = capsys.readouterr().out.splitlines()
    assert len(table) == 2 + len(ablations.VARIANTS)
    assert {line.count("|") for line in table} == {len(ablations.TERMS) + 4}
    for name, line in zip(ablations.VARIANTS, table[2:], strict=True):
        assert line.startswith(f"| {name} |")
        assert float(line.split("|")[3]) > 0
    count = sum(parameter.numel() for parameter in CompactNetwork().parameters())
    assert f"| {count:,} |" in table[2]


@pytest.mark.parametrize("missing", [(0, 2), (0,), (0, 1, 2, 3), (5,)])
def test_a_missing_band_does_not_reach_the_picture(missing: tuple[int, ...]) -> None:
    torch.manual_seed(0)
    network = ablations.WithoutBands(*missing).requires_grad_(False)
    network.narrow_sixteenth.weight.fill_(0.1)
    style = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(2))
    with torch.inference_mode():
        features = network.encode(torch.rand(1, 3, 64, 64))
        modulation = style_code(network, style).modulation
        before = network.decode(features, modulation)
        for band in range(len(features)):
            changed = [f + 1.0 if i == band else f for i, f in enumerate(features)]
            same = torch.equal(network.decode(changed, modulation), before)
            assert same == (band in missing)


def test_first_order_has_no_colours_and_without_grain_a_wall_has_none() -> None:
    style = torch.rand(1, 3, 64, 64)
    with torch.inference_mode():
        assert all(layer.colour is None for layer in style_code(ablations.FirstOrder(), style).layers)
        network = ablations.WithoutGrain()
        torch.nn.init.normal_(network.grain_eighth.weight)
        before = painted(network, style)
        network.grain_eighth.weight.mul_(-1)
        assert torch.equal(painted(network, style), before)


def test_without_modulation_the_decoder_is_the_same_for_every_style() -> None:
    network = ablations.Unmodulated()
    torch.nn.init.normal_(network.modulator.out.weight)
    styles = torch.rand(2, 1, 3, 64, 64)
    first, second = (style_code(network, style).modulation for style in styles)
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))
    assert not torch.equal(painted(network, styles[0]), painted(network, styles[1] * 0.3))
