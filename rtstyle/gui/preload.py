"""Loading the network, and the large libraries that run it, without holding up the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.errors import UsageError
from rtstyle.styles.library import parse_style_spec

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from rtstyle.engine.stylizer import Stylizer
    from rtstyle.settings import Settings
    from rtstyle.styles.library import StyleLibrary

FIRST_PICTURE_S = 3.0
"""How long everything that can wait does so for the first picture, seconds."""


def after_first_picture(began: threading.Event, make: Callable[[], Stylizer]) -> Callable[[], Stylizer]:
    """A factory that waits, though not for ever, until there is a picture on the screen.

    Importing what paints keeps every thread waiting, with torch for seconds, and the picture comes first.
    """

    def wait_and_make() -> Stylizer:
        began.wait(FIRST_PICTURE_S)
        return make()

    return wait_and_make


def load_stylizer(settings: Settings, library: StyleLibrary) -> Stylizer:
    """A stylizer as the settings have it.

    Raises:
        UsageError: Unknown network or device.
        DeviceError: The device does not work.
        ModelError: The network's weights are missing or damaged.
    """
    from rtstyle.engine.stylizer import Stylizer  # noqa: PLC0415 - large, and the picture does not wait for it

    # The pipeline chooses the size.
    return Stylizer(settings.model, settings.device, library=library, options=settings.picture, size=None)


def remembered_look(settings: Settings) -> dict[str, float]:
    """{style: weight} that the picture was in when the settings were kept; empty where it was in none."""
    try:
        mixture = dict(parse_style_spec(text) for text in settings.mixture)
    except UsageError:
        mixture = {}
    return mixture or ({settings.style: 1.0} if settings.style else {})
