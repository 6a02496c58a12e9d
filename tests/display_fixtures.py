"""An X server without a screen, for what needs a true display."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def x_server(size: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Runs Xvfb with a screen of that size, as in ``320x200``; yields its process and its DISPLAY."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb, an X server without a screen, is not installed")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield server, f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()
