"""The page that shows a ballot: a folder that opens in any browser, without a network and without a server."""

from __future__ import annotations

import importlib.util
import json
from typing import TYPE_CHECKING, Any

from rtstyle.errors import MediaWriteError, UsageError
from rtstyle.evaluation.experiments.context import jpeg
from rtstyle.media.atomic import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.evaluation.voting.ballot import Ballot, Choice

_SMALL_SIDE = 160


def require_jinja() -> None:
    """Fails before anything is painted, not after.

    Raises:
        UsageError: Jinja2 is not installed.
    """
    if importlib.util.find_spec("jinja2") is None:
        raise UsageError('the page of pairs needs Jinja2; install it with: pip install "rtstyle[evaluation]"')


def key_file(output: Path, ballot: str) -> Path:
    """Where the key of a ballot lies: beside the folder that people get, not in it."""
    return output / f"vote-key-{ballot}.json"


def write_ballot(ballot: Ballot, output: Path) -> Path:
    """Writes the page and its pictures into the folder ``vote``, and the key beside it.

    Args:
        ballot: What people are asked.
        output: Folder of the evaluation.

    Returns:
        The page. Nothing in its folder tells who made which picture.

    Raises:
        MediaWriteError: Something cannot be written.
    """
    folder = output / "vote"
    files: dict[str, bytes] = {}
    rows: list[dict[str, Any]] = []
    for number, choice in enumerate(ballot.choices, 1):
        row, pictures = _row(choice, number)
        rows.append(row)
        files |= pictures
    # The page comes last: what it shows is there.
    files["index.html"] = _rendered(ballot.name, rows).encode()
    whole = {folder / name: data for name, data in files.items()}
    whole = {key_file(output, ballot.name): json.dumps(ballot.key(), indent=1).encode(), **whole}
    for path, data in whole.items():
        try:
            write_whole(path, data)
        except OSError as error:
            raise MediaWriteError(f"cannot write {path}: {error.strerror or error}") from error
    for path in (folder / "pictures").glob("*.jpg"):
        if path not in whole:  # of another ballot, which was here before
            path.unlink(missing_ok=True)
    return folder / "index.html"


def _row(choice: Choice, number: int) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A choice as the page knows it, and its files by name."""
    files = {
        f"pictures/{number:03}-{side}.jpg": picture
        for side, picture in zip(("left", "right"), choice.pictures, strict=True)
    }
    left, right = files
    shown = []
    for what, picture in (("painted", choice.content), ("in the style of", choice.style)):
        if picture is not None:
            name = f"pictures/{picture.digest[:16]}.jpg"
            files[name] = jpeg(picture.image, _SMALL_SIDE)
            shown.append([name, _caption(what, picture)])
    return {"pair": choice.pair, "left": left, "right": right, "shown": shown}, files


def _caption(what: str, picture: Picture) -> str:
    return f"{what}: {picture.name}, a {picture.kind}"


def _rendered(ballot: str, rows: list[dict[str, Any]]) -> str:
    import jinja2  # noqa: PLC0415 - an extra

    loader = jinja2.PackageLoader("rtstyle.evaluation.voting", ".")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.get_template("page.html.j2").render(ballot=ballot, choices=rows)
