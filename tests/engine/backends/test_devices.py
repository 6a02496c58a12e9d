"""torch is asked for GPUs only where there may be one: loading it to hear that there is none costs seconds."""

from __future__ import annotations

import importlib.util
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import torch

from rtstyle.engine.backends import devices
from rtstyle.engine.backends.devices import accelerators, public_name, resolve_device

if TYPE_CHECKING:
    from pathlib import Path

CUDA, ROCM, NONE = "cuda: Optional[str] = '13.0'", "hip: Optional[str] = '6.4'", "cuda: Optional[str] = None"


class System:
    """A process that has not loaded torch, on a machine with some drivers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.loads, self._patch, self._folder = 0, monkeypatch, folder
        monkeypatch.setattr(devices, "load_torch", self._load)
        monkeypatch.setattr(devices, "_openvino_accelerators", list)
        monkeypatch.setattr(devices, "_GPU_DRIVERS", {"linux": (f"{folder}/nvidia*",)})
        self.is_on("linux")

    def is_on(self, platform: str) -> None:
        self._patch.setattr(devices, "sys", SimpleNamespace(modules={}, platform=platform))

    def has_driver(self) -> None:
        (self._folder / "nvidia0").touch()

    def has_torch(self, *versions: str) -> None:
        (self._folder / "version.py").write_text("\n".join(["__version__ = '2.13.0'", *versions, ""]))
        spec = SimpleNamespace(origin=str(self._folder / "__init__.py"))
        self._patch.setattr(importlib.util, "find_spec", lambda name: spec if name == "torch" else None)

    def _load(self) -> object:
        self.loads += 1
        cuda = SimpleNamespace(is_available=lambda: True, device_count=lambda: 1)
        mps = SimpleNamespace(is_available=lambda: False)
        version = SimpleNamespace(hip=None)
        return SimpleNamespace(cuda=cuda, backends=SimpleNamespace(mps=mps), version=version)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> System:
    return System(monkeypatch, tmp_path)


@pytest.mark.parametrize(
    ("driver", "versions"), [(False, (CUDA,)), (True, (NONE, "hip: Optional[str] = None")), (True, ())]
)
def test_where_there_can_be_no_gpu_torch_is_not_loaded(
    system: System, driver: bool, versions: tuple[str, ...]
) -> None:
    system.has_torch(*versions)
    if driver:
        system.has_driver()
    assert accelerators() == []
    assert resolve_device("auto") == resolve_device("cpu") == "cpu"
    assert public_name("openvino:GPU") == "openvino:GPU"
    assert not system.loads


@pytest.mark.parametrize("versions", [(CUDA,), (NONE, ROCM), ("cuda = '13.0'",)])
def test_where_there_may_be_one_it_is(system: System, versions: tuple[str, ...]) -> None:
    system.has_torch(*versions)
    system.has_driver()
    assert accelerators() == ["cuda:0"]
    assert system.loads
    assert resolve_device("auto") == "cuda"


def test_a_mac_may_have_one_whatever_its_torch_was_built_for(system: System) -> None:
    system.has_torch(NONE)
    system.is_on("darwin")
    assert accelerators() == ["cuda:0"]


def test_who_names_a_gpu_gets_torch_asked(system: System) -> None:
    assert resolve_device("cuda:0") == "cuda:0"
    assert system.loads


def test_the_torch_that_is_installed_says_what_it_was_built_for() -> None:
    assert devices._torch_is_for_gpus() == (torch.version.cuda is not None or torch.version.hip is not None)
