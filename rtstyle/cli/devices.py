"""``rtstyle devices``: what this machine offers to compute on."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import typer

from rtstyle.addresses import redacted
from rtstyle.cli.options import Json
from rtstyle.cli.printing import say

if TYPE_CHECKING:
    from rtstyle.engine.hardware import ComputeDevice


def devices(*, as_json: Json = False) -> None:
    """List what can be computed on, with its time for a frame of 512×512, and what 'auto' takes.

    Every device paints a few frames; one whose picture is not that of float32 on the CPU, or that is no faster, is
    not taken. What comes of it is remembered.
    """
    from rtstyle.engine.hardware import backend_versions, measured_devices  # noqa: PLC0415 - torch

    found, versions = measured_devices(), backend_versions()
    if as_json:
        listed = [dataclasses.asdict(device) for device in found]
        typer.echo(redacted(json.dumps({"devices": listed, "backends": versions}, indent=2)))
        return
    width = max(len(device.device) for device in found)
    for device in found:
        say(f"{device.device:<{width}}  {', '.join(_facts(device))}")
    known = [f"{name} {version}" if version else f"no {name}" for name, version in versions.items()]
    typer.echo(f"\nwith {', '.join(known)}")


def _facts(device: ComputeDevice) -> list[str]:
    facts = [device.name]
    if device.cores:
        unit = "core" if device.device == "cpu" else "multiprocessor"
        facts.append(f"{device.cores} {unit}{'' if device.cores == 1 else 's'}")
    if device.memory_bytes:
        facts.append(f"{device.memory_bytes / 2**30:.0f} GiB")
    facts.append(device.precision)
    if device.frame_ms is not None:
        facts.append(f"{device.frame_ms:.1f} ms a frame")
    if device.default:
        facts.append("the default")
    if device.refused:
        facts.append(f"not used: {device.refused}")
    return facts
