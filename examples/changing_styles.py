"""Changes the style of a live picture while it runs: python changing_styles.py camera:0 take.mkv

The pipeline paints in threads of its own and keeps up with the source; styles are prepared beside the picture and
swapped in between two frames. Ctrl-C ends it, and the recording is whole.
"""

import sys

import rtstyle

source, recording = sys.argv[1:3]
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 3.0


def tell(event: rtstyle.PipelineEvent) -> None:
    print(event.kind.value, event.name, event.message)


pipeline = rtstyle.Pipeline(
    rtstyle.make_source(source, width=640, height=360),
    [rtstyle.make_sink(recording)],
    make_stylizer=lambda: rtstyle.Stylizer(smoothing=0.3),
    on_event=tell,
)
with pipeline:
    while not (pipeline.sinks_open or pipeline.wait(0.1)):
        pass  # until the first picture is there
    for style in ("night-whorls", "neon-rain", {"woodcut-wave": 1, "sea-sunset": 2}):
        pipeline.set_style(style, fade_s=0.5).result()  # until the next frame has it
        if pipeline.wait(seconds):
            break  # the source has ended
        pipeline.submit(lambda stylizer: stylizer.change(strength=stylizer.strength - 0.2))
pipeline.wait()  # until the recording is whole
