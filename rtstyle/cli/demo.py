"""``rtstyle demo``: the main job with what ships, from nothing to a contact sheet and a video with sound."""

from __future__ import annotations

import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import cv2
import numpy as np
import typer
from rich.console import Console
from rich.progress import track

from rtstyle.cli import options
from rtstyle.cli.printing import say
from rtstyle.cli.progress import frames_progress
from rtstyle.errors import UsageError
from rtstyle.media.files import reporting_write_errors
from rtstyle.options import SETTINGS, StylizeOptions
from rtstyle.sinks.image import write_image
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.synthetic import SyntheticSource, synthetic_sound
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from rtstyle.engine.stylizer import Stylizer
    from rtstyle.frame import Image

_FAVOURITES = ("night-whorls", "woodcut-wave", "cathedral-glass", "sunflower-impasto", "neon-rain")
"""Styles of the video, in order; others step in where the library lacks one."""
_STYLE_SECONDS = 2.0
_SHEET_MOMENT_S = 3.2
_TILE = (448, 252)


@options.with_picture(make=StylizeOptions.for_video, without=set(SETTINGS) - {"size"})
def demo(
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", parser=options.output_path, metavar="PATH", help="Folder for the results."
        ),
    ] = Path("rtstyle-demo"),
    seconds: Annotated[float, typer.Option(min=1.0, max=60.0, help="Length of the video.")] = 10.0,
    *,
    picture: StylizeOptions,
    device: options.Device = "auto",
    quiet: options.Quiet = False,
) -> None:
    """Paint the synthetic scene in every bundled style, and a video that changes style as it goes.

    Needs no camera, no picture and no download.
    """
    library = StyleLibrary()
    names = [entry.name for entry in library.entries() if entry.bundled]
    if not names:
        raise UsageError("no bundled styles were found: install rtstyle again")
    with reporting_write_errors(output):
        output.mkdir(parents=True, exist_ok=True)
    from rtstyle.engine.stylizer import Stylizer  # noqa: PLC0415 - large

    stylizer = Stylizer(device=device, library=library)
    sheet, video = output / "styles.jpg", output / "demo.mp4"
    write_image(sheet, _contact_sheet(stylizer, library, names, quiet=quiet))
    if not quiet:
        say(sheet)
    took_s, frames = _video(stylizer, names, video, seconds, picture, quiet=quiet)
    if not quiet:
        say(video)
        speed = frames / max(took_s, 1e-9)
        done = f"{frames} frames in {took_s:.1f} s, {speed:.1f} frames per second"
        say(f"{done}, with {stylizer.backend} on {stylizer.device}", err=True)


def _contact_sheet(stylizer: Stylizer, library: StyleLibrary, names: list[str], *, quiet: bool) -> Image:
    """The scene in every style, its name and a thumbnail in the corner; the first tile is the scene itself."""
    scene = SyntheticSource(2 * _TILE[0], 2 * _TILE[1]).render(_SHEET_MOMENT_S)
    tiles = [_scaled(scene, *_TILE)]
    console = Console(stderr=True, quiet=quiet)
    for name in track(names, "styles  ", console=console, transient=True, disable=not console.is_terminal):
        stylizer.reset()
        stylizer.set_style(name)
        tile = _scaled(stylizer.stylize(scene), *_TILE)
        inset = _scaled(library.image(name), 72, 72)
        tile[-78:-6, 6:78] = cv2.copyMakeBorder(
            inset[2:-2, 2:-2], 2, 2, 2, 2, cv2.BORDER_CONSTANT, value=(255,) * 3
        )
        (width, _), _ = cv2.getTextSize(name, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
        tile[-28:-6, 84 : 96 + width] //= 4  # flowers and white letters do not go together
        cv2.putText(tile, name, (90, 240), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255,) * 3, 1, cv2.LINE_AA)
        tiles.append(tile)
    columns = 4
    tiles += [np.full_like(tiles[0], 255)] * (-len(tiles) % columns)
    rows = [np.concatenate(tiles[i : i + columns], 1) for i in range(0, len(tiles), columns)]
    return np.ascontiguousarray(np.concatenate(rows))


def _video(
    stylizer: Stylizer, names: list[str], path: Path, seconds: float, picture: StylizeOptions, *, quiet: bool
) -> tuple[float, int]:
    """Writes the video. Returns the time that it took, seconds, and its number of frames."""
    from rtstyle.pipeline.video import stylize_source  # noqa: PLC0415 - large

    favourites = [name for name in _FAVOURITES if name in names] or names
    schedule = [
        (i * _STYLE_SECONDS, favourites[i % len(favourites)]) for i in range(round(seconds / _STYLE_SECONDS))
    ]

    def make_stylizer() -> Stylizer:
        stylizer.options = picture
        stylizer.reset()
        stylizer.set_style(favourites[0])
        return stylizer

    with tempfile.TemporaryDirectory() as folder, frames_progress("painting", quiet=quiet) as progress:
        sound = Path(folder) / "sound.wav"
        _write_sound(sound, seconds)
        sink = VideoFileSink(path, sound_from=sound)
        source = SyntheticSource(1280, 720, duration_s=seconds)
        took_s = stylize_source(
            source, sink, make_stylizer=make_stylizer, schedule=schedule[1:], progress=progress
        )
    return took_s, sink.frames_written


def _write_sound(path: Path, seconds: float) -> None:
    rate = 48_000
    samples = synthetic_sound(0, seconds, rate)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples.clip(-1, 1) * 32767).astype("<i2").tobytes())


def _scaled(image: Image, width: int, height: int) -> Image:
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
