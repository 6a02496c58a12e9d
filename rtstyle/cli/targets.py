"""Where results go: what a command refuses before it loads anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
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
