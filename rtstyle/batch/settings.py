"""What a batch is to do to its inputs, and a fingerprint of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.digests import file_digest, settings_digest
from rtstyle.options import EVERYTHING, StylizeOptions
from rtstyle.paths import shipped_models_dir, user_models_dir, user_refined_dir

if TYPE_CHECKING:
    from collections.abc import Sequence

_DENOISING_S = 0.5
_MASKING_S = 0.5
_TIME_CONSTANTS = 8
"""After so many the past counts for 0.3 %, a level of 255 at most: 9 / e⁸, as the averages of the statistics and of the
pictures made with them follow each other."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings(StylizeOptions):
    """How every input is stylized: `StylizeOptions`, and what `rtstyle.pipeline.video.stylize_video` takes besides.

    Attributes:
        styles: Picture files and their weights.
        model: Name of a model or a file of weights.
        codec: None is the container's usual one.
        crf: None is the encoder's default.
        preset: None is the encoder's default.
        audio: Carries the sound over.
        encoder_threads: The same for all parts of a video, wherever they are made.
        segment_s: Length of the parts of a video that are stylized beside each other, seconds; 0 splits nothing.
        refined: What refining on this machine added to the styles, see `refinements`.
    """

    styles: tuple[tuple[Path, float], ...]
    model: str = "compact"
    codec: str | None = None
    crf: int | None = None
    preset: str | None = None
    audio: bool = True
    encoder_threads: int | None = None
    segment_s: float = 60.0
    refined: tuple[Path, ...] = ()

    @property
    def splits(self) -> bool:
        """Whether videos may be split: not where colours are taken from the first frame of a scene."""
        return self.segment_s > 0 and self.preserve_color != "coral"

    @property
    def warm_up_s(self) -> float:
        """How much of a video is to be seen before a part of it, so that its beginning cannot be told, seconds."""
        denoising_s = _DENOISING_S if self.denoise else 0.0
        masking_s = _MASKING_S if self.paint != EVERYTHING else 0.0
        return _TIME_CONSTANTS * max(self.smoothing, denoising_s, masking_s)

    def digest(self) -> str:
        """Tells results apart: changes with every setting that shows, and with styles, refinements and weights.

        Raises:
            OSError: A style's picture cannot be read.
        """
        shown = dataclasses.asdict(self)
        for unseen in ("encoder_threads", "segment_s", "refined"):
            del shown[unseen]
        if self.refined:
            shown["refined"] = [file_digest(path) for path in self.refined]
        shown["styles"] = [[file_digest(path), weight] for path, weight in self.styles]
        weights = weights_path(self.model)
        shown["weights"] = file_digest(weights) if weights is not None else None
        return settings_digest(shown, 16)


def weights_path(model: str) -> Path | None:
    """Where a model's weights lie; None where they are not on this machine."""
    candidates = [folder / f"{model}.safetensors" for folder in (shipped_models_dir(), user_models_dir())]
    if model.endswith(".safetensors"):
        candidates.insert(0, Path(model))
    return next((path for path in candidates if path.is_file()), None)


def refinements(styles: Sequence[Path], model: str) -> tuple[Path, ...]:
    """The files of what refining on this machine added to styles; those that ship are everywhere, and not among them.

    Args:
        styles: Picture files.
        model: For which network.

    Raises:
        ModelError: The model's weights are missing or damaged.
    """
    if not any(user_refined_dir().glob("*.safetensors")):
        return ()
    from rtstyle.engine.lazy_network import find_network  # noqa: PLC0415
    from rtstyle.engine.style_encoder import StyleEncoder  # noqa: PLC0415
    from rtstyle.styles.library import StyleLibrary  # noqa: PLC0415

    encoder = StyleEncoder(find_network(model), model, StyleLibrary())
    return tuple(path for path in map(encoder.refined_file, styles) if path.is_file())
