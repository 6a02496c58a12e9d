from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
import safetensors.torch
import torch
from hypothesis import given
from hypothesis import strategies as st

from rtstyle.errors import MediaReadError, MediaWriteError, UnknownStyleError, UsageError
from rtstyle.modeling.adain import ChannelStatistics
from rtstyle.modeling.style_code import StyleCode
from rtstyle.styles import code as code_module
from rtstyle.styles.library import StyleEntry, StyleLibrary, parse_style_spec, style_name


def picture(seed=0, height=12, width=16):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def write(path, seed=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    whole, data = cv2.imencode(
        path.suffix if path.suffix in {".png", ".jpg"} else ".png", picture(seed)[:, :, ::-1]
    )
    assert whole
    path.write_bytes(data.tobytes())
    return path


@pytest.fixture
def bundled(tmp_path):
    folder = tmp_path / "bundled"
    for seed, name in enumerate(["stained-glass.png", "Great_Wave.png", "ink wash.jpg"]):
        write(folder / name, seed)
    (folder / "CREDITS.md").write_text("who made them")
    write(folder / "generate" / "sketch.png")
    return folder


@pytest.fixture
def users(tmp_path):
    return tmp_path / "home" / "styles"


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache" / "statistics"


@pytest.fixture
def library(bundled, users, cache):
    return StyleLibrary([bundled, users], cache)


def names(library):
    return [entry.name for entry in library.entries()]


class TestEntries:
    def test_lists_the_pictures_of_a_folder_and_nothing_else(self, library, bundled):
        (bundled / ".hidden.png").write_bytes(b"")
        (bundled / "folder.png").mkdir()
        assert names(library) == ["great-wave", "ink-wash", "stained-glass"]
        assert library.entries()[0] == StyleEntry("great-wave", bundled / "Great_Wave.png", bundled=True)

    def test_the_users_come_behind_and_are_seen_at_once(self, library, users):
        write(users / "a.png")
        assert names(library) == ["great-wave", "ink-wash", "stained-glass", "a"]
        assert [entry.bundled for entry in library.entries()] == [True, True, True, False]

    def test_equal_names_are_numbered_and_bundled_ones_keep_theirs(self, library, users):
        write(users / "great wave.png", 5)
        write(users / "great-wave.jpg", 6)
        assert names(library)[3:] == ["great-wave-2", "great-wave-3"]
        np.testing.assert_array_equal(library.image("great-wave-2"), picture(5))

    def test_no_folder_is_no_error(self, tmp_path):
        (tmp_path / "file").write_bytes(b"")
        assert StyleLibrary([tmp_path / "none", tmp_path / "file"], tmp_path).entries() == []

    def test_the_last_folder_is_the_users_and_all_others_are_bundled(self, bundled, tmp_path):
        write(tmp_path / "more" / "m.png")
        write(tmp_path / "own" / "o.png")
        library = StyleLibrary([bundled, tmp_path / "more", tmp_path / "own"], tmp_path)
        assert [(entry.name, entry.bundled) for entry in library.entries()[2:]] == [
            ("stained-glass", True),
            ("m", True),
            ("o", False),
        ]
        assert not StyleLibrary([bundled], tmp_path).entries()[0].bundled

    def test_a_library_needs_a_folder(self, tmp_path):
        with pytest.raises(UsageError):
            StyleLibrary([], tmp_path)

    def test_by_default_there_are_the_bundled_and_the_users_styles(self, tmp_path, monkeypatch):
        monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
        shipped = names(StyleLibrary())
        StyleLibrary().add(write(tmp_path / "mine.png"))
        assert names(StyleLibrary()) == [*shipped, "mine"]
        assert (tmp_path / "data" / "styles" / "mine.png").is_file()


class TestFind:
    @pytest.mark.parametrize("spec", ["great-wave", "Great_Wave", "GREAT WAVE", "great--wave"])
    def test_spelling_makes_no_difference(self, library, bundled, spec):
        assert library.find(spec) == bundled / "Great_Wave.png"

    def test_a_path_works_wherever_a_name_does(self, library, tmp_path, monkeypatch):
        path = write(tmp_path / "pictures" / "any.png", 7)
        monkeypatch.chdir(path.parent)
        for spec in (path, str(path), "any.png", Path("any.png"), "./any.png", "../pictures/any.png"):
            np.testing.assert_array_equal(library.image(spec), picture(7))

    def test_the_home_folder_is_understood(self, library, tmp_path, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        write(tmp_path / "any.png")
        assert library.find("~/any.png") == tmp_path / "any.png"

    def test_a_name_goes_before_a_file(self, library, bundled, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "ink-wash").write_bytes(b"")
        assert library.find("ink-wash") == bundled / "ink wash.jpg"

    @pytest.mark.parametrize(
        ("spec", "told"),
        [
            ("graet-wave", "did you mean 'great-wave'?"),
            ("Stained Glas", "did you mean 'stained-glass'?"),
            ("glass", "did you mean 'stained-glass'?"),
            ("great-wave:much", "'much' is no weight; write great-wave:2, or great-wave alone"),
            ("grass", "rtstyle styles list"),
            ("ink-wash.jpg", "did you mean 'ink-wash'?"),
            ("zzzzzzz", "rtstyle styles list"),
            ("no/such/file.png", "no such file"),
            ("", "needs a name"),
            ("x" * 5000, "neither in the library"),
            ("a\x00b", "neither in the library"),
        ],
    )
    def test_what_is_not_there_is_explained(self, library, spec, told):
        with pytest.raises(UnknownStyleError) as caught:
            library.find(spec)
        assert told in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_a_folder_is_no_style_but_can_be_added(self, library, bundled):
        with pytest.raises(UnknownStyleError, match="rtstyle styles add"):
            library.find(bundled)

    def test_a_damaged_picture_is_named(self, library, users):
        path = write(users / "cut.png")
        path.write_bytes(path.read_bytes()[:100])
        with pytest.raises(MediaReadError, match=r"cut\.png"):
            library.image("cut")


class TestAdd:
    def test_copies_the_picture_as_it_is(self, library, users, tmp_path):
        source = write(tmp_path / "My Photo.JPG", 4)
        kept = users / "My Photo.jpg"
        assert library.add(source) == [StyleEntry("my-photo", kept, bundled=False)]
        assert kept.read_bytes() == source.read_bytes()
        assert library.find("my photo") == kept

    def test_takes_folders_and_the_folders_in_them(self, library, tmp_path, caplog):
        folder = tmp_path / "art"
        write(folder / "b.png", 1)
        write(folder / "deep" / "a.png", 2)
        write(folder / ".thumbnails" / "c.png", 3)
        (folder / "notes.txt").write_text("x")
        (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        with caplog.at_level(logging.WARNING):
            added = library.add([str(folder), write(tmp_path / "d.png", 4)])
        assert [entry.name for entry in added] == ["b", "a", "d"]
        assert len(caplog.messages) == 1
        assert "broken.png" in caplog.messages[0]

    def test_kinds_that_are_not_read_are_told(self, library, tmp_path, caplog):
        folder = tmp_path / "album"
        folder.mkdir()
        write(folder / "a.png", 3)
        (folder / "IMG_1.HEIC").write_bytes(bytes(99))
        assert [entry.name for entry in library.add(folder)] == ["a"]
        assert ".HEIC pictures are not read" in caplog.text

    def test_clashing_names_are_numbered(self, library, tmp_path):
        sources = [write(tmp_path / str(seed) / "Great Wave.png", 10 + seed) for seed in range(2)]
        assert [entry.name for entry in library.add(sources)] == ["great-wave-2", "great-wave-3"]
        assert names(library) == ["great-wave", "ink-wash", "stained-glass", "great-wave-2", "great-wave-3"]
        np.testing.assert_array_equal(library.image("great-wave-3"), picture(11))

    @pytest.mark.parametrize(
        ("stem", "kept"),
        [
            ("東京の夜_2024", "東京の夜_2024"),
            ("Étretat, l'Aval (1883)", "Étretat, l'Aval (1883)"),
            ("ink wash", "ink wash-2"),
            ('what? "this"', "what-this"),
            ("ends with a dot.", "ends-with-a-dot"),
            ("turned\u202egnp", "turned-gnp"),
            (f"{'very ' * 14}long", f"{'very ' * 14}long"),
            ("夜" * 60, "夜" * 60),
        ],
    )
    def test_files_keep_their_names_where_every_system_takes_them(self, library, users, tmp_path, stem, kept):
        source = write(tmp_path / "new.png", 9).rename(tmp_path / f"{stem}.png")
        (entry,) = library.add(source)
        assert [path.stem for path in users.iterdir()] == [kept]
        assert library.entries()[-1] == entry
        assert library.add(source) == [entry]

    def test_the_same_picture_is_not_kept_twice(self, library, bundled, users, tmp_path):
        source = write(tmp_path / "new.png", 9)
        assert library.add([source, source]) == [library.entries()[-1]] * 2
        assert library.add(bundled / "Great_Wave.png")[0].bundled
        assert [path.name for path in users.iterdir()] == ["new.png"]

    @pytest.mark.parametrize("name", ["picture", "picture.thumb", "picture.PNG.bak"])
    def test_the_content_decides_what_is_a_picture(self, library, tmp_path, name):
        source = write(tmp_path / "x.png", 3).rename(tmp_path / name)
        (entry,) = library.add(source)
        assert entry.path.suffix == ".png"
        np.testing.assert_array_equal(library.image(entry.name), picture(3))

    @pytest.mark.parametrize(
        "content",
        [b"", b"just text", b"\xff\xd8\xff\xe0cut off", None],
        ids=["empty", "text", "cut", "missing"],
    )
    def test_a_bad_picture_is_refused_and_the_library_left_as_it_was(self, library, users, tmp_path, content):
        bad = tmp_path / "bad.jpg"
        if content is not None:
            bad.write_bytes(content)
        with pytest.raises(MediaReadError, match=r"bad\.jpg") as caught:
            library.add([write(tmp_path / "good.png"), bad])
        assert "\n" not in str(caught.value)
        assert not users.exists()

    def test_a_folder_without_pictures_is_refused(self, library, tmp_path):
        (tmp_path / "empty").mkdir()
        with pytest.raises(MediaReadError, match="no picture"):
            library.add(tmp_path / "empty")

    def test_a_folder_that_cannot_be_written_is_named(self, bundled, tmp_path):
        (tmp_path / "file").write_bytes(b"")
        library = StyleLibrary([bundled, tmp_path / "file" / "styles"], tmp_path / "cache")
        with pytest.raises(MediaWriteError, match="styles"):
            library.add(write(tmp_path / "a.png", 9))

    def test_what_is_in_the_way_is_left_alone(self, library, users, tmp_path):
        (users / "a.png").mkdir(parents=True)
        assert library.add(write(tmp_path / "a.png", 9))[0].name == "a-2"

    def test_names_of_any_length_and_of_no_letters(self, library, tmp_path):
        sources = [f"{'x' * 59} y", "___", "long" * 60]
        added = library.add([write(tmp_path / f"{name}.png", 8 + n) for n, name in enumerate(sources)])
        assert [entry.name for entry in added] == ["x" * 59, "style", "long" * 15]
        assert sorted(names(library)[3:]) == sorted(entry.name for entry in added)

    def test_many_at_once_lose_nothing(self, library, tmp_path):
        # PNG data all of them; the two endings must not get the same name either.
        sources = [
            write(tmp_path / str(seed) / "same.png", seed).rename(tmp_path / str(seed) / f"same.{ending}")
            for seed, ending in enumerate(["png", "jpg"] * 6)
        ]
        with ThreadPoolExecutor(6) as pool:
            added = [entry.name for found in pool.map(library.add, sources) for entry in found]
        assert len(set(added)) == 12
        stored = {library.image(name).tobytes() for name in added}
        assert stored == {picture(seed).tobytes() for seed in range(12)}

    def test_another_process_may_be_faster(self, library, users, tmp_path, monkeypatch):
        sources = [write(tmp_path / str(seed) / "a.png", 9 + seed) for seed in range(2)]
        library.add(sources[0])
        monkeypatch.setattr(library, "entries", list)  # as it was a moment ago
        assert [entry.name for entry in library.add(sources)] == ["a", "a-2"]
        assert sorted(path.name for path in users.iterdir()) == ["a-2.png", "a.png"]
        assert (users / "a.png").read_bytes() == sources[0].read_bytes()


class TestRemove:
    def test_deletes_one_of_the_users(self, library, users, tmp_path):
        library.add([write(tmp_path / "a b.png", 5), write(tmp_path / "c.png", 6)])
        library.remove("A_B")
        assert names(library)[3:] == ["c"]
        assert [path.name for path in users.iterdir()] == ["c.png"]

    def test_never_a_bundled_one(self, library, bundled):
        with pytest.raises(UsageError, match="ships with rtstyle"):
            library.remove("ink-wash")
        assert (bundled / "ink wash.jpg").exists()

    def test_an_unknown_one_is_explained(self, library):
        with pytest.raises(UnknownStyleError, match="did you mean 'ink-wash'"):
            library.remove("ink-wahs")

    def test_a_path_is_no_name(self, library, tmp_path):
        path = write(tmp_path / "precious.png")
        with pytest.raises(UnknownStyleError, match="by its name, not by a file"):
            library.remove(str(path))
        assert path.exists()


class Compute:
    """Counts how often codes are computed, and computes something that depends on the picture."""

    def __init__(self):
        self.calls = 0

    def __call__(self, image):
        self.calls += 1
        pixels = torch.from_numpy(image).permute(2, 0, 1)[None].float()
        mean, std = pixels.mean((2, 3), keepdim=True), pixels.std((2, 3), keepdim=True)
        colour = mean[:, :, 0] - std[:, None, :, 0, 0]
        layers = (
            ChannelStatistics(mean, std, colour),
            ChannelStatistics(mean.repeat(1, 4, 1, 1) - 3, std.repeat(1, 4, 1, 1)),
        )
        return StyleCode(layers, (std + 1, mean))


def same(one, other):
    assert [[part is None for part in layer] for layer in one.layers] == [
        [part is None for part in layer] for layer in other.layers
    ]
    for part, wanted in zip(one.parts(), other.parts(), strict=True):
        np.testing.assert_array_equal(part, wanted)
    return True


class TestCodes:
    def test_are_computed_once_for_all_libraries(self, library, bundled, users, cache):
        compute = Compute()
        first = library.code(picture(), "model", compute)
        again = StyleLibrary([bundled, users], cache).code(picture(), "model", compute)
        assert compute.calls == 1
        assert same(first, again)
        assert isinstance(again, StyleCode)
        assert same(first, Compute()(picture()))

    def test_belong_to_the_pixels_and_the_key(self, library):
        compute = Compute()
        library.code(picture(), "model", compute)
        for image, key in [
            (picture(1), "model"),
            (picture(), "model 2"),
            (picture().reshape(16, 12, 3), "model"),
            (np.ascontiguousarray(picture()[::-1]), "model"),
        ]:
            found = library.code(image, key, compute)
            assert same(found, Compute()(image))
        assert compute.calls == 5

    def test_are_kept_in_float32(self, library):
        def half(image):
            return Compute()(image).map(torch.Tensor.half)

        for _ in range(2):
            parts = list(library.code(picture(), "half", half).parts())
            assert {str(part.dtype) for part in parts} == {"float32"}

    @pytest.mark.parametrize(
        "damage", ["empty", "cut", "bit", "text", "foreign", "other key", "folder", "huge"]
    )
    def test_a_damaged_file_is_computed_and_written_anew(self, library, cache, damage, caplog):
        compute = Compute()
        library.code(picture(), "model", compute)
        (file,) = cache.iterdir()
        whole = file.read_bytes()
        if damage == "empty":
            file.write_bytes(b"")
        elif damage == "cut":
            file.write_bytes(whole[:-7])
        elif damage == "bit":
            file.write_bytes(whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:])
        elif damage == "text":
            file.write_text("not a code at all, but long enough to look like some")
        elif damage == "foreign":
            safetensors.torch.save_file({"weight": torch.zeros(3), "bias": torch.tensor(1)}, file)
        elif damage == "other key":
            library.code(picture(), "other", compute)
            (other,) = set(cache.iterdir()) - {file}
            other.replace(file)
            compute.calls -= 1
        elif damage == "folder":
            file.unlink()
            file.mkdir()
        elif damage == "huge":
            with file.open("r+b") as stream:
                stream.truncate(1 << 30)
        assert same(library.code(picture(), "model", compute), Compute()(picture()))
        assert compute.calls == 2
        if damage != "folder":
            assert file.stat().st_size == len(whole)
            assert caplog.messages == []
            library.code(picture(), "model", compute)
            assert compute.calls == 2

    def test_impossible_numbers_are_not_believed(self, library, cache):
        def wrong(image):
            code = Compute()(image)
            return StyleCode(code.layers, (code.modulation[0] * float("nan"), code.modulation[1]))

        library.code(picture(), "model", wrong)
        compute = Compute()
        assert same(library.code(picture(), "model", compute), Compute()(picture()))
        assert compute.calls == 1

    def test_without_write_access_everything_works_and_is_said_once(self, bundled, tmp_path, caplog):
        (tmp_path / "file").write_bytes(b"")
        library = StyleLibrary([bundled], tmp_path / "file" / "codes")
        compute = Compute()
        for seed in range(3):
            assert same(library.code(picture(seed), "model", compute), Compute()(picture(seed)))
        assert compute.calls == 3
        assert len(caplog.messages) == 1
        assert str(tmp_path / "file") in caplog.messages[0]

    def test_what_compute_raises_comes_through(self, library, cache):
        def fail(image):
            raise MediaReadError("no")

        with pytest.raises(MediaReadError):
            library.code(picture(), "model", fail)
        assert not cache.exists()

    def test_threads_may_ask_at_the_same_time(self, library, cache):
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda seed: library.code(picture(seed % 3), "m", Compute()), range(48)))
        for number, code in enumerate(found):
            assert same(code, Compute()(picture(number % 3)))
        assert len(list(cache.iterdir())) == 3
        assert all(path.suffix == ".safetensors" for path in cache.iterdir())

    def test_the_oldest_go_when_there_are_too_many(self, library, cache, monkeypatch):
        monkeypatch.setattr(code_module, "_MAX_FILES", 3)
        compute = Compute()
        for seed in range(5):
            library.code(picture(seed), "model", compute)
        assert len(list(cache.iterdir())) == 3
        library.code(picture(4), "model", compute)
        assert compute.calls == 5

    def test_the_cache_may_vanish_at_any_time(self, library, cache):
        compute = Compute()
        library.code(picture(), "model", compute)
        shutil.rmtree(cache)
        library.code(picture(), "model", compute)
        library.code(picture(), "model", compute)
        assert compute.calls == 2


def test_names_alone_need_no_torch(bundled):
    script = """
import sys
from pathlib import Path
from rtstyle.styles.library import StyleLibrary
folder = Path(sys.argv[1])
library = StyleLibrary([folder], folder)
assert library.image("great-wave").shape == (12, 16, 3)
print(len(library.entries()), "torch" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(bundled)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "3 False\n"


class TestSpec:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("waves", ("waves", 1.0)),
            ("waves:0.7", ("waves", 0.7)),
            ("waves:2", ("waves", 2.0)),
            ("waves:.5", ("waves", 0.5)),
            ("waves:1e-3", ("waves", 0.001)),
            ("art/waves.jpg:3", ("art/waves.jpg", 3.0)),
            ("C:\\art\\waves.jpg", ("C:\\art\\waves.jpg", 1.0)),
            ("C:\\art\\waves.jpg:0.25", ("C:\\art\\waves.jpg", 0.25)),
            ("C:/art/waves.jpg", ("C:/art/waves.jpg", 1.0)),
            ("12:30 at sea.jpg", ("12:30 at sea.jpg", 1.0)),
            ("12:30 at sea.jpg:2", ("12:30 at sea.jpg", 2.0)),
            ("a:b:0.5", ("a:b", 0.5)),
            ("waves:", ("waves:", 1.0)),
            ("waves:heavy", ("waves:heavy", 1.0)),
            (" waves:1", (" waves", 1.0)),
        ],
    )
    def test_takes_name_and_weight_apart(self, text, expected):
        assert parse_style_spec(text) == expected

    def test_a_file_of_that_very_name_wins(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        write(tmp_path / "x.png").rename(tmp_path / "waves:2")
        assert parse_style_spec("waves:2") == ("waves:2", 1.0)
        assert parse_style_spec("waves:2:3") == ("waves:2", 3.0)

    @pytest.mark.parametrize(
        "text", ["waves:0", "waves:-1", "waves:nan", "waves:inf", "waves:-0.0", ":0.5", "", "  "]
    )
    def test_nonsense_is_refused(self, text):
        with pytest.raises(UsageError) as caught:
            parse_style_spec(text)
        assert repr(text) in str(caught.value)

    @given(st.text(st.characters(categories=["L"]), min_size=1), st.floats(1e-6, 1e6))
    def test_any_name_and_any_weight(self, name, weight):
        assert parse_style_spec(f"{name}:{weight!r}") == (name, weight)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Starry Night.jpg", "starry-night"),
        ("a/b/IMG_1234.JPEG", "img-1234"),
        ("café — terrasse.png", "café-terrasse"),
        ("x.tar.png", "x-tar"),
        ("--.png", "style"),
    ],
)
def test_style_name(path, name):
    assert style_name(path) == name
