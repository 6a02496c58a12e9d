from __future__ import annotations

import contextlib
import os
import re
import struct
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.errors import MediaReadError
from rtstyle.media.picture import read_image, read_picture

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = [".png", ".jpg", ".webp", ".bmp", ".tif"]


def smooth_picture(width: int = 48, height: int = 32) -> np.ndarray:
    """(height, width, 3) uint8 RGB in which every corner differs and compression loses little."""
    y, x = np.mgrid[:height, :width] / max(width, height)
    return np.rint(np.stack([40 + 180 * x, 30 + 250 * y, 200 - 150 * x], -1)).clip(0, 255).astype(np.uint8)


def encoded(suffix: str, rgb: np.ndarray, *options: int) -> bytes:
    whole, data = cv2.imencode(suffix, rgb[..., ::-1] if rgb.ndim == 3 else rgb, options)
    assert whole
    return data.tobytes()


def save(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def png(width: int, height: int, depth: int, color: int, rows: bytes, *extra: bytes) -> bytes:
    """A PNG file from raw rows (without filter bytes) and ready-made chunks that stand before the pixels."""
    stride = len(rows) // height if rows else 0
    raw = b"".join(b"\0" + rows[n * stride : (n + 1) * stride] for n in range(height if rows else 0))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    body = b"".join(extra) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + body


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def exif(orientation: int, order: str = "<") -> bytes:
    head = b"II*\0" if order == "<" else b"MM\0*"
    entry = struct.pack(order + "HHIHH", 274, 3, 1, orientation, 0)
    return head + struct.pack(order + "IH", 8, 1) + entry + struct.pack(order + "I", 0)


def with_orientation(suffix: str, data: bytes, orientation: int, order: str = "<") -> bytes:
    tags = exif(orientation, order)
    if suffix == ".jpg":
        body = b"Exif\0\0" + tags
        return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]
    if suffix == ".png":
        return data[:33] + chunk(b"eXIf", tags) + data[33:]
    assert suffix == ".webp"
    width, height = 48, 32
    canvas = b"\x08\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    tags += b"\0" * (len(tags) % 2)
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + canvas
    body += data[12:] + b"EXIF" + struct.pack("<I", len(tags)) + tags
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_usual_formats(tmp_path: Path, suffix: str) -> None:
    picture = smooth_picture()
    image = read_image(save(tmp_path, "a" + suffix, encoded(suffix, picture)))
    assert image.dtype == np.uint8
    assert image.flags.c_contiguous
    assert image.shape == picture.shape
    assert np.abs(image.astype(int) - picture).max() <= (6 if suffix in {".jpg", ".webp"} else 0)


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    path = save(tmp_path, "photo.jpg", encoded(".png", smooth_picture()))
    assert (read_image(path) == smooth_picture()).all()


UPRIGHT = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: np.rot90(a, 2),
    4: lambda a: a[::-1],
    5: lambda a: a.swapaxes(0, 1),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: np.rot90(a, 2).swapaxes(0, 1),
    8: lambda a: np.rot90(a, 1),
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_exif_orientation_is_applied(tmp_path: Path, suffix: str, orientation: int) -> None:
    order = "<" if orientation % 2 else ">"
    data = with_orientation(suffix, encoded(suffix, smooth_picture()), orientation, order)
    image = read_image(save(tmp_path, "a" + suffix, data))
    expected = UPRIGHT[orientation](smooth_picture())
    assert image.shape == expected.shape
    assert image.flags.c_contiguous
    assert np.abs(image.astype(int) - expected).max() <= 6


def test_the_orientation_tag_of_a_tiff_is_applied(tmp_path: Path) -> None:
    data = bytearray(encoded(".tif", smooth_picture()))
    (directory,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, directory)
    tags = [struct.unpack_from("<H", data, directory + 2 + 12 * n)[0] for n in range(entries)]
    at = directory + 2 + 12 * tags.index(274) if 274 in tags else None
    if at is None:
        entry = struct.pack("<HHIHH", 274, 3, 1, 6, 0)
        body = data[directory + 2 : directory + 2 + 12 * entries]
        rows = sorted([bytes(body[12 * n : 12 * n + 12]) for n in range(entries)] + [entry], key=tag_of)
        struct.pack_into("<I", data, 4, len(data))
        data += struct.pack("<H", entries + 1) + b"".join(rows) + b"\0\0\0\0"
    else:
        struct.pack_into("<H", data, at + 8, 6)
    image = read_image(save(tmp_path, "a.tif", bytes(data)))
    assert (image == np.rot90(smooth_picture(), -1)).all()


def tag_of(entry: bytes) -> int:
    return int.from_bytes(entry[:2], "little")


def test_damaged_exif_does_not_cost_the_picture(tmp_path: Path) -> None:
    data = with_orientation(".jpg", encoded(".jpg", smooth_picture()), 6)
    at = data.index(b"II*\0")
    data = data[: at + 4] + b"\xff\xff\xff\x7f" + data[at + 8 :]
    assert read_image(save(tmp_path, "a.jpg", data)).shape == (32, 48, 3)


def test_grey_pictures(tmp_path: Path) -> None:
    grey = smooth_picture()[:, :, 0]
    image = read_image(save(tmp_path, "a.png", encoded(".png", grey)))
    assert (image == grey[:, :, None]).all()
    bits = png(8, 2, 1, 0, b"\xaa\x0f")
    image = read_image(save(tmp_path, "b.png", bits))
    assert image[0, :, 0].tolist() == [255, 0] * 4
    assert image[1, :, 2].tolist() == [0] * 4 + [255] * 4


def test_sixteen_bits_are_rounded(tmp_path: Path) -> None:
    values = np.array([[0, 128, 129, 257, 30_000, 65_535]], np.uint16)
    image = read_image(save(tmp_path, "a.png", encoded(".png", values)))
    assert image[0, :, 1].tolist() == [round(v / 257) for v in values[0].tolist()]


def test_floating_point_is_cut_to_what_can_be_shown(tmp_path: Path) -> None:
    values = np.array([[[0.0, 0.5, 1.0], [-3.0, 2.0, np.nan]]], np.float32)
    image = read_image(save(tmp_path, "a.tif", encoded(".tif", values)))
    assert image.tolist() == [[[0, 128, 255], [0, 255, 0]]]


def test_transparency_is_laid_on_white(tmp_path: Path) -> None:
    rgba = bytes([200, 0, 100, 255, 200, 0, 100, 0, 200, 0, 100, 51])
    image = read_image(save(tmp_path, "a.png", png(3, 1, 8, 6, rgba)))
    assert image[0].tolist() == [[200, 0, 100], [255, 255, 255], [244, 204, 224]]

    grey_alpha = bytes([10, 255, 10, 0])
    image = read_image(save(tmp_path, "b.png", png(2, 1, 8, 4, grey_alpha)))
    assert image[0].tolist() == [[10, 10, 10], [255, 255, 255]]

    deep = struct.pack(">8H", 0, 0, 65_535, 65_535, 0, 0, 65_535, 0)
    image = read_image(save(tmp_path, "c.png", png(2, 1, 16, 6, deep)))
    assert image[0].tolist() == [[0, 0, 255], [255, 255, 255]]


def test_what_eight_bits_of_three_colors_cannot_hold_is_told(tmp_path: Path) -> None:
    opaque, clear = bytes([200, 0, 100, 255]), bytes([200, 0, 100, 51])
    transparency = "transparency was laid on white"
    palette = chunk(b"PLTE", bytes([255, 0, 0, 0, 255, 0])) + chunk(b"tRNS", b"\xff\x00")
    for data, loss in [
        (encoded(".jpg", smooth_picture()), ""),
        (encoded(".png", smooth_picture()[:, :, 0]), ""),
        (png(1, 1, 8, 6, opaque), ""),
        (png(2, 1, 8, 6, opaque + clear), transparency),
        (png(2, 1, 8, 4, bytes([10, 255, 10, 0])), transparency),
        (png(2, 1, 8, 3, bytes([0, 1]), palette), transparency),
        (encoded(".png", np.zeros((2, 2, 3), np.uint16)), "16 bits a channel became 8"),
        (encoded(".tif", np.zeros((2, 2, 3), np.float32)), "32 bits a channel became 8"),
        (png(1, 1, 16, 6, bytes(8)), f"{transparency}, 16 bits a channel became 8"),
    ]:
        assert read_picture(save(tmp_path, "a", data)).loss == loss


def test_palettes_with_a_transparent_entry(tmp_path: Path) -> None:
    palette = chunk(b"PLTE", bytes([255, 0, 0, 0, 255, 0, 0, 0, 255])) + chunk(b"tRNS", b"\xff\x00")
    image = read_image(save(tmp_path, "a.png", png(3, 1, 8, 3, bytes([0, 1, 2]), palette)))
    assert image[0].tolist() == [[255, 0, 0], [255, 255, 255], [0, 0, 255]]


def cmyk_jpeg(*inks: int) -> bytes:
    """An 8x8 JPEG of one colour, four components, inverted as Adobe's programs write them."""
    out = b"\xff\xd8\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0"
    out += b"\xff\xdb\0\x43\0" + b"\x08" * 64
    components = b"".join(bytes([n, 0x11, 0]) for n in range(1, 5))
    out += b"\xff\xc0" + struct.pack(">HBHHB", 8 + 12, 8, 8, 8, 4) + components
    # Direct-current differences of up to 11 bits, all with codes of 4 bits; of the others only the end of the block.
    out += b"\xff\xc4" + struct.pack(">HB", 19 + 12, 0) + bytes([0, 0, 0, 12] + [0] * 12) + bytes(range(12))
    out += b"\xff\xc4" + struct.pack(">HB", 19 + 1, 0x10) + bytes([1] + [0] * 15) + b"\0"
    out += b"\xff\xda" + struct.pack(">HB", 6 + 8, 4) + bytes([1, 0, 2, 0, 3, 0, 4, 0]) + b"\0\x3f\0"
    bits = ""
    for ink in inks:
        value = (255 - ink) - 128
        size = abs(value).bit_length()
        bits += (
            f"{size:04b}"
            + (f"{value if value > 0 else value + (1 << size) - 1:0{size}b}" if size else "")
            + "0"
        )
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    return out + scan + b"\xff\xd9"


def test_print_colors_become_screen_colors(tmp_path: Path) -> None:
    image = read_image(save(tmp_path, "a.jpg", cmyk_jpeg(0, 255, 255, 0)))
    assert image.shape == (8, 8, 3)
    assert np.abs(image[4, 4].astype(int) - (255, 0, 0)).max() <= 3
    image = read_image(save(tmp_path, "b.jpg", cmyk_jpeg(0, 0, 0, 128)))
    assert np.abs(image[4, 4].astype(int) - 127).max() <= 3


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_one_pixel(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path, "a" + suffix, encoded(suffix, np.full((1, 1, 3), 128, np.uint8)))
    assert np.abs(read_image(path).astype(int) - 128).max() <= 2


def refusal(path: Path) -> str:
    with pytest.raises(MediaReadError) as caught:
        read_image(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


def test_what_is_no_picture_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "missing.png")
    assert "folder" in refusal(tmp_path)
    assert "empty" in refusal(save(tmp_path, "empty.png", b""))
    assert "not a picture" in refusal(save(tmp_path, "text.jpg", b"hello, world\n" * 50))
    assert "not a picture" in refusal(save(tmp_path, "short.jpg", b"\xff"))
    os.mkfifo(tmp_path / "pipe.png")
    assert "not a regular file" in refusal(tmp_path / "pipe.png")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95, 0.9999])
def test_a_picture_that_is_cut_off_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], suffix: str, part: float
) -> None:
    picture = smooth_picture(300, 200)
    data = encoded(suffix, picture)
    path = save(tmp_path, "a" + suffix, data[: int(len(data) * part)])
    if (suffix, part) == (".png", 0.9999):  # nothing is missing but the end of the last checksum
        assert (read_image(path) == picture).all()
    else:
        refusal(path)
    assert capfd.readouterr().err == ""


def huge(suffix: str) -> bytes:
    side = 20_000 if suffix != ".webp" else 16_000
    if suffix == ".png":
        return png(side, side, 8, 2, b"")
    data = bytearray(encoded(suffix, smooth_picture()))
    if suffix == ".jpg":
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = struct.pack(">HH", side, side)
    elif suffix == ".bmp":
        data[18:26] = struct.pack("<ii", side, side)
        data[30:34] = struct.pack("<I", 1)
    elif suffix == ".webp":
        data = bytearray(encoded(".webp", smooth_picture(), cv2.IMWRITE_WEBP_QUALITY, 101))
        at = data.index(b"VP8L") + 9
        (rest,) = struct.unpack_from("<I", data, at)
        struct.pack_into("<I", data, at, rest & 0xF000_0000 | (side - 1) << 14 | side - 1)
    else:
        (directory,) = struct.unpack_from("<I", data, 4)
        for n in range(struct.unpack_from("<H", data, directory)[0]):
            at = directory + 2 + 12 * n
            tag, kind = struct.unpack_from("<HH", data, at)
            if tag in {256, 257}:
                data[at + 8 : at + 12] = struct.pack(
                    "<I" if kind == 4 else "<HH", *((side,) if kind == 4 else (side, 0))
                )
    return bytes(data)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_picture_too_large_for_memory_is_refused_before_it_is_decoded(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path, "a" + suffix, huge(suffix))
    tracemalloc.start()
    message = refusal(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert re.search(r" (20000x20000|16000x16000) is more than 200 megapixels", message)
    assert peak < 10_000_000


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damage_ends_in_a_picture_or_in_one_line(tmp_path: Path, suffix: str) -> None:
    whole = encoded(suffix, smooth_picture())
    random = np.random.default_rng(1)
    for _ in range(60):
        data = bytearray(whole)
        for at in random.integers(0, len(data), 3):
            data[at] = random.integers(0, 256)
        path = save(tmp_path, "a" + suffix, bytes(data))
        with contextlib.suppress(MediaReadError):
            assert read_image(path).ndim == 3


def test_a_damaged_png_is_refused_by_its_checksum(tmp_path: Path) -> None:
    data = bytearray(encoded(".png", smooth_picture()))
    data[len(data) // 2] ^= 1
    assert "checksum" in refusal(save(tmp_path, "a.png", bytes(data)))
