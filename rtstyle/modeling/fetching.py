"""Networks' weights from elsewhere: fetched, or taken from files that others publish, as one safetensors file each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from rtstyle.errors import CheckpointError, ModelMissingError, UsageError
from rtstyle.media.atomic import write_whole
from rtstyle.modeling.checkpoint import load_any_state, load_state, save_safetensors
from rtstyle.modeling.download import download
from rtstyle.modeling.registry import (
    ADAIN,
    MODELS,
    RELEASE,
    checksum,
    model_entry,
    record_path,
    recorded_checksums,
    verify,
)
from rtstyle.modeling.vgg import (
    VGG16_NORMALISED,
    VGG19_NORMALISED,
    VGG19_TORCHVISION,
    VggAdaINNetwork,
    convert_decoder,
    convert_encoder,
)
from rtstyle.paths import user_models_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from torch import Tensor

    from rtstyle.modeling.download import Progress

_LOG = logging.getLogger(__name__)

FetchProgress = Callable[[str, int, int | None], None]
"""Called with a file's name, the bytes received so far and the whole size, None where unknown."""

_VGG_LICENCE = "VGG: Visual Geometry Group, Oxford, CC BY 4.0"
_LICENCES = {
    VGG19_NORMALISED.name: f"MIT (naoto0804/pytorch-AdaIN); {_VGG_LICENCE}",
    VGG19_TORCHVISION.name: f"BSD-3-Clause (torchvision); {_VGG_LICENCE}",
    VGG16_NORMALISED.name: _VGG_LICENCE,
}


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
        verify(entry.path)
        return entry.path
    if not entry.files:
        raise ModelMissingError(
            f"the weights of {name} ship with rtstyle and cannot be fetched; install it again"
        )
    recorded = recorded_checksums(entry.path)
    folder = entry.path.parent / "downloads"
    fetched = []
    for remote in entry.files:
        target = folder / remote.name
        expected = remote.sha256 or recorded.get(remote.name)
        # What an earlier fetch left behind is checked like what comes now.
        if not target.exists() or (expected is not None and checksum(target) != expected):
            url = f"{mirror.rstrip('/')}/{remote.name}" if mirror else remote.url
            told = None if progress is None else _named(progress, remote.name)
            found = download(url, target, max_bytes=remote.max_bytes, sha256=expected, progress=told)
            if expected is None:
                _LOG.warning(
                    "no checksum of %s is published: recorded that of what came, %s", remote.name, found
                )
        fetched.append(target)
    try:
        return import_weights(fetched[0], fetched[1], source=mirror or RELEASE)
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
    inputs = {encoder.name: checksum(encoder)}
    if decoder is None:
        rest = {key.removeprefix("decoder."): v for key, v in state.items() if key.startswith("decoder.")}
    elif layout is VGG19_NORMALISED:
        rest = convert_decoder(load_any_state(decoder)[0], path=decoder)
        inputs[decoder.name] = checksum(decoder)
    else:
        raise UsageError(f"{decoder} does not belong to {encoder} ({layout.name}): leave --decoder out")
    network = VggAdaINNetwork(layout=layout)
    load_state(network.encoder, weights, path=encoder)
    path = user_models_dir() / f"{layout.name}.safetensors"
    if rest:
        load_state(network.decoder, rest, path=decoder or encoder)
        path = MODELS[ADAIN].path
    parts = {f"encoder.{key}": value for key, value in weights.items()}
    parts |= {f"decoder.{key}": value for key, value in rest.items()}
    described = {"source": source, "layout": layout.name, "licence": _LICENCES[layout.name]}
    described |= {f"sha256 of {name}": checksum for name, checksum in inputs.items()}
    return _store(path, parts, described, inputs)


def _store(
    path: Path, state: Mapping[str, Tensor], metadata: Mapping[str, str], inputs: Mapping[str, str]
) -> Path:
    """Writes weights and, beside them, the checksums of the result and of what it was made from."""
    record = record_path(path)
    try:
        # Never a new file beside an old checksum, should the machine stop in between.
        record.unlink(missing_ok=True)
        save_safetensors(path, state, metadata)
        checksums = {path.name: checksum(path), **inputs}
        write_whole(record, "".join(f"{value}  {name}\n" for name, value in checksums.items()).encode())
    except OSError as error:
        raise CheckpointError(
            f"cannot write {record}: {error.strerror or error}; check the folder"
        ) from error
    return path


def _named(progress: FetchProgress, name: str) -> Progress:
    return lambda received, total: progress(name, received, total)
