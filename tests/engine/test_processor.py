"""What the processor can do: told by the system where it can tell, by torch where it cannot, and then remembered."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import torch

from rtstyle.engine import processor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _as_in_a_new_process() -> Iterator[None]:
    processor.cpu_features.cache_clear()
    yield
    processor.cpu_features.cache_clear()


def test_the_system_says_what_torch_says() -> None:
    said = torch.cpu.get_capabilities()
    for name in ("avx2", "avx512_vnni", "avx_vnni", "avx512_bf16", "amx_bf16", "amx_int8", "bf16"):
        assert (name in processor.cpu_features()) == bool(said.get(name)), name


@pytest.mark.parametrize("platform", ["win32", "linux"])
def test_where_the_system_says_nothing_torch_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
) -> None:
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    monkeypatch.setattr(processor.sys, "platform", platform)
    monkeypatch.setattr(processor, "_told_by_linux", frozenset)
    found = {"avx2": True, "avx_vnni": True, "amx_int8": False, "cpu_name": "some", "l2_cache_size": 1}
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: found)
    assert processor.cpu_features() == {"avx2", "avx_vnni"}
    processor.cpu_features.cache_clear()
    monkeypatch.setitem(sys.modules, "torch", None)
    assert processor.cpu_features() == {"avx2", "avx_vnni"}


@pytest.mark.parametrize(
    ("features", "eight_bits", "bfloat16"),
    [
        ({"avx_vnni"}, True, False),
        ({"avx512_vnni", "avx512_bf16"}, True, True),
        ({"bf16"}, False, True),
        ({"avx2"}, False, False),
    ],
)
def test_what_pays_goes_by_the_instructions(
    monkeypatch: pytest.MonkeyPatch, features: set[str], eight_bits: bool, bfloat16: bool
) -> None:
    monkeypatch.setattr(processor, "cpu_features", lambda: frozenset(features))
    assert (processor.eight_bits_pay(), processor.knows_bfloat16()) == (eight_bits, bfloat16)
