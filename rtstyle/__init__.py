"""rtstyle turns a camera or a video into a moving painting in the style of any picture, in real time.

    >>> import rtstyle
    >>> stylizer = rtstyle.Stylizer()
    >>> stylizer.set_style("painting.jpg")
    >>> out = stylizer.stylize(image)            # HWC uint8 RGB in, same shape out

The public names stand in ``__init__.pyi``, each once, for people, type checkers and this module. They are loaded when
they are first used: ``import rtstyle`` takes milliseconds, and a machine that only trains needs neither video nor
window libraries. (By hand, as lazy-loader does it: such a machine has torch, numpy and safetensors, and nothing else.)
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

_STUB = Path(__file__).with_name("__init__.pyi").read_text("utf-8")
_HOMES = dict(reversed(line) for line in re.findall(r"^from (\.\S+) import (\w+) as ", _STUB, re.MULTILINE))
__all__ = sorted(_HOMES)  # noqa: PLE0605 - of names that are texts


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'rtstyle' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return __all__
