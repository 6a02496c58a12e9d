"""The paper's network and the perceptual features against nn.Sequential layouts written out here."""

from __future__ import annotations

import itertools
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from rtstyle.errors import CheckpointError, DownloadError, ModelMissingError
from rtstyle.modeling import vgg
from rtstyle.modeling.adain import adaptive_instance_normalization, channel_statistics
from rtstyle.modeling.checkpoint import load_state, save_safetensors
from rtstyle.modeling.network import style_code, stylize_tensor
from rtstyle.modeling.vgg import (
    VGG16_NORMALISED,
    VGG19_NORMALISED,
    VGG19_TORCHVISION,
    VggAdaINNetwork,
    VggFeatures,
    VggLayout,
    convert_decoder,
    convert_encoder,
    load_perceptual,
    reflection_pad,
)

if TYPE_CHECKING:
    from pathlib import Path

SLIM = (4, 6, 8, 10)


def padded(inputs: int, outputs: int) -> list[nn.Module]:
    return [nn.ReflectionPad2d(1), nn.Conv2d(inputs, outputs, 3), nn.ReLU()]


def pool() -> nn.Module:
    return nn.MaxPool2d(2, 2, 0, ceil_mode=True)


def published_encoder() -> nn.Sequential:
    """The normalised VGG-19 as published, cut behind conv4_2."""
    return nn.Sequential(
        nn.Conv2d(3, 3, 1),
        *padded(3, 64),  # relu1_1 is layer 3
        *padded(64, 64),
        pool(),
        *padded(64, 128),  # relu2_1 is layer 10
        *padded(128, 128),
        pool(),
        *padded(128, 256),  # relu3_1 is layer 17
        *padded(256, 256),
        *padded(256, 256),
        *padded(256, 256),
        pool(),
        *padded(256, 512),  # relu4_1 is layer 30
        *padded(512, 512),
    )


def published_decoder() -> nn.Sequential:
    """The decoder as published."""
    return nn.Sequential(
        *padded(512, 256),
        nn.Upsample(scale_factor=2, mode="nearest"),
        *padded(256, 256),
        *padded(256, 256),
        *padded(256, 256),
        *padded(256, 128),
        nn.Upsample(scale_factor=2, mode="nearest"),
        *padded(128, 128),
        *padded(128, 64),
        nn.Upsample(scale_factor=2, mode="nearest"),
        *padded(64, 64),
        *padded(64, 3)[:2],
    )


def torchvision_features() -> nn.Sequential:
    """torchvision's VGG-19, cut behind relu4_1."""
    layers: list[nn.Module] = []
    channels = 3
    for width in (64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512):
        layers += (
            [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU(inplace=True)]
            if width
            else [nn.MaxPool2d(2, 2)]
        )
        channels = width or channels
    return nn.Sequential(*layers)


@pytest.fixture(scope="module")
def encoder() -> nn.Sequential:
    torch.manual_seed(1)
    return published_encoder().requires_grad_(False)


@pytest.fixture(scope="module")
def decoder() -> nn.Sequential:
    torch.manual_seed(2)
    return published_decoder().requires_grad_(False)


@pytest.fixture(scope="module")
def network(encoder: nn.Sequential, decoder: nn.Sequential) -> VggAdaINNetwork:
    layout, weights = convert_encoder(encoder.state_dict(), {}, path="encoder")
    assert layout is VGG19_NORMALISED
    network = VggAdaINNetwork().requires_grad_(False)
    load_state(network.encoder, weights, path="encoder")
    load_state(network.decoder, convert_decoder(decoder.state_dict(), path="decoder"), path="decoder")
    return network


def images(*size: int, seed: int = 0) -> Tensor:
    return torch.rand(*size, generator=torch.Generator().manual_seed(seed))


def assert_equal(actual: Tensor, expected: Tensor) -> None:
    torch.testing.assert_close(actual, expected, rtol=0, atol=0)


def test_the_published_layouts_have_the_published_keys(
    encoder: nn.Sequential, decoder: nn.Sequential
) -> None:
    def convolutions(module: nn.Sequential) -> str:
        return " ".join(name.removesuffix(".weight") for name in module.state_dict() if "weight" in name)

    assert convolutions(encoder) == "0 2 5 9 12 16 19 22 25 29 32"
    assert convolutions(decoder) == "1 5 8 11 14 18 21 25 28"
    assert convolutions(torchvision_features()) == "0 2 5 7 10 12 14 16 19"


@pytest.mark.parametrize("size", [(64, 64), (37, 50)])
def test_the_encoder_is_the_published_one(
    network: VggAdaINNetwork, encoder: nn.Sequential, size: tuple[int, int]
) -> None:
    content = images(2, 3, *size)
    (features,) = network.encode(content)
    assert_equal(features, encoder[:31](content))
    assert features.shape == (2, 512, -(-size[0] // 8), -(-size[1] // 8))


def test_the_decoder_is_the_published_one(network: VggAdaINNetwork, decoder: nn.Sequential) -> None:
    features = images(1, 512, 8, 7)
    picture = network.decode([features], ())
    assert_equal(picture, decoder(features))
    assert picture.shape == (1, 3, 64, 56)


def test_the_whole_way_is_the_paper_s(
    network: VggAdaINNetwork, encoder: nn.Sequential, decoder: nn.Sequential
) -> None:
    content, style = images(1, 3, 61, 45), images(1, 3, 48, 64, seed=1)
    target = channel_statistics(encoder[:31](style))
    expected = decoder(adaptive_instance_normalization(encoder[:31](content), target))[..., :61, :45]
    torch.testing.assert_close(style_code(network, style).layers[0], target, rtol=1e-5, atol=1e-6)
    torch.testing.assert_close(network(content, target), expected, rtol=1e-5, atol=1e-5)


def test_it_is_a_stylization_network(network: VggAdaINNetwork) -> None:
    content, target = images(1, 3, 32, 40), style_code(network, images(1, 3, 32, 32, seed=1))
    assert network.layer_channels == (512,)
    assert (network.size_multiple, network.margin, target.modulation) == (8, 0, ())
    torch.testing.assert_close(stylize_tensor(network, content, target), network(content, target.layers[0]))


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 35), st.integers(1, 35))
def test_any_size_in_the_same_size_out(height: int, width: int) -> None:
    network = VggAdaINNetwork(SLIM).requires_grad_(False)
    content = images(1, 3, height, width)
    (features,) = network.encode(content)
    assert features.shape[2:] == (-(-height // 8), -(-width // 8))
    picture = network(content, channel_statistics(features))
    assert picture.shape == content.shape
    assert picture.isfinite().all()


@pytest.mark.parametrize("size", [(2, 2), (2, 7), (5, 3)])
def test_the_padding_for_cuda_is_the_same(size: tuple[int, int]) -> None:
    features = images(1, 2, *size)
    assert torch.equal(vgg._reflect_by_slices(features), reflection_pad(features))


@pytest.mark.parametrize("size", [(2, 2), (1, 1), (1, 4), (5, 1)])
def test_padding_reflects_where_there_is_something_to_reflect(size: tuple[int, int]) -> None:
    features = images(1, 2, *size)
    result = reflection_pad(features)
    rows = [1, 0, 1, 0] if size == (2, 2) else None
    assert result.shape[2:] == (size[0] + 2, size[1] + 2)
    assert torch.equal(result[..., 1:-1, 1:-1], features)
    if rows:
        assert torch.equal(result, features[:, :, rows][..., rows])
    if size == (5, 1):
        assert torch.equal(result, features[:, :, [1, 0, 1, 2, 3, 4, 3]].expand(-1, -1, -1, 3))


def reference_vgg16(state: dict[str, Tensor], pictures: Tensor) -> list[Tensor]:
    hidden, taps = pictures - state["mean"].view(1, 3, 1, 1), []
    for index in range(8):
        hidden = functional.pad(hidden, (1, 1, 1, 1), mode="reflect")
        hidden = functional.conv2d(hidden, state[f"conv{index}.weight"], state[f"conv{index}.bias"]).relu()
        if index in (0, 2, 4, 7):
            taps.append(hidden)
        if index in (1, 3, 6):
            hidden = functional.max_pool2d(hidden, 2)
    return taps


def vgg16_state() -> dict[str, Tensor]:
    torch.manual_seed(3)
    state = {"mean": torch.tensor([0.48, 0.46, 0.41])}
    widths = (3, 64, 64, 128, 128, 256, 256, 256, 512)
    for index, (inputs, outputs) in enumerate(itertools.pairwise(widths)):
        layer = nn.Conv2d(inputs, outputs, 3)
        state |= {f"conv{index}.weight": layer.weight.detach(), f"conv{index}.bias": layer.bias.detach()}
    return state


def assert_taps(actual: tuple[Tensor, ...], expected: list[Tensor]) -> None:
    assert len(actual) == 4
    for one, other in zip(actual, expected, strict=True):
        assert one.is_contiguous(memory_format=torch.channels_last)
        torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", ["vgg_normalised.pth", "vgg_normalised.safetensors"])
def test_perceptual_features_of_the_normalised_vgg19(
    tmp_path: Path, encoder: nn.Sequential, name: str
) -> None:
    path = tmp_path / name
    (torch.save if path.suffix == ".pth" else save_file)(dict(encoder.state_dict()), path)
    pictures = images(2, 3, 42, 33)
    expected = [encoder[: last + 1](pictures) for last in (3, 10, 17, 30)]
    assert_taps(load_perceptual(str(path))(pictures), expected)


def test_perceptual_features_of_rtstyle_s_own_file(tmp_path: Path, network: VggAdaINNetwork) -> None:
    path = tmp_path / "adain-vgg19.safetensors"
    save_safetensors(path, network.state_dict(), {})
    pictures = images(1, 3, 32, 24)
    features = load_perceptual(str(path))
    assert features.layout is VGG19_NORMALISED
    assert_taps(features(pictures), list(network.encoder.taps(pictures)))


def test_perceptual_features_of_a_normalised_vgg16(tmp_path: Path) -> None:
    state, path = vgg16_state(), tmp_path / "vgg16.safetensors"
    save_file({name: tensor.half() if "conv" in name else tensor for name, tensor in state.items()}, path)
    stored = {name: tensor.half().float() if "conv" in name else tensor for name, tensor in state.items()}
    pictures = images(2, 3, 41, 34)
    assert_taps(load_perceptual(str(path))(pictures), reference_vgg16(stored, pictures))


def torchvision_taps(module: nn.Sequential, pictures: Tensor) -> list[Tensor]:
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    std = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    return [module[: last + 1]((pictures - mean) / std) for last in (1, 6, 11, 20)]


def test_perceptual_features_of_torchvision_s_file(tmp_path: Path) -> None:
    module, path = torchvision_features().requires_grad_(False), tmp_path / "vgg19-dcbb9e9d.pth"
    state = {f"features.{name}": tensor for name, tensor in module.state_dict().items()}
    torch.save(state | {"classifier.0.weight": torch.zeros(4, 2)}, path)
    pictures = images(1, 3, 45, 32)
    assert_taps(load_perceptual(str(path))(pictures), torchvision_taps(module, pictures))


def test_perceptual_features_of_installed_torchvision(monkeypatch: pytest.MonkeyPatch) -> None:
    module = nn.ModuleDict({"features": torchvision_features().requires_grad_(False)})
    weights = SimpleNamespace(IMAGENET1K_V1=object())
    stand_in = SimpleNamespace(vgg19=lambda weights: module, VGG19_Weights=weights)
    monkeypatch.setitem(sys.modules, "torchvision", SimpleNamespace(models=stand_in))
    monkeypatch.setitem(sys.modules, "torchvision.models", stand_in)
    pictures = images(1, 3, 32, 32)
    features = load_perceptual("torchvision:vgg19")
    assert features.layout is VGG19_TORCHVISION
    assert_taps(features(pictures), torchvision_taps(module["features"], pictures))


def test_torchvision_that_is_absent_or_offline_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torchvision", None)
    monkeypatch.setitem(sys.modules, "torchvision.models", None)
    with pytest.raises(ModelMissingError, match=r"needs torchvision, which is not installed"):
        load_perceptual("torchvision:vgg19")

    def offline(weights: object) -> None:
        raise OSError("no route to host")

    stand_in = SimpleNamespace(vgg19=offline, VGG19_Weights=SimpleNamespace(IMAGENET1K_V1=None))
    monkeypatch.setitem(sys.modules, "torchvision", SimpleNamespace(models=stand_in))
    monkeypatch.setitem(sys.modules, "torchvision.models", stand_in)
    with pytest.raises(DownloadError, match=r"cannot get its VGG-19: no route to host"):
        load_perceptual("torchvision:vgg19")


@pytest.mark.parametrize("layout", [VGG19_NORMALISED, VGG19_TORCHVISION, VGG16_NORMALISED])
def test_rtstyle_s_own_files_keep_their_layout(tmp_path: Path, layout: VggLayout) -> None:
    source = VggFeatures(layout)
    path = tmp_path / "x.safetensors"
    save_safetensors(path, source.state_dict(), {"layout": layout.name})
    loaded = load_perceptual(str(path))
    assert loaded.layout is layout
    torch.testing.assert_close(loaded(images(1, 3, 19, 17)), source(images(1, 3, 19, 17)))


def test_gradients_reach_the_picture_and_never_the_weights() -> None:
    features = VggFeatures(VGG16_NORMALISED, SLIM)
    pictures = images(2, 3, 24, 24).requires_grad_()
    sum(tap.square().mean() for tap in features(pictures)).backward()
    assert pictures.grad is not None
    assert pictures.grad.abs().sum() > 0
    assert all(parameter.grad is None for parameter in features.parameters())
    assert not features.training


def test_gradients_through_in_place_activations_are_right() -> None:
    features = VggFeatures(VGG19_NORMALISED, SLIM).double()

    # The colour transform works in float32: too coarse for finite differences.
    def taps(hidden: Tensor) -> tuple[Tensor, ...]:
        result = []
        for stage in features.encoder.stages:
            hidden = stage(hidden)
            result.append(hidden)
        return tuple(result)

    torch.manual_seed(4)
    assert torch.autograd.gradcheck(taps, torch.randn(1, 3, 5, 6, dtype=torch.float64, requires_grad=True))


@pytest.mark.parametrize("way", ["cast", "autocast"])
def test_bfloat16_keeps_close_to_float32(tmp_path: Path, encoder: nn.Sequential, way: str) -> None:
    path = tmp_path / "vgg.safetensors"
    save_file(dict(encoder.state_dict()), path)
    features, pictures = load_perceptual(str(path)), images(1, 3, 32, 32)
    exact = features(pictures)
    if way == "cast":
        coarse = features.to(torch.bfloat16)(pictures)
    else:
        with torch.autocast("cpu", torch.bfloat16):
            coarse = features(pictures)
    for one, other in zip(coarse, exact, strict=True):
        assert one.dtype == torch.bfloat16
        assert (one.float() - other).abs().mean() < 0.02 * other.abs().mean()


def test_weights_of_no_known_vgg_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    save_file({"stem.weight": torch.ones(2)}, path)
    with pytest.raises(CheckpointError, match=r"no VGG that is known"):
        load_perceptual(str(path))
    save_safetensors(path, {"encoder.stages.0.conv1_1.weight": torch.ones(1)}, {"layout": "vgg99"})
    with pytest.raises(CheckpointError, match=r"unknown layout 'vgg99'"):
        load_perceptual(str(path))


def test_incomplete_weights_name_the_layer(encoder: nn.Sequential, decoder: nn.Sequential) -> None:
    state = dict(encoder.state_dict())
    del state["22.bias"]
    with pytest.raises(CheckpointError, match=r"vgg\.pth are incomplete: 22\.bias missing"):
        convert_encoder(state, {}, path="vgg.pth")
    with pytest.raises(CheckpointError, match=r"decoder\.pth are incomplete: 1\.weight missing"):
        convert_decoder(state, path="decoder.pth")


def test_weights_of_the_wrong_shape_are_refused(tmp_path: Path, encoder: nn.Sequential) -> None:
    path = tmp_path / "vgg.pth"
    torch.save(dict(encoder.state_dict()) | {"9.weight": torch.ones(128, 32, 3, 3)}, path)
    with pytest.raises(CheckpointError, match=r"conv2_1\.weight is 128x32x3x3, expected 128x64x3x3"):
        load_perceptual(str(path))


def test_a_bare_machine_can_import_it() -> None:
    script = (
        "import sys\n"
        "for name in ('typer', 'rich', 'av', 'cv2', 'platformdirs', 'PyQt6', 'torchvision'):\n"
        "    sys.modules[name] = None\n"
        "import rtstyle.modeling.vgg\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
