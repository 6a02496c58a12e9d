"""Refines styles for a network: what judges them, and what they are tried on, made ready once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from rtstyle.engine.backends.precision import best_dtype
from rtstyle.errors import UsageError
from rtstyle.modeling.vgg import load_perceptual
from rtstyle.paths import perceptual_weights
from rtstyle.styles.photographs import shipped_photographs

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from rtstyle.engine.style_encoder import StyleEncoder
    from rtstyle.frame import Image
    from rtstyle.styles.refine import Refinement
    from rtstyle.styles.teacher import Teacher

SECONDS = 60.0
"""Time for one style on two CPU cores; a GPU is done long before."""


class Refiner:
    """Refines styles one after another.

    Args:
        encoder: Of the network that is to paint them.
        device: ``cpu``, ``cuda`` or ``cuda:N``.
        photographs: To try styles on, (H, W, 3) uint8 RGB each; they come before those that ship.
        teacher: Another stylizer, whose paintings are to be learnt from, too.

    Raises:
        CheckpointError: The perceptual network that ships is damaged or missing.
        ModelError: The photographs that ship are missing.
    """

    def __init__(
        self,
        encoder: StyleEncoder,
        device: str = "cpu",
        *,
        photographs: Sequence[Image] = (),
        teacher: Teacher | None = None,
    ) -> None:
        self._encoder, self._teacher = encoder, teacher
        dtype = best_dtype(device)
        # Features in half precision are good enough for a loss; float16 without a scaler is not.
        half = torch.bfloat16 if dtype is not torch.float32 else dtype
        perceptual = load_perceptual(str(perceptual_weights()))
        perceptual.to(device=torch.device(device), dtype=half)
        self._perceptual = perceptual
        self._photographs = [*photographs, *shipped_photographs()]

    def refine(
        self,
        style: str | os.PathLike[str] | Image,
        *,
        seconds: float = SECONDS,
        steps: int | None = None,
        report: Callable[[float, float], bool] = lambda _share, _loss: True,
    ) -> Refinement:
        """Refines a style and keeps the result: whoever sets the style from now on gets it refined.

        Args:
            style: A name, a path or an image.
            seconds: Time that it may take.
            steps: Ends it earlier.
            report: Called after each step with the share that is done and the style loss; False ends it: the best so
                far is kept.

        Raises:
            UsageError: ``seconds`` is no positive time.
            UnknownStyleError: No style of that name, and no such file.
            MediaReadError: The picture cannot be read.
            MediaWriteError: The result cannot be kept.
        """
        if not 0 < seconds < float("inf"):
            raise UsageError(f"seconds is a positive time, not {seconds!r}")
        return self._encoder.refine(
            style,
            self._perceptual,
            self._photographs,
            seconds=seconds,
            steps=steps,
            report=report,
            teacher=self._teacher,
        )
