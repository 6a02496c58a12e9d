"""OpenVINO itself, which telephones nobody."""

from __future__ import annotations

import sys

# OpenVINO reports its every import over the network, from threads of its own; without this module it cannot.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type] # None: not importable
import openvino  # noqa: E402

__all__ = ["openvino"]
