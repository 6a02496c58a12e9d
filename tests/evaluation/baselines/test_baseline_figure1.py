"""Figure 1 of the paper, in small."""

from __future__ import annotations

import itertools
from dataclasses import replace

import cv2
import numpy as np
import pytest

from rtstyle.errors import TrainingError
from rtstyle.evaluation.baselines import Budget
from rtstyle.evaluation.baselines.figure1 import (
    NORMALIZATIONS,
    PREPARATIONS,
    Figure1,
    PreparedCrops,
    equalize_luminance,
    figure1_budget,
    normalization_curves,
)
from rtstyle.evaluation.baselines.fitting import CurvePoint


def test_equalised_luminance_is_spread_evenly():
    rng = np.random.default_rng(0)
    image = (90 + 20 * rng.random((64, 64, 3))).astype(np.uint8)
    flat = cv2.cvtColor(equalize_luminance(image), cv2.COLOR_RGB2GRAY)
    assert np.percentile(flat, 5) < 40
    assert np.percentile(flat, 95) > 215
    assert abs(np.median(flat) - 127) < 15


def test_prepared_crops_are_all_seen_in_each_epoch():
    images = [np.full((4, 4, 3), i, np.uint8) for i in range(5)]
    crops = PreparedCrops(images)
    epochs = [[int(crops.crop(5 * epoch + i)[0, 0, 0]) for i in range(5)] for epoch in range(4)]
    assert all(sorted(epoch) == list(range(5)) for epoch in epochs)
    assert len(set(map(tuple, epochs))) > 1


def test_a_budget_in_small():
    small = figure1_budget(Budget(minutes=6, steps=300, size=192, batch=2))
    assert (small.minutes, small.steps, small.size, small.batch) == (1, 75, 96, 4)


def test_six_curves_that_are_kept(workshop, no_training):
    told = []
    workshop = replace(workshop, progress=lambda what, share: told.append(share))
    figure = normalization_curves(workshop, *workshop.styles)
    assert set(figure.curves) == {(p, n) for p in PREPARATIONS for n in NORMALIZATIONS}
    assert all(len(curve) == workshop.budget.steps for curve in figure.curves.values())
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    pictures = [figure.examples[preparation][0] for preparation in PREPARATIONS]
    assert all((a != b).any() for a, b in itertools.pairwise(pictures))
    again = normalization_curves(no_training, *workshop.styles)
    assert again.curves == figure.curves
    both = [figure.curves["raw", kind] for kind in NORMALIZATIONS]
    assert both[0] != both[1]


def test_gap_compares_the_ends():
    def curve(*values):
        return tuple(CurvePoint(i, 0.0, {"style": value}) for i, value in enumerate(values))

    curves = {("raw", "instance"): curve(9, 9, 9, 0.2), ("raw", "batch"): curve(1, 1, 1, 0.6)}
    assert Figure1(curves, {}).gap("raw") == pytest.approx(3)


def test_batches_of_one_have_no_statistics_of_their_own(workshop):
    with pytest.raises(TrainingError, match="batch of 2"):
        normalization_curves(replace(workshop, budget=Budget(steps=1, batch=1)), *workshop.styles)
