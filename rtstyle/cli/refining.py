"""Refining from the command line: one bar a style, and Ctrl-C keeps what was reached."""

from __future__ import annotations

import contextlib
import json
import signal
from typing import TYPE_CHECKING, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from rtstyle.cli.printing import say
from rtstyle.engine.backends.devices import OPENVINO, resolve_device
from rtstyle.engine.lazy_network import find_network
from rtstyle.engine.refining import Refiner
from rtstyle.engine.style_encoder import StyleEncoder
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtstyle.styles.refine import Refinement


def refine_all(
    styles: Sequence[str],
    *,
    seconds: float,
    model: str,
    device: str,
    again: bool = False,
    quiet: bool = False,
    as_json: bool = False,
) -> None:
    """Refines styles one after another, but for those that are refined already.

    Args:
        styles: Names or paths.
        seconds: Time for each.
        model: For which network.
        device: ``auto`` or one that ``rtstyle devices`` lists.
        again: Those, too.
        quiet: Prints nothing.
        as_json: Prints a line of JSON for each step and each result instead of bars.

    Raises:
        KeyboardInterrupt: After the style at hand was kept, if there are others that now stay as they are.
        RtstyleError: See `Refiner`.
    """
    encoder = StyleEncoder(find_network(model), model, StyleLibrary())
    wanted = [style for style in styles if again or not encoder.is_refined(style)]
    with _told_by_lines() if as_json else _told_by_bars(quiet=quiet) as teller, _Stop(teller) as stop:
        for style in [style for style in styles if style not in wanted]:
            teller.refined_before(style)
        refiner = Refiner(encoder, _learns_on(device)) if wanted else None
        for style in wanted:
            assert refiner is not None
            teller.begin(style)

            def report(share: float, loss: float) -> bool:
                stop.something_to_keep = True
                teller.step(share, loss)
                return not stop.wanted

            teller.end(refiner.refine(style, seconds=seconds, report=report))
            stop.something_to_keep = False
            if stop.wanted and style != wanted[-1]:
                raise KeyboardInterrupt


def _learns_on(device: str) -> str:
    """Where to refine for pictures that are painted on a device: OpenVINO only paints."""
    resolved = resolve_device(device)
    return "cpu" if resolved.startswith(OPENVINO) else resolved


class _Teller:
    """Says how refining goes; this one says nothing."""

    def __init__(self) -> None:
        self._style = ""

    def refined_before(self, style: str) -> None:
        """There is nothing to do for a style."""

    def begin(self, style: str) -> None:
        """The next style's turn."""
        self._style = style

    def step(self, share: float, loss: float) -> None:
        """So much is done, and the style loss stands there."""

    def end(self, found: Refinement) -> None:
        """A style is done."""

    def stopping(self) -> None:
        """Ctrl-C was heard; to find out what was reached takes some seconds."""
        say("rtstyle: stopping: what was reached is looked at and kept; Ctrl-C again drops it", err=True)


class _Lines(_Teller):
    """A line of JSON for everything, for a program that listens."""

    def refined_before(self, style: str) -> None:
        self._tell("result", style=style, kept=False)

    def step(self, share: float, loss: float) -> None:
        self._tell("progress", style=self._style, share=round(share, 4), loss=round(loss, 5))

    def end(self, found: Refinement) -> None:
        numbers = {"steps": found.steps, "before": round(found.before, 5), "after": round(found.after, 5)}
        self._tell("result", style=self._style, kept=found.after < found.before, **numbers)

    @staticmethod
    def _tell(kind: str, **values: object) -> None:
        typer.echo(json.dumps({"type": kind, **values}))


class _Bars(_Teller):
    """A bar a style where there is a terminal, and a line for each result."""

    def __init__(self, bars: Progress) -> None:
        super().__init__()
        self._bars, self._task = bars, TaskID(0)

    def refined_before(self, style: str) -> None:
        say(f"{style} is refined already; 'rtstyle styles refine --again' begins anew", err=True)

    def begin(self, style: str) -> None:
        super().begin(style)
        self._task = self._bars.add_task(style, total=1.0, loss="")

    def step(self, share: float, loss: float) -> None:
        self._bars.update(self._task, completed=share, loss=f"style loss {loss:.3f}")

    def end(self, found: Refinement) -> None:
        kept = "kept" if found.after < found.before else "no better than before, left as it was"
        numbers = f"style loss {found.before:.3f} -> {found.after:.3f} in {found.steps} steps"
        say(f"{self._style}: {numbers}, {kept}", err=True)


@contextlib.contextmanager
def _told_by_lines() -> Iterator[_Teller]:
    yield _Lines()


@contextlib.contextmanager
def _told_by_bars(*, quiet: bool) -> Iterator[_Teller]:
    if quiet:
        yield _Teller()
        return
    console = Console(stderr=True)
    loss = TextColumn("{task.fields[loss]}")
    columns = (TextColumn("{task.description}"), BarColumn(), loss, TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        yield _Bars(bars)


class _Stop:
    """Ctrl-C while something is reached ends the work and keeps that; before, and the second time, it ends all.

    Attributes:
        wanted: It came.
        something_to_keep: A style has been improved a step or more.
    """

    def __init__(self, teller: _Teller) -> None:
        self._teller = teller
        self.wanted = self.something_to_keep = False
        self._before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def __enter__(self) -> Self:
        for number in self._before:
            signal.signal(number, self._interrupted)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _interrupted(self, *_: object) -> None:
        self.__exit__()
        if not self.something_to_keep:
            raise KeyboardInterrupt
        self.wanted = True
        self._teller.stopping()
