"""Pictures as cameras, scanners and old programs leave them: profiles, depths, previews, several frames, bombs."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image as Pillow

from rtstyle.errors import MediaReadError
from rtstyle.media.picture import read_header, read_image, read_picture

if TYPE_CHECKING:
    from pathlib import Path

SWATCHES = np.array(
    [[220, 40, 40], [40, 200, 60], [50, 70, 220], [230, 190, 40], [200, 150, 120], [128, 128, 128]]
)
# Chromaticities of red, green and blue (SMPTE EG 432, Adobe RGB 1998, BT.709), and D65's in all of them.
P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
ADOBE = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
D65, D50 = np.array([0.9505, 1.0, 1.089]), np.array([0.9642, 1.0, 0.8249])
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def to_xyz(primaries) -> np.ndarray:
    """(3, 3) matrix from linear RGB to XYZ under D65."""
    columns = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in primaries]).T
    return columns * np.linalg.solve(columns, D65)


def linear(values: np.ndarray) -> np.ndarray:
    v = values / 255
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def profile(space: bytes, **tags: bytes) -> bytes:
    """An ICC profile (version 2, for displays) of ready-made tags."""
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(78)
    every = {"desc": text, "cprt": b"text\0\0\0\0none\0", "wtpt": xyz(D50), **tags}
    at, table, body = 128 + 4 + 12 * len(every), b"", b""
    for name, data in every.items():
        data += bytes(-len(data) % 4)
        table += struct.pack(">4sII", name.encode(), at + len(body), len(data))
        body += data
    head = struct.pack(
        ">I4sI4s4s4s12s4s", 0, b"none", 0x02100000, b"mntr", space, b"XYZ ", bytes(12), b"acsp"
    )
    head = head.ljust(68, b"\0") + struct.pack(">3i", *(round(v * 65536) for v in D50))
    whole = head.ljust(128, b"\0") + struct.pack(">I", len(every)) + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def xyz(values: np.ndarray) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))


def gamma(value: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def rgb_profile(primaries, exponent: float) -> bytes:
    cone = np.diag((BRADFORD @ D50) / (BRADFORD @ D65))
    matrix = np.linalg.inv(BRADFORD) @ cone @ BRADFORD @ to_xyz(primaries)
    curves = dict.fromkeys(("rTRC", "gTRC", "bTRC"), gamma(exponent))
    return profile(b"RGB ", rXYZ=xyz(matrix[:, 0]), gXYZ=xyz(matrix[:, 1]), bXYZ=xyz(matrix[:, 2]), **curves)


def swatches_in(primaries, exponent: float) -> np.ndarray:
    """(16, 96, 3) uint8: `SWATCHES`, which are sRGB, in the values of another space."""
    values = np.linalg.solve(to_xyz(primaries), to_xyz(SRGB) @ linear(SWATCHES).T).T
    coded = np.rint(255 * values.clip(0, 1) ** (1 / exponent)).astype(np.uint8)
    return np.repeat(np.repeat(coded[None], 16, 1), 16, 0)


def off_swatches(path: Path) -> int:
    return int(np.abs(read_image(path)[8, 8::16].astype(int) - SWATCHES).max())


@pytest.mark.parametrize(("primaries", "exponent"), [(P3, 2.2), (ADOBE, 2.2)])
@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif", "avif"])
def test_a_profile_is_converted_to_what_screens_show(
    tmp_path: Path, primaries, exponent: float, suffix: str
) -> None:
    path = tmp_path / f"a.{suffix}"
    options = {
        "jpg": {"quality": 98, "subsampling": 0},
        "webp": {"lossless": True},
        "avif": {"quality": 100, "subsampling": "4:4:4"},
    }.get(suffix, {})
    picture = Pillow.fromarray(swatches_in(primaries, exponent))
    picture.save(path, icc_profile=rgb_profile(primaries, exponent), **options)
    assert off_swatches(path) <= (12 if suffix == "avif" else 6)
    picture.save(path, **options)
    assert off_swatches(path) > 15


def test_a_profile_counts_for_palettes_transparency_and_grey_too(tmp_path: Path) -> None:
    path, wide = tmp_path / "a.png", Pillow.fromarray(swatches_in(P3, 2.2))
    wide.quantize(16).save(path, icc_profile=rgb_profile(P3, 2.2))
    assert off_swatches(path) <= 8
    wide.putalpha(255)
    wide.save(path, icc_profile=rgb_profile(P3, 2.2))
    assert off_swatches(path) <= 3
    assert read_picture(path).loss == ""
    grey = Pillow.new("L", (2, 2), 128)
    grey.save(path, icc_profile=profile(b"GRAY", kTRC=gamma(1.0)))
    assert abs(int(read_image(path)[0, 0, 0]) - 188) <= 1  # linear light of one half


@pytest.mark.parametrize(("mode", "color"), [("RGB", (200, 60, 40)), ("L", 77), ("P", 1)])
def test_a_colour_that_stands_for_transparency(tmp_path: Path, mode: str, color: object) -> None:
    """PNG's tRNS, which gives no alpha but names what is transparent."""
    picture = Pillow.new(mode, (4, 2), 0)
    if mode == "P":
        picture.putpalette([10, 20, 30, 40, 50, 60])
    picture.putpixel((1, 0), color)
    picture.save(tmp_path / "a.png", transparency=color)
    read = read_picture(tmp_path / "a.png")
    assert read.image[0, 1].tolist() == [255] * 3
    assert read.image[0, 0].tolist() == ([10, 20, 30] if mode == "P" else [0] * 3)
    assert read.loss == "transparency was laid on white"


@pytest.mark.parametrize("said", [{0x8769: {0xA005: {1: "R03"}}}, {0x8769: {0xA001: 2}}])
def test_a_camera_says_adobe_rgb_without_a_profile(tmp_path: Path, said: dict) -> None:
    path, exif = tmp_path / "a.jpg", Pillow.Exif()
    for directory, tags in said.items():
        exif.get_ifd(directory).update(tags)
    picture = Pillow.fromarray(swatches_in(ADOBE, 2.2))
    picture.save(path, exif=exif, quality=98, subsampling=0)
    assert off_swatches(path) <= 6
    Pillow.fromarray(swatches_in(P3, 2.2)).save(
        path, exif=exif, icc_profile=rgb_profile(P3, 2.2), quality=98, subsampling=0
    )
    assert off_swatches(path) <= 6  # a profile knows better


@pytest.mark.parametrize("damaged", [b"", b"rubbish", rgb_profile(P3, 2.2)[:200], profile(b"CMYK")])
def test_a_damaged_profile_or_one_of_another_space_does_not_cost_the_picture(
    tmp_path: Path, damaged: bytes
) -> None:
    path = tmp_path / "a.png"
    Pillow.fromarray(swatches_in(SRGB, 2.2)).save(path, icc_profile=damaged)
    assert read_image(path).shape == (16, 96, 3)


def bitmap(depth: int, masks: tuple[int, ...], pixel: int, header: int = 40) -> bytes:
    """A BMP of 2x2 equal pixels whose channels lie under ``masks``."""
    fields = struct.pack(f"<{len(masks)}I", *masks)
    rows = struct.pack("<I", pixel)[: depth // 8] * 2
    rows = (rows + bytes(-len(rows) % 4)) * 2
    info = struct.pack("<IiiHHIIiiII", header, 2, 2, 1, depth, 3 if masks else 0, len(rows), 2835, 2835, 0, 0)
    info += fields if header == 40 else (fields + bytes(header))[: header - 40]
    start = 14 + len(info)
    return struct.pack("<2sIHHI", b"BM", start + len(rows), 0, 0, start) + info + rows


@pytest.mark.parametrize(
    ("depth", "masks", "pixel", "header"),
    [
        (32, (0xFF0000, 0xFF00, 0xFF), 0x00C86432, 40),
        (32, (0xFF000000, 0xFF0000, 0xFF00), 0xC8643200, 40),
        (32, (), 0x00C86432, 40),
        (32, (0xFF0000, 0xFF00, 0xFF, 0), 0x00C86432, 108),
        (32, (0xFF0000, 0xFF00, 0xFF, 0xFF000000), 0x00C86432, 124),
        (32, (0xFF0000, 0xFF00, 0xFF, 0xFF000000), 0xFFC86432, 124),
        (24, (), 0xC86432, 40),
        (16, (0xF800, 0x7E0, 0x1F), 0xCB26, 40),
        (16, (), 0x6586, 40),
    ],
)
def test_no_bitmap_turns_white(tmp_path: Path, depth: int, masks, pixel: int, header: int) -> None:
    path = tmp_path / "a.bmp"
    path.write_bytes(bitmap(depth, masks, pixel, header))
    picture = read_picture(path)
    assert np.abs(picture.image.astype(int) - (0xC8, 0x64, 0x32)).max() <= 6
    assert picture.loss == ""


def tiff(width: int, height: int, pixels: bytes, below: bytes = b"", **tags: tuple[int, ...]) -> bytes:
    """An uncompressed little-endian TIFF; tags as ``t259=(1,)``. ``below`` stands behind the pixels."""
    every = {256: (width,), 257: (height,), 259: (1,), 278: (height,), 279: (len(pixels),), 273: (0,)}
    every |= {int(name[1:]): values for name, values in tags.items()}
    count = len(every)
    extra_at = 8 + 2 + 12 * count + 4
    extra = b""
    rows = b""
    sizes = {tag: len(values) * 4 for tag, values in every.items()}
    pixels_at = extra_at + sum(size for size in sizes.values() if size > 4)
    if every[273] == (0,):
        every[273] = (pixels_at,)
    for tag, values in sorted(every.items()):
        packed = struct.pack(f"<{len(values)}I", *values)
        if len(packed) > 4:
            rows += struct.pack("<HHII", tag, 4, len(values), extra_at + len(extra))
            extra += packed
        else:
            rows += struct.pack("<HHI", tag, 4, len(values)) + packed
    return b"II*\0" + struct.pack("<IH", 8, count) + rows + bytes(4) + extra + pixels + below


RAMP = np.linspace(0, 65535, 13).astype(np.uint16).reshape(1, -1)


def test_sixteen_bits_of_which_zero_is_white(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(tiff(13, 1, RAMP.tobytes(), t258=(16,), t262=(0,), t277=(1,)))
    assert read_image(path)[0, :, 0].tolist() == [round(255 - v / 257) for v in RAMP[0].tolist()]
    path.write_bytes(tiff(13, 1, RAMP.tobytes(), t258=(16,), t262=(1,), t277=(1,)))
    picture = read_picture(path)
    assert picture.image[0, :, 2].tolist() == [round(v / 257) for v in RAMP[0].tolist()]
    assert picture.loss == "16 bits a channel became 8"
    floats = (RAMP / 65535).astype("<f4")
    path.write_bytes(tiff(13, 1, floats.tobytes(), t258=(32,), t262=(0,), t277=(1,), t339=(3,)))
    assert np.abs(read_image(path)[0, :, 0] - (255 - RAMP[0] / 257)).max() <= 0.51


def test_channels_in_planes(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    planes = [RAMP, RAMP[:, ::-1], RAMP // 2]
    data = b"".join(plane.astype("<u2").tobytes() for plane in planes)
    size = RAMP.nbytes
    places = {"t273": tuple(8 + 2 + 12 * 10 + 4 + 12 * 3 + n * size for n in range(3)), "t279": (size,) * 3}
    path.write_bytes(tiff(13, 1, data, t258=(16,) * 3, t262=(2,), t277=(3,), t284=(2,), **places))
    with pytest.raises(MediaReadError, match="separate planes"):
        read_image(path)
    eight = b"".join((plane // 257).astype(np.uint8).tobytes() for plane in planes)
    places = {"t273": tuple(8 + 2 + 12 * 10 + 4 + 12 * 3 + n * 13 for n in range(3)), "t279": (13,) * 3}
    path.write_bytes(tiff(13, 1, eight, t258=(8,) * 3, t262=(2,), t277=(3,), t284=(2,), **places))
    for channel, plane in enumerate(planes):
        assert (read_image(path)[0, :, channel] == plane[0] // 257).all()


@pytest.mark.parametrize(("bits", "kind"), [(32, 1), (32, 2), (16, 2)])
def test_whole_numbers_of_an_unknown_range_are_refused(tmp_path: Path, bits: int, kind: int) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(tiff(2, 2, bytes(range(bits // 2)), t258=(bits,), t262=(1,), t277=(1,), t339=(kind,)))
    with pytest.raises(MediaReadError, match="unknown range"):
        read_image(path)


def test_floats_beyond_white_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    data = np.full((2, 2), 900.0, "<f4").tobytes()
    path.write_bytes(tiff(2, 2, data, t258=(32,), t262=(1,), t277=(1,), t339=(3,)))
    with pytest.raises(MediaReadError, match="beyond 1"):
        read_image(path)


def test_the_preview_of_a_raw_file_is_not_taken_for_the_photo(tmp_path: Path) -> None:
    path = tmp_path / "photo.nef"
    preview = {"t254": (1,), "t258": (8, 8, 8), "t262": (2,), "t277": (3,)}
    photo_at = len(tiff(4, 3, bytes(36), **preview, t330=(0,)))
    below = (
        struct.pack("<H", 2)
        + struct.pack("<HHII", 256, 4, 1, 64)
        + struct.pack("<HHII", 257, 4, 1, 48)
        + bytes(4)
    )
    full_size = preview | {"t254": (0,)}
    for tags in (
        preview | {"t330": (photo_at,)},
        preview,
        full_size | {"t330": (photo_at,)},
        full_size | {"t50706": (1,)},
    ):
        path.write_bytes(tiff(4, 3, bytes(36), below, **tags))
        with pytest.raises(MediaReadError, match="raw file"):
            read_image(path)
    small = (
        struct.pack("<H", 2)
        + struct.pack("<HHII", 256, 4, 1, 2)
        + struct.pack("<HHII", 257, 4, 1, 2)
        + bytes(4)
    )
    path.write_bytes(tiff(4, 3, bytes(36), small, **full_size, t330=(photo_at,)))  # a preview of the picture
    assert read_image(path).shape == (3, 4, 3)


def test_a_thumbnail_before_the_scan_is_passed_over_and_pages_are_told(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    first, second = Pillow.new("RGB", (8, 6), (9, 9, 9)), Pillow.new("RGB", (32, 24), (200, 100, 50))
    first.save(path, save_all=True, append_images=[second])
    assert read_picture(path).loss == "only one of its 2 pages was painted"
    first.save(path, save_all=True, append_images=[second], tiffinfo={254: 1})
    entry = struct.pack("<HHII", 254, 4, 1, 1)
    before, thumbnail, scan = path.read_bytes().split(entry)
    path.write_bytes(before + entry + thumbnail + struct.pack("<HHII", 254, 4, 1, 0) + scan)
    assert read_image(path).shape == (24, 32, 3)


@pytest.mark.parametrize("suffix", ["png", "webp", "gif", "avif"])
def test_an_animation_tells_that_it_moves(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    frames = [Pillow.new("RGB", (32, 24), (40 + 60 * n, 90, 200 - 40 * n)) for n in range(4)]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=100)
    assert "only the first of its 4 frames" in read_picture(path).loss
    assert read_header(path).moving
    frames[0].save(path)
    assert read_picture(path).loss == ""


def test_what_browsers_call_jfif_and_avif_are_pictures(tmp_path: Path) -> None:
    picture = Pillow.fromarray(swatches_in(SRGB, 2.2))
    for name, options in (
        ("a.jfif", {"format": "JPEG", "quality": 98, "subsampling": 0}),
        ("a.avif", {"quality": 98}),
    ):
        picture.save(tmp_path / name, **options)
        assert off_swatches(tmp_path / name) <= 14


def test_kinds_that_are_not_read_are_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic" + bytes(64))
    with pytest.raises(MediaReadError, match=r"\.HEIC pictures are not read; save it as JPEG"):
        read_image(tmp_path / "IMG_1.HEIC")


def two_frame_headers(width: int, height: int, *, large_first: bool) -> bytes:
    """A JPEG with two headers that disagree about its size."""
    buffer = io.BytesIO()
    Pillow.new("RGB", (16, 16), (120, 60, 30)).save(buffer, "JPEG")
    data = buffer.getvalue()
    at = data.index(b"\xff\xc0")
    length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    header = bytearray(data[at : at + length])
    header[5:9] = struct.pack(">HH", height, width)
    if large_first:
        return data[:at] + bytes(header) + data[at + length : -2] + data[at : at + length] + b"\xff\xd9"
    return data[:-2] + bytes(header) + b"\xff\xd9"


def bombs() -> dict[str, bytes]:
    flat = zlib.compress(bytes(1 + 8 * 5_000) * 4_000, 1)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 5_000, 4_000, 16, 6, 0, 0, 0)),
        (b"IDAT", flat),
        (b"IEND", b""),
    ]
    deep = b"".join(
        struct.pack(">I", len(b)) + k + b + struct.pack(">I", zlib.crc32(k + b)) for k, b in chunks
    )
    return {
        "large-first.jpg": two_frame_headers(65_500, 16_000, large_first=True),
        "small-first.jpg": two_frame_headers(65_500, 16_000, large_first=False),
        "allowed.jpg": two_frame_headers(16_000, 12_000, large_first=True),
        "deep.png": b"\x89PNG\r\n\x1a\n" + deep,
    }


def test_small_files_do_not_fill_the_memory(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from rtstyle.errors import MediaReadError\n"
        "from rtstyle.media.picture import read_picture\n"
        # Not ru_maxrss, which begins with that of the process that started this one.
        "status = lambda: next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "peak = lambda: print(int(status()) // 1024)\n"
        "peak()\n"
        "for name in sys.argv[1:]:\n"
        "    try: print(name, read_picture(name).image.shape)\n"
        "    except MediaReadError as error: print(error)\n"
        "peak()\n"
    )
    names = []
    for name, data in bombs().items():
        (tmp_path / name).write_bytes(data)
        names.append(str(tmp_path / name))
    done = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=True)
    before_mb, *told, peak_mb = done.stdout.splitlines()
    assert len(told) == len(names)
    assert "65500x16000 is more than 200 megapixels" in told[0]
    assert "16000x12000 is more than so small a file can hold" in told[2]
    assert "(4000, 5000, 3)" in told[3]
    # So that the largest picture takes less than 1.5 GB: 4 bytes a pixel in Pillow's hands, 3 in ours.
    assert int(peak_mb) - int(before_mb) < 7.2 * 20 + 40
