"""Paints a video, in one style and then in another: python video.py clip.mp4 painted.mp4

`stylize_video` decodes, paints and encodes in three threads and carries the sound over. The loop below it does the
same by hand, for whatever else is to happen to each frame.
"""

import sys

import rtstyle

clip, output = sys.argv[1:3]

result = rtstyle.stylize_video(
    clip,
    output,
    style="night-whorls",
    schedule=[(0.5, "woodcut-wave")],  # from that second on
    options=rtstyle.StylizeOptions.for_video(size=256),
    progress=lambda done, whole: print(f"\r{done} of {whole or '?'} frames", end="", file=sys.stderr),
)
print(f"\n{result.frames} frames, {result.fps:.1f} a second")

with rtstyle.open_source(clip) as frames:
    for frame in rtstyle.stylize_frames(frames, style="sea-sunset", size=128):
        lightness = frame.image.mean() / 255
        print(f"{frame.seconds:6.2f} s  {'#' * round(40 * lightness)}")
