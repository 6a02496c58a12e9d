"""What paintings could not keep of what they were made from, or had to change in it, on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.cli.printing import say

if TYPE_CHECKING:
    from collections.abc import Mapping


def tell_losses(losses: Mapping[str, str]) -> None:
    """A line for each kind of loss, however many pictures have it.

    Args:
        losses: Name of a picture to what was lost of it, empty where that is nothing.
    """
    for loss in dict.fromkeys(filter(None, losses.values())):
        first, *others = [name for name, other in losses.items() if other == loss]
        more = f" and {len(others)} more" if others else ""
        say(f"rtstyle: {first}{more}: {loss}", err=True)
