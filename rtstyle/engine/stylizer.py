"""The stylizer: choose a style once, then turn picture after picture into it."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch

from rtstyle.engine.arguments import StyleSpec, check_picture, checked, parts_of
from rtstyle.engine.backends.choose import make_backend
from rtstyle.engine.color import keep_luminance_only, match_colors
from rtstyle.engine.cuts import SceneCutDetector
from rtstyle.engine.denoiser import StaticDenoiser
from rtstyle.engine.recent_styles import EncodedStyle, RecentStyles
from rtstyle.engine.sizes import in_size_of, processing_size, resize
from rtstyle.engine.smoothing import keep_factor
from rtstyle.engine.stabilizer import Stabilizer
from rtstyle.errors import StyleNotSetError, UsageError
from rtstyle.modeling.network import StylizationNetwork, style_statistics
from rtstyle.modeling.registry import load_network
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.style import StyleStatistics, mix_styles, scale_style

if TYPE_CHECKING:
    import os

    from rtstyle.frame import Image

__all__ = ["MAX_PIXELS", "PURE_FROM", "PreparedStyle", "StyleSpec", "Stylizer"]

MAX_PIXELS = 3840 * 2160
"""Larger pictures are processed at this many pixels; strokes are a few pixels wide, and memory is finite."""
PURE_FROM = 0.25
"""From this strength on a result is the network's alone."""
_FRAME_SECONDS = 1 / 30
"""Time between two frames whose times are not given."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PreparedStyle:
    """A style whose slow part is done.

    Attributes:
        statistics: What AdaIN needs, mixed.
        images: The pictures and their weights, to be recoloured when colours are preserved by covariance.
        stroke_scale: Scale at which they were encoded.
    """

    statistics: StyleStatistics
    images: tuple[tuple[Image, float], ...]
    stroke_scale: float


class Stylizer:
    """Stylizes pictures: an expensive `set_style`, a cheap `stylize`.

    Args:
        model: Name of a model, see ``rtstyle models list``.
        device: ``auto``, ``cpu``, ``cuda`` or ``cuda:N``.
        library: Where style names are looked up and statistics kept; None takes the bundled and the user's styles.
        strength: The paper's α: 0 gives the content, 1 the full style. A decoder gives the content back only roughly,
            so that up to `PURE_FROM` the picture itself is mixed in, and at 0 nothing else is left.
        size: Short side to process at, pixels; results have the input's size all the same. None takes the input's.
        smoothing: Time constant over which a video is calmed, seconds: its pictures are averaged along the motion of
            their content, and so are its statistics; 0 treats every picture by itself.
        denoise: How much noise is taken out of what stands still in a video, in [0, 1]; 0 is off.
        preserve_color: None, ``luminance`` (the content's colours, the style's lightness) or ``coral`` (the style
            recoloured to the content's palette).
        stroke_scale: 2 takes the style twice as large, 0.5 half as large: coarser or finer strokes.
        threads: CPU threads; None leaves the backend's choice.
        backend: A key of `rtstyle.engine.backends.choose.BACKENDS`; None takes the fastest that works.

    Raises:
        UsageError: Unknown model, device or backend, or a value out of its range.
        DeviceError: The device does not work.
        ModelError: The model's weights are missing or damaged.
    """

    def __init__(
        self,
        model: str = "compact",
        device: str = "auto",
        *,
        library: StyleLibrary | None = None,
        strength: float = 1.0,
        size: int | None = None,
        smoothing: float = 0.0,
        denoise: float = 0.0,
        preserve_color: str | None = None,
        stroke_scale: float = 1.0,
        threads: int | None = None,
        backend: str | None = None,
    ) -> None:
        self.model = model
        self._library = library if library is not None else StyleLibrary()
        self._network = load_network(model)
        self._fingerprint = f"{model}-{_digest(self._network)}"
        self._encoding = threading.Lock()
        self._recent = RecentStyles()
        self._backend = make_backend(self._network, device, backend=backend, threads=threads)
        self._cuts = SceneCutDetector()
        self._denoiser = StaticDenoiser()
        self._stabilizer = Stabilizer()
        self._style: PreparedStyle | None = None
        self._shown: StyleStatistics | None = None  # where a fade leads to
        self._target: StyleStatistics | None = None  # what the backend was given last
        self._fade: tuple[StyleStatistics, float | None, float] | None = None
        self._time: float | None = None
        self._fresh_target = False
        self._strength = checked("strength", strength, 0, 1)
        self.size = size
        self.smoothing = smoothing
        self.denoise = denoise
        self.preserve_color = preserve_color
        self.stroke_scale = stroke_scale

    @property
    def device(self) -> str:
        """What is computed on, e.g. ``cpu`` or ``cuda:0``."""
        return self._backend.device

    @property
    def backend(self) -> str:
        """What computes, e.g. ``torch``."""
        return self._backend.name

    @property
    def strength(self) -> float:
        """The paper's α, in [0, 1]."""
        return self._strength

    @strength.setter
    def strength(self, value: float) -> None:
        changed = value != self._strength
        self._strength = checked("strength", value, 0, 1)
        if changed:
            self._fresh_target = False

    @property
    def size(self) -> int | None:
        """Short side to process at, pixels; None is the input's."""
        return self._size

    @size.setter
    def size(self, value: int | None) -> None:
        if value is not None and (not isinstance(value, int | np.integer) or value < 16):
            raise UsageError(f"size is a short side of at least 16 pixels, not {value!r}")
        self._size = value

    @property
    def smoothing(self) -> float:
        """Time constant over which a video is calmed, seconds; 0 is off."""
        return self._smoothing

    @smoothing.setter
    def smoothing(self, value: float) -> None:
        self._smoothing = checked("smoothing", value, 0, 60)
        if not self._smoothing:
            self._stabilizer = Stabilizer()

    @property
    def denoise(self) -> float:
        """How much change between frames counts as noise and is averaged away, in [0, 1]; 0 is off."""
        return self._denoise

    @denoise.setter
    def denoise(self, value: float) -> None:
        self._denoise = checked("denoise", value, 0, 1)
        if not self._denoise:
            self._denoiser.reset()

    @property
    def preserve_color(self) -> str | None:
        """None, ``luminance`` or ``coral``."""
        return self._preserve_color

    @preserve_color.setter
    def preserve_color(self, value: str | None) -> None:
        if value not in {None, "luminance", "coral"}:
            raise UsageError(f"preserve_color is luminance or coral (or None), not {value!r}")
        # Style and content must part their ways anew: CORAL has recoloured the statistics in use.
        self._preserve_color = value
        self._recolored = False
        self._stabilizer.reset()
        if self._style is not None:
            self._shown = self._style.statistics
            self._fresh_target = False

    @property
    def stroke_scale(self) -> float:
        """Scale at which styles that are set from now on are encoded, in [0.25, 4]."""
        return self._stroke_scale

    @stroke_scale.setter
    def stroke_scale(self, value: float) -> None:
        self._stroke_scale = checked("stroke_scale", value, 0.25, 4)

    def prepare(self, style: StyleSpec) -> PreparedStyle:
        """Does the slow part of `set_style`: reads and encodes the pictures. Safe to call from any thread.

        Args:
            style: See `StyleSpec`.

        Raises:
            UnknownStyleError: No style of that name, and no such file.
            UsageError: A mixture without a positive weight, or an array that is no picture.
            MediaReadError: The picture cannot be read.
        """
        scale = self._stroke_scale
        parts = [(*self._encoded(picture, scale), weight) for picture, weight in parts_of(style)]
        statistics = mix_styles([encoded for _, encoded, _ in parts], [weight for _, _, weight in parts])
        return PreparedStyle(statistics, tuple((image, weight) for image, _, weight in parts), scale)

    def set_style(self, style: StyleSpec | PreparedStyle, *, fade_s: float = 0.0) -> None:
        """Chooses the style of the pictures to come.

        Args:
            style: See `StyleSpec`; what `prepare` returned is taken over at once.
            fade_s: Time over which the old style turns into the new one, seconds.

        Raises:
            UnknownStyleError: No style of that name, and no such file.
            UsageError: A mixture without a positive weight, or an array that is no picture.
            MediaReadError: The picture cannot be read.
        """
        prepared = style if isinstance(style, PreparedStyle) else self.prepare(style)
        old = self._target  # in the middle of another fade, the mixture that is on the screen
        self._style, self._shown = prepared, prepared.statistics
        self._recolored = False
        self._fresh_target = False
        self._fade = (old, None, fade_s) if old is not None and fade_s > 0 else None
        if self._fade is None:
            self._stabilizer.reset()

    def stylize(self, image: Image, *, seconds: float | None = None) -> Image:
        """Stylizes one picture; with smoothing on, the next frame of a video.

        Args:
            image: (H, W, 3) uint8 RGB in [0, 255], any size.
            seconds: Presentation time, for smoothing and fades; None is 1/30 s after the last frame.

        Returns:
            A new (H, W, 3) uint8 RGB array.

        Raises:
            StyleNotSetError: `set_style` was not called.
            UsageError: ``image`` is no such array.
        """
        if self._style is None:
            raise StyleNotSetError("no style yet: call set_style() before stylize()")
        check_picture(image)
        elapsed, now = self._advance(seconds)
        cut = self._cuts.is_cut(image)
        self._update_target(image, now, cut=cut)
        keep = 0.0 if cut else keep_factor(elapsed, self._smoothing)
        scaled = self._scaled(image)
        if self._denoise:
            if cut:
                self._denoiser.reset()
            scaled = self._denoiser.denoise(scaled, self._denoise, elapsed)
        painted = self._backend.run(scaled, keep)
        if self._smoothing:
            if cut:
                self._stabilizer.reset()
            painted = self._stabilizer.stabilize(scaled, painted, self._smoothing, elapsed)
        result = in_size_of(image, painted)
        if self._preserve_color == "luminance":
            result = keep_luminance_only(result, image)
        return _eased_in(result, image, self._strength)

    def reset(self) -> None:
        """Forgets the past: the next frame starts a new sequence."""
        self._cuts.reset()
        self._time = None
        self._fade = None
        self._recolored = False
        self._fresh_target = False

    def warm_up(self, width: int, height: int) -> None:
        """Runs one grey picture of that size, so that the first real frame is not the slow one."""
        if self._style is None:
            flat = np.full((64, 64, 3), 127, np.uint8)
            self._backend.set_target(self._encode(flat, 1.0, cached=False), 1.0)
        self._backend.run(self._scaled(np.full((height, width, 3), 127, np.uint8)), 0.0)

    def prepare_size(self, width: int, height: int, size: int | None) -> None:
        """Does beforehand what the backend needs for pictures of that size. Safe to call from any thread.

        Args:
            width: Of the pictures, pixels.
            height: Likewise.
            size: The short side that they are going to be processed at, as in `size`.

        Raises:
            DeviceError: The backend cannot do it.
        """
        self._backend.prepare(*processing_size(height, width, size, MAX_PIXELS))

    def close(self) -> None:
        """Frees the device's memory. The stylizer cannot be used afterwards."""
        self._backend.close()
        self._stabilizer = Stabilizer()

    def _advance(self, seconds: float | None) -> tuple[float, float]:
        """Time since the last frame, and now, seconds. Going back in time, as a looped file does, counts as 0."""
        last = self._time
        now = seconds if seconds is not None else (0.0 if last is None else last + _FRAME_SECONDS)
        self._time = now
        if last is not None and now < last:
            self._stabilizer.reset()
        return (0.0 if last is None else max(0.0, now - last)), now

    def _update_target(self, image: Image, now: float, *, cut: bool) -> None:
        """Hands the backend new statistics where style, strength, fade or the content's colours have changed."""
        style = self._style
        assert style is not None
        assert self._shown is not None
        if self._preserve_color == "coral" and (cut or not self._recolored):
            self._shown = self._recolor(style, image)
            self._recolored, self._fresh_target = True, False
        target = self._shown
        if self._fade is not None:
            old, start, duration = self._fade
            start = now if start is None else start
            share = min(1.0, max(0.0, (now - start) / duration))
            target = mix_styles([old, target], [1 - share, share])
            self._fade = (old, start, duration) if share < 1 else None
            self._fresh_target = False
        if not self._fresh_target:
            self._backend.set_target(target, self._strength)
            self._target, self._fresh_target = target, True
            self._stabilizer.hurry()

    def _recolor(self, style: PreparedStyle, content: Image) -> StyleStatistics:
        encoded = [
            self._encode(match_colors(picture, content), style.stroke_scale, cached=False)
            for picture, _ in style.images
        ]
        return mix_styles(encoded, [weight for _, weight in style.images])

    def _scaled(self, image: Image) -> Image:
        height, width = image.shape[:2]
        h, w = processing_size(height, width, self._size, MAX_PIXELS)
        return image if (h, w) == (height, width) else resize(image, w, h)

    def _encoded(self, style: str | os.PathLike[str] | Image, stroke_scale: float) -> EncodedStyle:
        if isinstance(style, np.ndarray):
            return style, self._encode(style, stroke_scale)
        path = self._library.find(style)

        def make() -> EncodedStyle:
            image = self._library.image(path)
            return image, self._encode(image, stroke_scale)

        return self._recent.get(path, stroke_scale, make)

    def _encode(self, image: Image, stroke_scale: float, *, cached: bool = True) -> StyleStatistics:
        scaled = scale_style(image, stroke_scale)
        if not cached:
            return self._compute_statistics(scaled)
        return self._library.statistics(scaled, self._fingerprint, self._compute_statistics)

    def _compute_statistics(self, image: Image) -> StyleStatistics:
        # Always in float32 on the CPU: the same numbers whatever the device, and the accelerator keeps its one thread.
        with self._encoding, torch.inference_mode():
            pixels = torch.from_numpy(image).permute(2, 0, 1)[None].float().div_(255)
            return style_statistics(self._network, pixels)


def _eased_in(result: Image, image: Image, strength: float) -> Image:
    """Mixes the picture into its stylization where the strength is small."""
    if strength >= PURE_FROM:
        return result
    share = strength / PURE_FROM
    return np.asarray(cv2.addWeighted(result, share, image, 1 - share, 0), np.uint8)


def _digest(network: StylizationNetwork) -> str:
    """Tells networks apart by their weights."""
    digest = hashlib.sha256()
    for name, tensor in network.state_dict().items():
        digest.update(name.encode())
        digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()[:16]
