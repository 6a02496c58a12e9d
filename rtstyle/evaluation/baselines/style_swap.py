"""Chen & Schmidt 2016 ("Fast patch-based style transfer of arbitrary style", arXiv 1612.04337): style swap.

Each 3×3 patch of the content's features at relu3_1 is replaced by the style's patch that is nearest to it in angle
(§3.1 there); where patches overlap, they are averaged. A picture with such features is found by optimisation (§3.2), or
painted by a network that was trained to invert the features (§4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from rtstyle.digests import weights_digest
from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines.fitting import (
    Crops,
    CurvePoint,
    Store,
    autocast,
    batch_of,
    digest_of_files,
    fit,
    in_training_precision,
    initialise_decoder,
)
from rtstyle.evaluation.baselines.gatys import minimize
from rtstyle.evaluation.baselines.method import fit_multiple, to_image, to_tensor
from rtstyle.modeling.losses import variation_loss
from rtstyle.modeling.vgg import mirrored_decoder
from rtstyle.training.dataset import CropSettings, PictureSet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rtstyle.evaluation.baselines.method import Budget, Workshop
    from rtstyle.frame import Image
    from rtstyle.modeling.vgg import VggFeatures

PATCH = 3
"""Side of a patch, in positions of relu3_1."""

WEIGHTS = {"features": 1.0, "pixels": 10.0, "variation": 0.1}
"""Of the inverse network's training: features that come back, and pixels where the features are a photograph's own."""

_SCORES = 16_000_000
"""Most scores that are held at a time, 64 MB."""

_VERSION = 2


def style_swap(content: Tensor, style: Tensor) -> Tensor:
    """Replaces each patch of the content's features by the style's that has the highest normalised correlation.

    The paper convolves the content with the style's patches, each divided by its norm (the content's norm does not
    change which is the best), and puts the best ones back by a transposed convolution over a one-hot map. The second
    step is done here by adding the chosen patches up, which is the same sum without all the zeros.

    Args:
        content: (1, C, H, W), floating, H and W at least `PATCH`.
        style: (1, C, h, w), likewise.

    Returns:
        (1, C, H, W) float32.

    Raises:
        UsageError: A picture is too small to hold a patch.
    """
    if min(*content.shape[2:], *style.shape[2:]) < PATCH:
        raise UsageError(f"style swap needs pictures of at least {4 * PATCH} pixels a side")
    patches = functional.unfold(style.float(), PATCH)[0].T
    filters = functional.normalize(patches).reshape(-1, style.shape[1], PATCH, PATCH)
    best = _best_matches(content.float(), filters)
    size = (content.shape[2], content.shape[3])
    swapped = functional.fold(patches[best].T[None], size, PATCH)
    overlaps = functional.fold(torch.ones_like(patches[:1]).T[None].expand(-1, -1, len(best)), size, PATCH)
    return swapped / overlaps


def swap_features(perceptual: VggFeatures, images: Tensor) -> Tensor:
    """Features at relu3_1 alone: (B, 3, H, W) RGB in [0, 1] → (B, C, H/4, W/4)."""
    encoder = perceptual.encoder
    features: Tensor = encoder.colour(images.contiguous(memory_format=torch.channels_last))
    for stage in encoder.stages[:3]:
        features = stage(features)
    return features


def train_inverse(
    contents: Crops,
    perceptual: VggFeatures,
    budget: Budget,
    *,
    paintings: Crops | None = None,
    seed: int = 0,
    store: Store | None = None,
    report: Callable[[float], None] = lambda _share: None,
) -> tuple[nn.Module, tuple[CurvePoint, ...]]:
    """Trains a network that paints a picture from features at relu3_1 (§4 there).

    Half of what it sees are a picture's own features, half are swapped between two pictures, as in the paper: swapped
    features are no picture's own, and it has to make the best of them.

    Args:
        contents: Photographs.
        perceptual: On the device to train on; it is not changed.
        budget: How long, and how many crops a step.
        paintings: Whose patches are swapped in; None takes other photographs.
        seed: Of the weights.
        store: Where the network is kept; None keeps nothing.
        report: Told the share that is done.

    Returns:
        The network, (B, C, h, w) → (B, 3, 4h, 4w) RGB, about [0, 1]; and the losses of each step.

    Raises:
        TrainingError: It diverged.
        CheckpointError: What is kept is damaged, or the result cannot be kept.
    """
    device = next(perceptual.parameters()).device
    network = _inverse_network(perceptual)
    initialise_decoder(network, seed)
    network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload] # stubs lack it
    fast = in_training_precision(perceptual)

    def terms(step: int) -> Mapping[str, Tensor]:
        photographs = batch_of(contents, step, budget.batch, device)
        with torch.no_grad():
            features = swap_features(fast, photographs).float()
            if step % 2:
                others = batch_of(paintings or contents, step + 1, budget.batch, device)
                patches = swap_features(fast, others).float()
                pairs = zip(torch.split(features, 1), torch.split(patches, 1), strict=True)
                features = torch.cat([style_swap(one, other) for one, other in pairs])
        with autocast(device):
            painted = network(features).float()
        back = swap_features(fast, painted).float()
        losses = {
            "features": functional.mse_loss(back, features),
            "variation": variation_loss(painted),
        }
        if step % 2 == 0:
            losses["pixels"] = functional.mse_loss(painted, photographs)
        return losses

    return network, fit(network, terms, WEIGHTS, budget, store=store, report=report)


class StyleSwap:
    """Swaps patches and inverts the features.

    Args:
        perceptual: Float32 on its device.
        invert: ``optimization``, or ``network``.
        network: What `train_inverse` made, for ``network``.
        iterations: Of the optimisation.
        variation_weight: Of the optimisation's smoothness.

    Raises:
        UsageError: No such inversion, or no network for it.
    """

    name = "style-swap"
    paper = "Chen & Schmidt, 2016"

    def __init__(
        self,
        perceptual: VggFeatures,
        *,
        invert: Literal["optimization", "network"] = "optimization",
        network: nn.Module | None = None,
        iterations: int = 60,
        variation_weight: float = 0.1,
    ) -> None:
        if invert not in {"optimization", "network"} or (invert == "network" and network is None):
            raise UsageError(
                f"style swap inverts by optimization, or by a network that is given; got {invert}"
            )
        self._perceptual = perceptual
        self._network = network if invert == "network" else None
        self._iterations = iterations
        self._variation_weight = variation_weight
        self._device = next(perceptual.parameters()).device

    def stylize(self, content: Image, style: Image) -> Image:
        """See `Method.stylize`."""
        height, width = content.shape[:2]
        photograph = to_tensor(fit_multiple(content, 4), self._device)
        with torch.no_grad():
            wanted = style_swap(
                swap_features(self._perceptual, photograph),
                swap_features(self._perceptual, to_tensor(style, self._device)),
            )
        picture = self._inverse(photograph, wanted)
        return to_image(picture[:, :, :height, :width])

    def _inverse(self, photograph: Tensor, wanted: Tensor) -> Tensor:
        if self._network is not None:
            with torch.inference_mode():
                painted: Tensor = self._network(wanted)
                return painted

        def loss(picture: Tensor) -> Tensor:
            distance = functional.mse_loss(swap_features(self._perceptual, picture), wanted)
            return distance + self._variation_weight * variation_loss(picture)

        return minimize(photograph, loss, self._iterations)


def build_style_swap(workshop: Workshop) -> StyleSwap:
    """Style swap with an inverse network, trained here or read from the work folder.

    Raises:
        TrainingError: There is nothing to train on, or it diverged.
        CheckpointError: What is kept is damaged, or the result cannot be kept.
    """
    budget, data = workshop.budget, workshop.data
    settings = {
        "version": _VERSION,
        "weights": WEIGHTS,
        "budget": budget.key(),
        "perceptual": weights_digest(workshop.perceptual.state_dict())[:16],
        "pictures": [digest_of_files(data.photographs), digest_of_files(data.paintings)],
    }
    crop = CropSettings(size=budget.size)
    network, _ = train_inverse(
        PictureSet(data.photographs, crop, seed=0),
        workshop.perceptual,
        budget,
        paintings=PictureSet(data.paintings, crop, seed=1) if data.paintings else None,
        store=Store(workshop.work_dir, "style-swap-inverse", settings),
        report=lambda share: workshop.progress("training the inverse of style-swap", share),
    )
    return StyleSwap(workshop.perceptual, invert="network", network=network)


def _inverse_network(perceptual: VggFeatures) -> nn.Module:
    widths = []
    for stage in perceptual.encoder.stages[:3]:  # each ends with the first convolution of a block
        *_, last = (layer for layer in stage.modules() if isinstance(layer, nn.Conv2d))
        widths.append(last.out_channels)
    return mirrored_decoder((*perceptual.layout.blocks[:2], 1), widths)


def _best_matches(content: Tensor, filters: Tensor) -> Tensor:
    """For each patch of the content, row by row, the number of the filter with the highest response."""
    rows = max(1, _SCORES // (len(filters) * content.shape[3]))
    best = []
    for top in range(0, content.shape[2] - PATCH + 1, rows):
        strip = content[:, :, top : top + rows + PATCH - 1]
        best.append(functional.conv2d(strip, filters)[0].argmax(0).flatten())
    return torch.cat(best)
