from __future__ import annotations

import errno
import os
import re
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

import rtstyle
from rtstyle.cli import main
from rtstyle.errors import MediaReadError, RtstyleError, UnknownStyleError

_forwarded: list[str] = []


def fail(kind: str) -> None:
    """Fails as it is told."""
    typer.echo("before")
    raise {
        "error": MediaReadError("cannot read a.png:\nit is damaged"),
        "usage": UnknownStyleError("no style 'x'"),
        "root": RtstyleError("no"),
        "os": OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "out.mp4"),
        "interrupt": KeyboardInterrupt(),
        "bug": ZeroDivisionError("a bug"),
    }[kind]


def forward(context: typer.Context) -> None:
    """Keeps its arguments."""
    _forwarded[:] = [context.command_path, *context.args]


several = typer.Typer(help="Several commands.")


@several.command()
def one() -> None:
    """The first."""
    typer.echo("one was called")


@several.command()
def two() -> None:
    """The second."""


@pytest.fixture
def invoke(monkeypatch):
    """Runs the command line with three commands more."""
    for name, forwards in (("fail", False), ("forward", True), ("several", False)):
        command = main.LazyCommand(f"{__name__}:{name}", f"Text of {name}.", "Panel", forwards=forwards)
        monkeypatch.setitem(main.COMMANDS, name, command)
    return lambda *arguments: CliRunner().invoke(main.app, arguments, prog_name="rtstyle")


@pytest.mark.parametrize(
    ("kind", "exit_code", "line"),
    [
        ("error", 1, "rtstyle: cannot read a.png: it is damaged\n"),
        ("usage", 2, "rtstyle: no style 'x'\n"),
        ("root", 1, "rtstyle: no\n"),
        ("os", 1, "rtstyle: out.mp4: No space left on device\n"),
        ("interrupt", 130, "rtstyle: interrupted\n"),
    ],
)
def test_every_failure_is_one_line_and_an_exit_code(invoke, kind, exit_code, line):
    done = invoke("fail", kind)
    assert (done.exit_code, done.stdout, done.stderr) == (exit_code, "before\n", line)


def test_a_bug_is_not_hidden(invoke):
    assert isinstance(invoke("fail", "bug").exception, ZeroDivisionError)


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["--nonsense"], ["fail"], ["fail", "--nonsense"], ["styles", "x"]]
)
def test_bad_usage(invoke, arguments):
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert "Usage: rtstyle" in done.stderr


def test_a_mistyped_command_is_guessed(invoke):
    assert "'styles'" in invoke("stylse").stderr


def test_a_forwarding_command_gets_everything_as_it_is(invoke):
    arguments = ["--help", "-x", "a b", "--", "--version", "-h", "c"]
    assert invoke("forward", *arguments).exit_code == 0
    assert _forwarded == ["rtstyle forward", *arguments]


def test_a_command_with_commands(invoke):
    assert invoke("several", "one").stdout == "one was called\n"
    done = invoke("several", "--help")
    assert "The second." in done.stdout
    assert "completion" not in done.stdout


def test_help_lists_every_command_by_its_line(invoke):
    for arguments in ([], ["--help"], ["-h"]):
        text = " ".join(re.sub(r"[│╭╮╰╯─]", " ", invoke(*arguments).output).split())
        for name, command in main.COMMANDS.items():
            assert f"{name} {command.help}" in text


def test_the_window_is_the_first_command():
    assert next(iter(main.COMMANDS)) == "live"


@pytest.mark.parametrize("command", ["live", "stream", "image", "video", "batch", "demo", "evaluate"])
def test_help_does_not_wait_for_torch(command):
    script = f"""
import sys
from rtstyle.cli.main import app
try:
    app([{command!r}, "--help"])
except SystemExit:
    pass
assert "torch" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--device" in done.stdout


def test_options_whose_value_may_be_missing():
    assert main._with_values(["stream", "--microphone", "--json", "--microphone", "USB", "--microphone"]) == [
        *("stream", "--microphone=", "--json"),
        *("--microphone", "USB", "--microphone="),
    ]


def test_version():
    assert CliRunner().invoke(main.app, ["--version"]).output == f"rtstyle {rtstyle.__version__}\n"


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_loads_and_says_what_the_list_says(name):
    listed = main.COMMANDS[name]
    loaded = listed.load(name)
    assert loaded.name == name
    assert loaded.help.split()[0] == listed.help.split()[0]


def _run(*arguments, **options):
    # Unbuffered output would fail at another place than the user's.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        [sys.executable, "-B", *arguments], text=True, check=False, env=environment, **options
    )


def test_as_a_program(tmp_path):
    done = _run("-m", "rtstyle", "styles", "add", str(tmp_path / "none.png"), capture_output=True)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("rtstyle: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--version"], ["styles", "list", "--json"], ["train", "--help"]])
def test_a_reader_that_went_away_is_no_failure_to_speak_of(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = _run("-m", "rtstyle", *arguments, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert done.stderr == ""
    assert done.returncode in {0, 1}


def test_what_standard_output_does_not_take_is_a_failure(tmp_path):
    # A limit on the size of files stands for a full disk; the command prints without looking at the result.
    script = """
import resource, signal
from rtstyle.cli import main

def write():
    print("lost")

main.COMMANDS["write"] = main.LazyCommand("__main__:write", "", "")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
main.main()
"""
    with (tmp_path / "output").open("w") as output:
        done = _run("-c", script, "write", stdout=output, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, "rtstyle: File too large\n")


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["no-such-command"], 2)])
def test_a_device_that_hangs_does_not_hold_up_the_end(arguments, code):
    program = (
        "import atexit, sys, types\n"
        "sys.modules['rtstyle.engine.backends.watched'] = types.SimpleNamespace(hung=['gizmo'])\n"
        "atexit.register(print, 'the libraries have their last acts')\n"
        "from rtstyle.cli.main import main; sys.argv[0] = 'rtstyle'; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert ended.returncode == code
    assert "last acts" not in ended.stdout
    assert ended.stdout.startswith("rtstyle ") if code == 0 else ended.stderr
