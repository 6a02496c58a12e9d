"""Pictures as other libraries have them: taken, or refused with the line that converts them."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pytest
import torch
from PIL import Image as Pillow

from rtstyle.engine.arguments import as_picture, parts_of
from rtstyle.errors import UsageError

RGB = np.random.default_rng(3).integers(0, 256, (5, 7, 3), np.uint8)


def test_an_array_is_taken_as_it_is() -> None:
    assert as_picture(RGB) is RGB
    frozen = RGB.copy()
    frozen.flags.writeable = False
    assert as_picture(frozen) is frozen
    turned = RGB[::-1, ::2]
    assert as_picture(turned) is turned


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "CMYK", "YCbCr", "HSV"])
def test_pillow_images_are_taken(mode: str) -> None:
    image = Pillow.fromarray(RGB).convert(mode)
    taken = as_picture(image)
    assert taken.dtype == np.uint8
    np.testing.assert_array_equal(taken, np.asarray(image.convert("RGB")))


@pytest.mark.parametrize("mode", ["I", "F", "I;16"])
def test_pillow_images_of_more_than_8_bits_are_refused(mode: str) -> None:
    with pytest.raises(UsageError, match=rf"mode {mode} .*convert\(\"RGB\"\)"):
        as_picture(Pillow.new(mode, (4, 4)))


def test_tensors_are_taken_in_either_layout() -> None:
    for tensor in (torch.from_numpy(RGB), torch.from_numpy(RGB).permute(2, 0, 1)):
        taken = as_picture(tensor)
        np.testing.assert_array_equal(taken, RGB)
    tall = torch.arange(27, dtype=torch.uint8).reshape(3, 3, 3)  # either way: as arrays have it
    np.testing.assert_array_equal(as_picture(tall), tall.numpy())
    learning = torch.rand(4, 4, 3, requires_grad=True)
    with pytest.raises(UsageError, match="float32"):
        as_picture(learning)


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (RGB / 255, RGB),
        ((RGB / 255).astype(np.float32), RGB),
        (RGB.astype(np.float64), RGB),
        (RGB.astype(np.float16), RGB),
        (RGB.astype(np.int64), RGB),
        (RGB.astype(np.uint16) * 257, RGB),
        (RGB > 100, (RGB > 100) * np.uint8(255)),
        (np.where(RGB > 100, np.nan, RGB / 255), np.where(RGB > 100, 0, RGB)),
        (np.dstack([RGB, RGB[:, :, 0]]), RGB),
        (RGB[:, :, 0], np.dstack([RGB[:, :, 0]] * 3)),
        (RGB[:, :, :1], np.dstack([RGB[:, :, 0]] * 3)),
        (RGB.transpose(2, 0, 1), RGB),
        (RGB[None], RGB),
        (torch.from_numpy(RGB).permute(2, 0, 1)[None], RGB),
        (torch.from_numpy(RGB) / 255, RGB),
        (np.dstack([RGB, RGB[:, :, 0]]).astype(np.float32), RGB),
    ],
    ids=range(16),
)  # fmt: skip
def test_the_line_in_the_refusal_converts(image: object, expected: np.ndarray) -> None:
    if isinstance(image, torch.Tensor):
        image = image.numpy()
    for _ in range(3):  # of the wrong layout and the wrong type, it takes a line for each
        try:
            taken = as_picture(image)
            break
        except UsageError as refusal:
            advice = re.search(r"convert it by: (.+)$", str(refusal))
            assert advice is not None
            image = eval(advice[1], {"np": np, "image": image})
    np.testing.assert_array_equal(taken, expected)


@pytest.mark.parametrize(
    "value",
    [
        None, "picture.png", b"", 3, [[1, 2, 3]], RGB[:0], RGB[:, :0], np.zeros((4, 4, 5), np.uint8), np.zeros(3),
        np.zeros((2, 2, 3), complex), np.array("text"), np.array([[["a"] * 3]]),
        torch.zeros(0, 4, 3, dtype=torch.uint8), object(),
    ],
    ids=range(14),
)  # fmt: skip
def test_what_is_no_picture_is_refused(value: object) -> None:
    with pytest.raises(UsageError, match="a picture"):
        as_picture(value)


def test_a_style_may_be_a_picture_of_any_kind() -> None:
    for style in (RGB, Pillow.fromarray(RGB), torch.from_numpy(RGB)):
        ((picture, weight),) = parts_of(style)
        np.testing.assert_array_equal(picture, RGB)
        assert weight == 1


@pytest.mark.parametrize(
    "style",
    [
        {}, {"a": 0}, {"a": -1}, {"a": float("nan")}, {"a": float("inf")}, {"a": "2"}, {"a": None}, {3: 1.0},
        {b"a": 1.0}, {"a": 10**400}, 3, None, b"a", ["a"], {"a"}, object,
    ],
    ids=range(16),
)  # fmt: skip
def test_what_is_no_style_is_refused(style: object) -> None:
    with pytest.raises(UsageError):
        parts_of(style)


def test_neither_pillow_nor_torch_is_loaded_to_look_at_an_array() -> None:
    code = (
        "import sys, numpy, rtstyle.engine.arguments as a; a.as_picture(numpy.zeros((2, 2, 3), 'uint8'));"
        "assert not {'PIL', 'torch'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
