"""What a start costs: where OpenVINO paints, torch is loaded once in a network's life and never again."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.engine.lazy_network import find_network
from rtstyle.engine.stylizer import Stylizer

pytest.importorskip("rtstyle.engine.backends.openvino_library", reason="the extra openvino")

if TYPE_CHECKING:
    from pathlib import Path

KNOWN, NEW = "night-whorls", "ebru-marbling"
RUN = """
import json, sys
from rtstyle.cli.main import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted(name for name in ("openvino", "torch", "torchvision") if name in sys.modules)))
"""


@pytest.fixture(scope="module")
def _started_before() -> None:
    """A start with one style: the network is converted, and so is the way of styles to their codes."""
    with Stylizer(device="cpu", backend="openvino", size="full") as stylizer:
        stylizer.set_style(KNOWN)
        stylizer.stylize(np.full((64, 96, 3), 127, np.uint8))


def loaded_by(*arguments: str) -> list[str]:
    """Which of the heavy libraries a command has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.usefixtures("_started_before")
def test_a_stream_starts_without_torch() -> None:
    source = ("--source", "synthetic", "--resolution", "96x64", "--duration", "0.1")
    assert loaded_by("stream", *source, "--sink", "null", "-s", KNOWN) == ["openvino"]


@pytest.mark.usefixtures("_started_before")
def test_a_picture_is_painted_without_torch_in_a_style_that_was_never_used(tmp_path: Path) -> None:
    given, painted = tmp_path / "given.png", tmp_path / "painted.png"
    content = cv2.resize(np.random.default_rng(0).integers(0, 256, (8, 12, 3), np.uint8), (96, 64))
    cv2.imwrite(str(given), content)
    assert loaded_by("image", str(given), "-o", str(painted), "-s", NEW) == ["openvino"]
    # The very picture that a process with torch paints, whose code of the style torch has computed.
    with Stylizer(device="cpu", backend="torch") as stylizer:
        assert find_network("compact").facts.quantized
        stylizer.set_style(NEW)
        expected = stylizer.stylize(cv2.cvtColor(content, cv2.COLOR_BGR2RGB))
    found = cv2.cvtColor(cv2.imread(str(painted)), cv2.COLOR_BGR2RGB)
    assert cv2.PSNR(found, expected) > 32
