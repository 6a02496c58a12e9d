"""What the libraries below raise, in our words."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import cv2

from rtstyle.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_REASON = 200


@contextlib.contextmanager
def reporting(what: str) -> Iterator[None]:
    """Turns what torch, OpenVINO and OpenCV raise into an error of ours, on one line.

    Args:
        what: What is being tried: "paint".

    Raises:
        DeviceError: It failed, or memory was short.
    """
    try:
        yield
    except MemoryError as error:
        raise DeviceError(f"cannot {what}: out of memory; choose a smaller size") from error
    except (RuntimeError, cv2.error) as error:
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        raise DeviceError(f"cannot {what}: {reason or type(error).__name__}") from error
