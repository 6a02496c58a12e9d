"""One run of the benchmark: everything that is measured, and the form that the figures come in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import torch

import rtstyle
from rtstyle.engine.backends.devices import OPENVINO, resolve_device
from rtstyle.engine.hardware import compute_devices
from rtstyle.errors import UsageError
from rtstyle.evaluation.hardware import (
    MatrixRate,
    PeakMemory,
    describe_machine,
    measure_matrix_rate,
    software_versions,
    was_busy,
)
from rtstyle.evaluation.peers import NamedPeer, Peer, fault_of, load_peer
from rtstyle.evaluation.pictures import moving_pictures
from rtstyle.evaluation.stages import PAPER_SIZES, layer_kinds, measure_stages, paper_shares
from rtstyle.evaluation.subjects import (
    Subject,
    Weights,
    count_flops,
    load_weights,
    make_subject,
    subjects_of,
)
from rtstyle.evaluation.timing import Effort, Timing, measure, measure_in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rtstyle.frame import Image

SCHEMA = 1
"""Version of what ``--json`` prints; another number, another form."""

_FRAMES = 4
_SCALING_SIZE = (512, 512)


@dataclass(frozen=True, slots=True)
class BenchmarkSettings:
    """What is measured, and for how long.

    Attributes:
        models: Keys of ``rtstyle.modeling.registry.MODELS``.
        device: As ``Stylizer`` takes it.
        sizes: (width, height) of the frames, pixels.
        threads: CPU threads; None takes one for each processor.
        weights: A safetensors file for the only model; None takes the model's own.
        peers: Adapters.
        quick: A first impression: few repeats, short video.
        seconds: Time for each measurement.
    """

    models: tuple[str, ...] = ("compact",)
    device: str = "auto"
    sizes: tuple[tuple[int, int], ...] = ((256, 256), (512, 512), (640, 360), (1280, 720))
    threads: int | None = None
    weights: Path | None = None
    peers: tuple[Path, ...] = ()
    quick: bool = False
    seconds: float = 3.0

    @property
    def effort(self) -> Effort:
        """For a whole frame."""
        return Effort(self.seconds, 3, 100, 1) if self.quick else Effort(self.seconds, 10, 2000, 3)

    @property
    def part_effort(self) -> Effort:
        """For a part of one: stages, matrix products."""
        return dataclasses.replace(self.effort, seconds=self.seconds / 3)


def run_benchmark(
    settings: BenchmarkSettings, tell: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Measures everything.

    Args:
        settings: What and for how long.
        tell: Called with a line about what is being measured.

    Returns:
        What ``--json`` prints; docs/performance.md says how to read it. Times are in milliseconds.

    Raises:
        UsageError: An unknown model or device, or an adapter that does not work.
        DeviceError: The device or all of its backends fail.
        CheckpointError: The weights are damaged.
    """
    if settings.weights is not None and len(settings.models) != 1:
        raise UsageError("--weights belong to one model: give one --model with them")
    device = resolve_device(settings.device)
    if device.startswith(OPENVINO):
        raise UsageError(
            "the benchmark measures the CPU and devices of torch; rtstyle devices times the others"
        )
    peers = [load_peer(path) for path in settings.peers]
    threads = settings.threads or compute_devices()[0].cores or 1
    with _threads(threads):
        return _Run(settings, device, threads, tell).measure(peers)


@dataclass
class _Run:
    """One run of the benchmark and what it has found out so far."""

    settings: BenchmarkSettings
    device: str
    threads: int
    tell: Callable[[str], None]
    notes: list[str] = field(default_factory=list)
    rates: dict[str, MatrixRate | None] = field(default_factory=dict)

    def measure(self, peers: Sequence[NamedPeer]) -> dict[str, Any]:
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        machine = describe_machine(self.device)
        self.note_load(machine)
        weights = {
            name: load_weights(name, self.settings.weights, self.note) for name in self.settings.models
        }
        stages = [row for name, loaded in weights.items() for row in self.stages(name, loaded)]
        frames = [row for name, loaded in weights.items() for row in self.frames(name, loaded)]
        first, loaded = next(iter(weights.items()))
        result = {
            "schema": SCHEMA,
            "rtstyle": rtstyle.__version__,
            "started": started,
            "settings": self.settings,
            "device": self.device,
            "threads": self.threads,
            "machine": machine,
            "versions": software_versions(),
            "stages": stages,
            "frames": frames,
            "paper": [_paper_row(row) for row in stages if tuple(row["size"]) in _squares(PAPER_SIZES)],
            "threads_scaling": self.threads_scaling(first, loaded),
            "peers": self.peers(first, loaded, peers) if peers else [],
            "as_used": self.as_used(loaded),
            "video": self.video(loaded),
            "matrix_rates": [rate for rate in self.rates.values() if rate is not None],
            "notes": self.notes,
        }
        plain: dict[str, Any] = _plain(result)
        return plain

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def note_load(self, machine: Mapping[str, Any]) -> None:
        if was_busy(machine):
            load, cores = machine["load_at_start"], machine["processor"]["cores"]
            on = f"{cores} core{'s' if cores > 1 else ''}"
            self.note(
                f"the machine was busy at the start (load {load:.1f} on {on}): threads waited for each other, and times"
                " are longer than on an idle one"
            )

    def rate(self, precision: str) -> MatrixRate | None:
        """The matrix rate in a precision, measured when it is first asked for."""
        if precision not in self.rates:
            self.tell(f"matrix rate, {precision}")
            self.rates[precision] = measure_matrix_rate(self.device, precision, self.settings.part_effort)
        return self.rates[precision]

    def stages(self, model: str, weights: Weights) -> Iterator[dict[str, Any]]:
        """Every stage alone, at the sizes that were asked for and the paper's."""
        for width, height in dict.fromkeys([*self.settings.sizes, *_squares(PAPER_SIZES)]):
            self.tell(f"stages, {model}, {width}x{height}")
            image, style = (moving_pictures(width, height, 1, seed)[0] for seed in (0, 1))
            timings = measure_stages(weights.network, self.device, image, style, self.settings.part_effort)
            yield {"model": model, "size": (width, height), "stages": timings}

    def frames(self, model: str, weights: Weights) -> Iterator[dict[str, Any]]:
        """The whole way of a frame, for every backend and size."""
        for subject in subjects_of(model, weights, self.device, self.threads, self.note):
            subject.painter.set_style(_style())
            subject.bare.set_style(_style())
            for width, height in self.settings.sizes:
                self.tell(f"frames, {model}, {subject.backend}, {width}x{height}")
                yield self.frame(subject, weights, width, height)
            subject.close()

    def frame(self, subject: Subject, weights: Weights, width: int, height: int) -> dict[str, Any]:
        pictures = moving_pictures(width, height, _FRAMES)
        works = [_stylizing(subject.painter, pictures), _stylizing(subject.bare, pictures)]
        with PeakMemory(self.device) as memory:
            # In turn, or their difference would be that of two moments of the machine.
            timings = measure_in_turn(works, self.settings.effort, self.device)
        whole, network = timings[0][-1], timings[1][-1]
        flops = count_flops(weights.network, width, height)
        margin = 2 * weights.network.margin
        per_s, limit = flops * whole.fps, self.rate(subject.precision)
        return {
            "model": subject.model,
            "backend": subject.backend,
            "device": subject.device,
            "precision": subject.precision,
            "through": subject.through,
            "size": (width, height),
            "frame": whole,
            "fps": whole.fps,
            "ns_per_pixel": whole.median_ms * 1e6 / (width * height),
            "backend_alone": network,
            "around_backend": 1 - network.median_ms / whole.median_ms,
            "flops": flops,
            "flops_with_margin": count_flops(weights.network, width + margin, height + margin),
            "flops_per_s": per_s,
            "of_matrix_rate": None if limit is None else per_s / limit.best_per_s,
            "layers": self.layers(subject, pictures[0]),
            "on_device": self.on_device(subject, pictures[0]),
            "memory_before_bytes": memory.before_bytes,
            "memory_peak_bytes": memory.peak_bytes,
        }

    def layers(self, subject: Subject, picture: Image) -> dict[str, float] | None:
        """What the compiled network's layers take by its own clock; None where it has none."""
        clock = getattr(subject.bare.backend, "layer_times", None)
        if clock is None:
            return None
        return layer_kinds(clock(picture, 5 if self.settings.quick else 30))

    def on_device(self, subject: Subject, picture: Image) -> Timing | None:
        """A frame that lies on the device and stays there, by the device's own clock; None where it has none."""
        clock = getattr(subject.bare.backend, "device_times", None)
        times = clock(picture, 20 if self.settings.quick else 300) if clock is not None else []
        return Timing.of(times) if times else None

    def threads_scaling(self, model: str, weights: Weights) -> list[dict[str, Any]]:
        """The fastest backend with one thread, two, four and so on; on a GPU they make no difference."""
        if self.device != "cpu":
            return []
        size = _SCALING_SIZE if _SCALING_SIZE in self.settings.sizes else self.settings.sizes[0]
        pictures, rows = moving_pictures(*size, _FRAMES), []
        for threads in sorted({*(2**i for i in range(10) if 2**i < self.threads), self.threads}):
            self.tell(f"{threads} threads, {model}, {size[0]}x{size[1]}")
            with _threads(threads):
                subject = make_subject(model, weights, self.device, None, threads, self.note)
                subject.painter.set_style(_style())
                timing = measure(_stylizing(subject.painter, pictures), self.settings.effort)
                subject.close()
            rows.append(
                {
                    "model": model,
                    "backend": subject.backend,
                    "size": size,
                    "threads": threads,
                    "frame": timing,
                }
            )
        return rows

    def peers(self, model: str, weights: Weights, peers: Sequence[NamedPeer]) -> list[dict[str, Any]]:
        """Peers and the fastest backend in turn, on the same frames."""
        ours = make_subject(model, weights, self.device, None, self.threads, self.note)
        rows = []
        for size in self.settings.sizes:
            self.tell(f"peers, {size[0]}x{size[1]}")
            pictures = moving_pictures(*size, _FRAMES)
            faults = {peer.name: _trial(peer.peer, pictures[0]) for peer in peers}
            sound = [peer for peer in peers if faults[peer.name] is None]
            painters = [ours.painter, *(peer.peer for peer in sound)]
            ours.painter.set_style(_style())
            for painter in painters:
                painter.reset()
            works = [_stylizing(painter, pictures) for painter in painters]
            own, *others = measure_in_turn(works, self.settings.effort, self.device)
            turns = dict(zip((peer.name for peer in sound), others, strict=True))
            for peer in peers:
                row = {"peer": peer.name, "model": model, "backend": ours.backend, "size": size}
                rows.append(row | _comparison(own, turns.get(peer.name), faults[peer.name]))
        ours.close()
        return rows

    def as_used(self, weights: Weights) -> list[dict[str, Any]]:
        """Frames as users have them painted; none where there is no whole stylizer."""
        if weights.source is None:
            return []
        try:
            from rtstyle.evaluation.as_used import QUICK_USES, USES, measure_as_used  # noqa: PLC0415 - as below
        except ModuleNotFoundError as error:
            self.note(f"nothing was measured as users run it: {error.name} is not installed")
            return []
        rows: list[dict[str, Any]] = []
        for use in QUICK_USES if self.settings.quick else USES:
            self.tell(f"as users run it, {use.name}, {use.width}x{use.height}")
            rows += measure_as_used(
                use,
                _style(),
                model=weights.source,
                device=self.device,
                threads=self.threads,
                effort=self.settings.part_effort,
            )
        return rows

    def video(self, weights: Weights) -> dict[str, Any] | None:
        """From file to file; None where that cannot be done."""
        if weights.source is None:
            self.note("no video was measured: it needs a whole stylizer")
            return None
        try:
            from rtstyle.evaluation.video_speed import Clip, measure_video  # noqa: PLC0415 - not on a bare machine
        except ModuleNotFoundError as error:
            self.note(f"no video was measured: {error.name} is not installed")
            return None
        clip = Clip(320, 180, 12, 96) if self.settings.quick else Clip(1280, 720, 240, 360)
        self.tell(f"video, {clip.width}x{clip.height}")
        pictures = moving_pictures(clip.width, clip.height, min(clip.frames, 60))
        return measure_video(
            clip,
            pictures,
            _style(),
            model=weights.source,
            device=self.device,
            threads=self.threads,
            effort=self.settings.part_effort,
        )


def _style() -> Image:
    return moving_pictures(512, 512, 1, seed=1)[0]


def _squares(sides: Sequence[int]) -> list[tuple[int, int]]:
    return [(side, side) for side in sides]


def _stylizing(painter: Peer, pictures: Sequence[Image]) -> Callable[[], object]:
    frames = itertools.cycle(pictures)
    return lambda: painter.stylize(next(frames))


def _trial(peer: Peer, picture: Image) -> str | None:
    """Has a peer stylize one picture; why it cannot be measured, None where it can."""
    try:
        peer.set_style(_style())
        peer.reset()
        return fault_of(peer.stylize(picture.copy()), picture)
    except Exception as error:  # noqa: BLE001 - foreign code may fail in any way; the rest is still worth having
        return f"{type(error).__name__}: {' '.join(str(error).split())}"


def _comparison(own: list[Timing], turns: list[Timing] | None, fault: str | None) -> dict[str, Any]:
    """How many times as long a peer takes: of all samples, and the extremes of the rounds."""
    row: dict[str, Any] = {
        "ours": own[-1],
        "theirs": None,
        "ratio": None,
        "ratio_range": None,
        "fault": fault,
    }
    if turns is not None:
        *rounds, ratio = (theirs.median_ms / mine.median_ms for theirs, mine in zip(turns, own, strict=True))
        row |= {"theirs": turns[-1], "ratio": ratio, "ratio_range": (min(rounds), max(rounds))}
    return row


def _paper_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"model": row["model"], "size": row["size"]} | paper_shares(row["stages"])


def _plain(value: Any) -> Any:
    """What JSON can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain({part.name: getattr(value, part.name) for part in dataclasses.fields(value)})
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Path) else value


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Has torch and OpenCV compute with so many threads, for a while."""
    before = torch.get_num_threads(), cv2.getNumThreads()
    torch.set_num_threads(count)
    cv2.setNumThreads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before[0])
        cv2.setNumThreads(before[1])
