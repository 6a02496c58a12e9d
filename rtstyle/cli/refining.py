"""Refining from the command line: one bar a style, and Ctrl-C keeps what was reached."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from rtstyle.cli.printing import say
from rtstyle.engine.backends.choose import resolve_device
from rtstyle.engine.refining import Refiner
from rtstyle.engine.style_encoder import StyleEncoder
from rtstyle.modeling.registry import load_network
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def refine_all(
    styles: Sequence[str],
    *,
    seconds: float,
    model: str,
    device: str,
    again: bool = False,
    quiet: bool = False,
) -> None:
    """Refines styles one after another, but for those that are refined already.

    Args:
        styles: Names or paths.
        seconds: Time for each.
        model: For which network.
        device: ``auto``, ``cpu``, ``cuda`` or ``cuda:N``.
        again: Those, too.
        quiet: Prints nothing.

    Raises:
        KeyboardInterrupt: After the style at hand was kept, if there are others that now stay as they are.
        RtstyleError: See `Refiner`.
    """
    encoder = StyleEncoder(load_network(model), model, StyleLibrary())
    wanted = [style for style in styles if again or not encoder.is_refined(style)]
    if not quiet:
        for style in styles:
            if style not in wanted:
                say(f"{style} is refined already; 'rtstyle styles refine --again' begins anew", err=True)
    if not wanted:
        return
    refiner = Refiner(encoder, resolve_device(device))
    with _stop_on_interrupt() as stop, _bars(quiet=quiet) as bars:
        for style in wanted:
            task = bars.add_task(style, total=1.0)

            def report(share: float, loss: float, task: int = task) -> bool:
                bars.update(task, completed=share, loss=f"style loss {loss:.3f}")  # type: ignore[arg-type]
                return not stop.is_set()

            found = refiner.refine(style, seconds=seconds, report=report)
            if not quiet:
                kept = "kept" if found.after < found.before else "no better than before, left as it was"
                numbers = f"style loss {found.before:.3f} -> {found.after:.3f} in {found.steps} steps"
                say(f"{style}: {numbers}, {kept}", err=True)
            if stop.is_set() and style != wanted[-1]:
                raise KeyboardInterrupt


def _bars(*, quiet: bool) -> Progress:
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[loss]}"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, disable=quiet or not console.is_terminal)


@contextlib.contextmanager
def _stop_on_interrupt() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one interrupts as ever."""
    stop = threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def interrupted(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, interrupted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
