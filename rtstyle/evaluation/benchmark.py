"""``python -m rtstyle.evaluation.benchmark``: how fast rtstyle is on this machine, beside its peers.

What the command prints is Markdown; ``--json`` prints everything that was measured. Where only torch, numpy,
OpenCV and safetensors are installed, the parts that need more are left out with a note.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.errors import RtstyleError
from rtstyle.evaluation.plots import draw_chart, require_drawable
from rtstyle.evaluation.report import as_markdown
from rtstyle.evaluation.run import BenchmarkSettings, run_benchmark
from rtstyle.modeling.registry import MODELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SHORTEST, _LONGEST = 32, 8192
_QUICK_SIZES = ((256, 256), (512, 512))
_QUICK_SECONDS = 0.5


def main(
    arguments: Sequence[str] | None = None,
    *,
    program: str = "python -m rtstyle.evaluation.benchmark",
    dress: Callable[[argparse.ArgumentParser], None] = lambda _: None,
) -> int:
    """Parses, measures, prints; ``dress`` changes how the parser shows itself. Returns the exit code."""
    parser = _parser(program)
    dress(parser)
    options = parser.parse_args(arguments)
    try:
        if options.plot is not None:
            require_drawable(options.plot)
        result = run_benchmark(_settings(options), _tell)
        print(json.dumps(result, indent=2) if options.json else as_markdown(result))
        if options.plot is not None:
            draw_chart(result, options.plot)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except RtstyleError as error:
        print(f"rtstyle: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(program, description="Measure how fast rtstyle is on this machine.")
    parser.add_argument("--json", action="store_true", help="print everything that was measured as JSON")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or cuda:N")
    parser.add_argument(
        "--size", action="append", type=_size, metavar="N|WxH", help="size of the frames; repeatable"
    )
    parser.add_argument(
        "--model", action="append", choices=list(MODELS), help="repeatable (default: compact)"
    )
    parser.add_argument(
        "--weights",
        type=Path,
        metavar="PATH",
        help="safetensors for the model (default: its own, else random)",
    )
    parser.add_argument(
        "--peer",
        action="append",
        type=Path,
        default=[],
        metavar="ADAPTER.py",
        help="a peer's adapter; repeatable",
    )
    parser.add_argument("--plot", type=Path, metavar="FILE.png", help="draw a bar chart")
    parser.add_argument("--threads", type=_count, help="CPU threads (default: one for each processor)")
    parser.add_argument("--seconds", type=_seconds, help="time for each measurement (default: 3)")
    parser.add_argument(
        "--quick", action="store_true", help="a first impression: short measurements, few sizes"
    )
    return parser


def _settings(options: argparse.Namespace) -> BenchmarkSettings:
    usual = BenchmarkSettings()
    sizes = dict.fromkeys(options.size or (_QUICK_SIZES if options.quick else usual.sizes))
    return BenchmarkSettings(
        models=tuple(dict.fromkeys(options.model or usual.models)),
        device=options.device,
        sizes=tuple(sizes),
        threads=options.threads,
        weights=options.weights,
        peers=tuple(options.peer),
        quick=options.quick,
        seconds=options.seconds or (_QUICK_SECONDS if options.quick else usual.seconds),
    )


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,5})(?:[x×](\d{1,5}))?", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write 512 or 1280x720")
    width, height = int(match[1]), int(match[2] or match[1])
    if min(width, height) < _SHORTEST or max(width, height) > _LONGEST:
        raise argparse.ArgumentTypeError(f"{text} is out of range: {_SHORTEST} to {_LONGEST} pixels a side")
    return width, height


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of threads")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; give seconds, up to 3600")
    return value


def _tell(line: str) -> None:
    print(f"… {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
