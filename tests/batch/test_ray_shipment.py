"""What travels to other machines of a cluster, as far as it can be seen without Ray."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from pathlib import Path

import pytest

from rtstyle.batch.ray_cluster import _pack, _unpack
from rtstyle.batch.settings import refinements
from rtstyle.batch.tasks import Assignment
from rtstyle.engine.style_encoder import StyleEncoder
from rtstyle.modeling.registry import load_network
from rtstyle.paths import shipped_models_dir
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.refined import RefinedStyles, style_digest


@pytest.fixture
def other_machine(tmp_path, monkeypatch):
    """Another folder for temporary files, as on a machine that has seen nothing yet."""
    folder = tmp_path / "other machine"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_styles_and_weights_of_one_s_own_travel_and_are_laid_down_once(
    settings, style, tmp_path, other_machine
):
    mine, weights = tmp_path / "mine.png", tmp_path / "mine.safetensors"
    shutil.copy(style, mine)
    shutil.copy(shipped_models_dir() / "compact.safetensors", weights)
    settings = dataclasses.replace(settings, styles=((mine, 2.0), (style, 1.0)), model=str(weights))
    shipment = _pack(Assignment(settings, settings.digest(), "out"))
    picture, network = mine.read_bytes(), weights.read_bytes()
    mine.unlink()
    weights.unlink()
    there = _unpack(shipment).settings
    assert [weight for _, weight in there.styles] == [2.0, 1.0]
    assert [path.read_bytes() for path, _ in there.styles] == [picture, picture]
    assert Path(there.model).read_bytes() == network
    assert Path(there.model).is_relative_to(other_machine)
    assert there.styles[0][0].is_relative_to(other_machine)
    written = {path: path.stat().st_mtime_ns for path in other_machine.rglob("*")}
    assert _unpack(shipment).settings == there
    assert {path: path.stat().st_mtime_ns for path in other_machine.rglob("*")} == written


def test_weights_that_come_with_rtstyle_stay_where_they_are(settings, style, other_machine):
    shipment = _pack(Assignment(settings, settings.digest(), "out"))
    assert list(shipment.files) == [str(style)]
    assert _unpack(shipment).settings.model == "compact"


def test_what_was_refined_travels_and_is_found_there(settings, style, tmp_path, other_machine, monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "here"))
    encoder = StyleEncoder(load_network("compact"), "compact", StyleLibrary())
    assert refinements([style], "compact") == ()
    difference = encoder.prepare(style, 1.0).code.map(lambda part: 0.1 * part)
    kept = RefinedStyles().keep(style_digest(style), encoder.network_key, difference)
    assert refinements([style], "compact") == (kept,)
    refined = dataclasses.replace(settings, refined=(kept,))
    assert refined.digest() != settings.digest()
    shipment = _pack(Assignment(refined, refined.digest(), "out"))
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "there"))
    elsewhere = StyleEncoder(load_network("compact"), "compact", StyleLibrary())
    assert not elsewhere.is_refined(style)
    there = _unpack(shipment).settings
    assert elsewhere.is_refined(there.styles[0][0])
    assert there.digest() == refined.digest()
    older = there.refined[0]
    older.write_bytes(b"of another minute")
    _unpack(shipment)
    assert older.read_bytes() == kept.read_bytes()
