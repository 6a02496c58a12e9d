"""``rtstyle devices``: what this machine offers to compute on."""

from __future__ import annotations

import dataclasses
import json

import typer

from rtstyle.addresses import redacted
from rtstyle.cli.options import Json
from rtstyle.cli.printing import say


def devices(*, as_json: Json = False) -> None:
    """List what can be computed on, and with what."""
    from rtstyle.engine.hardware import backend_versions, compute_devices  # noqa: PLC0415 - torch

    found, versions = compute_devices(), backend_versions()
    if as_json:
        listed = [dataclasses.asdict(device) for device in found]
        typer.echo(redacted(json.dumps({"devices": listed, "backends": versions}, indent=2)))
        return
    width = max(len(device.device) for device in found)
    for device in found:
        unit = "core" if device.device == "cpu" else "multiprocessor"
        facts = [device.name, f"{device.cores} {unit}{'' if device.cores == 1 else 's'}"]
        if device.memory_bytes:
            facts.append(f"{device.memory_bytes / 2**30:.0f} GiB")
        facts.append(device.precision)
        if device.default:
            facts.append("the default")
        say(f"{device.device:<{width}}  {', '.join(facts)}")
    known = [f"{name} {version}" if version else f"no {name}" for name, version in versions.items()]
    typer.echo(f"\nwith {', '.join(known)}")
