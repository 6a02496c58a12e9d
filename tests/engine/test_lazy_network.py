"""Networks that are known and not loaded: what is remembered of them, and what makes it worth nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from rtstyle.engine import lazy_network
from rtstyle.engine.lazy_network import NetworkFacts, as_lazy, find_network
from rtstyle.errors import CheckpointError, UsageError
from rtstyle.modeling.checkpoint import save_safetensors
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.registry import load_network

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.modeling.network import StylizationNetwork


@pytest.fixture(autouse=True)
def loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which networks are loaded, in a home that knows none."""
    loaded: list[str] = []

    def load(name: str) -> StylizationNetwork:
        loaded.append(name)
        return load_network(name)

    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(lazy_network, "load_network", load)
    return loaded


def kept(path: Path, seed: int = 0) -> str:
    """A small network's weights on disk."""
    torch.manual_seed(seed)
    save_safetensors(path, CompactNetwork((8, 16, 16, 24), modulator_width=8).state_dict(), {})
    return str(path)


def test_a_network_is_loaded_for_its_facts_once_and_then_when_it_is_wanted(
    tmp_path: Path, loads: list[str]
) -> None:
    name = kept(tmp_path / "small.safetensors")
    first, second = find_network(name), find_network(name)
    assert loads == [name]
    assert first.facts == second.facts == NetworkFacts.of(load_network(name))
    assert second.loaded is second.loaded
    assert loads == [name, name]
    assert second.facts.layer_channels == second.loaded.layer_channels == (8, 8, 16, 16, 16, 24)


def test_other_weights_and_other_code_are_asked_anew(
    tmp_path: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small.safetensors"
    before = find_network(kept(path)).facts
    after = find_network(kept(path, seed=1)).facts
    assert before.weights != after.weights
    monkeypatch.setattr(lazy_network, "modeling_digest", lambda: "another version's")
    assert find_network(str(path)).facts == after
    assert len(loads) == 3


def test_what_is_remembered_is_not_believed_if_it_is_damaged(tmp_path: Path, loads: list[str]) -> None:
    name = kept(tmp_path / "small.safetensors")
    facts = find_network(name).facts
    for file in (tmp_path / "home").rglob("*.compiled"):
        file.write_bytes(file.read_bytes()[:-1] + b"]")
    assert find_network(name).facts == facts
    assert len(loads) == 2


@pytest.mark.parametrize("told", [b"{}", b"[]", b"null", b'{"weights": "x", "colour_of_its_eyes": 1}'])
def test_what_another_version_remembered_is_asked_anew(
    tmp_path: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch, told: bytes
) -> None:
    name = kept(tmp_path / "small.safetensors")
    monkeypatch.setattr(NetworkFacts, "to_json", lambda _: told)
    find_network(name)
    monkeypatch.undo()
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))
    assert find_network(name).facts == NetworkFacts.of(load_network(name))
    assert len(loads) == 1


def test_errors_are_those_of_loading(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no such file"):
        find_network(str(tmp_path / "absent.safetensors"))
    (tmp_path / "damaged.safetensors").write_bytes(b"damaged")
    with pytest.raises(CheckpointError, match="damaged"):
        find_network(str(tmp_path / "damaged.safetensors"))
    with pytest.raises(UsageError, match="unknown model 'compakt'"):
        find_network("compakt")


def test_a_network_that_is_there_is_taken_as_it_is() -> None:
    network = CompactNetwork((8, 16, 16, 24), modulator_width=8)
    lazy = as_lazy(network)
    assert lazy.loaded is network
    assert as_lazy(lazy) is lazy
    other = CompactNetwork((8, 16, 16, 24), modulator_width=8)
    other.load_state_dict(network.state_dict())
    assert as_lazy(other).facts == lazy.facts
    other.input_ranges = {"head": (0.0, 1.0)}
    assert as_lazy(other).facts.structure != lazy.facts.structure
