"""Refines the bundled styles for the compact network, into ``models/refined``: run it when the weights have changed.

    python tools/refine_styles.py --seconds 60 [--device cuda] [--steps 150] [--teacher FILE.py] [STYLE …]

Styles that are refined for these weights already are left as they are, so that it goes on where it was stopped; what
belongs to other weights is removed at the end.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from rtstyle.engine.lazy_network import find_network
from rtstyle.engine.refining import Refiner
from rtstyle.engine.style_encoder import StyleEncoder
from rtstyle.paths import shipped_refined_dir, shipped_styles_dir
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.refined import RefinedStyles
from rtstyle.styles.teacher import load_teacher


def main() -> None:
    """Parses, refines, tells, sweeps."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("styles", nargs="*", help="names; all bundled ones if none is given")
    parser.add_argument("--seconds", type=float, default=60.0, help="time for each")
    parser.add_argument("--steps", type=int, help="steps for each, if that is less")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--again", action="store_true", help="also those that are refined already")
    parser.add_argument("--teacher", type=Path, help="a stylizer whose paintings are to be learnt from, too")
    arguments = parser.parse_args()
    folder = shipped_refined_dir()
    library = StyleLibrary(folders=[shipped_styles_dir(), folder])
    encoder = StyleEncoder(find_network("compact"), "compact", library, RefinedStyles([folder]))
    teacher = load_teacher(arguments.teacher) if arguments.teacher else None
    refiner = Refiner(encoder, arguments.device, teacher=teacher)
    names = [entry.name for entry in library.entries() if entry.bundled]
    for name in arguments.styles or names:
        if encoder.is_refined(name) and not arguments.again:
            continue
        begin = time.monotonic()
        found = refiner.refine(name, seconds=arguments.seconds, steps=arguments.steps)
        told = (
            f"{found.before:.3f} -> {found.after:.3f}, {found.steps} steps, {time.monotonic() - begin:.0f} s"
        )
        print(f"{name}: {told}", flush=True)
    known = {encoder.refined_file(name) for name in names}
    for path in folder.glob("*.safetensors"):
        if path not in known:
            path.unlink()


if __name__ == "__main__":
    main()
