"""Trainings that are interrupted, resumed, kept and read; and every baseline as the evaluation sees it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from rtstyle.errors import CheckpointError, TrainingError, UsageError
from rtstyle.evaluation.baselines import BASELINES, Budget, Method, TrainingData, Workshop, fitting
from rtstyle.evaluation.baselines.adain import build_adain_vgg
from rtstyle.evaluation.baselines.conditional import build_conditional
from rtstyle.evaluation.baselines.fitting import Store, digest_of_files, fit
from rtstyle.evaluation.baselines.method import fit_multiple, to_image, to_tensor
from rtstyle.evaluation.baselines.single_style import SingleStyle, build_single_style, train
from rtstyle.modeling.checkpoint import load_safetensors, save_safetensors
from rtstyle.modeling.fetching import import_weights
from rtstyle.modeling.network import style_code
from rtstyle.modeling.vgg import VGG19_NORMALISED, VggAdaINNetwork
from rtstyle.training.dataset import CropSettings, PictureSet


def line(seed=0):
    torch.manual_seed(seed)
    return nn.Linear(3, 2)


def terms_for(network):
    def terms(step):
        generator = torch.Generator().manual_seed(step)
        inputs = torch.randn(8, 3, generator=generator)
        return {"error": (network(inputs) - inputs[:, :2]).square().mean()}

    return terms


def run(network, steps=20, **options):
    return fit(network, terms_for(network), {"error": 2.0}, Budget(steps=steps), **options)


def test_fitting_learns_and_tells_the_losses():
    network, told = line(), []
    curve = run(network, 200, learning_rate=0.05, report=told.append)
    assert curve[-1].terms["error"] < 0.01 * curve[0].terms["error"]
    assert [point.step for point in curve] == list(range(200))
    assert told == sorted(told)
    assert told[-1] == 1
    assert not network.training
    assert not any(p.requires_grad for p in network.parameters())
    assert curve[0].terms["error"] == pytest.approx(float(terms_for(line())(0)["error"].detach()))


def test_an_interrupted_training_ends_as_if_it_had_not_been(tmp_path):
    whole = line()
    expected = run(whole)
    store = Store(tmp_path, "line", {"a": 1})
    part = line()

    def interrupt(share):
        if share >= 0.45:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(part, store=store, report=interrupt)
    rest = line(seed=7)
    curve = run(rest, store=store)
    assert torch.equal(rest.weight, whole.weight)
    assert [p.terms for p in curve] == [p.terms for p in expected]


def test_a_checkpoint_is_written_while_it_trains(tmp_path, monkeypatch):
    store = Store(tmp_path, "line", {})
    seen = []
    monkeypatch.setattr(fitting, "SAVE_SECONDS", 0.0)
    run(line(), 4, store=store, report=lambda share: seen.append(store.path.exists()))
    assert seen == [True] * 4


def test_what_is_done_is_read(tmp_path):
    store = Store(tmp_path, "line", {"a": 1})
    first, again = line(), line(seed=7)
    curve = run(first, store=store)
    assert run(again, store=store, report=lambda share: pytest.fail("trained")) == curve
    assert torch.equal(first.weight, again.weight)
    kept, _ = load_safetensors(store.path)
    assert set(kept) == {"network.weight", "network.bias"}
    other = replace(store, settings={"a": 2})
    assert other.path != store.path
    assert not other.path.exists()


def test_damaged_weights_are_not_taken(tmp_path):
    store = Store(tmp_path, "line", {})
    run(line(), 2, store=store)
    store.path.write_bytes(store.path.read_bytes()[:-9])
    with pytest.raises(CheckpointError, match="damaged"):
        run(line(), 2, store=store)


def test_a_loss_that_is_no_number_ends_it():
    network = line()
    with pytest.raises(TrainingError, match="diverged"):
        fit(network, lambda step: {"x": network.weight.sum() * torch.nan}, {"x": 1.0}, Budget(steps=2))
    assert network.weight.isfinite().all()


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_training_computes_in_what_the_processor_is_fast_at(monkeypatch, perceptual, dtype):
    monkeypatch.setattr(fitting, "best_dtype", lambda device: dtype)
    fast = fitting.in_training_precision(perceptual)
    assert {p.dtype for p in fast.parameters()} == {dtype}
    assert {p.dtype for p in perceptual.parameters()} == {torch.float32}
    with fitting.autocast(torch.device("cpu")):
        assert line()(torch.ones(1, 3)).dtype is dtype
    assert fitting.training_dtype(torch.device("cuda")) is torch.bfloat16


def test_a_limit_of_time_ends_it():
    network = line()
    curve = fit(network, terms_for(network), {"error": 1.0}, Budget(minutes=0.001, steps=None))
    assert curve[-1].seconds >= 0.06
    assert all(point.seconds < 0.06 for point in curve[:-1])


def test_budgets_that_make_no_sense():
    with pytest.raises(UsageError, match="minutes or steps"):
        Budget(steps=None)
    for wrong in ({"iterations": 0}, {"batch": 0}, {"size": 16}):
        with pytest.raises(UsageError, match="at the least"):
            Budget(**wrong)


def test_digest_of_files_is_of_what_is_in_them(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.png").write_bytes(b"1")
    (tmp_path / "b.tar").write_bytes(b"2")
    digests = [digest_of_files([tmp_path / "a"]), digest_of_files([tmp_path / "a", tmp_path / "b.tar"])]
    (tmp_path / "a" / "x.png").write_bytes(b"3")
    digests.append(digest_of_files([tmp_path / "a"]))
    assert len(set(digests)) == 3
    with pytest.raises(TrainingError, match="nothing-here"):
        digest_of_files([tmp_path / "nothing-here"])


def test_pictures_and_tensors(texture):
    image = texture(1, 33, 46)
    assert (to_image(to_tensor(image)) == image).all()
    padded = fit_multiple(image, 8)
    assert padded.shape == (40, 48, 3)
    assert (padded[:33, :46] == image).all()
    assert (padded[33] == padded[31]).all()
    assert fit_multiple(padded, 8) is padded


def test_a_single_style_comes_nearer(perceptual, folders, texture):
    contents = PictureSet(folders.photographs, CropSettings(size=32), 0)
    for kind in ("instance", "batch"):
        budget = Budget(steps=60, size=32, batch=2)
        trained = train(texture(20), contents, perceptual, budget, normalization=kind, width=8)
        style = [point.terms["style"] for point in trained.curve]
        assert np.mean(style[-5:]) < 0.6 * np.mean(style[:3])
        assert set(trained.curve[0].terms) == {"content", "style", "variation"}


def test_single_styles_are_trained_once_and_when_asked(workshop, no_training, texture):
    method = build_single_style(workshop)
    assert len(list(workshop.work_dir.glob("single-style-*.safetensors"))) == 2
    content = texture(1, 37, 50)
    painted = [method.stylize(content, style) for style in workshop.styles]
    assert painted[0].shape == content.shape
    assert (painted[0] != painted[1]).any()
    again = build_single_style(no_training)
    assert (again.stylize(content, workshop.styles[1]) == painted[1]).all()
    method.stylize(content, texture(30))
    assert len(list(workshop.work_dir.glob("single-style-*.safetensors"))) == 3
    other = SingleStyle(workshop, normalization="batch")
    assert (other.stylize(content, workshop.styles[1]) != painted[1]).any()
    assert len(list(workshop.work_dir.glob("single-style-batch-*.safetensors"))) == 1


def test_conditional_knows_its_styles_alone(workshop, no_training, texture):
    method = build_conditional(workshop)
    content = texture(1, 37, 50)
    painted = [method.stylize(content, style) for style in workshop.styles]
    assert (painted[0] != painted[1]).any()
    assert method.parameters.styles == 2
    assert len(method.curve) == 3
    assert (build_conditional(no_training).stylize(content, workshop.styles[0]) == painted[0]).all()
    with pytest.raises(UsageError, match="knows 2 styles"):
        method.stylize(content, texture(30))
    with pytest.raises(UsageError, match="got none"):
        build_conditional(replace(workshop, styles=()))


@pytest.fixture
def no_models(tmp_path, monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))


@pytest.mark.usefixtures("no_models")
def test_the_decoder_of_adain_is_trained_by_the_trainer_and_kept(
    workshop, no_training, wide_perceptual, texture
):
    told = []
    workshop = replace(workshop, perceptual=wide_perceptual, progress=lambda what, share: told.append(share))
    method = build_adain_vgg(workshop)
    assert told[-1] == 1
    content, style = texture(1, 37, 50), texture(20)
    painted = method.stylize(content, style)
    assert painted.shape == content.shape
    (target,) = style_code(method.network, to_tensor(style)).layers
    (expected,) = style_code(wide_perceptual_network(wide_perceptual), to_tensor(style)).layers
    assert torch.allclose(target.mean, expected.mean, atol=0.02)
    again = build_adain_vgg(replace(no_training, perceptual=wide_perceptual))
    assert (again.stylize(content, style) == painted).all()


def wide_perceptual_network(perceptual):
    network = VggAdaINNetwork(layout=perceptual.layout)
    network.encoder = perceptual.encoder
    return network


@pytest.mark.usefixtures("no_models")
def test_the_papers_own_weights_are_taken_where_they_are(no_training, tmp_path, texture):
    torch.manual_seed(2)
    network = VggAdaINNetwork()
    path = tmp_path / "both.safetensors"
    save_safetensors(path, network.state_dict(), {"layout": VGG19_NORMALISED.name})
    import_weights(path)
    method = build_adain_vgg(no_training)
    assert torch.equal(method.network.decoder.conv1_1.weight, network.decoder.conv1_1.weight)
    assert method.stylize(texture(1, 37, 50), texture(2)).shape == (37, 50, 3)


@pytest.mark.usefixtures("no_models")
@pytest.mark.parametrize("name", BASELINES)
def test_every_baseline_is_a_method(name, workshop, wide_perceptual, texture):
    method = BASELINES[name](replace(workshop, perceptual=wide_perceptual))
    assert isinstance(method, Method)
    assert method.name == name
    assert method.paper
    content = texture(1, 37, 50)
    painted = method.stylize(content, workshop.styles[0])
    assert painted.shape == content.shape
    assert painted.dtype == np.uint8
    assert painted.flags.c_contiguous


@pytest.mark.parametrize("name", ["style-swap", "single-style", "single-style-batch", "conditional"])
def test_nothing_to_train_on(name, workshop: Workshop, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(TrainingError, match="empty"):
        BASELINES[name](replace(workshop, data=TrainingData((tmp_path / "empty",))))
