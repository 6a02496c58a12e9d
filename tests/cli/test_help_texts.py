"""What ``--help`` tells."""

from __future__ import annotations

import argparse

import pytest
from typer.testing import CliRunner

from rtstyle.cli import main
from rtstyle.cli.forwarded import dress


def options_of(command, path):
    for name, below in getattr(command, "commands", {}).items():
        yield from options_of(below, f"{path} {name}")
    for parameter in command.params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            yield f"{path} --{parameter.name}", parameter


@pytest.mark.parametrize("name", [name for name, listed in main.COMMANDS.items() if not listed.forwards])
def test_every_default_is_told(name):
    for told, option in options_of(main.COMMANDS[name].load(name), name):
        if option.required or option.is_flag or name == "live":  # the window takes what was used last
            continue
        if option.default is None and not isinstance(option.show_default, str):
            assert "if not given" in (option.help or "") or told.startswith("models import"), told


def test_a_choice_that_is_nothing_is_told_too():
    text = CliRunner().invoke(main.app, ["image", "--help"], env={"COLUMNS": "200"}).stdout
    assert "[default: (none)]" in text or "[default: none]" in text
    assert "[default: 0.75]" in text


@pytest.mark.parametrize("name", ["train", "evaluate", "benchmark"])
def test_commands_with_a_parser_of_their_own_look_like_the_rest(name):
    done = CliRunner().invoke(main.app, [name, "--help"], prog_name="rtstyle", env={"COLUMNS": "120"})
    assert done.exit_code == 0
    assert f"Usage: rtstyle {name} [OPTIONS]" in done.stdout
    assert "╭─ Options ─" in done.stdout
    assert "[default: auto]" in done.stdout

    done = CliRunner().invoke(main.app, [name, "--nonsense"], prog_name="rtstyle", env={"COLUMNS": "120"})
    assert done.exit_code == 2
    assert "╭─ Error ─" in done.stderr
    assert "--nonsense" in done.stderr or "required" in done.stderr
    assert f"Try 'rtstyle {name} --help' for help." in done.stderr


def test_every_kind_of_argument_is_told(capsys):
    parser = argparse.ArgumentParser("rtstyle try", description="Tries [bold]things[/bold].")
    parser.add_argument("--count", type=int, default=0, help="how many")
    parser.add_argument("--kind", choices=["a", "b"], help="which (default: a)")
    parser.add_argument("--name", required=True, metavar="NAME", help="whose")
    parser.add_argument("--secret", help=argparse.SUPPRESS)
    parser.add_argument("--fast", action="store_true", help="no waiting")
    dress(parser)
    with pytest.raises(SystemExit) as left:
        parser.parse_args(["--help"])
    assert left.value.code == 0
    lines = capsys.readouterr().out.splitlines()

    def line(flag):
        return " ".join(next(line for line in lines if flag in line).strip("│ ").split())

    assert line("--count") == "--count <int> How many. [default: 0]"
    assert line("--kind") == "--kind [a|b] Which (default: a)"
    assert line("--name") == "* --name NAME Whose. [required]"
    assert line("--fast") == "--fast No waiting."
    assert "[bold]things[/bold]" in "\n".join(lines)
    assert "--secret" not in "\n".join(lines)
