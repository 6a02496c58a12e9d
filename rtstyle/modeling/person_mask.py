"""The network that finds people: where it lies, and how it gets there.

MediaPipe's selfie segmentation (Google, Apache-2.0), as the ONNX file that an OBS plug-in publishes. It does not ship
with rtstyle: whoever wants it fetches it once, and only these very bytes are taken.
"""

from __future__ import annotations

import hashlib
import importlib.util
from typing import TYPE_CHECKING

from rtstyle.errors import CheckpointError, DeviceError, ModelMissingError
from rtstyle.paths import user_models_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PERSON_MASK = "person-mask"
DESCRIPTION = "finds people, for --paint person and background"
LICENCE = "Apache-2.0 (MediaPipe)"
BYTES = 447_596
SHA256 = "1511ab5564cb0ae179cba9bcad6ad931003ccc71656f11fd270967023678c6a5"
"""Of the file."""
_NAME = "selfie_segmentation.onnx"
_FOLDER = (
    "https://raw.githubusercontent.com/royshil/obs-backgroundremoval"
    "/875ffda175fcb066380b31797c63630c8b4a3c71/data/models"
)
_FETCH = f"rtstyle models fetch {PERSON_MASK}"


def person_mask_path() -> Path:
    """Where it lies once it is there."""
    return user_models_dir() / f"{PERSON_MASK}.onnx"


def read_person_mask() -> bytes:
    """The file, whole and as it was published.

    Raises:
        ModelMissingError: It is not on this machine.
        CheckpointError: It is damaged, or another file.
        DeviceError: What runs it is not installed.
    """
    path = person_mask_path()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ModelMissingError(
            f"the network that finds people is not on this machine (0.4 MB, MediaPipe); run: {_FETCH}"
        ) from None
    except OSError as error:
        raise CheckpointError(
            f"cannot read {path}: {error.strerror or error}; run: {_FETCH} --force"
        ) from error
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise CheckpointError(f"{path} is damaged, or another file; run: {_FETCH} --force")
    if importlib.util.find_spec("openvino") is None:
        raise DeviceError("finding people needs OpenVINO; run: pip install 'rtstyle[openvino]'")
    return data


def fetch_person_mask(
    *,
    mirror: str | None = None,
    force: bool = False,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> Path:
    """Downloads it, unless it is there.

    Args:
        mirror: Address of a folder that holds the file, instead of where it was published.
        force: Fetch it even where it is there.
        progress: Told the file's name, the bytes received so far and the whole size, None where unknown.

    Returns:
        Its path.

    Raises:
        DownloadError: It did not arrive, or is not what was published.
    """
    from rtstyle.modeling.download import download  # noqa: PLC0415 - HTTP, which the window starts without

    path = person_mask_path()
    if force or not path.is_file():
        told = None if progress is None else lambda received, total: progress(_NAME, received, total)
        url = f"{(mirror or _FOLDER).rstrip('/')}/{_NAME}"
        download(url, path, max_bytes=2 * BYTES, sha256=SHA256, progress=told)
    return path
