"""``python -m rtstyle.training``: the trainer's own command line, for machines that have only torch and friends."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.errors import RtstyleError
from rtstyle.training.recipes import RECIPES, Progress, TrainingSettings
from rtstyle.training.trainer import Trainer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(
    arguments: Sequence[str] | None = None,
    *,
    program: str = "python -m rtstyle.training",
    dress: Callable[[argparse.ArgumentParser], None] = lambda _: None,
) -> int:
    """Parses, trains, reports; ``dress`` changes how the parser shows itself. Returns the exit code."""
    settings = parse(arguments, program, dress)
    bar = ProgressLine(settings)
    try:
        weights = Trainer(settings, bar.show).run()
    except KeyboardInterrupt:
        print("\ninterrupted; the checkpoint is saved, --resume goes on", file=sys.stderr)
        return 130
    except RtstyleError as error:
        print(f"rtstyle: {error}", file=sys.stderr)
        return error.exit_code
    bar.finish()
    print(weights)
    return 0


def parse(
    arguments: Sequence[str] | None,
    program: str,
    dress: Callable[[argparse.ArgumentParser], None] = lambda _: None,
) -> TrainingSettings:
    """Command line → settings; exits with 2 on bad usage, as argparse does."""
    parser = argparse.ArgumentParser(program, description="Train a stylization network.")
    parser.add_argument(
        "--content", nargs="+", type=Path, required=True, metavar="DIR|TAR", help="photographs"
    )
    parser.add_argument("--style", nargs="+", type=Path, required=True, metavar="DIR|TAR", help="paintings")
    parser.add_argument("--perceptual", required=True, metavar="PATH|torchvision:vgg19", help="VGG weights")
    parser.add_argument("--output", "-o", type=Path, default=Path("runs/compact"), help="folder of the run")
    parser.add_argument("--recipe", choices=list(RECIPES), default="compact", help="what is trained, and how")
    parser.add_argument("--steps", type=int, help="steps in all, earlier parts of the run counted in")
    parser.add_argument("--minutes", type=float, help="training time in all, likewise")
    parser.add_argument("--batch", type=int, help="pairs a step (default: the recipe's)")
    parser.add_argument("--learning-rate", type=float, help="the optimizer's rate (default: the recipe's)")
    parser.add_argument("--crop", type=int, help="side of a crop, pixels (default: the recipe's)")
    parser.add_argument(
        "--weight",
        action="append",
        type=_weight,
        default=[],
        metavar="LOSS=W",
        help="weight of a loss; repeatable",
    )
    parser.add_argument(
        "--reuse", type=int, default=1, help="uses of a crop before it is replaced; 4 suits a CPU"
    )
    parser.add_argument("--seed", type=int, default=0, help="another one, another run")
    parser.add_argument("--device", default="auto", help="auto, cuda or cpu")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads (default: torch's choice)")
    parser.add_argument("--resume", action="store_true", help="go on from the folder's checkpoint")
    parser.add_argument(
        "--init", type=Path, metavar="PATH", help="weights to start from, also of an earlier network"
    )
    parser.add_argument(
        "--sample-minutes", type=float, default=5.0, help="time between sample grids, 0 for none"
    )
    parser.add_argument(
        "--teacher",
        type=Path,
        metavar="FILE.py",
        help="a stylizer whose paintings are to be learnt from, too",
    )
    dress(parser)
    values = vars(parser.parse_args(arguments))
    values["content"], values["style"] = tuple(values["content"]), tuple(values["style"])
    values["loss_weights"] = tuple(values.pop("weight"))
    return TrainingSettings(**values)


def _weight(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    return name, float(value)


class ProgressLine:
    """One line on stderr that says how far a run is, redrawn in place on a terminal.

    Args:
        settings: The run, for its limits.
    """

    def __init__(self, settings: TrainingSettings) -> None:
        self._settings = settings
        self._interval = 0.5 if sys.stderr.isatty() else 60.0
        self._shown = 0.0
        self._start: tuple[float, float] | None = None

    def show(self, progress: Progress, terms: dict[str, float]) -> None:
        """Redraws the line if the last time was long enough ago."""
        now, share = time.monotonic(), progress.share(self._settings)
        self._start = self._start or (now, share)
        if now - self._shown < self._interval:
            return
        self._shown = now
        done = share - self._start[1]
        left = (now - self._start[0]) / done * (1 - share) if done > 0 else 0.0
        bar = "█" * round(share * 20) + "░" * (20 - round(share * 20))
        values = "  ".join(f"{name} {value:.3f}" for name, value in terms.items())
        line = f"{bar} {share:4.0%}  step {progress.step}  {left / 60:.0f} min left  {values}"
        end = "\r" if sys.stderr.isatty() else "\n"
        print(f"\x1b[2K{line}" if end == "\r" else line, end=end, file=sys.stderr, flush=True)

    def finish(self) -> None:
        """Leaves the last line standing."""
        if sys.stderr.isatty():
            print(file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
