"""``python -m rtstyle.training.ablations``: what each part of the compact network is worth, in equal runs.

Every variant is trained from nothing by the same recipe on the same crops in the same pairs. What a variant leaves out
is computed away where that is easy and multiplied by zero where it is not; most of a step is the perceptual network,
so that equal steps are nearly equal minutes.
"""

from __future__ import annotations

import csv
import dataclasses
import statistics
import sys
from functools import partial
from typing import TYPE_CHECKING

import torch

from rtstyle.modeling.compact import WIDTHS, CompactNetwork
from rtstyle.training.__main__ import ProgressLine, parse
from rtstyle.training.trainer import Trainer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from torch import Tensor

    from rtstyle.modeling.adain import ChannelStatistics
    from rtstyle.training.recipes import TrainingSettings

TERMS = ("style", "content", "identity", "consistency", "palette")
_LAST_SHARE = 0.2
"""Share of a run, from its end, whose rows are averaged."""


class Unmodulated(CompactNetwork):
    """The decoder is the same for every style: AdaIN alone carries it."""

    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        """Scales of 1 and shifts of 0, whatever the statistics."""
        return tuple(
            torch.full_like(factor, 1.0 - i % 2) for i, factor in enumerate(super().condition(statistics))
        )


class WithoutLevels(CompactNetwork):
    """Some of the three levels do not reach the decoder.

    Args:
        missing: 0 for 1/2 of the resolution, 1 for 1/4, 2 for 1/8.
    """

    def __init__(self, *missing: int) -> None:
        super().__init__()
        self.missing = missing

    def decode_blocks(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """As `CompactNetwork.decode_blocks`, on zeros for what is missing."""
        kept = [f.mul(0.0 if level in self.missing else 1.0) for level, f in enumerate(features)]
        return super().decode_blocks(kept, condition)


VARIANTS: dict[str, Callable[[], CompactNetwork]] = {
    "as it ships": CompactNetwork,
    "no modulation": Unmodulated,
    "AdaIN at 1/8 alone, as the paper": partial(WithoutLevels, 0, 1),
    "AdaIN at 1/4 and 1/8": partial(WithoutLevels, 0),
    "AdaIN at 1/2 and 1/4": partial(WithoutLevels, 2),
    "one block at 1/8": partial(CompactNetwork, deep_blocks=1),
    "three quarters of the widths": partial(
        CompactNetwork, (WIDTHS[0] * 3 // 4, WIDTHS[1] * 3 // 4, WIDTHS[2] * 3 // 4)
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Takes the arguments of ``rtstyle train``; trains each variant in a folder of its own below ``--output``."""
    settings = parse(arguments, "python -m rtstyle.training.ablations")
    print(f"| network | parameters | {' | '.join(TERMS)} | minutes |")
    print("|---" * (len(TERMS) + 3) + "|")
    for name, build in VARIANTS.items():
        print(f"| {name} | {_row(settings, name, build)} |", flush=True)
    return 0


def _row(settings: TrainingSettings, name: str, build: Callable[[], CompactNetwork]) -> str:
    output = settings.output / "".join(c if c.isalnum() else "-" for c in name)
    run = dataclasses.replace(settings, output=output)
    trainer = Trainer(run, ProgressLine(run).show, build)
    trainer.run()
    means = last_means(output / "log.csv")
    count = sum(parameter.numel() for parameter in trainer.network.parameters())
    values = " | ".join(f"{means[term]:#.3g}" for term in TERMS)
    return f"{count:,} | {values} | {trainer.progress.seconds / 60:.1f}"


def last_means(log: Path) -> dict[str, float]:
    """Mean of each loss over the last fifth of a run's log."""
    with log.open(newline="") as file:
        rows = list(csv.DictReader(file))
    last = rows[-max(1, round(len(rows) * _LAST_SHARE)) :]
    return {term: statistics.fmean(float(row[term]) for row in last) for term in TERMS}


if __name__ == "__main__":
    sys.exit(main())
