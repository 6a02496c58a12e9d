"""Makes the C library keep freed memory.

By default glibc gives every block of some megabytes back to the system when it is freed, and gets it again, page by
page and zeroed, at the next allocation. A network on a CPU allocates tens of such blocks a frame: that alone can cost
as much as its arithmetic.
"""

from __future__ import annotations

import ctypes
import sys

_M_TRIM_THRESHOLD = -1
_M_MMAP_MAX = -4
_M_ARENA_MAX = -8


def keep_freed_memory() -> bool:
    """Lets this process reuse freed blocks of any size instead of returning them to the system.

    Returns:
        Whether it took effect: with glibc on Linux. Elsewhere nothing happens.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # another C library
        return False
    # One arena, so that a worker thread's large blocks come from the same heap, which can grow.
    wanted = ((_M_MMAP_MAX, 0), (_M_TRIM_THRESHOLD, 2**31 - 1), (_M_ARENA_MAX, 1))
    return bool(sum(mallopt(option, value) for option, value in wanted) == len(wanted))
