"""Which device paints. None of the devices is here: OpenVINO's CPU runs under their names, with their faults."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from rtstyle import paths
from rtstyle.engine.backends import auto, devices, torch_backend, trial, watched
from rtstyle.engine.backends.auto import choose_backend, measure_devices, preferred
from rtstyle.engine.backends.choose import make_backend
from rtstyle.engine.backends.devices import accelerators, resolve_device
from rtstyle.engine.backends.verdicts import Verdict, VerdictStore
from rtstyle.errors import DeviceError, UsageError
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_code

pytest.importorskip("rtstyle.engine.backends.openvino_graph", reason="the extra openvino")

from device_doubles import Fault, core_with

from rtstyle.engine.backends.openvino_library import openvino
from rtstyle.engine.lazy_network import as_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GPU, NPU = "openvino:GPU", "openvino:NPU"
TRUE_CORE = openvino.Core


class Machine:
    """A machine with devices of OpenVINO, and what is told of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.patch = monkeypatch
        self.lines: list[str] = []
        torch.manual_seed(0)
        self.network = CompactNetwork((8, 16, 16, 24), modulator_width=8).eval().requires_grad_(False)
        monkeypatch.setattr(trial, "SIDE", 128)
        monkeypatch.setattr(trial, "FASTER", 0.0)  # the CPU under another name is no faster than the CPU
        monkeypatch.setattr(devices, "_may_have_drivers", lambda: True)

    def has(self, *names: str, **faults: Fault) -> None:
        self.patch.setattr(openvino, "Core", core_with(*names, faults=faults, true_core=TRUE_CORE))

    def start(self, device: str = "auto") -> str:
        """What paints, after one picture and the lines that were told."""
        self.lines.clear()
        backend = choose_backend(self.network, device, threads=1, tell=self.lines.append)
        try:
            backend.set_target(self.style, 1.0)
            assert backend.run(self.picture, 0.0).std() > 1
            return backend.device
        finally:
            backend.close()

    @property
    def picture(self) -> np.ndarray:
        return np.random.default_rng(1).integers(0, 256, (64, 96, 3), np.uint8)

    @property
    def style(self) -> object:
        with torch.inference_mode():
            return style_code(self.network, torch.rand(1, 3, 64, 64, generator=torch.manual_seed(1)))


@pytest.fixture
def machine(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    monkeypatch.setattr(watched, "hung", [])
    trial._frame.cache_clear()
    yield Machine(monkeypatch)
    trial._frame.cache_clear()


def test_a_cpu_alone_pays_nothing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Watched", "FailoverBackend", "VerdictStore"):
        monkeypatch.setattr(auto, name, None)
    monkeypatch.setattr(trial, "Trial", None)
    monkeypatch.setattr(devices, "openvino_core", None)
    monkeypatch.setattr(devices, "_may_have_drivers", lambda: False)
    assert machine.start() == "cpu"
    assert machine.start("cpu") == "cpu"
    assert not paths.device_verdicts_dir().exists()


def test_a_device_that_paints_the_same_picture_is_taken_and_said(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    machine.has("GPU")
    assert machine.start() == GPU
    (line,) = machine.lines
    assert line.startswith(f"painting on {GPU}: ")
    assert line in caplog.messages


def test_what_was_found_out_is_remembered(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.has("GPU", "NPU", GPU=Fault("lies"))
    assert machine.start() == NPU
    assert len(machine.lines) == 2
    monkeypatch.setattr(trial.Trial, "of", None)
    assert machine.start() == NPU
    assert not machine.lines


@pytest.mark.parametrize("change", ["network", "driver", "device"])
def test_another_network_or_driver_is_another_verdict(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    machine.has("GPU")
    machine.start()
    if change == "network":
        machine.network.head.bias.add_(0.01)
    elif change == "driver":
        facts = devices.device_facts
        monkeypatch.setattr(auto, "device_facts", lambda name: facts(name) | {"driver": "2"})
    else:
        machine.has("NPU")
    machine.start()
    assert len(machine.lines) == 1


@pytest.mark.parametrize(
    ("kind", "after", "why"),
    [
        ("loads", 0, "it cannot paint (OpenVINO cannot compile the network: [GPU] clBuildProgram failed"),
        ("raises", 3, "it cannot paint ([GPU] CL_DEVICE_NOT_AVAILABLE"),
        ("memory", 0, "it is out of memory"),
        ("lies", 0, "its picture is another one ("),
        ("hangs", 0, f"it cannot paint ({GPU} does not answer"),
    ],
)
def test_a_device_that_cannot_be_believed_is_told_and_passed_by(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, kind: str, after: int, why: str
) -> None:
    fault = Fault(kind, after)
    if kind == "hangs":
        monkeypatch.setattr(watched, "_FIRST_S", 0.3)
    machine.has("GPU", GPU=fault)
    assert machine.start() == "cpu"
    (line,) = machine.lines
    assert line.startswith(f"{GPU} is not used: {why}")
    assert "\n" not in line
    fault.released.set()
    assert machine.start() == "cpu"  # and remembered
    assert not machine.lines


def test_the_next_is_tried_where_the_first_is_refused(machine: Machine) -> None:
    machine.has("NPU", "GPU", GPU=Fault("lies"))
    assert machine.start() == NPU
    assert [line.split()[0] for line in machine.lines] == [GPU, "painting"]


class Paced:
    """A backend that takes a time by a clock of its own."""

    name = "paced"

    def __init__(self, device: str, clock: SimpleNamespace, milliseconds: float, like: object) -> None:
        self.device, self._clock, self._milliseconds, self._like = device, clock, milliseconds, like

    def set_target(self, *target: object) -> None:
        self._like.set_target(*target)  # type: ignore[attr-defined]

    def run(self, image: np.ndarray, keep: float, coat: int = 0) -> np.ndarray:
        self._clock.now += self._milliseconds / 1000
        return self._like.run(image, keep)  # type: ignore[attr-defined, no-any-return]

    def close(self) -> None:
        pass


@pytest.mark.parametrize(("milliseconds", "refused"), [(4.0, False), (9.5, True), (30.0, True)])
def test_a_device_has_to_be_really_faster(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, milliseconds: float, refused: bool
) -> None:
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(trial, "time", SimpleNamespace(perf_counter=lambda: clock.now))
    monkeypatch.setattr(trial, "FASTER", 1.15)
    true = torch_backend.TorchBackend(machine.network, "cpu", dtype=torch.float32)
    tried = trial.Trial(machine.network, lambda: Paced("cpu", clock, 10.0, true))
    verdict, backend = tried.of("gizmo", lambda: Paced("gizmo", clock, milliseconds, true))
    assert (verdict.frame_ms, verdict.cpu_ms) == (milliseconds, 10.0)
    assert (backend is None) == refused == (verdict.refused is not None)
    if refused:
        assert verdict.line.startswith("gizmo is not used: it is no faster than the CPU (")
        assert f"({milliseconds} ms a frame, 10.0 there)" in verdict.line


def test_a_believed_device_that_does_not_start_any_more_is_told_and_tried_anew(machine: Machine) -> None:
    machine.has("GPU")
    machine.start()
    broken = make_backend

    def unplugged(network: object, device: str, **options: object) -> object:
        if device == GPU:
            raise DeviceError("it was pulled out")
        return broken(network, device, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auto, "make_backend", unplugged)
        assert machine.start() == "cpu"
    assert machine.lines == [f"{GPU} is not used: it was pulled out"]
    assert machine.start() == GPU
    assert len(machine.lines) == 1


def test_a_device_that_fails_while_it_paints_hands_over_and_is_tried_anew(machine: Machine) -> None:
    machine.has("GPU", "NPU")
    measure_devices(machine.network)
    fault = Fault("raises", after=5)
    machine.has("GPU", "NPU", GPU=fault)
    backend = choose_backend(machine.network, threads=1, tell=machine.lines.append)
    backend.set_target(machine.style, 1.0)
    pictures = [backend.run(machine.picture, 0.0) for _ in range(8)]
    assert backend.device == NPU  # the next best that is known to be good
    assert machine.lines == [f"{GPU} failed ([GPU] CL_DEVICE_NOT_AVAILABLE); {NPU} paints now"]
    assert all(np.array_equal(pictures[0], picture) for picture in pictures)
    backend.close()
    machine.has("NPU", "GPU")
    assert machine.start() == GPU
    assert machine.lines[0].startswith(f"painting on {GPU}")


def test_a_device_that_is_asked_for_is_not_judged_but_watched(machine: Machine) -> None:
    machine.has("GPU", GPU=Fault("raises", after=1))
    assert machine.start("openvino:gpu") == GPU
    backend = choose_backend(machine.network, GPU, tell=machine.lines.append)
    backend.set_target(machine.style, 1.0)
    for _ in range(2):
        backend.run(machine.picture, 0.0)
    assert backend.device == "cpu"
    assert len(machine.lines) == 1
    backend.close()


def test_auto_of_openvino_paints(machine: Machine) -> None:
    machine.has("GPU", "AUTO")
    assert machine.start("openvino:AUTO") == "openvino:AUTO"


def test_all_devices_are_measured(machine: Machine) -> None:
    machine.has("GPU", "NPU", "AUTO", GPU=Fault("lies"))
    verdicts = measure_devices(machine.network)
    assert [verdict.device for verdict in verdicts] == ["cpu", GPU, NPU, "openvino:AUTO"]
    assert [verdict.refused is None for verdict in verdicts] == [True, False, True, True]
    assert all(verdict.frame_ms for verdict in verdicts)
    assert preferred(verdicts) == NPU == machine.start()
    assert preferred(verdicts[:2]) == "cpu"


def test_a_trial_that_ended_the_program_is_not_made_again(machine: Machine) -> None:
    machine.has("GPU")

    class Ended(BaseException):
        """The process is gone: nothing after it runs."""

    store, key = (
        VerdictStore(paths.device_verdicts_dir()),
        auto._Choice(as_lazy(machine.network), None, print).key(GPU),
    )
    left = store.trying(key, GPU)
    assert left.__enter__() is None  # and nobody leaves it
    lock = left.gen.gi_frame.f_locals["lock"]
    lock.release()  # as the system does
    assert machine.start() == "cpu"
    assert store.load(key) == Verdict(GPU, refused="it ended the program when it was tried last")
    with pytest.raises(Ended), store.trying("other", GPU):
        raise Ended
    assert store.load("other") is None


def test_a_refusal_does_not_hold_for_ever(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    store = VerdictStore(paths.device_verdicts_dir())
    now = 1_000_000.0
    monkeypatch.setattr("rtstyle.engine.backends.verdicts.time.time", lambda: now)
    good, bad = Verdict(GPU, 1.0, 2.0, 40.0), Verdict(NPU, refused="it hangs")
    store.save("good", good)
    store.save("bad", bad)
    assert [store.load(key) for key in ("good", "bad")] == [good, bad]
    now += 30 * 24 * 3600
    assert [store.load(key) for key in ("good", "bad")] == [good, None]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"until": 9e9}',
        b'{"until": 9e9, "device": "x"}',
        b'{"until": 9e9, "device": "x", "refused": null, "frame_ms": NaN}',
        b"[" * 200_000,
        b"\xff",
    ],
    ids=range(8),
)
def test_damaged_verdicts_are_none(machine: Machine, content: bytes) -> None:
    store = VerdictStore(paths.device_verdicts_dir())
    store.save("key", Verdict(GPU, 1.0))
    (file,) = paths.device_verdicts_dir().glob("*.json")
    file.write_bytes(content)
    assert store.load("key") is None


def test_verdicts_need_no_place(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    machine.has("GPU")
    backend = auto._Choice(as_lazy(machine.network), 1, machine.lines.append).tried(GPU)[1]
    assert backend is not None
    backend.close()


def test_a_mac_s_gpu_is_tried_first(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.has("GPU")
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    assert accelerators() == ["mps", GPU]
    # This torch has no such device: its own words are told.
    assert machine.start() == GPU
    assert machine.lines[0].startswith(
        "mps is not used: it does not start (no backend works on mps; torch: cannot compute on 'mps': "
    )
    with pytest.raises(DeviceError, match="cannot compute on 'mps'"):
        machine.start("mps")


def test_a_mac_s_gpu_paints_in_half_precision(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    monkeypatch.setattr(torch_backend, "torch_name", lambda _: "cpu")
    monkeypatch.setattr(torch_backend, "public_name", lambda _: "mps")
    monkeypatch.setattr(devices, "_may_have_drivers", lambda: False)
    monkeypatch.setattr(auto, "device_facts", lambda _: {})
    assert make_backend(machine.network, "mps").dtype is torch.float16  # type: ignore[attr-defined]
    assert machine.start() == "mps"


def test_rocm_is_called_rocm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    with pytest.raises(DeviceError, match="not built for ROCm"):
        resolve_device("rocm")
    assert accelerators()[:2] == ["cuda:0", "cuda:1"]
    monkeypatch.setattr(torch.version, "hip", "6.4")
    assert accelerators()[:2] == ["rocm:0", "rocm:1"]
    assert [resolve_device(name) for name in ("rocm", "rocm:1", "cuda:0")] == ["cuda", "cuda:1", "cuda:0"]
    with pytest.raises(DeviceError, match="no device rocm:2: this machine has 2"):
        resolve_device("rocm:2")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(DeviceError, match="no ROCm device is available"):
        resolve_device("rocm:0")


def test_names_of_openvino_s_devices_are_checked(machine: Machine) -> None:
    machine.has("GPU.0", "GPU.1", "NPU")
    assert accelerators()[-3:] == ["openvino:GPU.0", "openvino:GPU.1", NPU]
    assert resolve_device("openvino:gpu.1") == "openvino:GPU.1"
    assert resolve_device("openvino:GPU") == GPU
    machine.has()
    with pytest.raises(DeviceError, match="OpenVINO finds no NPU here, only CPU"):
        resolve_device(NPU)
    for bad in ("openvino", "openvino:", "mps:0", "GPU"):
        with pytest.raises(UsageError, match="unknown device"):
            resolve_device(bad)
