"""Where results go: what a command refuses before it loads anything."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def refuse_to_replace(targets: Iterable[Path], *, force: bool) -> None:
    """Keeps what is there already, unless it may be replaced.

    Raises:
        UsageError: There is something of one of these names, and ``force`` is off.
    """
    taken = [] if force else [target for target in targets if target.exists()]
    if taken:
        which = f"{taken[0]} exists" if len(taken) == 1 else f"{taken[0]} and {len(taken) - 1} more exist"
        raise UsageError(f"{which} already and would be lost: choose another name, or add --force")


def each_once(targets: Mapping[Path, Path]) -> dict[Path, Path]:
    """Gives every input a result of its own, on systems that do not tell capitals from small letters, too.

    Args:
        targets: Each input, and where its painting goes.

    Returns:
        The same without inputs that are there already by another way of writing their path.

    Raises:
        UsageError: Two have the same name.
    """
    taken: dict[str, Path] = {}
    for source, target in targets.items():
        other = taken.setdefault(str(target.absolute()).lower(), source)
        if os.path.realpath(other) != os.path.realpath(source):
            raise UsageError(f"two inputs have the same name: {other} and {source} would both be {target}")
    return {source: targets[source] for source in taken.values()}


def require_ending(target: Path, endings: str) -> None:
    """Asks for a name that tells what kind of file is wanted.

    Args:
        target: No folder that is there.
        endings: Those to choose from, for the message.

    Raises:
        UsageError: It has none.
    """
    if not target.suffix:
        raise UsageError(
            f"{target} has no ending, and there is no such folder: add one, {endings}, or make the folder first"
        )
