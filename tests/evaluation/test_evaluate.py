"""The whole evaluation on tiny inputs: what it writes, what it keeps, how it ends."""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import re
import subprocess
import sys
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from rtstyle.cli.evaluate import SECTION_NAMES
from rtstyle.cli.main import app
from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import MediaReadError, UsageError
from rtstyle.evaluation.baselines import BASELINES, figure1
from rtstyle.evaluation.baselines.style_swap import StyleSwap
from rtstyle.evaluation.experiments import competitors as competitors_module
from rtstyle.evaluation.experiments import context as context_module
from rtstyle.evaluation.experiments import (
    controls,
    controls_page,
    evaluate,
    inputs,
    methods,
    page,
    speed,
    video,
)
from rtstyle.evaluation.experiments.cache import Unit, UnitCache
from rtstyle.evaluation.experiments.competitors import competitors
from rtstyle.evaluation.experiments.context import Context, EvaluationSettings, Section
from rtstyle.evaluation.experiments.evaluate import SECTIONS, run_evaluation
from rtstyle.evaluation.experiments.first_screen import first_screen
from rtstyle.evaluation.experiments.inputs import bundled_styles, load_clip, load_pictures, synthetic_contents
from rtstyle.evaluation.experiments.spatial import left_and_right, paint_regions
from rtstyle.evaluation.metrics import psnr
from rtstyle.evaluation.plain_wall import LEAST_SIDE
from rtstyle.evaluation.report import PAPER_TITLE, tables
from rtstyle.evaluation.run import BenchmarkSettings, run_benchmark
from rtstyle.modeling import vgg as vgg_module
from rtstyle.modeling.checkpoint import load_safetensors, save_safetensors
from rtstyle.modeling.vgg import WIDTHS, VggFeatures
from rtstyle.paths import shipped_styles_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rtstyle.evaluation.experiments.context import Progress

PICTURES = ("qualitative", "quantitative", "controls")
EXTERNAL = re.compile(r"""https?:|//[a-z]|@import|url\(|<script|<link|<iframe|srcset""", re.IGNORECASE)


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    for picture in synthetic_contents(2, 72):
        cv2.imwrite(str(folder / f"{picture.name}.png"), picture.image[:, :, ::-1])
    (folder / "notes.txt").write_text("no picture")
    return folder


@pytest.fixture(scope="session")
def style(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("style")
    for picture in bundled_styles(2, 64):
        cv2.imwrite(str(folder / f"{picture.name}.png"), picture.image[:, :, ::-1])
    return folder


def random_vgg(folder: Path, widths: Sequence[int]) -> Path:
    """A file with a VGG-16 of the real layout and random weights."""
    generator = torch.Generator().manual_seed(1)
    state = {"mean": torch.tensor([0.5, 0.5, 0.5])}
    first, second, third, fourth = widths
    channels = [3, first, first, second, second, third, third, third, fourth]
    for i, (inside, outside) in enumerate(itertools.pairwise(channels)):
        weight = torch.randn(outside, inside, 3, 3, generator=generator)
        state |= {
            f"conv{i}.weight": weight * (2 / (9 * inside)) ** 0.5,
            f"conv{i}.bias": torch.zeros(outside),
        }
    path = folder / "vgg.safetensors"
    save_safetensors(path, {name: value.half() for name, value in state.items()}, {})
    return path


@contextlib.contextmanager
def narrow_perceptual() -> Iterator[tuple[int, ...]]:
    """Perceptual networks are read as an eighth as wide as the real ones; yields their widths."""
    widths = tuple(width // 8 for width in WIDTHS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vgg_module, "VggFeatures", functools.partial(VggFeatures, widths=widths))
        yield widths


@pytest.fixture
def vgg(tmp_path: Path) -> Iterator[Path]:
    """As deep as the real one, but narrow."""
    with narrow_perceptual() as widths:
        yield random_vgg(tmp_path, widths)


@pytest.fixture
def wide_vgg(tmp_path: Path) -> Path:
    """As wide as the real one, which the trainer and deeper layers count on."""
    return random_vgg(tmp_path, WIDTHS)


def tiny(output: Path, content: Path, style: Path, **changes: Any) -> EvaluationSettings:
    settings = {
        "size": 64,
        "comparison_size": 64,
        "frames": 3,
        "pairs": 2,
        "video_styles": 1,
        "iterations": 3,
        "quick": True,
        "device": "cpu",
        "perceptual": "none",
    }
    return EvaluationSettings(output=output, content=content, style=style, **settings | changes)


def without_times(figures: Any) -> Any:
    if isinstance(figures, dict):
        return {key: without_times(value) for key, value in figures.items() if key != "cpu_s"}
    return [without_times(value) for value in figures] if isinstance(figures, list) else figures


@pytest.fixture(autouse=True)
def _brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_WALL_SIDE", LEAST_SIDE)
    monkeypatch.setattr(competitors_module, "StyleSwap", functools.partial(StyleSwap, iterations=2))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, content: Path, style: Path) -> tuple[Path, dict]:
    """Everything but speed, with a perceptual network."""
    output = tmp_path_factory.mktemp("report")
    only = (*PICTURES, "video")
    with narrow_perceptual() as widths:
        vgg = random_vgg(tmp_path_factory.mktemp("vgg"), widths)
        return output, run_evaluation(tiny(output, content, style, perceptual=str(vgg), only=only))


def test_page_asks_the_network_for_nothing(done: tuple[Path, dict]) -> None:
    text = (done[0] / "report.html").read_text("utf-8")
    bare = re.sub(r"data:image/jpeg;base64,[A-Za-z0-9+/=]+", "data:", text)
    assert EXTERNAL.findall(bare) == []
    targets = re.findall(r"""(?:src|href)="([^"]*)""", bare)
    assert targets
    assert all(target == "data:" or target.startswith("#") for target in targets)


def test_page_has_every_section_and_its_pictures(done: tuple[Path, dict]) -> None:
    text = (done[0] / "report.html").read_text("utf-8")
    for name in (*PICTURES, "video"):
        assert f'<section id="{name}">' in text
    assert text.count("<img") > 60
    assert text.count("<svg") >= 5
    assert 'class="none"' not in text  # a cell without its picture
    assert "off the style's contrast" in unescape(text)
    assert "a picture</figcaption>" in text  # of a file of the user's nobody knows that it is a photograph
    assert "nan" not in re.sub(r"base64,[A-Za-z0-9+/=]+", "", text).lower().split()


def test_json_holds_what_was_returned(done: tuple[Path, dict]) -> None:
    output, report = done
    assert json.loads((output / "report.json").read_text("utf-8")) == json.loads(json.dumps(report))
    whole = report["sections"]["quantitative"]["all_pairs"]
    assert whole["pairs"] == 4
    untouched, own = whole["methods"]
    assert (untouched["content"]["mean"], untouched["ssim"]["mean"]) == (0, pytest.approx(1))
    assert own["style"]["mean"] > 0
    assert 0 < untouched["lattice"]["mean"] < 0.1  # of 512 pixels, though the pictures are small
    assert untouched["border"]["mean"] == pytest.approx(1, abs=0.3)
    assert own["lattice"]["n"] == len(whole["by_style"]) == 2
    of_styles = [row["balanced"]["mean"] for row in whole["by_style"].values()]
    assert own["balanced_worst"] == pytest.approx(max(of_styles))
    assert own["style"]["mean"] == pytest.approx(np.mean([pair["style"] for pair in whole["each"]]))


def test_methods_are_compared_on_the_same_pairs(done: tuple[Path, dict]) -> None:
    figures = done[1]["sections"]["quantitative"]
    compared, curve = figures["comparison"], figures["gatys"]
    assert len(compared["pairs"]) == 2
    assert {"untouched", "rtstyle", "gatys", "gatys-statistics"} <= {
        row["name"] for row in compared["methods"]
    }
    assert all(row["style"]["n"] == 2 for row in compared["methods"])
    assert len(curve["style_by_iteration"]) == 3
    assert curve["style_by_iteration"] == sorted(curve["style_by_iteration"], reverse=True)


def test_baselines_are_trained_where_there_is_something_to_train_on(
    tmp_path: Path, content: Path, style: Path, wide_vgg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure1, "_CROPS", 8)
    trained = {"train_content": (content,), "train_style": (style,), "train_steps": 1, "iterations": 1}
    only = ("quantitative", "normalization")
    few = {"pairs": 2, "comparison_styles": 1}
    settings = tiny(tmp_path, content, style, perceptual=str(wide_vgg), only=only, **few, **trained)
    report = run_evaluation(settings)
    assert report["missing"] == []
    compared = report["sections"]["quantitative"]["comparison"]
    assert set(BASELINES) - {"compact"} <= {row["name"] for row in compared["methods"]}
    assert len({painting for _, painting in compared["pairs"]}) == 1
    assert len({photograph for photograph, _ in compared["pairs"]}) == 2
    for kind in ("single-style", "single-style-batch"):
        kept = (tmp_path / "finished" / "baselines").glob(f"{kind}-" + "[0-9a-f]" * 12 + ".safetensors")
        assert len(list(kept)) == 1  # trained for the compared style alone
    assert compared["training"] == "1 step with 2 crops of 64 pixels each"
    parameters = compared["conditional_parameters"]
    assert parameters["styles"] == 1
    assert parameters["extra"] == 2 * parameters["features"] * parameters["styles"]
    figures = report["sections"]["normalization"]
    assert set(figures["gaps"]) == {"raw", "contrast-normalised", "style-normalised"}
    assert all(len(curves["instance"]) >= 1 for curves in figures["curves"].values())
    assert "2·F·S" in (tmp_path / "report.html").read_text("utf-8")
    assert run_evaluation(settings)["units"]["computed"] == 0


def test_what_cannot_be_trained_is_named(
    tmp_path: Path, content: Path, style: Path, vgg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))  # without the paper's own decoder

    def names(**given: Any) -> tuple[set[str], str]:
        missing: list[str] = []
        context = Context(tiny(tmp_path, content, style, perceptual=str(vgg), **given))
        return {candidate.name for candidate in competitors(context, missing)}, " ".join(missing)

    untrained = {"gatys", "gatys-statistics", "style-swap"}
    found, missing = names()
    assert found == untrained
    assert "Ulyanov" in missing
    assert "--train-content" in missing
    found, missing = names(train_content=(content,))
    assert found == untrained | {"single-style", "single-style-batch", "conditional"}
    assert "AdaIN, VGG" in missing
    assert "Ulyanov" not in missing
    found, missing = names(train_content=(content,), train_style=(style,))
    assert "adain-vgg" in found
    assert missing == ""


def test_gatys_goes_as_deep_as_the_weights(
    tmp_path: Path, content: Path, style: Path, wide_vgg: Path
) -> None:
    shallow = Context(tiny(tmp_path, content, style, perceptual=str(wide_vgg)))
    assert shallow.deeper is None
    state, _ = load_safetensors(wide_vgg)
    state |= {f"conv{i}.weight": torch.full((512, 512, 3, 3), 1e-3).half() for i in (8, 9, 10)}
    state |= {f"conv{i}.bias": torch.zeros(512).half() for i in (8, 9, 10)}
    path = tmp_path / "whole.safetensors"
    save_safetensors(path, state, {})
    deep = Context(tiny(tmp_path, content, style, perceptual=str(path)))
    assert deep.judge.fingerprint == shallow.judge.fingerprint
    losses, identities = [], []
    for context in (shallow, deep):
        (gatys, statistics, *_) = competitors(context, [])
        identities.append((gatys.identity, statistics.identity))
        (pair,) = context.compared_pairs()[:1]
        losses.append(gatys.paint(*pair).extra["style_by_iteration"])
    assert identities[0][0] != identities[1][0]
    assert identities[0][1] == identities[1][1]  # the AdaIN paper's loss ends at relu4_1
    assert losses[0][0] == pytest.approx(losses[1][0], rel=1e-5)
    assert losses[0][-1] != losses[1][-1]


ADAPTER = """
class Painter:
    def set_style(self, image): self.style = image
    def reset(self): pass
    def stylize(self, image): return {result}

def make(): return Painter()
"""


def test_other_programs_are_judged_on_the_same_pairs(
    tmp_path: Path, content: Path, style: Path, vgg: Path
) -> None:
    def compare(result: str) -> dict[str, Any]:
        (tmp_path / "negative_adapter.py").write_text(ADAPTER.format(result=result))
        peers = (tmp_path / "negative_adapter.py",)
        given = {
            "perceptual": str(vgg),
            "peers": peers,
            "only": ("quantitative",),
            "pairs": 1,
            "iterations": 1,
        }
        report = run_evaluation(tiny(tmp_path / "out", content, style, **given))
        rows = report["sections"]["quantitative"]["comparison"]["methods"]
        return {row["name"]: row for row in rows}

    rows = compare("image.copy()")
    for figure in ("style", "content", "palette", "bold", "balanced_worst", "lattice", "border"):
        assert rows["negative"][figure] == rows["untouched"][figure]
    assert compare("255 - image")["negative"]["style"] != rows["untouched"]["style"]
    with pytest.raises(UsageError, match=r"adapter negative gives no picture: .*gave uint8"):
        compare("image[1:]")
    with pytest.raises(UsageError, match=r"adapter negative fails: ZeroDivisionError"):
        compare("1 / 0")


def test_flicker_stands_beside_that_of_the_input(done: tuple[Path, dict]) -> None:
    figures = done[1]["sections"]["video"]
    floor, plain, smooth = figures["summary"]
    assert 0 < floor["gap_1"]["mean"] < plain["gap_1"]["mean"]
    assert smooth["smoothing_s"] > 0
    assert floor["gap_10"] is None  # three frames have none ten apart
    assert all(row["detail"] > 0 for row in (floor, plain, smooth))
    (clip,) = figures["inputs"]
    assert floor["detail"] == pytest.approx(clip["detail"])


@pytest.mark.parametrize(
    ("smoothed", "words"),
    [
        (1.20, "changes little"),
        (1.22, "changes little"),
        (1.10, "takes 9% of the flicker away"),
        (0.40, "takes 67% of the flicker away"),
        (1.40, "adds 16% to the flicker"),
    ],
)
def test_words_on_smoothing_follow_its_figures(smoothed: float, words: str) -> None:
    means = (0.4, 1.21, smoothed)
    summary = [{"gap_1": {"mean": mean}, "gap_10": None} for mean in means]
    shown = first_screen({video.NAME: Section({"summary": summary, "inputs": [{}]})})
    assert f"On this clip smoothing {words}; frame by frame it is 1.21\u00a0%." in shown
    assert video._effects(*summary[1:]) == f"Smoothing {words} (1 frame apart)."


def test_words_on_smoothing_tell_gaps_apart() -> None:
    plain = {"gap_1": {"mean": 2.0}, "gap_10": {"mean": 2.0}}
    assert video._effects(plain, plain) == "Smoothing changes little (1 frame apart and 10 frames apart)."
    calmer = {"gap_1": {"mean": 1.0}, "gap_10": {"mean": 2.0}}
    expected = (
        "Smoothing takes 50% of the flicker away (1 frame apart), and changes little (10 frames apart)."
    )
    assert video._effects(plain, calmer) == expected
    assert video.effect(0.0, 0.0) == "changes little"


def test_controls_keep_their_exact_promises(done: tuple[Path, dict]) -> None:
    figures = done[1]["sections"]["controls"]
    assert figures["interpolation"]["identical"]
    colours = {row["mode"]: row["colour_difference"] for row in figures["colour"]["rows"]}
    assert colours["luminance"] < colours["coral"] < colours["None"]
    strengths = [row["psnr"] for row in figures["strength"]["rows"]]
    assert strengths == sorted(strengths, reverse=True)
    kept = dict(controls_page.checks(figures))
    assert [text for text in kept if "corners" in text and kept[text]]
    assert kept["Strength 0 gives the content back, every pixel the same."]
    figures = json.loads(json.dumps(figures))
    figures["strength"]["psnr_at_0"]["mean"] = 40.0
    broken = dict(controls_page.checks(figures))
    assert not broken["Strength 0 gives the content back: PSNR 40.0 dB on average."]


def test_an_interrupted_run_computes_only_the_rest(tmp_path: Path, content: Path, style: Path) -> None:
    settings = [tiny(tmp_path / name, content, style, only=PICTURES) for name in ("whole", "broken")]
    whole = run_evaluation(settings[0])
    steps = iter(range(9))

    def stop_early(_: Progress) -> None:
        if next(steps, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_evaluation(settings[1], stop_early)
    assert not (tmp_path / "broken" / "report.html").exists()
    kept = list((tmp_path / "broken" / "finished").rglob("*.json"))
    assert 2 <= len(kept) < whole["units"]["computed"]
    again = run_evaluation(settings[1])
    assert again["units"]["computed"] == whole["units"]["computed"] - len(kept)
    assert without_times(again["sections"]) == without_times(whole["sections"])
    third = run_evaluation(settings[1])
    assert third["units"]["computed"] == 0
    assert not list((tmp_path / "broken").rglob("*.part"))


def test_finished_units_are_of_the_code_that_made_them(
    tmp_path: Path, content: Path, style: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "engine.py"
    monkeypatch.setattr(context_module, "_sources", lambda: [code])
    settings = tiny(tmp_path / "out", content, style, only=("qualitative",))
    units = []
    for text in ("a = 1", "a = 1", "a = 2"):
        code.write_text(text)
        units.append(run_evaluation(settings)["units"]["computed"])
    assert units[0] == units[2] > units[1] == 0


def test_the_code_that_paints_is_known() -> None:
    names = {path.name for path in context_module._sources()}
    assert {"stylizer.py", "denoiser.py", "adain.py", "compact.py"} <= names


def test_speed_is_measured_before_the_rest_makes_the_machine_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = []

    class Fake:
        TITLE = "fake"

        def __init__(self, name: str) -> None:
            self.NAME = name

        def run(self, context: Context) -> Section:
            ran.append(self.NAME)
            return Section({"name": self.NAME})

        def render(self, section: Section) -> str:
            return ""

    monkeypatch.setattr(evaluate, "SECTIONS", {name: Fake(name) for name in ("normalization", "speed")})
    monkeypatch.setattr(evaluate, "first_screen", lambda found: "")
    report = run_evaluation(EvaluationSettings(tmp_path, quick=True, size=64))
    assert ran == ["speed", "normalization"]
    assert list(report["sections"]) == ["normalization", "speed"]


def test_without_a_network_the_report_says_how_to_get_one(tmp_path: Path, content: Path, style: Path) -> None:
    report = run_evaluation(tiny(tmp_path, content, style, only=("quantitative",)))
    assert report["sections"]["quantitative"]["comparison"] is None
    (note,) = report["missing"]
    assert "--perceptual" in note
    text = (tmp_path / "report.html").read_text("utf-8")
    assert "--perceptual" in text
    assert "<th>boldness</th>" in text
    assert "<th>content loss</th>" not in text  # no column of dashes


def test_no_headline_rests_on_a_loss(done: tuple[Path, dict]) -> None:
    """Another network, nearer by what it is trained with, must not look better on the first screen."""
    figures = json.loads(json.dumps(done[1]["sections"]["quantitative"]))
    shown = first_screen({"quantitative": Section(figures)})
    for row in figures["all_pairs"]["methods"]:
        for loss in ("style", "content", "balanced", "palette"):
            row[loss]["mean"] /= 2
        row["balanced_worst"] /= 2
    figures["gatys"]["iterations_to_ours"] = 299
    assert first_screen({"quantitative": Section(figures)}) == shown
    figures["all_pairs"]["methods"][1]["bold"]["mean"] = 0.5
    assert "65%" in first_screen({"quantitative": Section(figures)})


def test_refined_styles_have_a_row_of_their_own(tmp_path: Path, content: Path, vgg: Path) -> None:
    """What ships refined is found under any name; where one style is not, there is none."""
    folder = tmp_path / "style"
    folder.mkdir()
    (folder / "mine.jpg").write_bytes((shipped_styles_dir() / "deco-fans.jpg").read_bytes())
    given = {"perceptual": str(vgg), "only": ("quantitative",), "pairs": 1, "iterations": 1}
    report = run_evaluation(tiny(tmp_path / "out", content, folder, **given))
    figures = report["sections"]["quantitative"]
    for rows in (figures["all_pairs"]["methods"], figures["comparison"]["methods"]):
        by_name = {row["name"]: row for row in rows}
        own, refined = by_name["rtstyle"], by_name["rtstyle-refined"]
        assert refined["title"] == "rtstyle, refined"
        assert refined["style"]["mean"] != own["style"]["mean"]
        assert refined["lattice"]["mean"] != own["lattice"]["mean"]
    curve = figures["gatys"]
    assert curve["style_of_refined"] == pytest.approx(refined["style"]["mean"])
    reached = [i for i, loss in enumerate(curve["style_by_iteration"]) if loss <= curve["style_of_refined"]]
    assert curve["iterations_to_refined"] == (reached[0] if reached else None)
    text = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "(rtstyle, one pass)" in text
    assert "(rtstyle, refined)" in text
    cv2.imwrite(str(folder / "other.png"), np.zeros((64, 64, 3), np.uint8))
    context = Context(tiny(tmp_path / "out", content, folder))
    assert methods.refined(context, context.styles()) is None
    context.close()


def test_a_drawing_is_called_a_drawing(tmp_path: Path, style: Path) -> None:
    drawn = [*synthetic_contents(1, 64), *bundled_styles(1, 64)]
    assert {picture.kind for picture in drawn} == {"drawing"}
    assert {picture.kind for picture in load_pictures(style, 64)} == {"picture"}


def test_units_depend_on_their_key_and_survive_damage(tmp_path: Path) -> None:
    cache = UnitCache(tmp_path / "units")
    made = []

    def make(value: int) -> Unit:
        made.append(value)
        return Unit({"value": value, "row": (1, 2)}, {"picture": b"\xff\xd8"})

    first = cache.get({"a": 1}, lambda: make(1))
    assert cache.get({"a": 1}, lambda: make(9)) == first
    assert first.figures == {"value": 1, "row": [1, 2]}
    assert cache.get({"a": 2}, lambda: make(2)).figures["value"] == 2
    (path,) = (p for p in cache.folder.rglob("*.json") if '"a": 1' in p.read_text())
    path.write_bytes(path.read_bytes()[:-9])
    assert cache.get({"a": 1}, lambda: make(3)).figures["value"] == 3
    assert (made, cache.computed, cache.reused) == ([1, 2, 3], 3, 1)


def test_pairs_use_contents_and_styles_evenly(tmp_path: Path, content: Path, style: Path) -> None:
    context = Context(tiny(tmp_path, content, style))
    two = context.pairs(2, 64)
    assert len({c.name for c, _ in two}) == len({s.name for _, s in two}) == 2
    assert len(set(context.pairs(99, 64))) == 4


def test_pictures_are_scaled_and_cut_to_multiples_of_eight(content: Path) -> None:
    for picture in load_pictures(content, 50):
        assert picture.image.shape[0] == 48
        assert picture.image.shape[1] % 8 == 0


def test_pictures_of_one_name_are_told_apart(tmp_path: Path, content: Path) -> None:
    whole = next(content.glob("*.png")).read_bytes()
    for name in ("a.png", "b.png", "b.jpg", ".c.png"):
        (tmp_path / name).write_bytes(whole)
    assert sorted(picture.name for picture in load_pictures(tmp_path, 64)) == ["a", "b.jpg", "b.png"]


def test_bad_inputs_are_told_at_once(tmp_path: Path, content: Path, style: Path) -> None:
    for changes, message in (
        ({"content": tmp_path / "nowhere"}, "no folder"),
        ({"style": tmp_path}, "no picture in"),
        ({"videos": (tmp_path / "gone.mp4",)}, "there is no .*gone"),
        ({"only": ("nonsense",)}, "choose from qualitative"),
        ({"pairs": 0}, "pairs must be 1 or more"),
    ):
        with pytest.raises(UsageError, match=message):
            run_evaluation(tiny(tmp_path / "out", **{"content": content, "style": style} | changes))
    (tmp_path / "broken.mp4").write_bytes(b"no video")
    with pytest.raises(MediaReadError, match="broken"):
        load_clip(tmp_path / "broken.mp4", 3, 64)


def test_weights_of_corners() -> None:
    assert controls.corner_weights(0, 0) == [1, 0, 0, 0]
    assert controls.corner_weights(1, 0) == [0, 0, 1, 0]
    assert sum(controls.corner_weights(0.3, 0.6)) == pytest.approx(1)


def test_a_region_of_one_style_alone_is_that_style() -> None:
    """Far from the edge each region is what its style alone would give the same region."""
    (picture,), styles = synthetic_contents(1, 96), [entry.image for entry in bundled_styles(2, 64)]
    masks = left_and_right(*picture.image.shape[:2])
    assert np.allclose(masks[0] + masks[1], 1)
    both = paint_regions("compact", picture.image, styles, masks)
    one = paint_regions("compact", picture.image, [styles[0]] * 2, masks)
    swapped = paint_regions("compact", picture.image, styles[::-1], masks)
    left = (slice(None), slice(0, 40))
    assert both.shape == picture.image.shape
    assert psnr(both[left], one[left]) > psnr(both[left], swapped[left]) + 6


def test_a_region_that_is_everything_is_the_plain_picture() -> None:
    (picture,), styles = synthetic_contents(1, 96), [entry.image for entry in bundled_styles(2, 64)]
    everything = np.ones(picture.image.shape[:2], np.float32)
    stylizer = Stylizer(device="cpu", backend="torch", size="full", brushwork=0)
    stylizer.set_style(styles[0])
    plain = stylizer.stylize(picture.image)
    regions = paint_regions("compact", picture.image, styles, [everything, 0 * everything])
    assert psnr(regions, plain) > 25  # statistics of the margin count here, and not there
    stylizer.close()


def test_text_is_escaped_and_html_is_not() -> None:
    text = "<b>Huang & Belongie</b>"
    safe = "&lt;b&gt;Huang &amp; Belongie&lt;/b&gt;"
    assert safe in page.table([text], [["x"]])
    assert safe in page.table(["x"], [[text]])
    assert safe in page.notes([text])
    assert page.card(text, text, text, text).count(safe) == 4
    assert page.embedded(b"jpeg", text).count(safe) == 1
    assert page.document(text, "", [("part", text, text)], "").count(safe) == 3
    for html in (page.figure(text, text), page.tile(text, text, text), page.grid([[text, text]])):
        assert html.count(text) >= 2
        assert safe not in html
    assert text in page.document("", text, [], text)
    assert '<tr class="ours"><td>2</td>' in page.table(["x"], [["1"], ["2"]], ours=[1])


def test_a_dash_stands_for_what_was_not_measured() -> None:
    assert page.with_interval(None, 2) == "–"
    assert page.with_interval({"mean": 1, "low": 0.5, "high": 1.5, "n": 3}, 2) == "1.00 ± 0.50"
    assert page.with_interval({"mean": 1, "low": -9, "high": 11, "n": 2}, 2) == "1.00"
    assert page.number(None, 1) == "–"


def test_speed_is_left_out_for_a_file_of_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rtstyle.modeling.registry import model_entry

    path = str(model_entry("compact").path)
    section = speed.run(Context(EvaluationSettings(tmp_path, model=path)))
    assert section.figures["benchmark"] is None
    assert section.figures["cost"]["parameters"] > 1e5
    assert "81.9 KiB" in speed.render(section)


@pytest.fixture(scope="module")
def benchmark() -> dict[str, Any]:
    brief = BenchmarkSettings(device="cpu", sizes=((64, 48),), threads=1, quick=True, seconds=0.01)
    return run_benchmark(brief)


def test_all_tables_of_the_benchmark_are_embedded(benchmark: dict[str, Any]) -> None:
    cost = {"parameters": 12, "style_bytes": 1024, "weights_bytes": None}
    text = speed.render(Section({"cost": cost, "benchmark": benchmark}))
    found = tables(benchmark)
    assert len(found) >= 6
    for table in found:
        assert f"<h3>{escape(table.title)}</h3>" in text
        for row in table.body:
            assert "".join(f"<td>{escape(cell)}</td>" for cell in row) in text
    folded = text[text.index("<details>") :]
    assert PAPER_TITLE not in unescape(folded)
    assert PAPER_TITLE in unescape(text)
    (row,) = (row for row in benchmark["frames"] if row["backend"] == "torch")
    assert f"<td>torch</td><td>{row['frame']['median_ms']:.1f}</td>" in text


def test_the_first_screen_has_the_fastest_backend_and_the_peers(benchmark: dict[str, Any]) -> None:
    frames = [
        {"size": [512, 512], "frame": {"median_ms": ms}, "fps": 1000 / ms, "backend": name}
        for name, ms in (("torch", 40.0), ("openvino", 20.0))
    ]
    peers = [
        {"size": [size, size], "ratio": ratio, "peer": "microast"}
        for size, ratio in ((512, 6.25), (256, 9.0), (512, None))
    ]
    machine = benchmark["machine"] | {"load_at_start": 0.0}
    measured = benchmark | {"frames": frames, "peers": peers, "machine": machine, "threads": 2}
    cost = {"parameters": 12, "style_bytes": 1024, "weights_bytes": None}
    shown = first_screen({speed.NAME: Section({"cost": cost, "benchmark": measured})})
    assert ">20 ms<" in shown
    assert "50 frames per second: openvino on" in shown
    assert ", 2 threads. 6.2 times as fast as microast.</div>" in shown
    busy = measured | {"machine": machine | {"load_at_start": 99.0}}
    shown = first_screen({speed.NAME: Section({"cost": cost, "benchmark": busy})})
    assert ", 2 threads, while the machine was busy." in shown


def test_command_prints_where_the_report_is(tmp_path: Path, content: Path, style: Path) -> None:
    arguments = ["--quick", "--output", str(tmp_path / "r"), "--content", str(content), "--style", str(style)]
    arguments += ["--size", "64", "--only", "qualitative", "--perceptual", "none"]
    result = CliRunner().invoke(app, ["evaluate", *arguments])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(tmp_path / "r" / "report.html")
    assert "left out: Other methods" in result.stderr
    printed = CliRunner().invoke(app, ["evaluate", *arguments, "--json", "--quiet"])
    assert json.loads(printed.stdout)["units"]["computed"] == 0


def test_command_refuses_what_makes_no_sense(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["evaluate", "--content", str(tmp_path), "--output", str(tmp_path / "r")]
    )
    assert result.exit_code == 2
    assert "no picture in" in result.stderr
    assert CliRunner().invoke(app, ["evaluate", "--only", "nonsense"]).exit_code == 2


def test_names_of_sections_are_those_of_the_command() -> None:
    assert tuple(SECTIONS) == SECTION_NAMES
    assert all(isinstance(module.TITLE, str) and Section({}) for module in SECTIONS.values())


def test_help_needs_no_torch() -> None:
    code = (
        "import sys; sys.argv = ['rtstyle', 'evaluate', '--help']\n"
        "from rtstyle.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "assert 'torch' not in sys.modules"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert "--perceptual" in found.stdout
