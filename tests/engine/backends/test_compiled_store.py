"""What is compiled is kept whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from rtstyle.engine.backends.compiled_store import CompiledStore

if TYPE_CHECKING:
    from pathlib import Path


def test_gives_back_what_was_saved(tmp_path: Path) -> None:
    store = CompiledStore(tmp_path / "new" / "folder")
    assert store.load("one") is None
    store.save("one", b"first")
    store.save("two", b"")
    store.save("one", b"second")
    assert store.load("one") == b"second"
    assert store.load("two") == b""


@pytest.mark.parametrize("damage", ["cut", "empty", "flip", "digest"])
def test_damaged_files_are_not_believed(tmp_path: Path, damage: str) -> None:
    store = CompiledStore(tmp_path)
    store.save("one", bytes(range(256)))
    (file,) = tmp_path.iterdir()
    content = bytearray(file.read_bytes())
    if damage == "flip":
        content[-20] ^= 1
    elif damage == "digest":
        content[0] ^= 1
    file.write_bytes({"cut": content[:100], "empty": b""}.get(damage, content))
    assert store.load("one") is None
    store.save("one", b"anew")
    assert store.load("one") == b"anew"


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    store = CompiledStore(tmp_path, limit_bytes=350)
    for age, key in enumerate(("c", "b", "a")):
        store.save(key, bytes(68))  # 100 with the digest
        (file,) = tmp_path.glob(f"{key}.*")
        os.utime(file, (1000 - age, 1000 - age))
    assert store.load("a") == bytes(68)  # the oldest, but used now
    store.save("d", bytes(68))
    assert [store.load(key) is not None for key in "abcd"] == [True, False, True, True]


def test_without_a_folder_to_write_to_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = CompiledStore(tmp_path / "file" / "folder")
    store.save("one", b"data")
    assert store.load("one") is None
