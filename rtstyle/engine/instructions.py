"""Names of processors' instructions, as Linux and torch have them: any one of a set will do."""

from __future__ import annotations

EIGHT_BITS = frozenset({"avx512_vnni", "avx_vnni", "amx_int8"})
"""Multiply four pairs of 8-bit integers where others multiply one pair in float32 (VNNI)."""
BFLOAT16 = frozenset({"avx512_bf16", "amx_bf16", "bf16"})
"""Multiply in bfloat16."""
