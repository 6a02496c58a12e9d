from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from rtstyle.digests import arrays_digest, file_digest, image_digest, settings_digest, weights_digest

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_has_the_digest_that_every_tool_tells(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"rtstyle" * 100_000)
    assert file_digest(path) == file_digest(str(path)) == hashlib.sha256(b"rtstyle" * 100_000).hexdigest()
    with pytest.raises(FileNotFoundError):
        file_digest(tmp_path / "b")


def test_images_differ_by_shape_pixels_type_and_what_they_are_for() -> None:
    image = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    others = [image.reshape(4, 2, 3), image + 1, image.view(np.int8)]
    digests = [
        image_digest(image),
        image_digest(image, "a"),
        image_digest(image, "a", "b"),
        image_digest(image, "ab"),
    ]
    digests += [image_digest(other) for other in others]
    assert len(set(digests)) == 7
    # However it lies in memory.
    assert image_digest(np.ascontiguousarray(image[:, ::-1])[:, ::-1]) == digests[0]


def test_arrays_differ_by_their_names() -> None:
    array = np.zeros(3)
    assert arrays_digest([("a", array)]) != arrays_digest([("b", array)])


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16, torch.int8])
def test_weights_differ_by_every_number(dtype: torch.dtype) -> None:
    state = {"conv.weight": torch.ones(2, 3, dtype=dtype), "bias": torch.zeros(1, dtype=dtype)}
    digest = weights_digest(state)
    assert digest == weights_digest({name: value.clone() for name, value in state.items()})
    changed = {**state, "conv.weight": state["conv.weight"].clone()}
    changed["conv.weight"][1, 2] = 2
    turned = {**state, "conv.weight": state["conv.weight"].reshape(3, 2)}
    cast = {**state, "bias": state["bias"].to(torch.float64)}
    assert len({digest, *(weights_digest(other) for other in (changed, turned, cast))}) == 4


def test_settings_differ_by_values_and_not_by_the_order_of_keys() -> None:
    assert settings_digest({"a": 1, "b": [2, None]}) == settings_digest({"b": [2, None], "a": 1})
    assert settings_digest({"a": 1}) != settings_digest({"a": "1"})
    assert settings_digest({"a": 1}, 12) == settings_digest({"a": 1})[:12]
    with pytest.raises(ValueError, match="JSON"):
        settings_digest({"a": float("nan")})
