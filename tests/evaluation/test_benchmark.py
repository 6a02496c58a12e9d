from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys

import cv2
import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from rtstyle.cli.main import app
from rtstyle.engine.backends.torch_backend import TorchBackend
from rtstyle.errors import CheckpointError, UsageError
from rtstyle.evaluation import stages, subjects
from rtstyle.evaluation.as_used import SCENES, scene_pictures
from rtstyle.evaluation.benchmark import main
from rtstyle.evaluation.hardware import PeakMemory, measure_matrix_rate
from rtstyle.evaluation.peers import load_peer
from rtstyle.evaluation.pictures import moving_pictures
from rtstyle.evaluation.plots import draw_chart
from rtstyle.evaluation.report import as_markdown
from rtstyle.evaluation.run import BenchmarkSettings, run_benchmark
from rtstyle.evaluation.timing import Effort, Timing, measure, measure_in_turn
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_code
from rtstyle.modeling.vgg import VggAdaINNetwork

BRIEF = ("--quick", "--seconds", "0.01", "--threads", "1", "--size", "64x48")

RECORDING = """
import json, pathlib
LOG = pathlib.Path(__file__).with_suffix(".json")

class Painter:
    def __init__(self):
        self.calls = []

    def note(self, name, image=None):
        self.calls.append([name] if image is None else [name, str(image.dtype), *image.shape, int(image.sum())])
        LOG.write_text(json.dumps(self.calls))

    def set_style(self, image):
        self.note("set_style", image)

    def reset(self):
        self.note("reset")

    def stylize(self, image):
        self.note("stylize", image)
        return 255 - image

def make():
    return Painter()
"""

FAULTY = """
class Painter:
    def set_style(self, image): pass
    def reset(self): pass
    def stylize(self, image): {body}

def make():
    return Painter()
"""


def write_adapter(folder, name, text):
    path = folder / f"{name}_adapter.py"
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """A run with everything in it: the result, and the folder with chart and adapters."""
    folder = tmp_path_factory.mktemp("benchmark")
    adapters = [
        write_adapter(folder, "recording", RECORDING),
        write_adapter(folder, "small", FAULTY.format(body="return image[1:]")),
        write_adapter(folder, "broken", FAULTY.format(body="raise RuntimeError('no\\nmemory')")),
    ]
    arguments = [*BRIEF, "--json", "--plot", str(folder / "chart.png")]
    for adapter in adapters:
        arguments += ["--peer", str(adapter)]
    done = CliRunner().invoke(app, ["benchmark", *arguments], prog_name="rtstyle")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout), folder


def timings_in(value):
    if isinstance(value, dict):
        if "median_ms" in value and "n" in value:
            yield value
        for part in value.values():
            yield from timings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from timings_in(part)


def test_the_json_says_what_was_measured_on_what(measured):
    result, _ = measured
    assert set(result) == {
        *("schema", "rtstyle", "started", "settings", "device", "threads", "machine", "versions", "stages"),
        *("frames", "paper", "threads_scaling", "peers", "as_used", "video", "matrix_rates", "notes"),
    }
    assert (result["schema"], result["device"], result["threads"]) == (1, "cpu", 1)
    assert result["settings"]["sizes"] == [[64, 48]]
    assert {"python", "torch", "numpy"} <= set(result["versions"])
    assert result["machine"]["device"]["device"] == "cpu"


def test_every_timing_has_median_spread_and_number(measured):
    result, _ = measured
    timings = list(timings_in(result))
    assert len(timings) > 30
    for timing in timings:
        assert 0 < timing["p5_ms"] <= timing["median_ms"] <= timing["p95_ms"] <= timing["p99_ms"]
        assert timing["n"] >= 3
        assert timing["mad_ms"] >= 0
        assert timing["fps"] == pytest.approx(1000 / timing["median_ms"])


def test_a_row_for_every_backend_that_works(measured):
    result, _ = measured
    backends = [row["backend"] for row in result["frames"]]
    assert "torch" in backends
    for missing in {"openvino", "torch"} - set(backends):
        assert any(missing in note for note in result["notes"])
    rates = {
        rate["precision"]: max(rate["matmul_per_s"], rate["convolution_per_s"])
        for rate in result["matrix_rates"]
    }
    for row in result["frames"]:
        seconds = row["frame"]["median_ms"] / 1000
        assert (row["size"], row["through"]) == ([64, 48], "stylizer")
        assert row["flops_per_s"] == pytest.approx(row["flops"] / seconds)
        # torch multiplies no 8-bit matrices, so that there is no rate to compare with.
        rate = rates.get(row["precision"])
        assert (rate is None) == (row["precision"] == "int8")
        if rate is not None:
            assert row["of_matrix_rate"] == pytest.approx(row["flops_per_s"] / rate)
        assert row["on_device"] is None
        layers = row["layers"]
        assert (layers is not None) == (row["backend"] == "openvino")
        if layers is not None:
            kinds = [milliseconds for kind, milliseconds in layers.items() if kind != "layers"]
            assert layers["layers"] == pytest.approx(sum(kinds))
            assert layers["convolutions"] > layers["statistics"] > 0
        assert row["ns_per_pixel"] == pytest.approx(seconds * 1e9 / (64 * 48))
        assert row["flops_with_margin"] > row["flops"]
        if sys.platform.startswith("linux"):
            assert row["memory_peak_bytes"] >= row["memory_before_bytes"] > 2**26


def test_the_papers_analysis_is_made_at_its_sizes(measured):
    result, _ = measured
    assert [row["size"] for row in result["paper"]] == [[256, 256], [512, 512]]
    for row in result["paper"]:
        assert set(row["with_cache"]["shares"]) == {"encode content", "adain", "decode"}
        assert set(row["without_cache"]["shares"]) == {"encode content", "encode style", "adain", "decode"}
        for part in (row["with_cache"], row["without_cache"]):
            assert sum(part["shares"].values()) == pytest.approx(1)
        assert row["without_cache"]["median_ms"] > row["with_cache"]["median_ms"]


def test_frames_are_measured_as_users_run_it(measured):
    result, _ = measured
    rows = result["as_used"]
    assert [row["scene"] for row in rows] == ["moving", "resting", "repeating"]
    assert {tuple(row["painted_at"]) for row in rows} == {(171, 96)}
    assert min(row["cpu_ms"] for row in rows) > 0
    text = as_markdown(result)
    assert re.search(r"As users run it\n\n.*CPU ms.*\n.*\n\| live +\| 320×180 +\| 171×96 +\| moving", text)


def test_scenes_are_what_they_are_called():
    moving, resting, repeating = (scene_pictures(scene, 64, 48) for scene in SCENES)
    assert len(repeating) == 1
    changes = [np.abs(a.astype(int) - b).max(2) for a, b in itertools.pairwise(resting)]
    assert all(0 < change.mean() < 6 for change in changes)
    assert np.abs(moving[0].astype(int) - moving[1]).mean() > 8
    np.testing.assert_array_equal(moving[0][:, 3:], moving[1][:, :-3])


def test_threads_and_video_are_measured(measured):
    result, _ = measured
    assert [row["threads"] for row in result["threads_scaling"]] == [1]
    video = result["video"]
    slowest = max(video[stage]["median_ms"] for stage in ("decode", "engine", "encode"))
    assert video["whole_over_slowest"] == pytest.approx(video["whole_ms"] / slowest)
    cpu_ms = video["cpu_ms"]
    assert min(cpu_ms.values()) > 0
    assert video["floor_ms"] == pytest.approx(max(slowest, sum(cpu_ms.values()) / result["threads"]))
    assert video["whole_over_floor"] == pytest.approx(video["whole_ms"] / video["floor_ms"])
    assert video["whole_s"] * 1000 == pytest.approx(video["whole_ms"] * video["clip"]["frames"])


def test_a_peer_is_called_as_promised(measured):
    result, folder = measured
    calls = json.loads((folder / "recording_adapter.json").read_text())
    names = [call[0] for call in calls]
    assert names[:2] == ["set_style", "reset"]
    assert names.count("set_style") == 1
    # The sequence that is timed begins with a reset.
    assert names[names.index("stylize") + 1] == "reset"
    shown = [call for call in calls if call[0] == "stylize"]
    frames = [["stylize", "uint8", *frame.shape, int(frame.sum())] for frame in moving_pictures(64, 48, 4)]
    assert all(call in frames for call in shown)
    assert len({tuple(call) for call in shown}) == 4
    row = result["peers"][0]
    assert row["peer"] == "recording"
    assert len(shown) >= row["theirs"]["n"]
    assert row["ratio"] == pytest.approx(row["theirs"]["median_ms"] / row["ours"]["median_ms"])
    low, high = row["ratio_range"]
    assert low <= high


def test_a_peer_that_fails_costs_only_its_row(measured):
    result, _ = measured
    faults = {row["peer"]: row["fault"] for row in result["peers"]}
    assert faults == {
        "recording": None,
        "small": "stylize() of uint8 (48, 64, 3) gave uint8 (47, 64, 3)",
        "broken": "RuntimeError: no memory",
    }
    assert [row["ratio"] is None for row in result["peers"]] == [False, True, True]


def test_the_report_shows_every_row_in_even_tables(measured):
    result, _ = measured
    # As on a CUDA device, which is rarely at hand.
    frames = [row | {"on_device": row["frame"]} for row in result["frames"]]
    text = as_markdown(result | {"frames": frames})
    for title in (
        "Frame in, frame out",
        "Measured matrix rate",
        "On the device alone",
        "Peers",
        "Stages",
        "speed analysis",
        "Video",
    ):
        assert title in text
    for table in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1
    assert "RuntimeError: no memory" in text


def test_the_chart_is_a_picture(measured):
    result, folder = measured
    chart = cv2.imread(str(folder / "chart.png"))
    # Ours in colour, the one peer that works in grey.
    assert len(bars_in(chart, (217, 95, 62))) == len(result["frames"])
    assert len(bars_in(chart, (168, 176, 188))) == 1


def bars_in(chart, color):
    """Lengths of the bars of a colour, from top to bottom."""
    rows = (chart[:, :, ::-1] == color).all(2).sum(1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], rows > 0, [0]])))
    return [int(rows[start:end].max()) for start, end in edges.reshape(-1, 2)]


def test_bars_are_as_long_as_their_figures(measured, tmp_path):
    result, _ = measured
    timing = {"median_ms": 20.0, "p5_ms": 20.0, "p95_ms": 20.0}
    row = {"model": "compact", "backend": "torch", "size": [64, 64]}
    slow = row | {
        "backend": "a-backend-whose-name-is-rather-long",
        "frame": timing | dict.fromkeys(timing, 80.0),
    }
    draw_chart(result | {"frames": [slow, row | {"frame": timing}], "peers": []}, tmp_path / "c.png")
    fast_bar, slow_bar = bars_in(cv2.imread(str(tmp_path / "c.png")), (217, 95, 62))
    assert fast_bar == pytest.approx(4 * slow_bar, rel=0.03)


@pytest.mark.parametrize(
    ("network", "width", "height", "gflops"),
    [(CompactNetwork, 512, 512, 10.2), (CompactNetwork, 1020, 512, 20.4), (VggAdaINNetwork, 512, 512, 253.0)],
)
def test_operations_of_the_networks(network, width, height, gflops):
    assert subjects.count_flops(network().eval(), width, height) == pytest.approx(gflops * 1e9, rel=0.02)


def test_the_stages_in_a_row_are_the_engines_way_of_a_frame():
    weights = subjects.load_weights("compact", None, pytest.fail)
    image, style = moving_pictures(101, 70, 1)[0], moving_pictures(96, 96, 1, seed=1)[0]
    with torch.inference_mode():
        works = stages._works(weights.network, "cpu", image, style)
        assert set(works) == {*stages.FRAME_STAGES, *stages.OTHER_STAGES}
        painted = works["postprocess"]()
        code = style_code(weights.network, torch.from_numpy(style).permute(2, 0, 1)[None].float() / 255)
    backend = TorchBackend(weights.network)
    backend.set_target(code, 1.0)
    expected = backend.run(image, 0.0)
    assert painted.shape == expected.shape == (70, 101, 3)
    assert np.abs(painted.astype(int) - expected).mean() < 1.5
    assert expected.std() > 10


def test_the_backend_alone_paints_what_the_stylizer_paints():
    weights = subjects.load_weights("compact", None, pytest.fail)
    subject = subjects.make_subject("compact", weights, "cpu", "torch", 1, pytest.fail)
    subject.painter.change(brushwork=0)  # the painting is what the backend makes of it, its strokes are not
    style, image = moving_pictures(128, 128, 1, seed=1)[0], moving_pictures(75, 61, 1)[0]
    for painter in (subject.painter, subject.bare):
        painter.set_style(style)
    pictures = [painter.stylize(image) for painter in (subject.painter, subject.bare)]
    np.testing.assert_array_equal(*pictures)
    subject.close()


def test_a_summary_of_samples():
    timing = Timing.of([1.0, 2.0, 3.0, 4.0, 100.0])
    assert (timing.median_ms, timing.mad_ms, timing.n) == (3.0, 1.0, 5)
    assert timing.p5_ms == pytest.approx(1.2)
    assert timing.p95_ms == pytest.approx(80.8)
    assert timing.p99_ms == pytest.approx(96.16)


@pytest.mark.parametrize(
    ("effort", "expected"), [(Effort(0, 4, 9, 2), 4), (Effort(60, 4, 9, 0), 9), (Effort(60, 1, 1, 3), 1)]
)
def test_as_many_samples_as_asked_for_after_the_warm_up(effort, expected):
    calls = []
    assert measure(lambda: calls.append(0), effort).n == expected
    assert len(calls) == expected + effort.warm_up


def test_works_in_turn_share_the_machines_moods():
    order = []
    works = [lambda: order.append("a"), lambda: order.append("b")]
    first, second = measure_in_turn(works, Effort(0, 4, 4, 1), rounds=2)
    # One warm-up each; then in every round one run that is not counted and two that are.
    assert "".join(order) == "ab" + "aaabbb" * 2
    assert [timing.n for timing in first] == [timing.n for timing in second] == [2, 2, 4]


def test_the_peak_of_memory_is_that_of_the_moment():
    megabytes = 2**20
    for size in (96, 24):
        with PeakMemory("cpu") as memory:
            held = np.ones(size * megabytes, np.uint8)
            del held
        if memory.peak_bytes is None:  # only Linux tells
            return
        assert memory.peak_bytes - memory.before_bytes == pytest.approx(size * megabytes, abs=12 * megabytes)


def test_no_rate_in_a_precision_that_torch_lacks():
    assert measure_matrix_rate("cpu", "int3", Effort(0, 1, 1, 0)) is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x = 1", "defines no make()"),
        ("def make(): return 3", "has no set_style()"),
        ("def make(): return {}['make']", "KeyError: 'make'"),
        ("import nothing_of_that_name", "No module named 'nothing_of_that_name'"),
        ("def make(:", "SyntaxError"),
    ],
)
def test_an_adapter_that_is_none(tmp_path, text, complaint):
    with pytest.raises(UsageError, match=re.escape(complaint)):
        load_peer(write_adapter(tmp_path, "odd", text))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--peer", "nowhere.py"],
        ["--device", "abacus"],
        ["--plot", "chart.jpg"],
        ["--model", "compact", "--model", "adain-vgg19", "--weights", "w.safetensors"],
    ],
)
def test_bad_usage_is_one_line_before_anything_is_measured(arguments, capsys):
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r"rtstyle: [^\n]+\n", told.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--size", "12"],
        ["--size", "axb"],
        ["--size", "9000"],
        ["--threads", "0"],
        ["--seconds", "0"],
        ["--model", "x"],
    ],
)
def test_bad_arguments(arguments, capsys):
    with pytest.raises(SystemExit) as failed:
        main(arguments)
    assert failed.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_a_chart_into_no_folder(tmp_path, capsys):
    assert main(["--plot", str(tmp_path / "none" / "chart.png")]) == 1
    assert "there is no folder" in capsys.readouterr().err


def test_damaged_weights(tmp_path):
    path = tmp_path / "weights.safetensors"
    path.write_bytes(b"x" * 100)
    with pytest.raises(CheckpointError):
        run_benchmark(BenchmarkSettings(weights=path))


def test_help_is_the_benchmarks_own():
    done = CliRunner().invoke(app, ["benchmark", "--help"], prog_name="rtstyle")
    assert done.exit_code == 0
    assert done.stdout.lstrip().startswith("Usage: rtstyle benchmark")
    for option in ("--json", "--device", "--size", "--model", "--peer", "--plot", "--quick"):
        assert option in done.stdout


def test_a_network_whose_weights_are_missing_is_measured_with_random_ones():
    notes = []
    weights = subjects.load_weights("adain-vgg19", None, notes.append)
    assert weights.source is None
    assert "random weights" in notes[0]
    assert not weights.network.training


def test_it_runs_where_only_torch_and_friends_are():
    absent = ("av", "typer", "rich", "platformdirs", "PyQt6", "openvino", "mss", "pyvirtualcam")
    script = f"""
import sys
sys.modules.update(dict.fromkeys({absent!r}))
from rtstyle.evaluation.benchmark import main
sys.exit(main({[*BRIEF, "--json"]!r}))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert [(row["backend"], row["through"]) for row in result["frames"]] == [("torch", "backend")]
    assert result["video"] is None
    assert result["as_used"] == []
    assert "no video was measured: av is not installed" in result["notes"]
