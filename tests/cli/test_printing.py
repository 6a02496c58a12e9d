"""Names and addresses on terminals: shown, not obeyed; without what is secret."""

from __future__ import annotations

import logging
import os
import pty
import subprocess
import sys

import pytest

from rtstyle.cli.printing import LineFormatter, printable

TITLE = "\x1b]0;PWNED\x07"
SECRET = "rtsp://me:s3cret@host/x?token=t0ken"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"a{TITLE}b", r"a\x1b]0;PWNED\x07b"),
        ("two\nlines\r", r"two\nlines\r"),
        ("\x9b2J and \x7f", r"\x9b2J and \x7f"),
        ("gpj.\u202etxt", r"gpj.\u202etxt"),
        ("Größe 写真 é ☺", "Größe 写真 é ☺"),
        (f"cannot play {SECRET}: no", "cannot play rtsp://host/x: no"),
    ],
)
def test_nothing_is_obeyed_and_nothing_secret_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown
    record = logging.LogRecord("rtstyle", logging.WARNING, "x.py", 1, "left out: %s", (text,), None)
    assert LineFormatter("rtstyle: %(message)s").format(record) == f"rtstyle: left out: {shown}"


@pytest.mark.parametrize(
    "arguments",
    [
        ["video", f"{TITLE}x.mp4", "--style", "night-whorls", "--output", "o.mp4"],
        ["batch", f"{TITLE}x", "--style", "night-whorls", "--output", "o"],
        ["styles", "add", f"{TITLE}x.png"],
        ["image", f"--{TITLE}"],
        [f"--{TITLE}"],
        [TITLE],
    ],
)
def test_no_command_obeys_a_name(tmp_path, arguments: list[str]) -> None:
    ours, theirs = pty.openpty()
    code = "import sys; from rtstyle.cli.main import main; main()"
    done = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # the other end of the terminal was closed
        pass
    os.close(ours)
    assert done.wait() in {1, 2}
    assert b"PWNED" in shown
    assert b"\x1b]" not in shown
    assert b"\x07" not in shown
    assert b"Traceback" not in shown


@pytest.mark.parametrize(
    "place",
    [
        ["--source", SECRET.replace("rtsp", "ftp"), "--sink", "null"],
        ["--source", "synthetic", "--sink", SECRET],
    ],
)
def test_no_message_holds_a_password(run, place: list[str]) -> None:
    result = run("stream", "--style", "night-whorls", *place)
    assert result.exit_code == 2
    assert "host/x" in result.output
    assert "s3cret" not in result.output
    assert "t0ken" not in result.output
