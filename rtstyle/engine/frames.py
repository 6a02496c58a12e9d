"""Frame after frame, from any loop into any loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import UsageError
from rtstyle.frame import VideoFrame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rtstyle.engine.arguments import Picture, StyleSpec
    from rtstyle.frame import Image


@overload
def stylize_frames(
    frames: Iterable[VideoFrame],
    style: StyleSpec | None = None,
    *,
    stylizer: Stylizer | None = None,
    **options: Any,
) -> Iterator[VideoFrame]: ...
@overload
def stylize_frames(
    frames: Iterable[Picture],
    style: StyleSpec | None = None,
    *,
    stylizer: Stylizer | None = None,
    **options: Any,
) -> Iterator[Image]: ...
def stylize_frames(
    frames: Iterable[Any], style: StyleSpec | None = None, *, stylizer: Stylizer | None = None, **options: Any
) -> Iterator[Any]:
    """Stylizes what a loop brings, one by one, as it is asked for.

        >>> for frame in rtstyle.stylize_frames(rtstyle.open_source("clip.mp4"), style="night-whorls"):
        ...     show(frame.image)

    Args:
        frames: `VideoFrame` objects, which keep their times, or pictures, which are taken for 30 a second.
        style: What to paint in, see `Stylizer.set_style`; None keeps the one that ``stylizer`` has.
        stylizer: Used and not closed; None makes one, and closes it with the last frame.
        options: Of `Stylizer` where one is made, ``strength=0.8`` for example.

    Returns:
        Frames for frames, (H, W, 3) uint8 RGB arrays for pictures.

    Raises:
        UsageError: ``frames`` cannot be looped over, options beside a stylizer, or whatever `Stylizer` refuses.
        StyleNotSetError: No style, neither here nor in ``stylizer``.
        RtstyleError: As `Stylizer` and `Stylizer.stylize`.
    """
    try:
        loop = iter(frames)
    except TypeError:
        raise UsageError(f"frames come from something to loop over, not {type(frames).__name__}") from None
    if stylizer is None:
        if style is None:
            raise UsageError("stylize_frames takes a style, or a stylizer that has one")
        made = Stylizer(**options)
        try:
            made.set_style(style)
        except BaseException:
            made.close()
            raise
        return _stylized(loop, made, close=True)
    if options:
        raise UsageError(f"set {', '.join(options)} on the stylizer that is given")
    if style is not None:
        stylizer.set_style(style)
    return _stylized(loop, stylizer, close=False)


def _stylized(frames: Iterator[Any], stylizer: Stylizer, *, close: bool) -> Iterator[Any]:
    try:
        for frame in frames:
            if isinstance(frame, VideoFrame):
                yield frame.with_image(stylizer.stylize(frame.image, seconds=frame.seconds))
            else:
                yield stylizer.stylize(frame)
    finally:
        if close:
            stylizer.close()
