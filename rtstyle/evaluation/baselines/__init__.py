"""What the AdaIN paper compares itself with, working: each method as a `Method`, by name in `BASELINES`.

::

    gatys               Gatys et al. 2016        the picture itself is optimised    stylize() takes minutes
    style-swap          Chen & Schmidt 2016      features swapped patch by patch    one inverse network
    single-style        Ulyanov et al. 2017      a network for each style           trained for each style
    single-style-batch  Johnson et al. 2016      the same with batch normalization  trained for each style
    conditional         Dumoulin et al. 2017     a network for a set of styles      trained for all of `styles`
    adain-vgg           Huang & Belongie 2017    any style                          decoder trained if not imported
    compact             rtstyle's own            any style                          ships

All share one perceptual network (`rtstyle.modeling.vgg.VggFeatures`), and all of them take and give HWC uint8 RGB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.evaluation.baselines.adain import build_adain_vgg, build_compact
from rtstyle.evaluation.baselines.conditional import build_conditional
from rtstyle.evaluation.baselines.gatys import build_gatys
from rtstyle.evaluation.baselines.method import Budget, Builder, Method, Progress, TrainingData, Workshop
from rtstyle.evaluation.baselines.single_style import build_single_style, build_single_style_batch
from rtstyle.evaluation.baselines.style_swap import build_style_swap

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BASELINES", "Budget", "Builder", "Method", "Progress", "TrainingData", "Workshop"]

BASELINES: Mapping[str, Builder] = {
    "gatys": build_gatys,
    "style-swap": build_style_swap,
    "single-style": build_single_style,
    "single-style-batch": build_single_style_batch,
    "conditional": build_conditional,
    "adain-vgg": build_adain_vgg,
    "compact": build_compact,
}
"""Builders by name of the method."""
