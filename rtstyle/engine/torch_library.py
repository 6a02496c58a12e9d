"""torch itself, where it is needed: loaded late, and without holding everybody up.

Python imports an extension with its lock held, so that mapping and linking libtorch stops every thread for up to a
second. Asked for through ctypes, the same libraries load with the lock released, and the import finds them there.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_LIBRARIES = ("c10", "torch_cpu", "torch", "torch_python")


def load_torch() -> ModuleType:
    """The module ``torch``; seconds where nobody has loaded it yet.

    Raises:
        ImportError: It is not installed.
    """
    _map_libraries()
    import torch  # noqa: PLC0415

    return torch


def _map_libraries() -> None:
    """Maps torch's libraries into the process. Does nothing where they are loaded already, or cannot be found."""
    if "torch" in sys.modules or sys.platform == "win32":
        return
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        return
    suffix = ".dylib" if sys.platform == "darwin" else ".so"
    folder = Path(spec.origin).parent / "lib"
    with contextlib.suppress(OSError, AttributeError):
        # Not CDLL(path), which keeps Python's lock: foreign functions give it up.
        load = ctypes.CDLL(None).dlopen
        load.argtypes, load.restype = [ctypes.c_char_p, ctypes.c_int], ctypes.c_void_p
        for name in _LIBRARIES:
            path = folder / f"lib{name}{suffix}"
            if path.is_file():
                load(str(path).encode(), ctypes.DEFAULT_MODE | 1)  # RTLD_LAZY
