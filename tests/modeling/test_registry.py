from __future__ import annotations

import dataclasses
import functools
import hashlib
import http.server
import threading
from typing import TYPE_CHECKING

import pytest
import torch
from safetensors.torch import save_file

from rtstyle.errors import CheckpointError, DownloadError, ModelMissingError, UsageError
from rtstyle.modeling import registry
from rtstyle.modeling.checkpoint import load_safetensors, save_safetensors
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.fetching import fetch_model, import_weights
from rtstyle.modeling.registry import (
    MODELS,
    ModelEntry,
    load_network,
    model_entry,
    models_available,
    network_from,
)
from rtstyle.modeling.vgg import (
    DECODER_KEYS,
    VGG16_NORMALISED,
    VGG19_NORMALISED,
    VGG19_TORCHVISION,
    VggAdaINNetwork,
    load_perceptual,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torch import Tensor, nn


def renamed(module: nn.Module, keys: tuple[str, ...]) -> dict[str, Tensor]:
    """A module's tensors in order, under published names."""
    names = [f"{key}.{kind}" for key in keys for kind in ("weight", "bias")]
    return dict(zip(names, module.state_dict().values(), strict=True))


@pytest.fixture(scope="module")
def network() -> VggAdaINNetwork:
    torch.manual_seed(0)
    return VggAdaINNetwork().requires_grad_(False)


@pytest.fixture(scope="module")
def published(network: VggAdaINNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two published files, in torch's zip format and in the older one."""
    folder = tmp_path_factory.mktemp("published")
    encoder = renamed(network.encoder, ("0", *VGG19_NORMALISED.source_keys)) | {"32.weight": torch.ones(2)}
    torch.save(encoder, folder / "vgg_normalised.pth", _use_new_zipfile_serialization=False)
    torch.save(renamed(network.decoder, DECODER_KEYS), folder / "decoder.pth")
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and an empty folder in place of what ships."""
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(registry, "shipped_models_dir", lambda: tmp_path / "shipped")
    return tmp_path / "home" / "data" / "models"


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


@pytest.fixture
def mirror(published: Path) -> Iterator[str]:
    """Address of a server with the published files."""
    handler = functools.partial(QuietHandler, directory=str(published))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = False
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refusal(error: type[Exception], path: Path, decoder: Path | None = None) -> str:
    with pytest.raises(error) as caught:
        import_weights(path, decoder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def ship_compact() -> CompactNetwork:
    torch.manual_seed(1)
    network = CompactNetwork()
    state = {name: tensor.half() for name, tensor in network.state_dict().items()}
    save_safetensors(MODELS["compact"].path, state, {})
    return network


def test_what_is_known_says_what_it_is() -> None:
    assert list(MODELS) == ["compact", "adain-vgg19"]
    for name, entry in MODELS.items():
        assert entry.name == name
        assert entry.description
        assert entry.licence
        assert entry.shipped == (not entry.files)
        assert all(file.url.startswith("https://") for file in entry.files)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("compct", "did you mean 'compact'"),
        ("adain-vgg", "did you mean 'adain-vgg19'"),
        ("zzz", "choose from compact, adain-vgg19"),
    ],
)
@pytest.mark.parametrize("ask", [model_entry, load_network, fetch_model])
def test_an_unknown_name_gets_a_hint(name: str, hint: str, ask: object) -> None:
    with pytest.raises(UsageError, match=hint):
        ask(name)  # type: ignore[operator]


def test_missing_weights_say_what_to_do() -> None:
    assert models_available() == ()
    with pytest.raises(ModelMissingError, match=r"run: rtstyle models fetch adain-vgg19$"):
        load_network("adain-vgg19")
    with pytest.raises(ModelMissingError, match=r"install rtstyle again$"):
        load_network("compact")
    with pytest.raises(ModelMissingError, match=r"ship with rtstyle and cannot be fetched"):
        fetch_model("compact")


def test_the_compact_network_is_loaded_as_float32_for_inference() -> None:
    source = ship_compact()
    assert models_available() == ("compact",)
    network = load_network("compact")
    assert isinstance(network, CompactNetwork)
    assert not network.training
    for name, parameter in network.named_parameters():
        assert parameter.dtype == torch.float32
        assert not parameter.requires_grad
        assert torch.equal(parameter, source.state_dict()[name].half().float())


def test_compact_weights_of_the_wrong_shape_or_damaged_are_one_line() -> None:
    path = MODELS["compact"].path
    save_safetensors(path, {**CompactNetwork().state_dict(), "head.bias": torch.ones(7)}, {})
    with pytest.raises(CheckpointError, match=r"do not fit CompactNetwork: head\.bias is 7, expected 12"):
        load_network("compact")
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(CheckpointError, match=r"the file is damaged"):
        load_network("compact")


def test_fetched_weights_are_converted_recorded_and_loaded(
    mirror: str, published: Path, home: Path, network: VggAdaINNetwork
) -> None:
    seen: dict[str, tuple[int, int | None]] = {}
    path = fetch_model("adain-vgg19", mirror=mirror, progress=lambda name, *done: seen.update({name: done}))
    assert path == home / "adain-vgg19.safetensors"
    assert models_available() == ("adain-vgg19",)
    sizes = {file.name: file.stat().st_size for file in published.iterdir()}
    assert seen == {name: (size, size) for name, size in sizes.items()}
    loaded = load_network("adain-vgg19")
    assert isinstance(loaded, VggAdaINNetwork)
    torch.testing.assert_close(loaded.state_dict(), network.state_dict(), rtol=0, atol=0)
    assert not loaded.training

    _, metadata = load_safetensors(path)
    assert metadata["source"] == mirror
    assert metadata["layout"] == "vgg19-normalised"
    assert "MIT" in metadata["licence"]
    assert metadata["sha256 of decoder.pth"] == sha256(published / "decoder.pth")
    record = (home / "adain-vgg19.sha256").read_text().splitlines()
    files = [path, published / "vgg_normalised.pth", published / "decoder.pth"]
    assert record == [f"{sha256(file)}  {file.name}" for file in files]
    assert [file.name for file in home.rglob("*") if file.suffix == ".pth"] == []


def test_weights_that_are_there_are_not_fetched_again(mirror: str) -> None:
    path = fetch_model("adain-vgg19", mirror=mirror)
    before = path.stat().st_mtime_ns
    assert fetch_model("adain-vgg19", mirror="http://127.0.0.1:1/nothing") == path
    assert path.stat().st_mtime_ns == before
    assert fetch_model("adain-vgg19", mirror=mirror, force=True) == path
    assert path.stat().st_mtime_ns != before


def test_weights_that_changed_since_they_were_fetched_are_refused(mirror: str) -> None:
    path = fetch_model("adain-vgg19", mirror=mirror)
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    for ask in (load_network, fetch_model):
        with pytest.raises(CheckpointError, match=r"do not match the checksum .* --force$"):
            ask("adain-vgg19")
    fetch_model("adain-vgg19", mirror=mirror, force=True)
    load_network("adain-vgg19")


def test_a_sum_that_is_not_known_is_recorded_and_said_and_one_that_is_must_agree(
    published: Path, mirror: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = fetch_model("adain-vgg19", mirror=mirror)
    for name in ("vgg_normalised.pth", "decoder.pth"):
        assert (
            f"no checksum of {name} is published: recorded that of what came, {sha256(published / name)}"
            in caplog.text
        )
    caplog.clear()
    fetch_model("adain-vgg19", mirror=mirror, force=True)
    assert not caplog.text
    path.unlink()
    path.with_suffix(".sha256").unlink()
    entry = MODELS["adain-vgg19"]
    files = tuple(dataclasses.replace(file, sha256="0" * 64) for file in entry.files)
    monkeypatch.setitem(registry.MODELS, entry.name, dataclasses.replace(entry, files=files))
    with pytest.raises(DownloadError, match=f"expected {'0' * 64}"):
        fetch_model("adain-vgg19", mirror=mirror)


def test_a_later_fetch_must_bring_the_same_files(
    mirror: str, published: Path, network: VggAdaINNetwork
) -> None:
    path = fetch_model("adain-vgg19", mirror=mirror)
    decoder, whole = published / "decoder.pth", (published / "decoder.pth").read_bytes()
    torch.save({k: v + 1 for k, v in renamed(network.decoder, DECODER_KEYS).items()}, decoder)
    try:
        with pytest.raises(DownloadError, match=r"decoder\.pth: its SHA-256 is"):
            fetch_model("adain-vgg19", mirror=mirror, force=True)
    finally:
        decoder.write_bytes(whole)
    assert path.exists()
    torch.testing.assert_close(load_network("adain-vgg19").state_dict(), network.state_dict())


def test_what_an_earlier_fetch_left_behind_must_be_the_same_file(
    mirror: str, home: Path, network: VggAdaINNetwork
) -> None:
    fetch_model("adain-vgg19", mirror=mirror)
    left = home / "downloads" / "decoder.pth"
    torch.save({k: v + 1 for k, v in renamed(network.decoder, DECODER_KEYS).items()}, left)
    seen: set[str] = set()
    fetch_model("adain-vgg19", mirror=mirror, force=True, progress=lambda name, *_: seen.add(name))
    assert seen == {"vgg_normalised.pth", "decoder.pth"}
    torch.testing.assert_close(load_network("adain-vgg19").state_dict(), network.state_dict())


def test_what_is_not_the_network_is_refused_and_not_kept(mirror: str, published: Path, home: Path) -> None:
    decoder, whole = published / "decoder.pth", (published / "decoder.pth").read_bytes()
    decoder.write_bytes(b"<html>rate limited</html>")
    try:
        with pytest.raises(CheckpointError, match=r"decoder\.pth: damaged"):
            fetch_model("adain-vgg19", mirror=mirror)
    finally:
        decoder.write_bytes(whole)
    assert [file for file in home.rglob("*") if file.is_file()] == []
    fetch_model("adain-vgg19", mirror=mirror)


def test_the_first_file_is_kept_when_the_second_is_not_there(
    mirror: str, published: Path, home: Path
) -> None:
    decoder = published / "decoder.pth"
    decoder.rename(published / "elsewhere.pth")
    try:
        with pytest.raises(DownloadError, match=r"HTTP 404"):
            fetch_model("adain-vgg19", mirror=mirror)
    finally:
        (published / "elsewhere.pth").rename(decoder)
    kept = home / "downloads" / "vgg_normalised.pth"
    assert kept.read_bytes() == (published / "vgg_normalised.pth").read_bytes()
    seen: list[str] = []
    fetch_model("adain-vgg19", mirror=mirror, progress=lambda name, *_: seen.append(name))
    assert set(seen) == {"decoder.pth"}
    assert not kept.exists()


def test_local_files_are_imported(published: Path, network: VggAdaINNetwork) -> None:
    path = import_weights(published / "vgg_normalised.pth", published / "decoder.pth")
    assert path == MODELS["adain-vgg19"].path
    torch.testing.assert_close(load_network("adain-vgg19").state_dict(), network.state_dict(), rtol=0, atol=0)


def test_one_file_with_both_parts_is_imported(tmp_path: Path, network: VggAdaINNetwork) -> None:
    source = tmp_path / "mine.safetensors"
    save_file({name: tensor.half() for name, tensor in network.state_dict().items()}, source)
    assert import_weights(source) == MODELS["adain-vgg19"].path
    torch.testing.assert_close(
        load_network("adain-vgg19").state_dict(), network.state_dict(), rtol=1e-3, atol=1e-4
    )


def test_an_encoder_alone_becomes_a_perceptual_network(
    published: Path, home: Path, tmp_path: Path, network: VggAdaINNetwork
) -> None:
    path = import_weights(published / "vgg_normalised.pth")
    assert path == home / "vgg19-normalised.safetensors"
    assert models_available() == ()
    pictures = torch.rand(1, 3, 16, 16)
    torch.testing.assert_close(load_perceptual(str(path))(pictures), network.encoder.taps(pictures))

    torchvision = tmp_path / "vgg19-dcbb9e9d.pth"
    state = renamed(network.encoder.stages, VGG19_TORCHVISION.source_keys)
    torch.save(state, torchvision)
    path = import_weights(torchvision)
    assert path == home / "vgg19-torchvision.safetensors"
    features = load_perceptual(str(path))
    assert features.layout is VGG19_TORCHVISION
    torch.testing.assert_close(features(pictures), load_perceptual(str(torchvision))(pictures))
    assert "BSD-3" in load_safetensors(path)[1]["licence"]
    assert "does not belong to" in refusal(UsageError, torchvision, published / "decoder.pth")


def test_files_that_do_not_fit_leave_the_old_weights(published: Path, tmp_path: Path) -> None:
    encoder, decoder = published / "vgg_normalised.pth", published / "decoder.pth"
    path = import_weights(encoder, decoder)
    before = path.read_bytes()
    assert "no such file" in refusal(CheckpointError, tmp_path / "absent.pth", decoder)
    assert "no VGG that is known" in refusal(CheckpointError, decoder, encoder)
    assert "are incomplete" in refusal(CheckpointError, encoder, encoder)
    wrong = tmp_path / "wrong.pth"
    torch.save(torch.load(decoder, weights_only=True) | {"5.bias": torch.ones(3)}, wrong)
    message = refusal(CheckpointError, encoder, wrong)
    assert str(wrong) in message
    assert "conv3_4.bias is 3, expected 256" in message
    assert path.read_bytes() == before
    load_network("adain-vgg19")


def test_an_unwritable_home_is_one_line(published: Path, home: Path) -> None:
    home.parent.parent.mkdir()
    home.parent.write_text("in the way")
    message = refusal(CheckpointError, published / "vgg_normalised.pth", published / "decoder.pth")
    assert message.startswith(f"cannot write {home}")


def test_a_path_is_loaded_too(tmp_path: Path) -> None:
    compact, vgg = tmp_path / "mine.safetensors", tmp_path / "vgg.safetensors"
    save_safetensors(compact, CompactNetwork().state_dict(), {})
    trained = VggAdaINNetwork(layout=VGG16_NORMALISED)
    save_safetensors(vgg, trained.state_dict(), {"layout": VGG16_NORMALISED.name})
    assert isinstance(load_network(str(compact)), CompactNetwork)
    torch.testing.assert_close(load_network(str(vgg)).state_dict(), trained.state_dict())
    with pytest.raises(CheckpointError, match="no such file"):
        load_network(str(tmp_path / "absent.safetensors"))


def test_weights_of_nothing_that_is_known_and_of_another_network_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    save_safetensors(path, {"layer.weight": torch.ones(3)}, {})
    with pytest.raises(CheckpointError, match=r"of no network that is known: compact, adain-vgg19"):
        load_network(str(path))
    with pytest.raises(CheckpointError, match="do not fit VggAdaINNetwork"):
        network_from(path, MODELS["adain-vgg19"])
    save_safetensors(path, {"encoder.colour.weight": torch.ones(3)}, {"layout": "vgg99"})
    with pytest.raises(
        CheckpointError, match=r"cannot use .*mine.*: its weights are of an unknown layout 'vgg99'"
    ):
        load_network(str(path))


@pytest.mark.parametrize("entry", MODELS.values(), ids=list(MODELS))
def test_an_entry_builds_what_its_mark_and_its_promises_say(entry: ModelEntry) -> None:
    network = entry.build({}, {})
    state = network.state_dict()
    assert [known.name for known in MODELS.values() if known.mark in state] == [entry.name]
    assert network.size_multiple % network.block == network.margin % network.block == 0
    again = entry.build(state, {})
    assert {name: tensor.shape for name, tensor in again.state_dict().items()} == {
        name: tensor.shape for name, tensor in state.items()
    }


def test_a_compact_network_of_other_widths_is_loaded_as_it_is(tmp_path: Path) -> None:
    network = CompactNetwork((8, 12, 16, 20), deep_blocks=1, modulator_width=24)
    path = tmp_path / "narrow.safetensors"
    save_safetensors(path, network.state_dict(), {})
    loaded = load_network(str(path))
    assert loaded.layer_channels == (8, 8, 12, 12, 16, 20)
    assert all(torch.equal(loaded.state_dict()[name], value) for name, value in network.state_dict().items())


@pytest.mark.parametrize(
    "damage",
    [{"stem.bias": torch.ones(5000)}, {"stem.bias": torch.ones(3, 3)}, {"down_quarter.bias": torch.ones(0)}],
)
def test_widths_that_no_network_has_are_damage(tmp_path: Path, damage: dict[str, torch.Tensor]) -> None:
    path = tmp_path / "broken.safetensors"
    save_safetensors(path, {**CompactNetwork().state_dict(), **damage}, {})
    with pytest.raises(CheckpointError, match="do not fit"):
        load_network(str(path))
