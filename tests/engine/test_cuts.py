from __future__ import annotations

import numpy as np
import pytest

from rtstyle.engine.cuts import SceneCutDetector
from rtstyle.sources.synthetic import SyntheticSource


def test_the_first_frame_and_a_cut_begin_scenes_and_motion_does_not() -> None:
    scene = SyntheticSource(width=320, height=180)
    detector = SceneCutDetector()
    frames = [scene.render(t / 10) for t in range(8)]
    assert [detector.is_cut(frame) for frame in frames] == [True] + [False] * 7
    other = np.ascontiguousarray(255 - frames[0][::-1])
    assert detector.is_cut(other)
    assert not detector.is_cut(other)
    detector.reset()
    assert detector.is_cut(other)


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (700, 3), (1080, 1920)])
def test_any_size(shape: tuple[int, int]) -> None:
    detector = SceneCutDetector()
    assert detector.is_cut(np.zeros((*shape, 3), np.uint8))
    assert not detector.is_cut(np.zeros((*shape, 3), np.uint8))
