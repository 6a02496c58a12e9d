from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rtstyle.cli import options
from rtstyle.cli.main import COMMANDS
from rtstyle.errors import UsageError
from rtstyle.options import OF_TIME, SETTINGS, StylizeOptions


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
    @options.with_picture()
    def command(
        style: options.Styles,
        output: options.Output,
        *,
        picture: StylizeOptions,
        model: options.Model = "compact",
        device: options.Device = "auto",
        as_json: options.Json = False,
        quiet: options.Quiet = False,
    ):
        got.update(locals())
        got.update(dataclasses.asdict(got.pop("picture")))

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
        "detail": 0.75,
        "brushwork": 1.0,
        "underpainting": 0.0,
        "size": None,
        "smoothing": 0.0,
        "denoise": 0.0,
        "stroke_scale": 1.0,
        "preserve_color": None,
        "paint": "everything",
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
        (["--smoothing", "0.4"], "smoothing", 0.4),
        (["--denoise", "0.5"], "denoise", 0.5),
        (["--stroke-scale", "2"], "stroke_scale", 2.0),
        (["--preserve-color", "coral"], "preserve_color", "coral"),
        (["--preserve-color", "luminance"], "preserve_color", "luminance"),
        (["--preserve-color", "none"], "preserve_color", None),
        (["--paint", "Background"], "paint", "background"),
        (["--size", "None"], "size", None),
        (["--size", "full"], "size", "full"),
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
    assert "preserve_color is luminance or coral or none, not 'sepia'" in " ".join(
        output.replace("│", "").split()
    )


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1.1", "1e400", "full"])
def test_a_number_out_of_its_range_is_told_with_the_range(parse, number):
    _, output = parse("--underpainting", number)
    shown = number if number != "1e400" else "inf"
    told = " ".join(output.replace("│", "").split())
    assert f"underpainting lies between 0 and 1, not {shown}" in told.replace("'", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--strength", "1.1"],
        ["--strength", "-0.1"],
        ["--strength", "full"],
        ["--size", "8"],
        ["--size", "1.5"],
        ["--size", "0"],
        ["--size", "99999"],
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


@pytest.mark.parametrize("given", ["8", "99999"])
def test_a_number_out_of_bounds_is_told_the_bounds(parse, given):
    _, output = parse("--size", given)
    assert "from 16 to 16384" in " ".join(output.replace("│", "").split())


@pytest.mark.parametrize("name", ["image", "video", "batch", "stream", "live"])
def test_every_command_that_paints_offers_every_setting(name):
    parameters = {parameter.name for parameter in COMMANDS[name].load(name).params}
    assert "picture" not in parameters
    assert parameters & SETTINGS.keys() == SETTINGS.keys() - (set(OF_TIME) if name == "image" else set())


def test_a_setting_that_is_not_given_is_left_out_where_a_command_asks_for_that():
    app, got = typer.Typer(), {}
    app.command()(options.with_picture(make=dict)(lambda *, picture: got.update(given=picture)))
    for arguments, expected in (
        ([], {}),
        (["--size", "none", "--strength", "0"], {"size": None, "strength": 0.0}),
        (["--preserve-color", "coral"], {"preserve_color": "coral"}),
    ):
        assert CliRunner().invoke(app, arguments).exit_code == 0
        assert got["given"] == expected


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
        "rtstyle.engine.stylizer.find_network", lambda _: pytest.fail("the network was loaded")
    )
    assert "no style 'no-such'" in one_line(run(*command, "-s", "no-such"), 2)
