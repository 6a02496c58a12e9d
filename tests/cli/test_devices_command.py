from __future__ import annotations

import json
import os
import re

import pytest
import torch
from typer.testing import CliRunner

from rtstyle.cli.main import app
from rtstyle.engine import hardware
from rtstyle.engine.backends.verdicts import Verdict


def rtstyle(*arguments):
    return CliRunner().invoke(app, ["devices", *arguments])


@pytest.fixture
def verdicts(monkeypatch):
    """What trials come to; the CPU alone unless a test says more."""
    found = [Verdict("cpu", 25.04)]
    monkeypatch.setattr(hardware, "measure_devices", lambda network: found)
    return found


def test_lists_what_there_is_as_measured():
    lines = rtstyle().stdout.splitlines()
    assert re.match(r"cpu +.*, \d+ cores?, .*(bfloat16|float32), \d+\.\d ms a frame", lines[0])
    assert lines[-1].startswith(f"with torch {torch.__version__}")
    assert sum("the default" in line for line in lines) == 1


def test_json(verdicts):
    verdicts.append(Verdict("openvino:NPU", 4.0, 25.0, 12.0, "its picture is another one"))
    answer = json.loads(rtstyle("--json").stdout)
    cpu, npu = answer["devices"]
    assert cpu["device"] == "cpu"
    assert cpu["name"]
    assert 1 <= cpu["cores"] <= os.cpu_count()
    assert cpu["precision"] in {"bfloat16", "float32"}
    assert (cpu["default"], cpu["frame_ms"], cpu["refused"]) == (True, 25.04, None)
    assert (npu["default"], npu["frame_ms"], npu["psnr_db"]) == (False, 4.0, 12.0)
    assert npu["refused"] == "its picture is another one"
    assert set(answer["backends"]) == {"torch", "openvino"}


class Properties:
    name, multi_processor_count, total_memory = "NVIDIA H200", 132, 139 << 30


@pytest.fixture
def two_gpus(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda device: Properties)


def test_gpus_are_described_and_the_first_good_one_taken(two_gpus, verdicts):
    verdicts += [Verdict("cuda:0", refused="it is out of memory"), Verdict("cuda:1", 1.24, 25.0, 48.0)]
    lines = rtstyle().stdout.splitlines()
    described = "NVIDIA H200, 132 multiprocessors, 139 GiB, float16"
    assert lines[1] == f"cuda:0  {described}, not used: it is out of memory"
    assert lines[2] == f"cuda:1  {described}, 1.2 ms a frame, the default"


def test_a_gpu_of_amd_is_called_rocm(two_gpus, verdicts, monkeypatch):
    monkeypatch.setattr(torch.version, "hip", "6.4.1")
    verdicts.append(Verdict("rocm:0", 2.0, 25.0, 48.0))
    lines = rtstyle().stdout.splitlines()
    assert lines[1].startswith("rocm:0  NVIDIA H200, ")
    assert "ROCm 6.4.1" in lines[-1]
    assert [device.device for device in hardware.compute_devices()] == ["cpu", "rocm:0", "rocm:1"]


def test_one_core_is_one(monkeypatch, verdicts):
    monkeypatch.setattr(hardware, "_cpu_cores", lambda: 1)
    assert ", 1 core, " in rtstyle().stdout.splitlines()[0]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_name_is_found_wherever_it_is_kept(monkeypatch, platform):
    monkeypatch.setattr(hardware.sys, "platform", platform)
    assert hardware.compute_devices()[0].name


def test_without_openvino(monkeypatch, verdicts):
    def missing(name):
        raise hardware.importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(hardware.importlib.metadata, "version", missing)
    assert rtstyle().stdout.splitlines()[-1] == f"with torch {torch.__version__}, no openvino"
