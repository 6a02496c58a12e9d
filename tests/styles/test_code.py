"""Codes in files: what was written comes back, and nothing else does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.modeling.adain import ChannelStatistics
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_code
from rtstyle.modeling.style_code import StyleCode
from rtstyle.styles.code import read_code, write_code

if TYPE_CHECKING:
    from pathlib import Path


def made(layers: int, coloured: int, factors: int, seed: int = 0) -> StyleCode:
    """A code of so many layers, the last ones with a colour."""
    generator = torch.Generator().manual_seed(seed)

    def layer(number: int) -> ChannelStatistics:
        channels = 2 + number
        mean, std = torch.randn(2, 1, channels, 1, 1, generator=generator)
        colour = torch.randn(1, channels, channels, generator=generator)
        return ChannelStatistics(mean, std.abs() + 0.1, colour if number >= layers - coloured else None)

    modulation = tuple(torch.randn(1, 3, 1, 1, generator=generator) for _ in range(factors))
    code = StyleCode(tuple(layer(number) for number in range(layers)), modulation)
    return code.converted(np.asarray)


def assert_same(one: StyleCode | None, other: StyleCode) -> None:
    assert one is not None
    assert len(one.modulation) == len(other.modulation)
    assert [layer.colour is None for layer in one.layers] == [layer.colour is None for layer in other.layers]
    for part, wanted in zip(one.parts(), other.parts(), strict=True):
        assert part.dtype == np.float32
        np.testing.assert_array_equal(part, wanted)


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 12), st.integers(0, 12), st.integers(0, 14))
def test_a_code_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, layers: int, coloured: int, factors: int
) -> None:
    path = tmp_path_factory.mktemp("codes") / "folder" / "code.safetensors"
    code = made(layers, coloured, factors)
    write_code(path, "some network", code)
    assert_same(read_code(path, "some network"), code)


def test_what_a_network_computes_comes_back(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = CompactNetwork((8, 8, 12, 12), modulator_width=8).eval()
    torch.nn.init.normal_(network.modulator.out.weight)
    with torch.inference_mode():
        code = style_code(network, torch.rand(1, 3, 64, 48))
    write_code(tmp_path / "code", "key", code)
    assert_same(read_code(tmp_path / "code", "key"), code)


def test_half_precision_is_read_as_float32(tmp_path: Path) -> None:
    code = made(2, 1, 4).map(np.float16)
    write_code(tmp_path / "code", "key", code)
    assert_same(read_code(tmp_path / "code", "key"), code.map(np.float32))


def test_another_key_is_another_code(tmp_path: Path) -> None:
    write_code(tmp_path / "code", "key", made(2, 1, 4))
    assert read_code(tmp_path / "code", "other key") is None


def test_a_missing_file_and_a_folder_are_none(tmp_path: Path) -> None:
    assert read_code(tmp_path / "code", "key") is None
    assert read_code(tmp_path, "key") is None


def test_damage_anywhere_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "code"
    write_code(path, "key", made(2, 1, 2))
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert read_code(path, "key") is None, f"byte {place} of {len(whole)}"
    for length in (0, 1, 8, 100, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert read_code(path, "key") is None


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
@pytest.mark.parametrize("part", range(7))
def test_numbers_that_cannot_be_are_not_believed(tmp_path: Path, part: int, number: float) -> None:
    code = made(2, 1, 2)
    parts = list(code.parts())
    assert len(parts) == 7
    parts[part] = parts[part] * number
    write_code(tmp_path / "code", "key", code.with_parts(parts))
    assert read_code(tmp_path / "code", "key") is None


def test_a_code_without_layers_is_none(tmp_path: Path) -> None:
    write_code(tmp_path / "code", "key", made(0, 0, 4))
    assert read_code(tmp_path / "code", "key") is None


def test_a_gap_in_the_modulation_or_a_layer_of_half_its_parts_is_none(tmp_path: Path) -> None:
    path = tmp_path / "code"
    write_code(path, "key", made(1, 0, 12))
    whole = path.read_bytes()
    length = int.from_bytes(whole[:8], "little")
    header = json.loads(whole[8:][:length])
    assert "modulation.11" in header
    for old, new in (("modulation.1", "modulation.99"), ("layer.0.std", "layer.0.dev")):
        renamed = {new if name == old else name: value for name, value in header.items()}
        text = json.dumps(renamed).encode()
        path.write_bytes(len(text).to_bytes(8, "little") + text + whole[8 + length :])
        assert read_code(path, "key") is None


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    path = tmp_path / "code"
    write_code(path, "key", made(2, 1, 2))
    write_code(path, "key", made(3, 1, 2, seed=1))
    assert list(tmp_path.iterdir()) == [path]
    assert_same(read_code(path, "key"), made(3, 1, 2, seed=1))
