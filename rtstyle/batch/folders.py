"""Folders that results go to: of this machine's file system, or of a store that fsspec reaches."""

from __future__ import annotations

import contextlib
import os
import posixpath
import secrets
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from rtstyle.addresses import is_address, redacted
from rtstyle.batch.scratch import scratch_folder
from rtstyle.errors import MediaReadError, MediaWriteError, UsageError
from rtstyle.media.files import describe_os_error

if TYPE_CHECKING:
    from collections.abc import Iterator

STATE = ".rtstyle-batch"
"""Folder in the output folder that holds what must survive: the manifest and finished parts of videos."""
PARTS = f"{STATE}/parts"
"""Folder in the output folder for finished parts of videos, in one folder for each video."""
STAGING = f"{STATE}/staging"
"""Folder in the output folder for what is not whole yet; whatever is in it when no batch runs may go."""


class Folder(Protocol):
    """Where results go."""

    def size(self, name: str) -> int | None:
        """Bytes of a file; None where there is none."""
        ...

    def publish(self, file: Path, name: str) -> int:
        """Moves a local file there, whole or not at all, and returns its size in bytes.

        Raises:
            MediaWriteError: It cannot be written there.
        """
        ...

    def staging(self) -> contextlib.AbstractContextManager[Path]:
        """A local folder to make files in before they are published; gone afterwards."""
        ...

    def local_copy(self, name: str, staging: Path) -> Path:
        """A file as a local one, copied into ``staging`` where it lies elsewhere.

        Raises:
            MediaReadError: It cannot be read.
        """
        ...

    def read(self, name: str) -> bytes:
        """The whole of a small file; empty where there is none."""
        ...

    def names(self, folder: str) -> list[str]:
        """Names of the files in a folder."""
        ...

    def remove(self, name: str) -> None:
        """Removes a file or a folder if it is there."""
        ...


def is_inside(name: str) -> bool:
    """Whether a name, with ``/``, leads to a place in the folder that it is joined to."""
    path = PurePosixPath(name)
    ours = Path(name)
    anchored = path.is_absolute() or bool(ours.drive or ours.root)
    return bool(path.parts) and not anchored and not {"..", "\0"} & {*path.parts, *ours.parts, *name}


def open_folder(location: str) -> Folder:
    """The folder at a path or address; it is made when the first file comes.

    Raises:
        UsageError: It is a file, or the address is of a kind that this machine has no package for.
    """
    return RemoteFolder(location) if is_address(location) else LocalFolder(Path(location))


class LocalFolder:
    """See `Folder`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists() and not path.is_dir():
            raise UsageError(f"{path} is a file: results need a folder as --output")

    def size(self, name: str) -> int | None:
        """See `Folder.size`."""
        try:
            return (self.path / name).stat().st_size
        except OSError:
            return None

    def publish(self, file: Path, name: str) -> int:
        """See `Folder.publish`."""
        if not is_inside(name):
            raise MediaWriteError(f"cannot write {name}: it lies outside of {self.path}")
        target = self.path / name
        try:
            size = file.stat().st_size
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
        except OSError as error:
            raise MediaWriteError(f"cannot write {target}: {describe_os_error(error)}") from error
        return size

    @contextlib.contextmanager
    def staging(self) -> Iterator[Path]:
        """See `Folder.staging`; on the same file system, so that publishing is a change of name."""
        folder = self.path / STAGING / f"{os.getpid()}-{secrets.token_hex(4)}"
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise MediaWriteError(f"cannot write into {self.path}: {describe_os_error(error)}") from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def local_copy(self, name: str, staging: Path) -> Path:  # noqa: ARG002 - it is a local one
        """See `Folder.local_copy`."""
        return self.path / name

    def read(self, name: str) -> bytes:
        """See `Folder.read`."""
        path = self.path / name
        try:
            # A pipe would be waited for.
            return path.read_bytes() if path.is_file() else b""
        except OSError:
            return b""

    def names(self, folder: str) -> list[str]:
        """See `Folder.names`."""
        with contextlib.suppress(OSError):
            return sorted(entry.name for entry in (self.path / folder).iterdir() if entry.is_file())
        return []

    def remove(self, name: str) -> None:
        """See `Folder.remove`."""
        path = self.path / name
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()


class RemoteFolder:
    """See `Folder`. A file is put into a folder for unfinished ones and moved when all of it has arrived."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._files, self._root = file_system(self.address)

    def size(self, name: str) -> int | None:
        """See `Folder.size`."""
        try:
            return int(self._files.info(self._at(name))["size"])
        except (OSError, KeyError, TypeError):
            return None

    def publish(self, file: Path, name: str) -> int:
        """See `Folder.publish`."""
        target, part = self._at(name), self._at(f"{STAGING}/{secrets.token_hex(8)}")
        size = file.stat().st_size
        with self._reporting(name):
            for place in (target, part):
                self._files.makedirs(posixpath.dirname(place), exist_ok=True)
            try:
                self._files.put_file(str(file), part)
                self._files.mv(part, target)
            except BaseException:
                with contextlib.suppress(Exception):
                    self._files.rm(part)
                raise
        file.unlink()
        return size

    @contextlib.contextmanager
    def staging(self) -> Iterator[Path]:
        """See `Folder.staging`."""
        with scratch_folder() as folder:
            yield folder

    def local_copy(self, name: str, staging: Path) -> Path:
        """See `Folder.local_copy`."""
        copy = staging / posixpath.basename(name)
        fetch(f"{self.address}/{name}", copy)
        return copy

    def read(self, name: str) -> bytes:
        """See `Folder.read`."""
        try:
            return bytes(self._files.cat_file(self._at(name)))
        except OSError:
            return b""

    def names(self, folder: str) -> list[str]:
        """See `Folder.names`."""
        # A listing that fsspec remembers would miss what workers have written since.
        self._files.invalidate_cache()
        try:
            found = self._files.ls(self._at(folder), detail=True)
        except OSError:
            return []
        return sorted(posixpath.basename(entry["name"]) for entry in found if entry["type"] == "file")

    def remove(self, name: str) -> None:
        """See `Folder.remove`."""
        with contextlib.suppress(Exception):  # every store has errors of its own
            self._files.rm(self._at(name), recursive=True)

    def _at(self, name: str) -> str:
        return posixpath.join(self._root, name)

    @contextlib.contextmanager
    def _reporting(self, name: str) -> Iterator[None]:
        try:
            yield
        except MediaWriteError:
            raise
        except Exception as error:  # every store has errors of its own
            raise MediaWriteError(
                redacted(f"cannot write {self.address}/{name}: {_one_line(error)}")
            ) from error


def fetch(address: str, target: Path) -> None:
    """Copies a remote file here.

    Raises:
        MediaReadError: It cannot be read.
        UsageError: This machine has no package for that kind of address.
    """
    files, path = file_system(address)
    try:
        files.get_file(path, str(target))
    except Exception as error:  # every store has errors of its own
        with contextlib.suppress(OSError):
            target.unlink()
        raise MediaReadError(redacted(f"cannot read {address}: {_one_line(error)}")) from error


def file_system(address: str) -> tuple[Any, str]:
    """What fsspec has for an address, and the path in it.

    Raises:
        UsageError: fsspec, or its package for that kind of address, is not installed.
    """
    try:
        import fsspec  # noqa: PLC0415 - an extra

        files, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise UsageError(
            redacted(f"cannot reach {address}: {_one_line(error)} (pip install 'rtstyle[cloud]')")
        ) from error
    except Exception as error:  # every store has errors of its own
        raise UsageError(redacted(f"cannot reach {address}: {_one_line(error)}")) from error
    return files, str(path)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
