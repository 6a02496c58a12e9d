"""Other stylizers, to be measured beside this one through adapters.

An adapter is a Python file that defines ``make()``, which returns an object of the form of `Peer`. It calls the other
program where that is installed; it never holds its code.
"""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.frame import Image

_METHODS = ("set_style", "stylize", "reset")


class Peer(Protocol):
    """Something that stylizes pictures. Pictures are (H, W, 3) uint8 RGB; the result has the size of its content."""

    def set_style(self, image: Image, /) -> None:
        """Chooses the style of the pictures to come."""
        ...

    def stylize(self, image: Image, /) -> Image:
        """Stylizes one picture."""
        ...

    def reset(self) -> None:
        """Forgets the pictures before: the next one begins a sequence."""
        ...


@dataclass(frozen=True, slots=True)
class NamedPeer:
    """A peer and what it is called in tables.

    Attributes:
        name: The adapter's file name without its ending, and without ``_adapter``.
        peer: What its ``make()`` returned.
    """

    name: str
    peer: Peer


def load_peer(path: Path) -> NamedPeer:
    """Runs an adapter's file and its ``make()``.

    Args:
        path: The adapter. Whatever it does is done in this process.

    Raises:
        UsageError: No such file, it fails, or it gives something else than a `Peer`.
    """
    if not path.is_file():
        raise UsageError(f"no adapter at {path}; --peer takes a Python file that defines make()")
    spec = importlib.util.spec_from_file_location(f"rtstyle_adapter_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise UsageError(f"the adapter {path} is no Python file; its name ends in .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses and pickles of the adapter's look themselves up there
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # foreign code may fail in any way
        raise UsageError(_failure(path, error)) from error
    make = getattr(module, "make", None)
    if not callable(make):
        raise UsageError(f"the adapter {path} defines no make()")
    try:
        peer: Any = make()
    except Exception as error:
        raise UsageError(_failure(path, error)) from error
    if missing := [name for name in _METHODS if not callable(getattr(peer, name, None))]:
        raise UsageError(f"what make() of {path} returns has no {missing[0]}()")
    return NamedPeer(path.stem.removesuffix("_adapter") or path.stem, peer)


def fault_of(result: object, content: Image) -> str | None:
    """Why a peer's result is no stylized picture, and cannot be compared; None where it is one.

    Args:
        result: What ``stylize`` returned.
        content: What it was given.
    """
    if isinstance(result, np.ndarray) and result.dtype == np.uint8 and result.shape == content.shape:
        return None
    found = f"{result.dtype} {result.shape}" if isinstance(result, np.ndarray) else type(result).__name__
    return f"stylize() of uint8 {content.shape} gave {found}"


def _failure(path: Path, error: Exception) -> str:
    return f"the adapter {path} fails: {type(error).__name__}: {' '.join(str(error).split())}"
