"""What the processor can do, without a library's weight to find out."""

from __future__ import annotations

import functools
import json
import platform
import sys
from pathlib import Path

from rtstyle import paths
from rtstyle.digests import settings_digest
from rtstyle.engine.backends.compiled_store import CompiledStore
from rtstyle.engine.instructions import BFLOAT16, EIGHT_BITS
from rtstyle.engine.torch_library import load_torch


def eight_bits_pay() -> bool:
    """Whether it is faster in 8-bit integers than in float32."""
    return not EIGHT_BITS.isdisjoint(cpu_features())


def knows_bfloat16() -> bool:
    """Whether it has instructions for bfloat16; whether those are fast is another question."""
    return not BFLOAT16.isdisjoint(cpu_features())


@functools.cache
def cpu_features() -> frozenset[str]:
    """Names of its instructions, as Linux and torch have them: ``avx2``, ``avx512_vnni``, ``bf16``."""
    told = _told_by_linux() if sys.platform.startswith("linux") else frozenset()
    return told or _told_by_torch()


def _told_by_linux() -> frozenset[str]:
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8", errors="replace")
    except OSError:
        return frozenset()
    for line in text.splitlines():
        key, _, value = line.partition(":")
        if key.strip() in {"flags", "Features"}:
            return frozenset(value.split())
    return frozenset()


def _told_by_torch() -> frozenset[str]:
    """Asked once for a machine, and remembered: loading it costs seconds."""
    store = CompiledStore(paths.compiled_cache_dir())
    key = f"processor-{settings_digest([platform.platform(), platform.processor(), platform.node()], 32)}"
    kept = store.load(key)
    if kept is not None:
        return frozenset(json.loads(kept))
    found = sorted(name for name, has in load_torch().cpu.get_capabilities().items() if has is True)
    store.save(key, json.dumps(found).encode())
    return frozenset(found)
