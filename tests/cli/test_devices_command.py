from __future__ import annotations

import json
import os

import pytest
import torch
from typer.testing import CliRunner

from rtstyle.cli.main import app
from rtstyle.engine import hardware


def rtstyle(*arguments):
    return CliRunner().invoke(app, ["devices", *arguments])


def test_lists_what_there_is():
    lines = rtstyle().stdout.splitlines()
    assert lines[0].startswith("cpu")
    assert " core" in lines[0]
    assert lines[-1].startswith(f"with torch {torch.__version__}")
    assert sum("the default" in line for line in lines) == 1


def test_json():
    answer = json.loads(rtstyle("--json").stdout)
    cpu, *others = answer["devices"]
    assert cpu["device"] == "cpu"
    assert cpu["name"]
    assert 1 <= cpu["cores"] <= os.cpu_count()
    assert cpu["precision"] in {"bfloat16", "float32"}
    assert [device["device"] for device in others] == [f"cuda:{n}" for n in range(torch.cuda.device_count())]
    assert [device["default"] for device in answer["devices"]].count(True) == 1
    assert set(answer["backends"]) == {"torch", "openvino"}


def test_a_gpu_is_described_and_taken_by_default(monkeypatch):
    class Properties:
        name, multi_processor_count, total_memory = "NVIDIA H200", 132, 139 << 30

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda device: Properties)
    lines = rtstyle().stdout.splitlines()
    assert lines[1] == "cuda:0  NVIDIA H200, 132 multiprocessors, 139 GiB, float16, the default"
    assert lines[2] == "cuda:1  NVIDIA H200, 132 multiprocessors, 139 GiB, float16"


def test_one_core_is_one(monkeypatch):
    monkeypatch.setattr(hardware, "_cpu_cores", lambda: 1)
    assert ", 1 core, " in rtstyle().stdout.splitlines()[0]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_name_is_found_wherever_it_is_kept(monkeypatch, platform):
    monkeypatch.setattr(hardware.sys, "platform", platform)
    assert hardware.compute_devices()[0].name


def test_without_openvino(monkeypatch):
    def missing(name):
        raise hardware.importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(hardware.importlib.metadata, "version", missing)
    assert rtstyle().stdout.splitlines()[-1] == f"with torch {torch.__version__}, no openvino"
