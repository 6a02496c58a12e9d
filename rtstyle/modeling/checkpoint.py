"""Weights on disk: safetensors for what is ours, guarded unpickling for what others publish.

A safetensors file holds numbers and nothing else. A ``.pth`` file is a pickle, which may run any code when it
is loaded carelessly: such files are read by torch's restricted unpickler alone, after a look at their size.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

import safetensors
import safetensors.torch
import torch
from torch import Tensor, nn

from rtstyle.errors import CheckpointError
from rtstyle.media.atomic import refuse_pipes, write_whole

if TYPE_CHECKING:
    from pathlib import Path

MAX_PICKLE_BYTES = 1 << 30
"""Largest pickled checkpoint that is read, packed or unpacked; torchvision's whole VGG-19 takes 0.55 GB."""


def save_safetensors(path: Path, state: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    """Writes tensors and their metadata to one file, whole or not at all.

    Args:
        path: Target; missing folders are made, an existing file is replaced once the new one is complete.
        state: Tensors by name, any device and layout; stored contiguous, dtype kept.
        metadata: Free text by name.

    Raises:
        CheckpointError: The file cannot be written.
    """
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in state.items()}
    try:
        write_whole(path, safetensors.torch.save(tensors, dict(metadata)))
    except OSError as error:
        raise CheckpointError(
            f"cannot write weights to {path}: {error.strerror or error}; check the folder and the free space"
        ) from error


def load_safetensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Reads a safetensors file.

    Returns:
        Tensors by name, on the CPU, dtype as stored; and the metadata (empty where there is none).

    Raises:
        CheckpointError: No such file, or it is truncated or damaged.
    """
    _require_file(path)
    try:
        with safetensors.safe_open(path, framework="pt", device="cpu") as file:
            state = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a mapping
            return state, dict(file.metadata() or {})
    except (safetensors.SafetensorError, OSError, ValueError) as error:
        raise CheckpointError(
            f"cannot read weights from {path}: {_one_line(error)}; the file is damaged or not safetensors"
        ) from error


def load_pickled_state(path: Path, *, max_bytes: int = MAX_PICKLE_BYTES) -> dict[str, Tensor]:
    """Reads a state dict from a ``.pth`` file without running any code that it may hold.

    Args:
        path: A file written by ``torch.save(module.state_dict())``, in torch's zip or its older format.
        max_bytes: Largest size that is read, of the file, of its unpacked content and of the tensors.

    Returns:
        Tensors by name, on the CPU.

    Raises:
        CheckpointError: No such file, too large, damaged, holding code, or not a state dict.
    """
    _require_file(path)
    if _unpacked_bytes(path) > max_bytes:
        raise CheckpointError(
            f"cannot read weights from {path}: more than {max_bytes >> 20} MiB; not a known file"
        )
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # an unpickler that is fed garbage raises whatever it likes
        raise CheckpointError(
            f"cannot read weights from {path}: damaged, or a pickle with more than tensors; fetch it again"
        ) from error
    return _require_tensors(state, path, max_bytes)


def load_any_state(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Reads ``.safetensors`` as such and any other file as a guarded pickle, which has no metadata.

    Raises:
        CheckpointError: As `load_safetensors` and `load_pickled_state`.
    """
    return load_safetensors(path) if path.suffix.lower() == ".safetensors" else (load_pickled_state(path), {})


def load_state(module: nn.Module, state: Mapping[str, Tensor], *, path: Path | str) -> None:
    """Copies weights into a module, casting them to its dtypes.

    Args:
        module: Where they go; unchanged if anything does not fit.
        state: Exactly the module's tensors, any floating dtype.
        path: Where they came from, for the message.

    Raises:
        CheckpointError: A tensor is missing, unknown, of another shape, or holds NaN or infinity.
    """
    own = module.state_dict()
    kind = type(module).__name__
    if missing := [name for name in own if name not in state]:
        raise CheckpointError(f"weights in {path} do not fit {kind}: {_list(missing)} missing")
    if unknown := [name for name in state if name not in own]:
        raise CheckpointError(f"weights in {path} do not fit {kind}: {_list(unknown)} unknown")
    for name, tensor in own.items():
        given = state[name]
        if given.shape != tensor.shape:
            raise CheckpointError(
                f"weights in {path} do not fit {kind}: {name} is {_shape(given)}, expected {_shape(tensor)}"
            )
        if not given.isfinite().all():
            raise CheckpointError(f"weights in {path} are damaged: {name} holds values that are not numbers")
    module.load_state_dict(dict(state))


def _require_file(path: Path) -> None:
    try:
        refuse_pipes(path)
        path.open("rb").close()
    except FileNotFoundError as error:
        raise CheckpointError(f"no weights at {path}: no such file; check the path") from error
    except OSError as error:
        raise CheckpointError(f"cannot read weights from {path}: {error.strerror or error}") from error


def _unpacked_bytes(path: Path) -> int:
    size = path.stat().st_size
    try:
        if not zipfile.is_zipfile(path):
            return size
        with zipfile.ZipFile(path) as archive:
            return max(size, sum(entry.file_size for entry in archive.infolist()))
    # The last is what zipfile raises for compression and versions that it does not know.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CheckpointError(
            f"cannot read weights from {path}: damaged zip archive; fetch it again"
        ) from error


def _require_tensors(state: object, path: Path, max_bytes: int) -> dict[str, Tensor]:
    if not isinstance(state, Mapping) or not state:
        raise CheckpointError(f"no weights in {path}: expected a state dict, found {type(state).__name__}")
    tensors: dict[str, Tensor] = {}
    for name, tensor in state.items():
        if not isinstance(name, str) or not isinstance(tensor, Tensor) or tensor.layout != torch.strided:
            raise CheckpointError(
                f"no weights in {path}: {name!r} is not a dense tensor, expected a state dict"
            )
        tensors[name] = tensor.detach()
    # A view can claim more elements than its storage holds; copying it would fill the memory.
    if sum(tensor.numel() * tensor.element_size() for tensor in tensors.values()) > max_bytes:
        raise CheckpointError(
            f"cannot read weights from {path}: its tensors claim more than {max_bytes >> 20} MiB"
        )
    return tensors


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _shape(tensor: Tensor) -> str:
    return "x".join(str(size) for size in tensor.shape) or "a scalar"
