"""What is being made stands under a hidden name until it is whole, and then takes a name that nothing else has.

The hidden name says which program makes it, so that what a dead one left can be swept away: a half-made copy holds
all that the record holds, and must not lie about because a machine was switched off.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

import psutil

_HIDDEN = re.compile(r"\.making-(\d+)-")


def hidden() -> str:
    """How the name of a file or folder begins that this program is making."""
    return f".making-{os.getpid()}-"


def sweep(folder: Path) -> None:
    """Take away what programs were making in a folder when they ended. What cannot be taken away stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _HIDDEN.match(entry.name)
            if found is None or psutil.pid_exists(int(found[1])):
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with suppress(OSError):
                    Path(entry.path).unlink()


def unused(folder: Path, stem: str, ending: str) -> Path:
    """A file that is not there yet: the name, or where a clock that was set back gives it again, one with a number."""
    file = folder / f"{stem}.{ending}"
    again = (folder / f"{stem}-{n}.{ending}" for n in count(2))
    return file if not file.exists() else next(other for other in again if not other.exists())
