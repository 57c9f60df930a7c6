"""Whether a folder lies on a network file system, where a job store must not live.

SQLite's locks and its log shared in memory hold on one machine only; on a network share they fail without a word.
What containers and virtual machines use to reach the disk of their own machine (overlay, tmpfs, virtiofs, 9p) is let
through: there is one kernel behind it, and where its locks are missing, opening the store says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePath, PureWindowsPath
from typing import Protocol

import psutil

from jobstore.errors import StoreError

_KINDS = frozenset({
    "nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncp", "ncpfs", "afs", "afpfs", "coda", "webdav", "davfs",
    "ftp", "sshfs", "curlftpfs", "ceph", "ceph-fuse", "cephfs", "glusterfs", "lustre", "beegfs", "gpfs", "orangefs",
    "pvfs2", "panfs", "moosefs", "mfs", "lizardfs", "juicefs", "seaweedfs", "s3fs", "mount-s3", "goofys", "gcsfuse",
    "blobfuse", "blobfuse2", "rclone",
})  # fmt: skip
_FUSE = ("fuse", "macfuse", "osxfuse")
_ADDRESS = re.compile(r"//|[a-z][a-z0-9+.-]*://", re.IGNORECASE)  # //host/share, https://…
_HOST = re.compile(r"[^/]+:")  # user@host:folder; but "disk1:disk2" where a subtype such as mergerfs says what it is


class Mount(Protocol):
    """What a file system hangs on; psutil's partitions are these."""

    @property
    def device(self) -> str:
        """What is mounted."""

    @property
    def mountpoint(self) -> str:
        """Where."""

    @property
    def fstype(self) -> str:
        """Its kind, in the system's own word."""

    @property
    def opts(self) -> str:
        """The mount's options, with commas between."""


def network_kind(folder: PurePath, mounts: Iterable[Mount]) -> str | None:
    """The kind of network file system on which an absolute path lies; None if it is local or nothing is known of it.

    Of the mounts above a path the nearest counts, and of several at one place the last.
    """
    if isinstance(folder, PureWindowsPath) and _is_unc(folder):
        return "a Windows share"
    above = [mount for mount in mounts if folder.is_relative_to(mount.mountpoint)]
    nearest = max(enumerate(above), key=lambda at: (len(type(folder)(at[1].mountpoint).parts), at[0]), default=None)
    return None if nearest is None else _kind(nearest[1])


def _is_unc(folder: PureWindowsPath) -> bool:
    drive = folder.drive.upper()
    local = drive.startswith(("\\\\?\\", "\\\\.\\")) and not drive.startswith("\\\\?\\UNC\\")
    return drive.startswith("\\\\") and not local


def _kind(mount: Mount) -> str | None:
    kind = mount.fstype.lower()
    family, _, subtype = kind.partition(".")
    if "remote" in mount.opts.lower().split(","):  # as Windows says it of a drive letter
        return f"a network drive, {mount.fstype or mount.mountpoint}"
    if kind in _KINDS or (family in _FUSE and subtype in _KINDS):
        return mount.fstype
    if family in _FUSE and (_ADDRESS.match(mount.device) or (not subtype and _HOST.match(mount.device))):
        return f"{mount.fstype} from {mount.device}"
    return None


def refuse_network(folder: Path) -> None:
    """:raises StoreError: the folder lies, or would lie, on a network file system."""
    kind = network_kind(folder.resolve(), _mounts())
    if kind:
        raise StoreError(
            f"The data folder {folder} lies on a network file system ({kind}), where the job store's locks do not "
            "hold; set ASI_DATA_DIR to a folder on a local disk.",
            f" {folder}",
            f" ({kind})",
        )


def _mounts() -> list[Mount]:
    try:
        return list(psutil.disk_partitions(all=True))
    except (OSError, psutil.Error):  # nothing can be found out, as in a container without /proc
        return []
