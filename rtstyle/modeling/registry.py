"""The networks by name: what they are, where their weights lie, how to load them.

::

    compact.safetensors            in the folder that ships with rtstyle
    adain-vgg19.safetensors        in the user's: fetched or imported, converted from two pickled state dicts
    adain-vgg19.sha256             checksums recorded at that moment, verified at every later load and fetch
    vgg19-torchvision.safetensors  an encoder without a decoder: a perceptual network for training

torch is loaded with the first network; names, paths and checksums need none.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.digests import file_digest
from rtstyle.errors import CheckpointError, ModelMissingError, UsageError
from rtstyle.paths import shipped_models_dir, user_models_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import Tensor

    from rtstyle.modeling.network import StylizationNetwork

RELEASE = "https://github.com/naoto0804/pytorch-AdaIN/releases/download/v0.0.0"
ADAIN = "adain-vgg19"


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


def _compact(state: Mapping[str, Tensor], _: Mapping[str, str]) -> StylizationNetwork:
    from rtstyle.modeling.compact import CompactNetwork  # noqa: PLC0415 - torch

    return CompactNetwork.shaped_like(state)


def _adain(state: Mapping[str, Tensor], metadata: Mapping[str, str]) -> StylizationNetwork:
    from rtstyle.modeling.vgg import VggAdaINNetwork  # noqa: PLC0415 - torch

    return VggAdaINNetwork.shaped_like(state, metadata)


_ENTRIES = (
    ModelEntry(
        name="compact",
        description="small, made for real time on a CPU",
        licence="GPL-3.0-or-later",
        shipped=True,
        mark="stem.weight",
        build=_compact,
    ),
    ModelEntry(
        name=ADAIN,
        description="the paper's network, best on a GPU",
        licence="MIT; VGG-19: CC BY 4.0",
        shipped=False,
        mark="encoder.colour.weight",
        build=_adain,
        # The published files take 80 MB and 14 MB.
        files=(
            RemoteFile("vgg_normalised.pth", f"{RELEASE}/vgg_normalised.pth", 100_000_000),
            RemoteFile("decoder.pth", f"{RELEASE}/decoder.pth", 30_000_000),
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
    return network_from(weights_file(name), MODELS.get(name))


def weights_file(name: str) -> Path:
    """The file of a network's weights; that of a network with a name is there, and as it was when it was fetched.

    Args:
        name: As `load_network` takes it.

    Raises:
        UsageError: No network of that name.
        ModelMissingError: Its weights are not on this machine.
        CheckpointError: They cannot be read, or were changed since they were fetched.
    """
    if name not in MODELS and name.endswith(".safetensors"):
        return Path(name)
    entry = model_entry(name)
    if not entry.path.is_file():
        todo = "install rtstyle again" if entry.shipped else f"run: rtstyle models fetch {name}"
        raise ModelMissingError(f"the weights of {name} are not at {entry.path}; {todo}")
    verify(entry.path)
    return entry.path


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
    from rtstyle.modeling.checkpoint import load_safetensors, load_state  # noqa: PLC0415 - torch
    from rtstyle.modeling.quantization import METADATA_KEY, ranges_from_text  # noqa: PLC0415

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


def record_path(path: Path) -> Path:
    """Where the checksums of weights, and of what they were made from, are recorded."""
    return path.with_suffix(".sha256")


def recorded_checksums(path: Path) -> dict[str, str]:
    """Checksums by file name, as recorded beside the weights; empty where there is no record."""
    try:
        lines = record_path(path).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    matches = (re.fullmatch(r"([0-9a-f]{64})  (.+)", line) for line in lines)
    return {match[2]: match[1] for match in matches if match}


def verify(path: Path) -> None:
    """Looks whether weights are what they were when they were recorded.

    Raises:
        CheckpointError: They are not, or cannot be read.
    """
    expected = recorded_checksums(path).get(path.name)
    if expected is not None and checksum(path) != expected:
        raise CheckpointError(
            f"weights in {path} do not match the checksum recorded beside them: they are damaged;"
            f" run: rtstyle models fetch {path.stem} --force"
        )


def checksum(path: Path) -> str:
    """SHA-256 of a file of weights, lower-case hexadecimal.

    Raises:
        CheckpointError: It cannot be read.
    """
    try:
        return file_digest(path)
    except OSError as error:
        raise CheckpointError(f"cannot read weights from {path}: {error.strerror or error}") from error
