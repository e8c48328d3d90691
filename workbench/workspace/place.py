"""Where a workspace may lie: never on a network drive or in a folder that a cloud service copies.

Two machines on one SQLite file over a share corrupt it without an error being shown (measured), so writing there is
refused, with the way out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

import platformdirs
import psutil

from workbench.workspace.problems import NotWritable

_SHARED_SYSTEMS = (
    "nfs",
    "cifs",
    "smb",
    "afpfs",
    "webdav",
    "davfs",
    "9p",
    "ncp",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
    "fuse.davfs",
    "fuse.glusterfs",
    "fuse.s3fs",
)
_CLOUD_FOLDERS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "com~apple~clouddocs", "box sync")
ADVICE = "two machines writing there would damage the record: use a folder on this machine, and share copies by export."


def default_folder() -> Path:
    """The workspace folder where nothing else was said: the platform's own place for a program's data."""
    return Path(platformdirs.user_data_dir("scrutiny-workbench", appauthor=False))


def must_be_local(folder: Path) -> None:
    """Raise NotWritable where ``folder`` lies on a network drive or in a cloud service's folder."""
    if is_network_path(folder):
        raise NotWritable(f"{folder} is on a network drive, and {ADVICE}")
    cloud = cloud_folder(folder)
    if cloud:
        raise NotWritable(f"{folder} lies in {cloud}, which copies files between machines, and {ADVICE}")
    mounts = [(part.mountpoint, part.fstype, part.opts) for part in psutil.disk_partitions(all=True)]
    if on_network_mount(folder.resolve(), mounts):
        raise NotWritable(f"{folder} is on a network drive, and {ADVICE}")


def is_network_path(folder: PurePath) -> bool:
    """Whether the path itself names a share: a Windows UNC path."""
    return str(folder).startswith(("\\\\", "//")) and not str(folder).startswith(("\\\\?\\", "//?/"))


def cloud_folder(folder: PurePath) -> str:
    """The part of the path that is a cloud service's folder, or an empty string."""
    for part in folder.parts:
        if part.casefold().startswith(_CLOUD_FOLDERS):
            return part
    return ""


def on_network_mount(folder: Path, mounts: Iterable[tuple[str, str, str]]) -> bool:
    """Whether the mount that holds ``folder`` is a network file system; mounts are (point, file system, options)."""
    holding = ("", "", "")
    for mount in mounts:
        point = Path(mount[0])
        if (folder == point or point in folder.parents) and len(mount[0]) >= len(holding[0]):
            holding = mount
    return holding[1].casefold().startswith(_SHARED_SYSTEMS) or "remote" in holding[2].split(",")
