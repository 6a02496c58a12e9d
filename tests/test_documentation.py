"""What the documents show is what works: their examples are run as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import rtstyle
from rtstyle.engine.backends import choose
from rtstyle.frame import StreamInfo
from rtstyle.sinks import make as sink_table
from rtstyle.sources import make as source_table

ROOT = Path(__file__).resolve().parents[1]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _own_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, table in ((source_table, "SOURCES"), (sink_table, "SINKS"), (choose, "BACKENDS")):
        monkeypatch.setattr(module, table, dict(getattr(module, table)))


def run_example(name: str) -> dict[str, Any]:
    code = re.search(rf"```python {name}\n(.*?)```", ARCHITECTURE, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(compile(code[1], f"architecture.md: {name}", "exec"), names)
    return names


def test_the_source_of_the_page_delivers() -> None:
    run_example("source")
    source = rtstyle.make_source("noise:0.3")
    info = source.open()
    frames = [source.read() for _ in range(3)]
    source.close()
    assert all(frame.image.shape == (info.height, info.width, 3) for frame in frames)
    assert [frame.pts for frame in frames] == [0, 1, 2]


def test_the_sink_of_the_page_takes_frames(capsys: pytest.CaptureFixture[str]) -> None:
    run_example("source")
    run_example("sink")
    source, sink = rtstyle.make_source("noise"), rtstyle.make_sink("brightness")
    info = source.open()
    assert isinstance(info, StreamInfo)
    sink.open(info)
    sink.write(source.read())
    sink.close()
    assert capsys.readouterr().out == "1 frames\n"


def test_the_backend_of_the_page_paints() -> None:
    run_example("backend")
    image = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    stylizer = rtstyle.Stylizer(backend="negative", size="full", brushwork=0)
    stylizer.set_style(image)
    np.testing.assert_array_equal(stylizer.stylize(image), 255 - image)
    stylizer.close()


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_.]+/)*[a-z_]+\.(?:py|pyi|md|toml|txt))\b", text))
    assert len(named) > 3
    missing = [name for name in named if not any((ROOT / base / name).exists() for base in (".", "rtstyle"))]
    assert not missing
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    assert not [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]


def test_every_room_is_on_the_page() -> None:
    rooms = {path.parent.name for path in (ROOT / "rtstyle").glob("*/__init__.py")}
    assert not [room for room in rooms if f"`{room}/" not in ARCHITECTURE]
