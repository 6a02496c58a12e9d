"""Which devices a network can run on, and what they are called.

=================  ====================================================================
``cpu``            the processor
``cuda:N``         an NVIDIA GPU, by torch
``rocm:N``         an AMD GPU, by a torch that is built for ROCm (which calls it ``cuda:N``)
``mps``            the GPU of a Mac, by torch
``openvino:NAME``  what OpenVINO calls NAME: ``GPU``, ``GPU.1``, ``NPU``, ``AUTO``
=================  ====================================================================
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtstyle.engine.torch_library import load_torch
from rtstyle.errors import DeviceError, UsageError

if TYPE_CHECKING:
    from types import ModuleType

OPENVINO = "openvino:"
"""What names of OpenVINO's devices begin with."""
KNOWN = "auto, cpu, cuda, cuda:N, rocm, rocm:N, mps, openvino:GPU, openvino:NPU or openvino:AUTO"
"""What a device can be, for help and error texts."""
_FAST_FIRST = ("GPU", "NPU")
_DRIVERS = ("dri/renderD*", "accel/accel*", "dxg")
"""Where Linux shows GPUs and NPUs; OpenVINO takes half a second to find that there are none."""


_SYSTEM32 = f"{os.environ.get('SYSTEMROOT', 'C:/Windows')}/System32"
_GPU_DRIVERS = {
    "linux": ("/dev/nvidia*", "/dev/nvhost-gpu", "/dev/nvmap", "/dev/kfd", "/dev/dxg"),
    "win32": (f"{_SYSTEM32}/nvcuda.dll", f"{_SYSTEM32}/amdhip64*.dll"),
}
"""Where systems show GPUs that torch may compute on. A system that is not named here may have one."""


def resolve_device(device: str) -> str:
    """Checks a device's name; ``auto`` is CUDA where it is available, else the CPU.

    Whoever can try devices takes `rtstyle.engine.backends.choose.choose_backend` for ``auto`` instead.

    Args:
        device: See the module; case counts for none of them.

    Returns:
        A name that `make_backend` takes; for devices of torch it is torch's own: ``rocm:1`` is ``cuda:1``.

    Raises:
        UsageError: No device of that kind is known.
        DeviceError: It is not available.
    """
    if device == "auto":
        torch = _torch_with_gpus()
        return "cuda" if torch is not None and torch.cuda.is_available() else "cpu"
    kind, _, detail = device.lower().partition(":")
    if kind in {"cpu", "mps"} and ":" not in device:
        if kind == "mps" and not load_torch().backends.mps.is_available():
            raise DeviceError("no GPU of a Mac is available to torch; use --device cpu")
        return kind
    if kind in {"cuda", "rocm"} and (not detail or detail.isdecimal()) and not device.endswith(":"):
        return _torch_gpu(kind, detail)
    if kind == "openvino" and detail:
        return _openvino_device(detail.upper())
    raise UsageError(f"unknown device {device!r}: choose {KNOWN}")


def accelerators() -> list[str]:
    """All devices but the CPU, those that are fastest as a rule first; names as in the table above."""
    return [*_torch_accelerators(), *_openvino_accelerators()]


def public_name(device: str) -> str:
    """What a device of torch is called here: a GPU by ROCm is not called ``cuda``."""
    return device.replace("cuda", "rocm", 1) if "cuda" in device and load_torch().version.hip else device


def torch_name(device: str) -> str:
    """What torch calls a device."""
    return device.replace("rocm", "cuda", 1)


def on_openvino(device: str) -> str:
    """What OpenVINO calls a device; empty for one that it does not have."""
    return "CPU" if device == "cpu" else device[len(OPENVINO) :] if device.startswith(OPENVINO) else ""


def device_facts(device: str) -> dict[str, Any]:
    """What its library knows of an accelerator.

    Returns:
        ``name``, and where they are known ``cores``, ``memory_bytes`` and ``driver``. Empty values where it tells
        nothing; nothing of it raises.
    """
    try:
        if device.startswith(OPENVINO):
            return _openvino_facts(on_openvino(device))
        torch = load_torch()
        if device == "mps":
            return {"name": "Apple GPU", "memory_bytes": torch.mps.recommended_max_memory()}
        known = torch.cuda.get_device_properties(torch_name(device))
    except (RuntimeError, AssertionError, AttributeError):
        return {"name": device}
    return {
        "name": known.name,
        "cores": known.multi_processor_count,
        "memory_bytes": known.total_memory,
        "driver": torch.version.hip or torch.version.cuda,
    }


def _torch_with_gpus() -> ModuleType | None:
    """torch, where it is loaded anyway or may have a GPU to offer."""
    return load_torch() if "torch" in sys.modules or (_has_gpu_driver() and _torch_is_for_gpus()) else None


def _has_gpu_driver() -> bool:
    patterns = _GPU_DRIVERS.get(sys.platform)
    if patterns is None:
        return True
    places = (Path(pattern) for pattern in patterns)
    return any(any(place.parent.glob(place.name)) for place in places)


def _torch_is_for_gpus() -> bool:
    """Whether the torch that is installed was built for a kind of GPU, by what its file of versions says."""
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        return False
    try:
        text = (Path(spec.origin).parent / "version.py").read_text("utf-8")
    except (OSError, ValueError):
        return True
    return (
        sys.platform == "darwin" or re.search(r"^(cuda|hip)\b[^=]*= *['\"]", text, re.MULTILINE) is not None
    )


def _torch_accelerators() -> list[str]:
    torch = _torch_with_gpus()
    if torch is None:
        return []
    number = torch.cuda.device_count() if torch.cuda.is_available() else 0
    mac = ["mps"] if torch.backends.mps.is_available() else []
    return [*(public_name(f"cuda:{place}") for place in range(number)), *mac]


def _torch_gpu(kind: str, number: str) -> str:
    torch = load_torch()
    if kind == "rocm" and not torch.version.hip:
        raise DeviceError("this torch is not built for ROCm; use --device cpu, or install one that is")
    if not torch.cuda.is_available():
        title = "ROCm" if torch.version.hip else "CUDA"
        raise DeviceError(
            f"no {title} device is available; use --device cpu, or install a driver and a {title} build of torch"
        )
    if number and int(number) >= torch.cuda.device_count():
        count = torch.cuda.device_count()
        raise DeviceError(f"no device {kind}:{number}: this machine has {count}; see rtstyle devices")
    return f"cuda:{number}" if number else "cuda"


def _openvino_device(name: str) -> str:
    core = openvino_core()
    if core is None:
        raise DeviceError("OpenVINO is not installed (extra: openvino); use --device cpu")
    found = _available(core)
    if name == "AUTO" or name in found or (name == "GPU" and "GPU.0" in found):
        return OPENVINO + name
    raise DeviceError(
        f"OpenVINO finds no {name} here, only {', '.join(found) or 'nothing'}; see rtstyle devices"
    )


def _openvino_accelerators() -> list[str]:
    core = openvino_core() if _may_have_drivers() else None
    if core is None:
        return []
    found = [name for name in _available(core) if name.partition(".")[0] in _FAST_FIRST]
    return [
        OPENVINO + name for name in sorted(found, key=lambda name: _FAST_FIRST.index(name.partition(".")[0]))
    ]


def openvino_core() -> Any | None:
    """A new ``openvino.Core``; None where OpenVINO is not installed."""
    if importlib.util.find_spec("openvino") is None:
        return None
    from rtstyle.engine.backends.openvino_library import openvino  # noqa: PLC0415 - an extra

    return openvino.Core()


def _available(core: Any) -> list[str]:
    try:
        return list(core.available_devices)
    except RuntimeError:  # a driver that is broken
        return []


def _may_have_drivers() -> bool:
    if sys.platform.startswith("linux"):
        return any(any(Path("/dev").glob(pattern)) for pattern in _DRIVERS)
    return sys.platform == "win32"


def _openvino_facts(name: str) -> dict[str, Any]:
    core = openvino_core()

    def known(*properties: str) -> Any:
        for wanted in properties:
            try:
                return core.get_property(name, wanted) if core is not None else None
            except RuntimeError:
                continue
        return None

    return {
        "name": str(known("FULL_DEVICE_NAME") or name),
        "cores": known("GPU_EXECUTION_UNITS_COUNT"),
        "memory_bytes": known("GPU_DEVICE_TOTAL_MEM_SIZE", "NPU_DEVICE_TOTAL_MEM_SIZE"),
        "driver": known("GPU_DRIVER_VERSION", "NPU_DRIVER_VERSION"),
    }
