"""A sink of your own: an animated GIF: python own_sink.py clip.mp4 painted.gif

A sink has `open`, `write`, `close` and `abort`, each called in a thread of its own. After `rtstyle.register_sink` the
command line knows it: rtstyle stream --sink painted.gif
"""

import sys

from PIL import Image

import rtstyle


class Gif:
    """Every third frame, at a width of 160 pixels."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._frames: list[Image.Image] = []

    def open(self, info: rtstyle.StreamInfo) -> None:
        """Frames of that size are going to come."""
        self._size = 160, round(160 * info.height / info.width)
        self._milliseconds = 3000 / float(info.frame_rate or 30)

    def write(self, frame: rtstyle.VideoFrame) -> None:
        """Takes a frame; its picture must be left as it is."""
        if frame.index % 3 == 0:
            self._frames.append(Image.fromarray(frame.image).resize(self._size))

    def close(self) -> None:
        """Finishes the file. May be called twice."""
        if self._frames:
            first, *others = self._frames
            first.save(self._path, save_all=True, append_images=others, duration=self._milliseconds, loop=0)
            self._frames = []

    def abort(self) -> None:
        """Something failed: nothing half-written is left."""
        self._frames = []


def make_stylizer() -> rtstyle.Stylizer:
    stylizer = rtstyle.Stylizer(size=192)
    stylizer.set_style("ink-wash-peaks")
    return stylizer


clip, output = sys.argv[1:3]
rtstyle.register_sink(".gif", lambda path, _request: Gif(path), help="PATH.gif")
rtstyle.Pipeline(rtstyle.open_source(clip), [rtstyle.make_sink(output)], make_stylizer=make_stylizer).run()
