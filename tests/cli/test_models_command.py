from __future__ import annotations

import functools
import hashlib
import http.server
import json
import threading
from typing import TYPE_CHECKING

import pytest
import torch
from mask_fixtures import bright_people
from typer.testing import CliRunner

from rtstyle.cli.models import app
from rtstyle.errors import ModelMissingError, RtstyleError, UsageError
from rtstyle.modeling import person_mask, registry
from rtstyle.modeling.registry import load_network
from rtstyle.modeling.vgg import DECODER_KEYS, VGG19_NORMALISED, VggAdaINNetwork

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result
    from torch import nn


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and an empty folder in place of what ships."""
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(registry, "shipped_models_dir", lambda: tmp_path / "shipped")
    return tmp_path / "home" / "data" / "models"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two published files."""

    def save(module: nn.Module, keys: tuple[str, ...], path: Path) -> None:
        names = [f"{key}.{kind}" for key in keys for kind in ("weight", "bias")]
        torch.save(dict(zip(names, module.state_dict().values(), strict=True)), path)

    network, folder = VggAdaINNetwork(), tmp_path_factory.mktemp("published")
    save(network.encoder, ("0", *VGG19_NORMALISED.source_keys), folder / "vgg_normalised.pth")
    save(network.decoder, DECODER_KEYS, folder / "decoder.pth")
    return folder


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


@pytest.fixture
def mirror(published: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=str(published))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = False
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def failure(*arguments: object) -> RtstyleError:
    error = run(*arguments).exception
    assert isinstance(error, RtstyleError)
    assert "\n" not in str(error)
    return error


def test_list_names_every_model_and_how_to_get_it() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert "compact" in result.output
    assert "adain-vgg19" in result.output
    assert "fetch" in result.output


def test_list_as_json_is_for_machines(home: Path, published: Path) -> None:
    before = {model["name"]: model for model in json.loads(run("list", "--json").output)}
    assert before["adain-vgg19"]["available"] is False
    assert before["adain-vgg19"]["bytes"] is None
    path = home / "adain-vgg19.safetensors"
    run("import", "--encoder", published / "vgg_normalised.pth", "--decoder", published / "decoder.pth")
    after = {model["name"]: model for model in json.loads(run("list", "--json").output)}
    assert after["adain-vgg19"]["available"] is True
    assert after["adain-vgg19"]["path"] == str(path)
    assert after["adain-vgg19"]["bytes"] == path.stat().st_size


@pytest.mark.parametrize("options", [[], ["--quiet"]])
def test_fetch_makes_a_model_usable(home: Path, mirror: str, options: list[str]) -> None:
    result = run("fetch", "adain-vgg19", "--mirror", mirror, *options)
    assert result.exit_code == 0, result.exception
    assert result.stdout.replace("\n", "") == str(home / "adain-vgg19.safetensors")
    assert ("decoder.pth" in result.stderr) == (not options)
    assert isinstance(load_network("adain-vgg19"), VggAdaINNetwork)


def test_fetch_refuses_what_it_cannot_get() -> None:
    error = failure("fetch", "adain-vg19")
    assert isinstance(error, UsageError)
    assert "did you mean 'adain-vgg19'" in str(error)
    assert isinstance(failure("fetch", "compact"), ModelMissingError)


def test_import_takes_two_files_or_one(home: Path, published: Path, tmp_path: Path) -> None:
    encoder, decoder = published / "vgg_normalised.pth", published / "decoder.pth"
    result = run("import", "--encoder", encoder, "--decoder", decoder)
    assert result.exit_code == 0, result.exception
    path = home / "adain-vgg19.safetensors"
    assert result.stdout.strip() == str(path)
    copy = tmp_path / "copy.safetensors"
    path.rename(copy)
    assert run("import", copy).exit_code == 0
    assert path.exists()
    result = run("import", "--encoder", encoder)
    assert result.stdout.strip() == str(home / "vgg19-normalised.safetensors")


def test_import_refuses_other_combinations(published: Path) -> None:
    encoder, decoder = published / "vgg_normalised.pth", published / "decoder.pth"
    for arguments in (
        [],
        ["--decoder", decoder],
        [encoder, "--encoder", encoder],
        [encoder, "--decoder", decoder],
    ):
        assert isinstance(failure("import", *arguments), UsageError)


def test_the_network_that_finds_people_is_fetched_and_listed(
    home: Path, mirror: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bright_people()
    (published / "selfie_segmentation.onnx").write_bytes(data)
    before = {model["name"]: model for model in json.loads(run("list", "--json").output)}
    assert not before["person-mask"]["available"]
    assert "SHA-256" in str(failure("fetch", "person-mask", "--mirror", mirror))
    assert not (home / "person-mask.onnx").exists()

    monkeypatch.setattr(person_mask, "SHA256", hashlib.sha256(data).hexdigest())
    result = run("fetch", "person-mask", "--mirror", mirror, "--quiet")
    assert result.exit_code == 0, result.exception
    assert result.stdout.replace("\n", "") == str(home / "person-mask.onnx")
    assert (home / "person-mask.onnx").read_bytes() == data
    after = {model["name"]: model for model in json.loads(run("list", "--json").output)}
    assert after["person-mask"]["bytes"] == len(data)
    # There is no such server: it has to be content with what is there.
    assert run("fetch", "person-mask", "--mirror", "http://127.0.0.1:9").exit_code == 0
