"""What every test gets: a home of its own, and a look at what it leaves behind."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The same examples in every run, so that a change is judged by itself. `--hypothesis-profile=explore` looks further.
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True)
hypothesis.settings.load_profile("suite")
if "PYTEST_XDIST_WORKER" in os.environ:
    # As many processes as cores: threads of theirs would wait for each other. Read when torch is loaded.
    os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def furnish(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Makes a home that is empty but for what any test has compiled and encoded: that takes seconds."""
    place = tmp_path_factory.getbasetemp()
    shared = (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / "shared-cache"

    def make(home: Path) -> Path:
        (home / "cache").mkdir(parents=True)
        for name in ("compiled", "statistics"):
            (shared / name).mkdir(parents=True, exist_ok=True)
            (home / "cache" / name).symlink_to(shared / name, target_is_directory=True)
        return home

    return make


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, furnish: Callable[[Path], Path]) -> Iterator[Path]:
    """No test touches the user's settings, styles or caches."""
    with pytest.MonkeyPatch.context() as patch:
        home = furnish(tmp_path_factory.mktemp("home"))
        patch.setenv("RTSTYLE_HOME", str(home))
        yield home


@pytest.fixture
def own_home(tmp_path: Path, furnish: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, for what it keeps there."""
    home = furnish(tmp_path / "home")
    monkeypatch.setenv("RTSTYLE_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Ctrl-C is Python's own in every test, whatever the shell or the test before made of it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A test that leaves a thread of ours behind fails."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in set(threading.enumerate()) - before if not thread.daemon]
    for thread in left:
        thread.join(2)
    alive = sorted(thread.name for thread in left if thread.is_alive())
    assert not alive, f"threads left behind: {alive}"
