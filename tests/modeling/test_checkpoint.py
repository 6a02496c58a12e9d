from __future__ import annotations

import pickle
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import torch
from torch import nn

from rtstyle.errors import CheckpointError
from rtstyle.modeling.checkpoint import (
    load_any_state,
    load_pickled_state,
    load_safetensors,
    load_state,
    save_safetensors,
)


class Hostile:
    """Unpickled carelessly, it creates a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.target,))


def small() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.Conv2d(4, 2, 1))


def refusal(path: Path, loader: object = load_any_state) -> str:
    with pytest.raises(CheckpointError) as caught:
        loader(path)  # type: ignore[operator]
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    return message


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    state = {
        "half": torch.randn(4, 3).half(),
        "channels_last": torch.randn(2, 3, 4, 5).contiguous(memory_format=torch.channels_last),
        "strided": torch.randn(6, 6)[::2, ::3],
        "count": torch.tensor(7),
    }
    path = tmp_path / "new" / "folder" / "weights.safetensors"
    save_safetensors(path, state, {"source": "a test"})
    loaded, metadata = load_safetensors(path)
    assert metadata == {"source": "a test"}
    assert loaded.keys() == state.keys()
    for name, tensor in state.items():
        assert loaded[name].dtype == tensor.dtype
        assert torch.equal(loaded[name], tensor)


def test_saving_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    for value in (1.0, 2.0):
        save_safetensors(path, {"x": torch.tensor(value)}, {})
    assert load_safetensors(path)[0]["x"] == 2.0
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    path = tmp_path / "file" / "weights.safetensors"
    assert "cannot write" in refusal(path, lambda target: save_safetensors(target, {"x": torch.ones(1)}, {}))


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    save_safetensors(path, {"x": torch.ones(3)}, {})
    script = (
        "import resource, sys, pathlib, torch\n"
        "from rtstyle.errors import CheckpointError\n"
        "from rtstyle.modeling.checkpoint import save_safetensors\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    save_safetensors(pathlib.Path(sys.argv[1]), {'x': torch.ones(10000)}, {})\n"
        "except CheckpointError as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    assert run.stdout.startswith(f"cannot write weights to {path}: File too large")
    assert load_safetensors(path)[0]["x"].shape == (3,)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", [".safetensors", ".pth"])
@pytest.mark.parametrize("keep", [0.0, 0.001, 0.2, 0.9, 0.999])
@pytest.mark.parametrize("zipped", [True, False])
def test_truncated_weights_are_refused(tmp_path: Path, suffix: str, keep: float, zipped: bool) -> None:
    path = tmp_path / f"weights{suffix}"
    if suffix == ".pth":
        torch.save(small().state_dict(), path, _use_new_zipfile_serialization=zipped)
    else:
        save_safetensors(path, small().state_dict(), {})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    refusal(path)


@pytest.mark.parametrize("suffix", [".safetensors", ".pth"])
@pytest.mark.parametrize("content", [b"not weights at all\n", b"\xff" * 64, b"PK\x03\x04" + b"\0" * 60])
def test_other_files_are_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"weights{suffix}"
    path.write_bytes(content)
    refusal(path)


@pytest.mark.parametrize("suffix", [".safetensors", ".pth"])
def test_missing_files_and_folders_are_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"weights{suffix}"
    assert "no such file" in refusal(path)
    path.mkdir()
    assert "directory" in refusal(path).lower()


@pytest.mark.parametrize("zipped", [True, False])
def test_published_state_dicts_are_loaded(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / "weights.pth"
    torch.save(small().state_dict(), path, _use_new_zipfile_serialization=zipped)
    state, metadata = load_any_state(path)
    assert metadata == {}
    torch.testing.assert_close(state, dict(small().state_dict()), rtol=0, atol=0)


@pytest.mark.parametrize("form", ["zip", "legacy", "plain pickle"])
def test_a_hostile_pickle_runs_nothing(tmp_path: Path, form: str) -> None:
    path, planted = tmp_path / "weights.pth", tmp_path / "planted"
    hostile = {"0.weight": torch.ones(2), "x": Hostile(planted)}
    if form == "plain pickle":
        path.write_bytes(pickle.dumps({"x": Hostile(planted)}))
        pickle.loads(path.read_bytes())
    else:
        torch.save(hostile, path, _use_new_zipfile_serialization=form == "zip")
        torch.load(path, weights_only=False)
    assert planted.exists(), "the attack itself is broken"
    planted.unlink()
    assert "more than tensors" in refusal(path)
    assert not planted.exists()


def test_a_whole_pickled_module_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "module.pth"
    torch.save(small(), path)
    refusal(path)


@pytest.mark.parametrize("content", [{}, [torch.ones(1)], {"a": 1}, {1: torch.ones(1)}, torch.ones(2)])
def test_what_is_no_state_dict_is_refused(tmp_path: Path, content: object) -> None:
    path = tmp_path / "weights.pth"
    torch.save(content, path)
    assert "state dict" in refusal(path)


def test_sparse_tensors_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    torch.save({"a": torch.eye(3).to_sparse_coo()}, path)
    assert "dense" in refusal(path)


def test_large_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    torch.save({"x": torch.zeros(1 << 18)}, path, _use_new_zipfile_serialization=False)
    assert load_pickled_state(path, max_bytes=1 << 21).keys() == {"x"}
    assert "more than 0 MiB" in refusal(path, lambda p: load_pickled_state(p, max_bytes=1 << 19))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("weights/data.pkl", bytes(1 << 22))
    assert path.stat().st_size < 1 << 14
    assert "more than 1 MiB" in refusal(path, lambda p: load_pickled_state(p, max_bytes=1 << 20))


def test_a_view_that_claims_more_than_it_holds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    torch.save({"x": torch.zeros(1).expand(1 << 20, 1 << 20)}, path)
    assert "claim more" in refusal(path)


def test_weights_are_cast_into_the_module(tmp_path: Path) -> None:
    source, target = small(), small()
    half = {name: tensor.half() for name, tensor in source.state_dict().items()}
    load_state(target, half, path="here")
    assert target[0].weight.dtype == torch.float32
    assert torch.equal(target[0].weight, half["0.weight"].float())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"1.bias": None}, "1.bias missing"),
        ({"0.weight": None, "0.bias": None}, "0.weight and 1 more missing"),
        ({"2.bias": torch.ones(1)}, "2.bias unknown"),
        ({"0.weight": torch.ones(4, 3, 5, 5)}, "0.weight is 4x3x5x5, expected 4x3x3x3"),
        ({"1.bias": torch.tensor(1.0)}, "1.bias is a scalar, expected 2"),
        ({"1.bias": torch.tensor([1.0, float("nan")])}, "1.bias holds values that are not numbers"),
        ({"1.bias": torch.tensor([1.0, float("inf")])}, "1.bias holds values that are not numbers"),
    ],
)
def test_weights_that_do_not_fit_change_nothing(change: dict[str, torch.Tensor | None], said: str) -> None:
    module = small()
    state = {name: tensor + 1 for name, tensor in module.state_dict().items()} | change
    state = {name: tensor for name, tensor in state.items() if tensor is not None}
    with pytest.raises(CheckpointError) as caught:
        load_state(module, state, path="models/x.safetensors")
    assert said in str(caught.value)
    assert "models/x.safetensors" in str(caught.value)
    assert "\n" not in str(caught.value)
    torch.testing.assert_close(module.state_dict(), small().state_dict(), rtol=0, atol=0)


def test_an_archive_of_several_disks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pth"
    torch.save({"a": torch.zeros(3)}, path)
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\5\6")
    locator = b"PK\6\7" + struct.pack("<LQL", 0, 0, 2)  # of ZIP64's directory, on the first of two disks
    path.write_bytes(bytes(data[:end]) + locator + bytes(data[end:]))
    assert "damaged zip archive" in refusal(path)
