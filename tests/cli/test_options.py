from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rtstyle.cli import options
from rtstyle.errors import UsageError


def test_styles_become_weights():
    assert options.style_mapping(["waves", "C:\\ink.jpg:0.5"]) == {"waves": 1.0, "C:\\ink.jpg": 0.5}


def test_a_style_named_twice_counts_twice():
    assert options.style_mapping(["waves", "ink", "waves:2"]) == {"waves": 3.0, "ink": 1.0}


def test_no_style_is_bad_usage():
    with pytest.raises(UsageError, match="--style"):
        options.style_mapping([])


@pytest.fixture
def parse():
    """Runs a command that has all options and returns what it got, or the exit code and the complaint."""
    app = typer.Typer()
    got = {}

    @app.command()
    def command(
        style: options.Styles,
        output: options.Output,
        strength: options.Strength = 1.0,
        size: options.Size = None,
        smoothing: options.Smoothing = 0.0,
        denoise: options.Denoise = 0.0,
        stroke_scale: options.StrokeScale = 1.0,
        preserve_color: options.PreserveColorChoice = None,
        model: options.Model = "compact",
        device: options.Device = "auto",
        as_json: options.Json = False,
        quiet: options.Quiet = False,
    ):
        got.update(locals())

    def parse(*arguments):
        done = CliRunner().invoke(app, ["-s", "a", "-o", "b", *arguments])
        return (
            (done.exit_code, done.output)
            if done.exit_code
            else {name: got[name] for name in got if name != "got"}
        )

    return parse


def test_defaults(parse):
    assert parse() == {
        "style": ["a"],
        "output": Path("b"),
        "strength": 1.0,
        "size": None,
        "smoothing": 0.0,
        "denoise": 0.0,
        "stroke_scale": 1.0,
        "preserve_color": None,
        "model": "compact",
        "device": "auto",
        "as_json": False,
        "quiet": False,
    }


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        (["--style", "c:2"], "style", ["a", "c:2"]),
        (["--output", "x/y.mkv"], "output", Path("x/y.mkv")),
        (["--strength", "0.5"], "strength", 0.5),
        (["--alpha", "0"], "strength", 0.0),
        (["--size", "240"], "size", 240),
        (["--size", "full"], "size", "full"),
        (["--smoothing", "0.4"], "smoothing", 0.4),
        (["--denoise", "0.5"], "denoise", 0.5),
        (["--stroke-scale", "2"], "stroke_scale", 2.0),
        (["--preserve-color", "coral"], "preserve_color", "coral"),
        (["--preserve-color", "luminance"], "preserve_color", "luminance"),
        (["--model", "adain-vgg19"], "model", "adain-vgg19"),
        (["--device", "cuda:1"], "device", "cuda:1"),
        (["--json"], "as_json", True),
        (["--quiet"], "quiet", True),
        (["-q"], "quiet", True),
    ],
)
def test_each_option(parse, arguments, name, value):
    assert parse(*arguments)[name] == value


def test_what_there_is_is_told_in_words(parse):
    _, output = parse("--preserve-color", "sepia")
    assert "'sepia' is neither luminance nor coral" in " ".join(output.replace("│", "").split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--strength", "1.1"],
        ["--strength", "-0.1"],
        ["--strength", "full"],
        ["--size", "8"],
        ["--size", "1.5"],
        ["--smoothing", "-1"],
        ["--denoise", "1.1"],
        ["--stroke-scale", "0"],
        ["--preserve-color", "sepia"],
        ["--unknown"],
    ],
)
def test_nonsense_is_bad_usage_and_named(parse, arguments):
    exit_code, output = parse(*arguments)
    assert exit_code == 2
    assert arguments[0] in output


@pytest.mark.parametrize(
    "command",
    [
        ["image", "photo.png", "-o", "out.png"],
        ["video", "clip.mp4", "-o", "out.mp4"],
        ["stream", "--source", "synthetic", "--sink", "null"],
    ],
)
def test_an_unknown_style_is_told_before_a_network_is_loaded(run, one_line, monkeypatch, tmp_path, command):
    for name in ("photo.png", "clip.mp4"):
        (tmp_path / name).write_bytes(b"whatever it is")
    monkeypatch.setattr(
        "rtstyle.engine.stylizer.load_network", lambda _: pytest.fail("the network was loaded")
    )
    assert "no style 'no-such'" in one_line(run(*command, "-s", "no-such"), 2)
