"""A video file in, a stylized video file out."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from rtstyle.checks import number, path, shown, switch
from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import UsageError
from rtstyle.options import StylizeOptions, changed
from rtstyle.pipeline.pipeline import FADE_S, Pipeline
from rtstyle.sinks.base import Sink
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.animation import AnimationSource, make_file_source

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    from rtstyle.engine.stylizer import PreparedStyle, StyleSpec
    from rtstyle.frame import VideoFrame
    from rtstyle.sources.base import Source

_PROGRESS_S = 0.05
_LONG_S = 1e9


@dataclasses.dataclass(frozen=True, slots=True)
class VideoResult:
    """What `stylize_video` did.

    Attributes:
        output: The file that it wrote.
        frames: Number of frames in it.
        seconds: How long the work took.
        fps: Frames per second of work.
        damaged_packets: Packets of the input that were damaged; most cost a frame.
        notes: What had to be done to the input, or could not be kept of it, one line each.
    """

    output: Path
    frames: int
    seconds: float
    fps: float
    damaged_packets: int
    notes: tuple[str, ...] = ()


def stylize_video(
    input: str | os.PathLike[str],  # noqa: A002 - the pair input, output reads as in ffmpeg
    output: str | os.PathLike[str],
    *,
    style: StyleSpec,
    options: StylizeOptions | None = None,
    model: str = "compact",
    device: str = "auto",
    stylizer: Stylizer | None = None,
    schedule: Sequence[tuple[float, StyleSpec]] = (),
    fade_s: float = FADE_S,
    codec: str | None = None,
    crf: int | None = None,
    preset: str | None = None,
    audio: bool = True,
    progress: Callable[[int, int | None], None] | None = None,
    **settings: Any,
) -> VideoResult:
    """Stylizes a video file: every frame at its own time, with its sound.

    Decoding, stylizing and encoding overlap in three threads; memory does not grow with the video's length. The
    output appears under its name when it is whole.

    Args:
        input: The video file.
        output: Its ending chooses the container. A file of that name is replaced.
        style: A name from the library, a path, a picture (H, W, 3) uint8 RGB or a mixture {name or path: weight}.
        options: How it is painted; None takes `StylizeOptions.for_video`.
        model: Name of a model.
        device: ``auto`` or one that ``rtstyle devices`` lists.
        stylizer: Used instead of making one for ``model`` and ``device``. It has its own settings back afterwards,
            but for its style.
        schedule: Later styles, each with the time in the video at which it begins, seconds.
        fade_s: Time that a style of the schedule takes to replace the one before, seconds.
        codec: "h264", "hevc", "vp9", "av1" or an encoder of FFmpeg; None is the container's usual one.
        crf: Constant rate factor, lower is better; None is the encoder's default here.
        preset: Speed against size, in the encoder's own words; None is its default here.
        audio: Carries the sound over.
        progress: Called in this thread, some 20 times a second and at the end, with the frames written so far and
            their whole number where it is known.
        settings: Single ones of the options by name, ``strength=0.8`` for example.

    Raises:
        UsageError: A setting out of its range, an unknown model, style, device, codec or ending.
        MediaReadError: The input or a style's picture cannot be read.
        MediaWriteError: The output cannot be written.
        ModelError: The model's weights are missing or damaged.
        DeviceError: The device does not work.
        KeyboardInterrupt: Ctrl-C; all threads have ended and nothing half-written is left then.
    """
    input, output = path("input", input), path("output", output)  # noqa: A001 - see above
    wanted = changed(options or StylizeOptions.for_video(), settings).picture
    source = make_file_source(input)
    audio = switch("audio", audio) and not isinstance(source, AnimationSource)
    sink = VideoFileSink(
        output,
        codec=codec,
        crf=crf,
        preset=preset,
        sound_from=input if audio else None,
        rest_from=None if isinstance(source, AnimationSource) else input,
    )

    def make_stylizer() -> Stylizer:
        made = stylizer if stylizer is not None else Stylizer(model, device)
        made.options = wanted
        made.reset()
        made.set_style(style)
        return made

    with _restoring(stylizer):
        seconds = stylize_source(
            source,
            sink,
            make_stylizer=make_stylizer,
            close_stylizer=stylizer is None,
            schedule=schedule,
            fade_s=fade_s,
            progress=progress,
        )
    frames = sink.frames_written
    fps = frames / max(seconds, 1e-9)
    notes = (*source.notes, *sink.notes)
    return VideoResult(Path(output), frames, seconds, fps, source.damaged_packets, notes)


class CountingSink(Sink, Protocol):
    """A sink that tells how far it is.

    Attributes:
        frames_written: How many frames it took that count.
    """

    frames_written: int


def stylize_source(
    source: Source,
    sink: CountingSink,
    *,
    make_stylizer: Callable[[], Stylizer],
    close_stylizer: bool = True,
    schedule: Sequence[tuple[float, StyleSpec]] = (),
    fade_s: float = FADE_S,
    progress: Callable[[int, int | None], None] | None = None,
) -> float:
    """Stylizes all frames of a source that is not live into a file.

    Args:
        source: Where the frames come from.
        sink: The file.
        make_stylizer: Makes the stylizer, with its first style, in the engine thread.
        close_stylizer: Closes it at the end.
        schedule: See `stylize_video`.
        fade_s: See `stylize_video`.
        progress: See `stylize_video`.

    Returns:
        Time that it took, seconds.

    Raises:
        RtstyleError: As `stylize_video`.
        KeyboardInterrupt: Likewise.
    """
    later = _Schedule(schedule, fade_s)
    if progress is not None and not callable(progress):
        raise UsageError(f"progress is a function, not {shown(progress)}")

    def make_prepared() -> Stylizer:
        stylizer = make_stylizer()
        later.prepare(stylizer)
        return stylizer

    started_s = time.monotonic()
    pipeline = Pipeline(
        source,
        [sink],
        make_stylizer=make_prepared,
        close_stylizer=close_stylizer,
        before_frame=later.before_frame if schedule else None,
    )
    _run(pipeline, sink, progress)
    return time.monotonic() - started_s


def _run(
    pipeline: Pipeline,
    sink: CountingSink,
    progress: Callable[[int, int | None], None] | None,
) -> None:
    shown = -1
    try:
        pipeline.start()
        over = False
        while not over:
            over = pipeline.wait(_PROGRESS_S)
            done = sink.frames_written
            if progress is not None and done != shown:
                progress(done, pipeline.frame_count)
                shown = done
    except BaseException:
        # Ctrl-C, or an error of the caller's own progress display.
        pipeline.stop(None)
        raise


@contextlib.contextmanager
def _restoring(stylizer: Stylizer | None) -> Iterator[None]:
    """Leaves a borrowed stylizer as it was found."""
    if stylizer is None:
        yield
        return
    before = stylizer.options
    try:
        yield
    finally:
        stylizer.options = before
        stylizer.reset()


class _Schedule:
    """Styles that begin at their times."""

    def __init__(self, entries: Sequence[tuple[float, StyleSpec]], fade_s: float) -> None:
        try:
            pairs = [(begin_s, style) for begin_s, style in entries]
        except (TypeError, ValueError):
            raise UsageError(
                f"a schedule is made of pairs, a time in seconds and a style, not {shown(entries)}"
            ) from None
        timed = [
            (number("a time of the schedule", begin_s, -_LONG_S, _LONG_S), style) for begin_s, style in pairs
        ]
        self._entries = sorted(timed, key=lambda entry: entry[0])
        self._fade_s = number("fade_s", fade_s, 0, _LONG_S)
        self._waiting: deque[tuple[float, PreparedStyle]] = deque()

    def prepare(self, stylizer: Stylizer) -> None:
        """Encodes all styles, so that none of them can fail halfway through the video."""
        self._waiting.extend((begin_s, stylizer.prepare(style)) for begin_s, style in self._entries)

    def before_frame(self, stylizer: Stylizer, frame: VideoFrame) -> None:
        """Sets the style that is due."""
        due: PreparedStyle | None = None
        while self._waiting and self._waiting[0][0] <= frame.seconds:
            _, due = self._waiting.popleft()
        if due is not None:
            stylizer.set_style(due, fade_s=self._fade_s)
