"""Loading the network, and the large libraries that run it, without holding up the window.

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

from rtstyle.errors import UsageError
from rtstyle.styles.library import parse_style_spec

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from rtstyle.engine.stylizer import Stylizer
    from rtstyle.settings import Settings
    from rtstyle.styles.library import StyleLibrary

FIRST_PICTURE_S = 3.0
"""How long everything that can wait does so for the first picture, seconds."""
_TORCH_LIBRARIES = ("c10", "torch_cpu", "torch", "torch_python")


def preload_torch() -> None:
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
        for name in _TORCH_LIBRARIES:
            path = folder / f"lib{name}{suffix}"
            if path.is_file():
                load(str(path).encode(), ctypes.DEFAULT_MODE | 1)  # RTLD_LAZY


def after_first_picture(began: threading.Event, make: Callable[[], Stylizer]) -> Callable[[], Stylizer]:
    """A factory that waits, though not for ever, until there is a picture on the screen.

    Importing torch keeps every thread waiting for seconds, and the picture comes first.
    """

    def wait_and_make() -> Stylizer:
        began.wait(FIRST_PICTURE_S)
        return make()

    return wait_and_make


def load_stylizer(settings: Settings, library: StyleLibrary) -> Stylizer:
    """A stylizer as the settings have it.

    Raises:
        UsageError: Unknown network or device.
        DeviceError: The device does not work.
        ModelError: The network's weights are missing or damaged.
    """
    preload_torch()
    from rtstyle.engine.stylizer import Stylizer  # noqa: PLC0415 - torch, which the picture does not wait for

    # The pipeline chooses the size.
    return Stylizer(settings.model, settings.device, library=library, options=settings.picture, size=None)


def remembered_look(settings: Settings) -> dict[str, float]:
    """{style: weight} that the picture was in when the settings were kept; empty where it was in none."""
    try:
        mixture = dict(parse_style_spec(text) for text in settings.mixture)
    except UsageError:
        mixture = {}
    return mixture or ({settings.style: 1.0} if settings.style else {})
