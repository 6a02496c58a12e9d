"""What a start costs: where OpenVINO paints, torch is loaded once in a network's life and never again."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.engine.stylizer import Stylizer

pytest.importorskip("rtstyle.engine.backends.openvino_library", reason="the extra openvino")

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = "night-whorls"
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
def test_a_picture_is_painted_without_torch_in_a_style_that_was_never_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, painted, new = (tmp_path / name for name in ("given.png", "painted.png", "new.png"))
    content, style = (
        cv2.resize(np.random.default_rng(seed).integers(0, 256, (8, 12, 3), np.uint8), (96, 64))
        for seed in (0, 1)
    )
    cv2.imwrite(str(given), content)
    cv2.imwrite(str(new), style)
    assert loaded_by("image", str(given), "-o", str(painted), "-s", str(new)) == ["openvino"]
    # The very picture that a process with torch paints, whose code of the style torch has computed.
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))
    with Stylizer(device="cpu", backend="torch") as stylizer:
        stylizer.set_style(str(new))
        expected = stylizer.stylize(cv2.cvtColor(content, cv2.COLOR_BGR2RGB))
    found = cv2.cvtColor(cv2.imread(str(painted)), cv2.COLOR_BGR2RGB)
    assert cv2.PSNR(found, expected) > 32
