"""A job store on a network share is refused; what containers and desktops put under a folder is not."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

import psutil
import pytest

from jobstore.data_dir import open_data_dir
from jobstore.errors import StoreError
from jobstore.mounts import network_kind


class Partition(NamedTuple):
    """As psutil gives them."""

    device: str
    mountpoint: str
    fstype: str
    opts: str = "rw"


ROOT = Partition("/dev/sda1", "/", "ext4")


def _kind(fstype: str, device: str = "what", opts: str = "rw") -> str | None:
    return network_kind(PurePosixPath("/data/jobs"), [ROOT, Partition(device, "/data", fstype, opts)])


@pytest.mark.parametrize(
    ("fstype", "device"),
    [
        ("nfs", "server:/export"),
        ("nfs4", "server:/export"),
        ("cifs", "//server/share"),
        ("smb3", "//server/share"),
        ("smbfs", "//user@server/share"),
        ("afpfs", "//user@server/share"),
        ("webdav", "http://server/dav/"),
        ("afs", "AFS"),
        ("ceph", "10.0.0.1:6789:/"),
        ("fuse.ceph", "ceph-fuse"),
        ("lustre", "10.0.0.1@tcp:/lustre"),
        ("fuse.glusterfs", "server:/volume"),
        ("fuse.sshfs", "user@server:/home/user"),
        ("fuse.s3fs", "s3fs"),
        ("fuse.rclone", "remote:folder"),
        ("fuse.juicefs", "JuiceFS:jobs"),
        ("macfuse", "user@server:/home/user"),
        ("osxfuse", "user@server:"),
        ("fuse", "https://server/dav/"),
        ("fuse.unheard-of", "//server/share"),
        ("NFS", "server:/export"),
    ],
)
def test_network_file_systems_are_known_by_their_kind(fstype: str, device: str) -> None:
    assert _kind(fstype, device)


@pytest.mark.parametrize(
    ("fstype", "device"),
    [
        ("ext4", "/dev/sda1"),
        ("xfs", "/dev/mapper/vg-lv"),
        ("btrfs", "/dev/sda1"),
        ("zfs", "tank/data"),
        ("apfs", "/dev/disk1s1"),
        ("NTFS", "C:\\"),
        ("overlay", "overlay"),  # a container's own folder
        ("fuse-overlayfs", "fuse-overlayfs"),
        ("fuse.fuse-overlayfs", "fuse-overlayfs"),
        ("tmpfs", "tmpfs"),
        ("virtiofs", "myshare"),  # Docker Desktop, Lima: the desktop's own disk
        ("fuse.grpcfuse", "grpcfuse"),
        ("fakeowner", "/run/host_mark/Users"),
        ("9p", "C:\\"),  # WSL
        ("9p", "none"),  # gVisor
        ("fuseblk", "/dev/sdb1"),  # NTFS and exFAT on Linux
        ("fuse.gocryptfs", "/home/user/.encrypted"),
        ("fuse.mergerfs", "disk1:disk2"),
        ("", ""),
    ],
)
def test_local_ones_are_let_through(fstype: str, device: str) -> None:
    assert _kind(fstype, device) is None


def test_the_nearest_mount_counts_and_the_last_of_several() -> None:
    share = Partition("server:/export", "/srv", "nfs4")
    disk = Partition("/dev/sdb1", "/srv/local", "ext4")
    placeholder = Partition("systemd-1", "/home", "autofs")
    home = Partition("server:/home", "/home", "nfs4")
    every = [disk, share, placeholder, home, ROOT]
    assert network_kind(PurePosixPath("/srv/jobs"), every) == "nfs4"
    assert network_kind(PurePosixPath("/srv/local/jobs"), every) is None
    assert network_kind(PurePosixPath("/srv/locally"), every) == "nfs4"
    assert network_kind(PurePosixPath("/home/user"), every) == "nfs4"
    assert network_kind(PurePosixPath("/var/jobs"), every) is None
    assert network_kind(PurePosixPath("/srv"), every) == "nfs4"


def test_where_nothing_is_known_nothing_is_refused() -> None:
    assert network_kind(PurePosixPath("/data"), []) is None


FIXED = Partition("C:\\", "C:\\", "NTFS", "rw,fixed")
REMOTE = Partition("Z:\\", "Z:\\", "NTFS", "rw,remote")


@pytest.mark.parametrize(
    ("folder", "refused"),
    [
        (r"C:\Users\me\jobs", False),
        (r"c:\users\me\jobs", False),
        (r"Z:\jobs", True),
        (r"z:\jobs", True),
        (r"\\server\share\jobs", True),
        (r"\\?\UNC\server\share\jobs", True),
        (r"\\wsl$\Ubuntu\home\me", True),
        (r"\\?\C:\jobs", False),
    ],
)
def test_windows_shares_are_known_by_their_path_and_drives_by_their_type(folder: str, refused: bool) -> None:
    assert bool(network_kind(PureWindowsPath(folder), [FIXED, REMOTE])) == refused


def test_the_refusal_names_the_folder_the_kind_and_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = Partition("server:/export", str(tmp_path), "nfs4")
    monkeypatch.setattr(psutil, "disk_partitions", lambda **asked: [ROOT, share] if asked == {"all": True} else [ROOT])
    with pytest.raises(StoreError) as refused:
        open_data_dir(tmp_path / "jobs")
    assert str(refused.value) == (
        f"The data folder {tmp_path / 'jobs'} lies on a network file system (nfs4), where the job store's locks do "
        "not hold; set ASI_DATA_DIR to a folder on a local disk."
    )
    assert not (tmp_path / "jobs").exists()


def test_a_link_to_a_share_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "share").mkdir()
    try:
        (tmp_path / "jobs").symlink_to(tmp_path / "share", target_is_directory=True)
    except OSError:
        pytest.skip("this user may make no links")
    share = Partition("server:/export", str(tmp_path / "share"), "nfs4")
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: [ROOT, share])
    with pytest.raises(StoreError, match="network file system"):
        open_data_dir(tmp_path / "jobs")


@pytest.mark.parametrize("error", [PermissionError(), psutil.AccessDenied()])
def test_a_system_that_tells_nothing_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(**_: bool) -> list[Partition]:
        raise error

    monkeypatch.setattr(psutil, "disk_partitions", refuse)
    open_data_dir(tmp_path / "jobs").close()
