"""The stylizer: choose a style once, then turn picture after picture into it."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from rtstyle.checks import number, shown, text, whole
from rtstyle.engine.arguments import Picture, StyleSpec, as_picture
from rtstyle.engine.backends.auto import choose_backend
from rtstyle.engine.backends.style_coders import style_coder
from rtstyle.engine.brushwork import Brushwork
from rtstyle.engine.cuts import SceneCutDetector
from rtstyle.engine.denoiser import AVERAGING_S, StaticDenoiser
from rtstyle.engine.finishing import Finisher
from rtstyle.engine.lazy_network import find_network
from rtstyle.engine.palette_matcher import PaletteMatcher
from rtstyle.engine.parts import painted_part
from rtstyle.engine.reporting import reporting
from rtstyle.engine.setting_attribute import SettingAttribute
from rtstyle.engine.sizes import processing_size, resize
from rtstyle.engine.smoothing import keep_factor
from rtstyle.engine.stabilizer import Stabilizer
from rtstyle.engine.stillness import Stillness
from rtstyle.engine.style_encoder import PreparedStyle, StyleEncoder
from rtstyle.engine.style_target import StyleTarget
from rtstyle.engine.underpainting import COAT, Underpainting, rough_size
from rtstyle.errors import StyleNotSetError, UsageError
from rtstyle.options import SETTINGS, PaintingSize, StylizeOptions, changed
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from rtstyle.frame import Image

__all__ = ["MAX_PIXELS", "PreparedStyle", "StyleSpec", "Stylizer"]

MAX_PIXELS = 3840 * 2160
"""Larger pictures are processed at this many pixels; strokes are a few pixels wide, and memory is finite."""
_LARGEST_SIDE = 1 << 17
_MOST_THREADS = 4096
_LONGEST_FADE_S = 3600.0
_END_OF_TIME_S = 1e12
_SETTLED = 4
"""After so many time constants what was before counts for 2 %."""
_MARKS_STAY = 6
"""Time constants of smoothing for which, at most, a style's marks stay where they lie though what they lie on has
changed a little: fewer than a part of a video that is painted by itself is warmed up for."""
_FRAME_SECONDS = 1 / 30
"""Time between two frames whose times are not given."""


class Stylizer:
    """Stylizes pictures: an expensive `set_style`, a cheap `stylize`.

    For any number of threads: calls wait for each other, but for `prepare` and `prepare_size`, which go on beside
    them. A video's frames belong into one thread, in their order. ``with`` closes it at the end.

    Args:
        model: Name of a model, see ``rtstyle models list``.
        device: ``auto`` for the fastest that can be believed, or one of `rtstyle.engine.backends.devices`. From
            any but the CPU another one takes over if it fails while it paints; see `device_note`.
        library: Where style names are looked up and codes kept; None takes the bundled and the user's styles.
        threads: CPU threads; None leaves the backend's choice.
        backend: A key of `rtstyle.engine.backends.choose.BACKENDS`; None takes the fastest that works.
        options: How pictures are painted; None takes the defaults. Each of them is an attribute, too, to be read and
            set at any time.
        settings: Single ones of the options by name, ``strength=0.8`` for example.

    Raises:
        UsageError: Unknown model, device or backend, or a value out of its range.
        DeviceError: The device does not work.
        ModelError: The model's weights are missing or damaged; with ``paint``, those of the network that finds people.
    """

    strength = SettingAttribute[float]()
    detail = SettingAttribute[float]()
    brushwork = SettingAttribute[float]()
    underpainting = SettingAttribute[float]()
    size = SettingAttribute["PaintingSize"]()
    smoothing = SettingAttribute[float]()
    denoise = SettingAttribute[float]()
    preserve_color = SettingAttribute["str | None"]()
    stroke_scale = SettingAttribute[float]()
    paint = SettingAttribute[str]()

    __slots__ = (
        "__weakref__",
        "_backend",
        "_brushwork",
        "_busy",
        "_closed",
        "_cuts",
        "_denoiser",
        "_device_note",
        "_encoder",
        "_finisher",
        "_options",
        "_palette",
        "_part",
        "_seen",
        "_stabilizer",
        "_still",
        "_target",
        "_time",
        "_underpainting",
        "model",
    )

    def __init__(
        self,
        model: str = "compact",
        device: str = "auto",
        *,
        library: StyleLibrary | None = None,
        threads: int | None = None,
        backend: str | None = None,
        options: StylizeOptions | None = None,
        **settings: Any,
    ) -> None:
        wanted = changed(options, settings).picture
        self.model = text("model", model)
        self._busy = threading.RLock()
        self._closed = False
        if library is not None and not isinstance(library, StyleLibrary):
            raise UsageError(f"library is a StyleLibrary, not {shown(library)}")
        if threads is not None:
            threads = whole("threads", threads, 1, _MOST_THREADS)
        self._part = painted_part(wanted.paint)
        self._options = StylizeOptions(paint=wanted.paint)
        network = find_network(self.model)
        self._device_note = ""
        self._backend = choose_backend(
            network,
            text("device", device),
            backend=None if backend is None else text("backend", backend),
            threads=threads,
            tell=self._take_note,
        )
        self._encoder = StyleEncoder(
            network,
            self.model,
            library if library is not None else StyleLibrary(),
            coder=style_coder(network, self._backend.name),
        )
        self._underpainting = Underpainting(self._backend)
        self._target = StyleTarget(self._encoder)
        self._cuts = SceneCutDetector()
        self._denoiser = StaticDenoiser()
        self._palette = PaletteMatcher()
        self._stabilizer = Stabilizer()
        self._brushwork = Brushwork()
        self._finisher = Finisher()
        self._still = Stillness()
        self._seen: tuple[int, int] | None = None  # height and width of the last picture
        self._time: float | None = None
        self.options = wanted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def device(self) -> str:
        """What is computed on, e.g. ``cpu`` or ``cuda:0``."""
        return self._backend.device

    @property
    def device_note(self) -> str:
        """What became of devices that were tried, or failed, last: a line for the user; empty where nothing did."""
        return self._device_note

    @property
    def backend(self) -> str:
        """What computes, e.g. ``torch``."""
        return self._backend.name

    @property
    def options(self) -> StylizeOptions:
        """How pictures are painted."""
        return self._options

    @options.setter
    def options(self, options: StylizeOptions) -> None:
        options = changed(options, {}).picture
        with self._busy:
            if options.paint != self._options.paint:
                self._part = painted_part(options.paint)
            before, self._options = self._options, options
            self._still.forget()
            self._target.strength = options.strength
            self._target.detail = options.detail
            if options.preserve_color != before.preserve_color:
                self._target.match_colors(options.preserve_color == "coral")
                self._stabilizer.reset()
            if not options.smoothing:
                self._stabilizer = Stabilizer()
            if not options.denoise:
                self._denoiser.reset()

    def change(self, **settings: Any) -> None:
        """Changes some of the options, ``change(strength=0.5, smoothing=0)``; as setting each, but at once.

        Raises:
            UsageError: No such setting, or a value out of its range.
        """
        with self._busy:
            self.options = changed(self._options, settings)

    def prepare(self, style: StyleSpec) -> PreparedStyle:
        """Does the slow part of `set_style`: reads and encodes the pictures. Safe to call from any thread.

        Args:
            style: See `StyleSpec`.

        Raises:
            UnknownStyleError: No style of that name, and no such file.
            UsageError: A mixture without a positive weight, or an array that is no picture.
            MediaReadError: The picture cannot be read.
            DeviceError: The backend cannot paint strokes of that scale.
        """
        with reporting("encode the style"):
            prepared = self._encoder.prepare(style, self._options.stroke_scale)
            if self._seen is not None:
                # Larger strokes are painted in another size, and the frame that shows them must not wait for it.
                self._prepare_size(*_size_for(*self._seen, self._options.size, prepared))
            return prepared

    def is_refined(self, style: str | os.PathLike[str] | Image) -> bool:
        """Whether a style was refined for this network. Safe to call from any thread.

        Args:
            style: A name, a path or an (H, W, 3) uint8 RGB image.

        Raises:
            UnknownStyleError: No style of that name, and no such file.
        """
        return self._encoder.is_refined(style)

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
        fade_s = number("fade_s", fade_s, 0, _LONGEST_FADE_S)
        prepared = style if isinstance(style, PreparedStyle) else self.prepare(style)
        if prepared.network != self._encoder.network_key:
            raise UsageError("this style was prepared by another network: prepare it anew")
        with self._busy:
            if self._target.choose(prepared, fade_s):
                self._stabilizer.reset()

    def stylize(self, image: Picture, *, seconds: float | None = None) -> Image:
        """Stylizes one picture; with smoothing on, the next frame of a video.

        Args:
            image: (H, W, 3) uint8 RGB in [0, 255], any size; a Pillow image or a torch tensor will do, too.
            seconds: Presentation time, for smoothing and fades; None is 1/30 s after the last frame.

        Returns:
            A new (H, W, 3) uint8 RGB array.

        Raises:
            StyleNotSetError: `set_style` was not called.
            UsageError: ``image`` is no picture (the message says how to make one of it), or the stylizer is closed.
            DeviceError: The device failed, or is short of memory.
        """
        picture = as_picture(image)
        if seconds is not None:
            seconds = number("seconds", seconds, -_END_OF_TIME_S, _END_OF_TIME_S)
        with self._painting():
            elapsed, now = self._advance(seconds)
            cut = self._cuts.is_cut(picture)
            aimed_anew = self._aim(picture, now, cut=cut)
            known = self._still.recall(picture, elapsed)
            if known is not None:
                return known
            content = self._calmed(self._scaled(picture), elapsed, cut=cut)
            # Another palette is another content to the network: what it measured before says nothing of it.
            keep = 0.0 if cut or aimed_anew else keep_factor(elapsed, self._options.smoothing)
            painted = self._painted(self._in_palette(content, keep), keep)
            drawn = self._drawn(content, painted, keep, None if cut else now)
            steady = self._stabilized(content, drawn, elapsed, cut=cut)
            finished = self._finisher.finish(picture, steady, self._options)
            if self._part is not None:
                follower = self._stabilizer if self._options.smoothing else None
                self._part.put_back(finished, picture, content, follower, cut=cut)
            self._still.remember(finished, self._settling_s)
            return finished

    def reset(self) -> None:
        """Forgets the past: the next frame starts a new sequence."""
        with self._busy:
            self._cuts.reset()
            self._time = None
            self._target.restart()

    def warm_up(self, width: int, height: int) -> None:
        """Runs one grey picture of that size, so that the first real frame is not the slow one."""
        shape = whole("height", height, 1, _LARGEST_SIDE), whole("width", width, 1, _LARGEST_SIDE), 3
        with self._painting(styled=False):
            if self._target.style is None:
                self._backend.set_target(self._encoder.plain_code(), 1.0)
            self._painted(self._scaled(np.full(shape, 127, np.uint8)), 0.0)

    def painting_size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height at which a picture is painted, pixels.

        Args:
            width: Of the picture, pixels.
            height: Likewise.
        """
        h, w = _size_for(height, width, self._options.size, self._target.style)
        return w, h

    def prepare_size(self, width: int, height: int, size: PaintingSize) -> None:
        """Does beforehand what the backend needs for pictures of that size. Safe to call from any thread.

        Args:
            width: Of the pictures, pixels.
            height: Likewise.
            size: What `size` is going to be.

        Raises:
            DeviceError: The backend cannot do it.
        """
        width, height = (whole(n, v, 1, _LARGEST_SIDE) for n, v in (("width", width), ("height", height)))
        size = SETTINGS["size"].check(size)
        with reporting("prepare the network"):
            self._prepare_size(*_size_for(height, width, size, self._target.style))

    def close(self) -> None:
        """Frees the device's memory. The stylizer cannot paint afterwards. May be called twice."""
        with self._busy:
            if not self._closed:
                self._closed = True
                self._backend.close()
                self._stabilizer, self._brushwork, self._finisher = Stabilizer(), Brushwork(), Finisher()
                self._still.forget()

    @contextlib.contextmanager
    def _painting(self, *, styled: bool = True) -> Iterator[None]:
        """One caller's turn at the device; what the device's library raises is told in our words."""
        with self._busy, reporting("paint"):
            if self._closed:
                raise UsageError("this stylizer is closed; make another one")
            if styled and self._target.style is None:
                raise StyleNotSetError("no style yet: call set_style() before stylize()")
            yield

    def _take_note(self, line: str) -> None:
        self._device_note = line

    def _advance(self, seconds: float | None) -> tuple[float, float]:
        """Time since the last frame, and now, seconds. Going back in time, as a looped file does, counts as 0."""
        last = self._time
        now = seconds if seconds is not None else (0.0 if last is None else last + _FRAME_SECONDS)
        self._time = now
        if last is not None and now < last:
            self._stabilizer.reset()
        return (0.0 if last is None else max(0.0, now - last)), now

    def _aim(self, image: Image, now: float, *, cut: bool) -> bool:
        """Hands the backend a new code where style, strength, fade or the content's colours have changed.

        Returns:
            Whether they have.
        """
        code = self._target.update(image, now, cut=cut)
        if code is not None:
            self._backend.set_target(
                self._encoder.with_detail(code, self._options.detail), self._options.strength
            )
            self._target.hand_over(code)
            self._stabilizer.hurry()
            self._still.forget()
        return code is not None

    def _prepare_size(self, height: int, width: int) -> None:
        self._backend.prepare(height, width)
        rough = rough_size(height, width)
        if rough is not None and self._options.underpainting:
            self._backend.prepare(*rough, COAT)

    def _painted(self, content: Image, keep: float) -> Image:
        share = self._options.underpainting * self._options.strength
        return self._backend.run(self._underpainting.lay(content, share, keep), keep)

    def _scaled(self, image: Image) -> Image:
        self._seen = image.shape[0], image.shape[1]
        h, w = _size_for(*self._seen, self._options.size, self._target.style)
        return resize(image, w, h)

    @property
    def _settling_s(self) -> float:
        """How long what was before shows in the picture of a scene that rests."""
        denoising_s = AVERAGING_S if self._options.denoise else 0.0
        masking_s = self._part.memory_s if self._part is not None else 0.0
        return _SETTLED * max(self._options.smoothing, denoising_s, masking_s)

    def _calmed(self, content: Image, elapsed: float, *, cut: bool) -> Image:
        """The content without a camera's noise."""
        if not self._options.denoise:
            return content
        if cut:
            self._denoiser.reset()
        return self._denoiser.denoise(content, self._options.denoise, elapsed)

    def _in_palette(self, content: Image, keep: float) -> Image:
        """The content in the colours of the style."""
        code = self._target.given
        assert code is not None
        return self._palette.match(content, code, self._options.strength, keep)

    def _stabilized(self, content: Image, painted: Image, elapsed: float, *, cut: bool) -> Image:
        """The painting without flicker."""
        if not self._options.smoothing:
            return painted
        if cut:
            self._stabilizer.reset()
        return self._stabilizer.stabilize(content, painted, self._options.smoothing, elapsed)

    def _drawn(self, content: Image, painted: Image, keep: float, now: float | None) -> Image:
        """The painting in strokes."""
        style, smoothing = self._target.style, self._options.smoothing
        assert style is not None
        share = self._options.brushwork * self._options.strength
        # Marks are in the style's colours.
        marks = None if self._options.preserve_color == "coral" else self._target.marks
        clock = now / (_MARKS_STAY * smoothing) if now is not None and smoothing else None
        return self._brushwork.draw(content, painted, share, style.lie, keep, marks, clock)


def _size_for(height: int, width: int, size: PaintingSize, style: PreparedStyle | None) -> tuple[int, int]:
    scale = style.stroke_scale if style is not None else 1.0
    return processing_size(height, width, size, MAX_PIXELS, scale)
