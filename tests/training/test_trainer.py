from __future__ import annotations

import csv
import dataclasses
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import torch

from rtstyle.errors import CheckpointError, TrainingError
from rtstyle.modeling.checkpoint import load_safetensors, load_state, save_safetensors
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.training.__main__ import main
from rtstyle.training.curve import draw_curve
from rtstyle.training.dataset import CropSettings
from rtstyle.training.recipes import RECIPES, TrainingSettings
from rtstyle.training.trainer import CHECKPOINT, Trainer

if TYPE_CHECKING:
    from rtstyle.training.pool import Batch


@pytest.fixture(autouse=True)
def _small_crops(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recipes as they are, on pictures small enough for a test."""
    for name, recipe in RECIPES.items():
        small = replace(
            recipe, content=CropSettings(size=64), style=CropSettings(size=64, procedural=0.2), batch=2,
            warm_up_steps=1,
        )  # fmt: skip
        monkeypatch.setitem(RECIPES, name, small)


@pytest.fixture
def run(pictures: Path, archive: Path, vgg_file: Path, tmp_path: Path) -> TrainingSettings:
    return TrainingSettings(
        content=(pictures,), style=(archive,), perceptual=str(vgg_file), output=tmp_path / "run", steps=3,
        device="cpu", sample_minutes=0,
    )  # fmt: skip


def weights(path: Path) -> dict[str, torch.Tensor]:
    return load_safetensors(path)[0]


@pytest.mark.parametrize("recipe", list(RECIPES))
def test_a_run_leaves_weights_that_load(run: TrainingSettings, recipe: str) -> None:
    path = Trainer(replace(run, recipe=recipe)).run()
    state, described = load_safetensors(path)
    assert all(value.dtype == torch.float16 for value in state.values())
    assert '"step": 3' in described["progress"]
    if recipe == "compact":
        load_state(CompactNetwork(), state, path=path)
    assert (run.output / CHECKPOINT).exists()


def test_the_loss_falls(run: TrainingSettings) -> None:
    seen: list[float] = []
    trainer = Trainer(replace(run, steps=25, reuse=2))
    step = trainer._step
    trainer._step = lambda batch: seen.append(float((terms := step(batch))["identity"])) or terms
    trainer.run()
    assert sum(seen[-5:]) < 0.8 * sum(seen[:5])
    assert cv2.imread(str(run.output / "curve.png")) is None  # one row is no curve
    with (run.output / "log.csv").open() as log:
        assert [row["step"] for row in csv.DictReader(log)] == ["20"]


def test_the_curve_shows_the_log(tmp_path: Path) -> None:
    rows = [f"{20 * i},{80 * i},{i},{1.0},{10 / i}" for i in range(1, 40)]
    (tmp_path / "log.csv").write_text("\n".join(["step,samples,seconds,content,style", *rows]))
    draw_curve(tmp_path / "log.csv", tmp_path / "curve.png")
    image = cv2.imread(str(tmp_path / "curve.png")).astype(int)
    style = np.argwhere(image[:, :, 0] - image[:, :, 2] > 100)  # the blue line: falls from left to right
    left, right = (style[np.abs(style[:, 1] - x) < 20][:, 0].mean() for x in (120, 900))
    assert right > left + 50


def test_the_same_seed_gives_the_same_run(run: TrainingSettings, tmp_path: Path) -> None:
    first = weights(Trainer(run).run())
    second = weights(Trainer(replace(run, output=tmp_path / "again")).run())
    other = weights(Trainer(replace(run, output=tmp_path / "other", seed=1)).run())
    assert all(torch.allclose(first[name], second[name], atol=1e-4) for name in first)
    assert any(not torch.allclose(first[name], other[name], atol=1e-3) for name in first)


def test_resuming_goes_on_where_the_run_stopped(run: TrainingSettings, tmp_path: Path) -> None:
    whole = weights(Trainer(replace(run, steps=4, output=tmp_path / "whole")).run())
    Trainer(
        replace(run, steps=4, output=tmp_path / "parts")
    ).save()  # a checkpoint of step 0, as after a kill
    trainer = Trainer(replace(run, steps=4, output=tmp_path / "parts", resume=True))
    parts = weights(trainer.run())
    assert trainer.progress.step == 4
    assert all(torch.allclose(whole[name], parts[name], atol=1e-4) for name in whole)
    resumed = Trainer(replace(run, steps=6, output=tmp_path / "parts", resume=True))
    assert resumed.progress.step == 4
    assert len(resumed.optimizer.state_dict()["state"]) > 0
    resumed.run()
    assert resumed.progress.step == 6
    assert resumed.progress.samples == 12


def test_an_earlier_run_is_not_overwritten_by_accident(run: TrainingSettings) -> None:
    Trainer(run).run()
    with pytest.raises(TrainingError, match="--resume"):
        Trainer(run)


def test_the_side_of_crops_can_be_chosen_but_not_too_small(run: TrainingSettings) -> None:
    trainer = Trainer(replace(run, crop=64))
    assert trainer.recipe.content.size == trainer.recipe.style.size == 64
    with pytest.raises(TrainingError, match="--crop 63 is too small"):
        Trainer(replace(run, crop=63))
    with pytest.raises(TrainingError, match="--crop 72 is no multiple of 16"):
        Trainer(replace(run, crop=72))


def test_starting_from_given_weights(run: TrainingSettings, tmp_path: Path) -> None:
    path = Trainer(run).run()
    trainer = Trainer(replace(run, output=tmp_path / "next", init=path))
    state = trainer.network.state_dict()
    assert all(torch.allclose(state[name], value.float()) for name, value in weights(path).items())


def test_weights_of_three_levels_grow_and_colours_begin_at_the_usual(
    run: TrainingSettings, tmp_path: Path
) -> None:
    run = replace(run, crop=64)
    whole = CompactNetwork().state_dict()
    old = {name: value for name, value in whole.items() if "sixteenth" not in name and "bases" not in name}
    old |= earlier_modulator(whole)
    old = {name: value for name, value in old.items() if not name.startswith("grain")}
    save_safetensors(tmp_path / "old.safetensors", old, {})
    trainer = Trainer(replace(run, steps=1, init=tmp_path / "old.safetensors"))
    assert torch.equal(trainer.network.state_dict()["stem.weight"], whole["stem.weight"])
    assert torch.equal(trainer.network.state_dict()["bases.0"], torch.eye(len(whole["bases.0"])))
    shipped = weights(trainer.run())
    assert all(shipped[f"bases.{number}"].isfinite().all() for number in range(4))
    assert not torch.allclose(shipped["bases.0"].float(), torch.eye(len(whole["bases.0"])), atol=0.1)


def earlier_modulator(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """What a modulator of three levels has of a whole one's numbers."""
    sixteenth = len(state["bases.3"])
    hidden = state["modulator.hidden.0.weight"]
    half = hidden.shape[1] // 2
    kept = [*range(half - sixteenth), *range(half, 2 * half - sixteenth)]
    out = len(state["modulator.out.bias"]) - 4 * sixteenth
    return {
        "modulator.hidden.0.weight": hidden[:, kept],
        "modulator.out.weight": state["modulator.out.weight"][:out],
        "modulator.out.bias": state["modulator.out.bias"][:out],
    }


def test_a_part_of_the_pairs_is_judged_at_full_size(
    run: TrainingSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RECIPES, "compact", replace(RECIPES["compact"], batch=4, fine=0.5))
    trainer = Trainer(replace(run, steps=1))
    judged = trainer._judged
    found: list[tuple[dict[str, torch.Tensor], ...]] = []

    def spy(result: torch.Tensor, batch: Batch, detail: torch.Tensor) -> dict[str, torch.Tensor]:
        terms = judged(result, batch, detail)
        spoiled = torch.cat([result[:2], torch.zeros_like(result[2:])])
        found.append((dict(terms), judged(spoiled, batch, detail)))
        return terms

    trainer._judged = spy
    trainer.run()
    ((whole, spoiled),) = found
    assert set(whole) == {"content", "style", "balanced", "coarse", "coarse_content", "broad"}
    for name in whole:
        same = torch.allclose(whole[name], spoiled[name], rtol=1e-3)
        assert same == (name in {"content", "style", "balanced"})
    assert 0 <= whole["balanced"].item() <= 1


TEACHER = """
class Teacher:
    def set_style(self, style): assert style.shape == (64, 64, 3) and style.dtype == "uint8"
    def stylize(self, content): return 0 * content + [255, 0, 0]
make = Teacher
"""


def test_a_teacher_is_learnt_from(run: TrainingSettings, tmp_path: Path) -> None:
    (tmp_path / "teacher.py").write_text(TEACHER)
    only = tuple(
        (name, 0.0) for name in ("style", "balanced", "coarse", "consistency", "identity", "palette")
    )
    run = replace(
        run, steps=30, teacher=tmp_path / "teacher.py", loss_weights=only, learning_rate=1e-2, reuse=2
    )
    trainer = Trainer(run)
    seen: list[float] = []
    step = trainer._step
    trainer._step = lambda batch: seen.append(float((terms := step(batch))["taught"])) or terms
    trainer.run()
    assert sum(seen[-5:]) < 0.7 * sum(seen[:5])


def test_what_a_teacher_paints_counts_so_far_as_no_detail_passes(
    run: TrainingSettings, tmp_path: Path
) -> None:
    (tmp_path / "teacher.py").write_text(TEACHER)
    trainer = Trainer(replace(run, steps=1, teacher=tmp_path / "teacher.py"))
    judged = trainer._judged
    found: list[list[float]] = []

    def spy(result: torch.Tensor, batch: Batch, detail: torch.Tensor) -> dict[str, torch.Tensor]:
        assert batch.taught is not None
        assert torch.equal(batch.taught[0, :, 0, 0], torch.tensor([1.0, 0.0, 0.0]))
        plain = dataclasses.replace(batch, taught=None, taught_features=None, taught_coarse=None)
        terms = [judged(result, batch, torch.full_like(detail, d)) for d in (1.0, 0.0)]
        found.append([term["content"].item() for term in (*terms, judged(result, plain, detail))])
        return judged(result, batch, detail)

    trainer._judged = spy
    trainer.run()
    ((photograph, painting, untaught),) = found
    assert photograph == pytest.approx(untaught)
    assert painting != pytest.approx(untaught, rel=1e-3)


@pytest.mark.parametrize("text", [None, "raise ValueError", "def make(): return missing", "nothing = 0"])
def test_a_file_that_is_no_teacher(run: TrainingSettings, tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "teacher.py").write_text(text)
    with pytest.raises(TrainingError, match="is no teacher"):
        Trainer(replace(run, teacher=tmp_path / "teacher.py")).run()


def test_a_damaged_checkpoint_is_refused(run: TrainingSettings) -> None:
    Trainer(run).run()
    checkpoint = run.output / CHECKPOINT
    checkpoint.write_bytes(checkpoint.read_bytes()[:1000])
    with pytest.raises(CheckpointError, match="damaged"):
        Trainer(replace(run, resume=True))


def test_one_broken_batch_leaves_the_weights_alone(run: TrainingSettings) -> None:
    trainer = Trainer(run)
    before = {name: value.clone() for name, value in trainer.network.state_dict().items()}
    losses = trainer._losses
    trainer._losses = lambda batch: {name: value * float("nan") for name, value in losses(batch).items()}
    trainer.run()
    assert all(torch.equal(before[name], value) for name, value in trainer.network.state_dict().items())


def test_sample_grids_are_pictures(run: TrainingSettings) -> None:
    Trainer(replace(run, sample_minutes=60)).run()
    (grid,) = run.output.glob("sample-*.png")
    assert cv2.imread(str(grid)).shape == (64 * 3, 64 * 3, 3)  # two pairs and the headings


@pytest.mark.parametrize(
    "changes",
    [
        {"steps": None},
        {"loss_weights": (("sytle", 1.0),)},
        {"recipe": "none"},
        {"device": "cuda"},
        {"content": (Path("missing"),)},
    ],
)
def test_settings_that_cannot_be_trained_with(run: TrainingSettings, changes: dict[str, object]) -> None:
    if changes.get("device") == "cuda" and torch.cuda.is_available():
        changes = {"recipe": "none"}
    with pytest.raises(TrainingError):
        Trainer(replace(run, **changes)).run()


def test_command_line(run: TrainingSettings, pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared = ["--content", str(pictures), "--style", str(pictures), "--output", str(run.output)]
    fast = ["--perceptual", run.perceptual, "--steps", "1", "--sample-minutes", "0", "--weight", "identity=0"]
    assert main([*shared, *fast]) == 0
    assert Path(capsys.readouterr().out.strip()).name == "compact.safetensors"
    assert main([*shared, "--perceptual", run.perceptual, "--steps", "1"]) == 1
    assert "--resume" in capsys.readouterr().err
    assert main([*shared, "--perceptual", "missing.safetensors", "--steps", "1", "--resume"]) == 1
    with pytest.raises(SystemExit, match="2"):
        main(["--content"])


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_killed_at_any_moment_it_resumes(run: TrainingSettings, pictures: Path, tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    script.write_text(_ENDLESS_RUN)
    command = [sys.executable, str(script), str(pictures), run.perceptual, str(run.output)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        steps = [process.stdout.readline() for _ in range(3)]
        process.send_signal(signal.SIGKILL)
    assert steps[-1] == b"3\n"
    trainer = Trainer(replace(run, resume=True))
    assert trainer.progress.step >= 2


_ENDLESS_RUN = """
import sys
from dataclasses import replace
from pathlib import Path
from rtstyle.training import trainer
from rtstyle.training.dataset import CropSettings
from rtstyle.training.recipes import RECIPES, TrainingSettings

trainer.CHECKPOINT_SECONDS = 0.0  # one after every step
crop = CropSettings(size=64)
RECIPES["compact"] = replace(RECIPES["compact"], content=crop, style=crop, batch=1)
folder = (Path(sys.argv[1]),)
settings = TrainingSettings(folder, folder, sys.argv[2], Path(sys.argv[3]), steps=10**6, device="cpu")
trainer.Trainer(settings, lambda progress, _losses: print(progress.step, flush=True)).run()
"""
