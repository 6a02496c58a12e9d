"""Every error that rtstyle raises on purpose, in one tree.

::

    RtstyleError                      one clear line for the user; exit code 1
    ├── UsageError                    an option or argument makes no sense, such as an unknown codec; exit code 2
    │   └── UnknownStyleError         no style of that name ("did you mean …")
    ├── StyleNotSetError              stylize() before set_style()
    ├── MediaError                    pictures and videos
    │   ├── MediaReadError            missing, truncated, not a picture, no video stream …
    │   ├── MediaWriteError           full disk, read-only folder, a name that is taken …
    │   └── SegmentError              parts of a video that cannot be joined
    ├── ModelError                    networks and their weights
    │   ├── ModelMissingError         known, but its weights are not on this machine
    │   ├── CheckpointError           weights that are corrupt or of the wrong shape
    │   └── DownloadError             a download that failed, grew too large or does not match its checksum
    ├── DeviceError                   no such device, or none that works
    ├── SourceError                   a live source that cannot be opened
    │   └── SourceLostError           a live source that stopped delivering
    ├── SinkError                     a sink that cannot be opened or stopped accepting
    ├── TrainingError                 data or settings that cannot be trained with
    └── BatchError                    inputs of a batch that failed, or a cluster that cannot be used

A message says what failed, on what, and what to do about it, in one line.
"""

from __future__ import annotations


class RtstyleError(Exception):
    """Root of the tree. Catch it to catch everything that rtstyle raises on purpose."""

    exit_code = 1


class UsageError(RtstyleError, ValueError):
    """An option or argument that makes no sense."""

    exit_code = 2


class UnknownStyleError(UsageError):
    """No style of that name in the library and no such file."""


class StyleNotSetError(RtstyleError):
    """A frame was to be stylized before a style was chosen."""


class MediaError(RtstyleError):
    """Something is wrong with a picture or a video."""


class MediaReadError(MediaError):
    """A picture or a video cannot be read."""


class MediaWriteError(MediaError):
    """A picture or a video cannot be written."""


class SegmentError(MediaError):
    """Parts of a video that cannot be joined: they have to be made anew."""


class ModelError(RtstyleError):
    """Something is wrong with a network or its weights."""


class ModelMissingError(ModelError):
    """A known model whose weights are not on this machine."""


class CheckpointError(ModelError):
    """Weights that are corrupt or do not fit the network."""


class DownloadError(ModelError):
    """A download that failed, grew too large or does not match its checksum."""


class DeviceError(RtstyleError):
    """A device that does not exist or does not work."""


class SourceError(RtstyleError):
    """A live source that cannot be opened."""


class SourceLostError(SourceError):
    """A live source that stopped delivering."""


class SinkError(RtstyleError):
    """A sink that cannot be opened or stopped accepting frames."""


class TrainingError(RtstyleError):
    """Data or settings that cannot be trained with."""


class BatchError(RtstyleError):
    """Inputs of a batch that failed, or a cluster that cannot be used."""
