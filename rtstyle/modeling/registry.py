"""The networks by name: what they are, where their weights lie, how to get and load them.

::

    compact.safetensors            in the folder that ships with rtstyle
    adain-vgg19.safetensors        in the user's: fetched or imported, converted from two pickled state dicts
    adain-vgg19.sha256             checksums recorded at that moment, verified at every later load and fetch
    vgg19-torchvision.safetensors  an encoder without a decoder: a perceptual network for training
"""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.digests import file_digest
from rtstyle.errors import CheckpointError, ModelMissingError, UsageError
from rtstyle.media.atomic import write_whole
from rtstyle.modeling.checkpoint import load_any_state, load_safetensors, load_state, save_safetensors
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.download import download
from rtstyle.modeling.quantization import METADATA_KEY, ranges_from_text
from rtstyle.modeling.vgg import (
    VGG16_NORMALISED,
    VGG19_NORMALISED,
    VGG19_TORCHVISION,
    VggAdaINNetwork,
    convert_decoder,
    convert_encoder,
)
from rtstyle.paths import shipped_models_dir, user_models_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from rtstyle.modeling.download import Progress
    from rtstyle.modeling.network import StylizationNetwork

_LOG = logging.getLogger(__name__)

FetchProgress = Callable[[str, int, int | None], None]
"""Called with a file's name, the bytes received so far and the whole size, None where unknown."""

_RELEASE = "https://github.com/naoto0804/pytorch-AdaIN/releases/download/v0.0.0"
_ADAIN = "adain-vgg19"
_VGG_LICENCE = "VGG: Visual Geometry Group, Oxford, CC BY 4.0"
_LICENCES = {
    VGG19_NORMALISED.name: f"MIT (naoto0804/pytorch-AdaIN); {_VGG_LICENCE}",
    VGG19_TORCHVISION.name: f"BSD-3-Clause (torchvision); {_VGG_LICENCE}",
    VGG16_NORMALISED.name: _VGG_LICENCE,
}


@dataclass(frozen=True)
class RemoteFile:
    """A file to fetch.

    Attributes:
        name: File name.
        url: Where it is.
        max_bytes: Larger answers are refused.
        sha256: What it must be, lower-case hexadecimal; None where whoever published it told no sum: then the first
            fetch records it, says so, and every later one must bring the same.
    """

    name: str
    url: str
    max_bytes: int
    sha256: str | None = None


@dataclass(frozen=True)
class ModelEntry:
    """What is known of a network.

    Attributes:
        name: Key in `MODELS`.
        description: One line.
        licence: Of the weights.
        shipped: Its weights come with rtstyle; else the user fetches or imports them.
        mark: A tensor that its weights have and no other network's do: by it a file is recognised.
        build: Makes the network in the shape of some weights, given with their file's metadata; where they do not tell,
            in its usual shape. Raises CheckpointError for shapes that this version does not know.
        files: What to fetch; none for a shipped network.
    """

    name: str
    description: str
    licence: str
    shipped: bool
    mark: str
    build: Callable[[Mapping[str, Tensor], Mapping[str, str]], StylizationNetwork]
    files: tuple[RemoteFile, ...] = ()

    @property
    def path(self) -> Path:
        """Where its weights lie once they are there."""
        return (shipped_models_dir() if self.shipped else user_models_dir()) / f"{self.name}.safetensors"


_ENTRIES = (
    ModelEntry(
        name="compact",
        description="small, made for real time on a CPU",
        licence="GPL-3.0-or-later",
        shipped=True,
        mark="stem.weight",
        build=lambda state, _: CompactNetwork.shaped_like(state),
    ),
    ModelEntry(
        name=_ADAIN,
        description="the paper's network, best on a GPU",
        licence="MIT; VGG-19: CC BY 4.0",
        shipped=False,
        mark="encoder.colour.weight",
        build=VggAdaINNetwork.shaped_like,
        # The published files take 80 MB and 14 MB.
        files=(
            RemoteFile("vgg_normalised.pth", f"{_RELEASE}/vgg_normalised.pth", 100_000_000),
            RemoteFile("decoder.pth", f"{_RELEASE}/decoder.pth", 30_000_000),
        ),
    ),
)
MODELS: Mapping[str, ModelEntry] = {entry.name: entry for entry in _ENTRIES}


def model_entry(name: str) -> ModelEntry:
    """Looks a network up.

    Raises:
        UsageError: No network of that name.
    """
    if name in MODELS:
        return MODELS[name]
    close = difflib.get_close_matches(name, MODELS, n=1, cutoff=0.4)
    hint = f"did you mean {close[0]!r}?" if close else f"choose from {', '.join(MODELS)}"
    raise UsageError(f"unknown model {name!r}: {hint}")


def models_available() -> tuple[str, ...]:
    """Names of the networks whose weights are on this machine."""
    return tuple(name for name, entry in MODELS.items() if entry.path.is_file())


def load_network(name: str) -> StylizationNetwork:
    """Loads a network with its weights.

    Args:
        name: A key of `MODELS`, or the path of a ``.safetensors`` file with the weights of any of them.

    Returns:
        The network on the CPU, float32, for inference alone: eval mode, no gradients.

    Raises:
        UsageError: No network of that name.
        ModelMissingError: Its weights are not on this machine.
        CheckpointError: They are damaged, changed since they were fetched, or do not fit.
    """
    if name not in MODELS and name.endswith(".safetensors"):
        return network_from(Path(name))
    entry = model_entry(name)
    if not entry.path.is_file():
        todo = "install rtstyle again" if entry.shipped else f"run: rtstyle models fetch {name}"
        raise ModelMissingError(f"the weights of {name} are not at {entry.path}; {todo}")
    _verify(entry.path)
    return network_from(entry.path, entry)


def network_from(path: Path, entry: ModelEntry | None = None) -> StylizationNetwork:
    """Makes the network that a file's weights belong to.

    Args:
        path: A safetensors file.
        entry: What they are to be; None tells by the file.

    Returns:
        As `load_network`.

    Raises:
        CheckpointError: They are damaged, or of no network that is known, or of another one.
    """
    state, metadata = load_safetensors(path)
    if entry is None:
        entry = next((known for known in _ENTRIES if known.mark in state), None)
    if entry is None:
        raise CheckpointError(f"weights in {path} are of no network that is known: {', '.join(MODELS)}")
    try:
        network = entry.build(state, metadata)
    except CheckpointError as error:
        raise CheckpointError(f"cannot use {path}: {error}") from error
    load_state(network, state, path=path)
    network.input_ranges = ranges_from_text(metadata.get(METADATA_KEY, "{}"), network)
    return network.eval().requires_grad_(False)


def fetch_model(
    name: str, *, mirror: str | None = None, force: bool = False, progress: FetchProgress | None = None
) -> Path:
    """Downloads a network's weights and converts them to one safetensors file.

    The checksums of what came are recorded beside it; a later fetch must bring the same files.

    Args:
        name: A key of `MODELS`.
        mirror: Address of a folder that holds the files, instead of where they were published.
        force: Fetch even where the weights are there already.
        progress: Told about every piece that arrives.

    Returns:
        Path of the weights.

    Raises:
        UsageError: No network of that name.
        ModelMissingError: A shipped network whose weights are missing: there is nowhere to fetch them from.
        DownloadError: A download failed, or brought other files than the first time.
        CheckpointError: What came is not the network's weights, or cannot be stored.
    """
    entry = model_entry(name)
    if entry.path.is_file() and not force:
        _verify(entry.path)
        return entry.path
    if not entry.files:
        raise ModelMissingError(
            f"the weights of {name} ship with rtstyle and cannot be fetched; install it again"
        )
    recorded = _read_record(entry.path)
    folder = entry.path.parent / "downloads"
    fetched = []
    for remote in entry.files:
        target = folder / remote.name
        expected = remote.sha256 or recorded.get(remote.name)
        # What an earlier fetch left behind is checked like what comes now.
        if not target.exists() or (expected is not None and _checksum(target) != expected):
            url = f"{mirror.rstrip('/')}/{remote.name}" if mirror else remote.url
            told = None if progress is None else _named(progress, remote.name)
            found = download(url, target, max_bytes=remote.max_bytes, sha256=expected, progress=told)
            if expected is None:
                _LOG.warning(
                    "no checksum of %s is published: recorded that of what came, %s", remote.name, found
                )
        fetched.append(target)
    try:
        return import_weights(fetched[0], fetched[1], source=mirror or _RELEASE)
    finally:
        for target in fetched:
            target.unlink(missing_ok=True)


def import_weights(encoder: Path, decoder: Path | None = None, *, source: str = "local files") -> Path:
    """Converts published weights to one safetensors file in the user's models folder.

    Args:
        encoder: The normalised VGG-19 or torchvision's, a state dict or safetensors. Or, without ``decoder``,
            a safetensors file with both parts of the paper's network.
        decoder: The decoder that belongs to the normalised VGG-19. Without one the encoder is kept as a
            perceptual network.
        source: Where the files came from, for the metadata.

    Returns:
        Path of the result: ``adain-vgg19.safetensors``, or the perceptual network, named after its layout.

    Raises:
        UsageError: A decoder beside an encoder that it was not made for.
        CheckpointError: A file is missing, damaged, of another network, or the result cannot be stored.
    """
    state, metadata = load_any_state(encoder)
    layout, weights = convert_encoder(state, metadata, path=encoder)
    inputs = {encoder.name: _checksum(encoder)}
    if decoder is None:
        rest = {key.removeprefix("decoder."): v for key, v in state.items() if key.startswith("decoder.")}
    elif layout is VGG19_NORMALISED:
        rest = convert_decoder(load_any_state(decoder)[0], path=decoder)
        inputs[decoder.name] = _checksum(decoder)
    else:
        raise UsageError(f"{decoder} does not belong to {encoder} ({layout.name}): leave --decoder out")
    network = VggAdaINNetwork(layout=layout)
    load_state(network.encoder, weights, path=encoder)
    path = user_models_dir() / f"{layout.name}.safetensors"
    if rest:
        load_state(network.decoder, rest, path=decoder or encoder)
        path = MODELS[_ADAIN].path
    parts = {f"encoder.{key}": value for key, value in weights.items()}
    parts |= {f"decoder.{key}": value for key, value in rest.items()}
    described = {"source": source, "layout": layout.name, "licence": _LICENCES[layout.name]}
    described |= {f"sha256 of {name}": checksum for name, checksum in inputs.items()}
    return _store(path, parts, described, inputs)


def _store(
    path: Path, state: Mapping[str, Tensor], metadata: Mapping[str, str], inputs: Mapping[str, str]
) -> Path:
    """Writes weights and, beside them, the checksums of the result and of what it was made from."""
    record = _record_path(path)
    try:
        # Never a new file beside an old checksum, should the machine stop in between.
        record.unlink(missing_ok=True)
        save_safetensors(path, state, metadata)
        checksums = {path.name: _checksum(path), **inputs}
        write_whole(record, "".join(f"{value}  {name}\n" for name, value in checksums.items()).encode())
    except OSError as error:
        raise CheckpointError(
            f"cannot write {record}: {error.strerror or error}; check the folder"
        ) from error
    return path


def _record_path(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _read_record(path: Path) -> dict[str, str]:
    """Checksums by file name, as recorded beside the weights; empty where there is no record."""
    try:
        lines = _record_path(path).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    matches = (re.fullmatch(r"([0-9a-f]{64})  (.+)", line) for line in lines)
    return {match[2]: match[1] for match in matches if match}


def _verify(path: Path) -> None:
    expected = _read_record(path).get(path.name)
    if expected is not None and _checksum(path) != expected:
        raise CheckpointError(
            f"weights in {path} do not match the checksum recorded beside them: they are damaged;"
            f" run: rtstyle models fetch {path.stem} --force"
        )


def _checksum(path: Path) -> str:
    try:
        return file_digest(path)
    except OSError as error:
        raise CheckpointError(f"cannot read weights from {path}: {error.strerror or error}") from error


def _named(progress: FetchProgress, name: str) -> Progress:
    return lambda received, total: progress(name, received, total)
