"""Small inputs, one style, and a batch that runs over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.batch.folders import open_folder
from rtstyle.batch.manifest import Manifest
from rtstyle.batch.plan import measured_jobs, plan_jobs
from rtstyle.batch.scheduler import Batch
from rtstyle.batch.settings import BatchSettings
from rtstyle.batch.tasks import Assignment
from tests.media_fixtures import Clip, Sound, make_clip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rtstyle.batch.scheduler import Summary


@pytest.fixture(scope="session")
def style(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small picture with colours and edges."""
    path = tmp_path_factory.mktemp("style") / "style.png"
    rng = np.random.default_rng(3)
    small = rng.integers(0, 255, (8, 8, 3), np.uint8)
    cv2.imwrite(str(path), cv2.resize(small, (96, 96), interpolation=cv2.INTER_NEAREST))
    return path


@pytest.fixture
def settings(style: Path) -> BatchSettings:
    """All of one core; parts of half a second; an encoder that loses next to nothing."""
    return BatchSettings(
        styles=((style, 1.0),),
        size=32,
        smoothing=0.05,
        crf=1,
        preset="ultrafast",
        encoder_threads=1,
        segment_s=0.5,
    )


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """A folder with a long clip with sound, a short one, two photos, and what is no input."""
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    options = {"preset": "ultrafast", "crf": "10", "g": "15", "sc_threshold": "0"}
    make_clip(folder / "long.mp4", Clip(frames=60, options=options, sounds=[Sound(seconds=2.0)]))
    make_clip(folder / "deep" / "short.mkv", Clip(frames=8))
    rng = np.random.default_rng(5)
    for name in ("one.png", "deep/two.jpg"):
        cv2.imwrite(str(folder / name), rng.integers(0, 255, (40, 56, 3), np.uint8))
    (folder / "notes.txt").write_text("not an input")
    (folder / ".hidden.png").write_bytes(b"")
    return folder


@pytest.fixture
def run_batch(settings: BatchSettings) -> Callable[..., Summary]:
    """Runs everything that is not done yet, as the command does."""

    def run(inputs, output, make_executor, settings=settings, observer=None):
        assignment = Assignment(settings, settings.digest(), str(output), "cpu", 1)
        folder = open_folder(str(output))
        manifest = Manifest(folder)
        jobs = plan_jobs([str(i) for i in inputs], str(output))
        left = measured_jobs([job for job in jobs if not manifest.is_done(job, assignment.digest)])
        with manifest:
            executor = make_executor(assignment)
            try:
                batch = Batch(left, assignment, folder, manifest, executor, observer)
                return batch.run(len(jobs) - len(left))
            finally:
                executor.close()

    return run
