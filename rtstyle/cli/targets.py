"""Where results go: what a command refuses before it loads anything."""

from __future__ import annotations

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


def refuse_to_share(targets: Mapping[Path, Path], inputs: Iterable[Path]) -> None:
    """Gives every input a result of its own, on systems that do not tell capitals from small letters, too.

    Args:
        targets: Each input, and where its painting goes.
        inputs: As they were given; one may be there twice.

    Raises:
        UsageError: Two have the same name.
    """
    taken: dict[str, Path] = {}
    for source in inputs:
        target = str(targets[source].absolute()).lower()
        if target in taken:
            both = f"{taken[target]} and {source}"
            raise UsageError(f"two inputs have the same name: {both} would both be {targets[source]}")
        taken[target] = source


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
