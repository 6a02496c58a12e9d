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

TERMS = ("balanced", "coarse", "content", "coarse_content", "identity", "consistency", "palette")
_LAST_SHARE = 0.2
"""Share of a run, from its end, whose rows are averaged."""


class Unmodulated(CompactNetwork):
    """The decoder is the same for every style: AdaIN alone carries it."""

    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        """Scales of 1 and shifts of 0, whatever the statistics."""
        return tuple(
            torch.full_like(factor, 1.0 - i % 2) for i, factor in enumerate(super().condition(statistics))
        )


class WithoutBands(CompactNetwork):
    """Some of the bands do not reach the decoder.

    Args:
        missing: Their places among the AdaIN layers, see `CompactNetwork`.
    """

    def __init__(self, *missing: int) -> None:
        super().__init__()
        self.missing = missing

    def decode_blocks(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """As `CompactNetwork.decode_blocks`, on zeros for what is missing."""
        kept = [f.mul(0.0 if band in self.missing else 1.0) for band, f in enumerate(features)]
        return super().decode_blocks(kept, condition)


class FirstOrder(CompactNetwork):
    """Means and deviations alone, as the paper."""

    def __init__(self) -> None:
        super().__init__()
        self.coloured_layers = ()


class WithoutGrain(CompactNetwork):
    """Nothing random goes in."""

    def _grain_like(self, features: Tensor) -> Tensor:
        return torch.zeros_like(features)


VARIANTS: dict[str, Callable[[], CompactNetwork]] = {
    "as it ships": CompactNetwork,
    "no modulation": Unmodulated,
    "first order": FirstOrder,
    "no detail": partial(WithoutBands, 0, 2),
    "no detail of 1/2": partial(WithoutBands, 0),
    "1/8 and 1/16 alone": partial(WithoutBands, 0, 1, 2, 3),
    "no 1/16": partial(WithoutBands, 5),
    "no grain": WithoutGrain,
    "one block at 1/8": partial(CompactNetwork, deep_blocks=1),
    "three quarters of the widths": partial(
        CompactNetwork, (WIDTHS[0] * 3 // 4, WIDTHS[1] * 3 // 4, WIDTHS[2] * 3 // 4, WIDTHS[3] * 3 // 4)
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
