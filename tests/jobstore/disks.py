"""Disks and folders that a job store gets into trouble on: real ones, where the test's user may make them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_NOBODY = 65534


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system of its own with so much room; the test is skipped where none may be mounted."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("no disk can be mounted in this container")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def make_read_only(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def fill(disk: Path, *, leave: int = 0) -> Path:
    """Write a file until the disk is full; with ``leave`` so many bytes are free again afterwards."""
    path = disk / "something else"
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    if leave:
        os.truncate(path, path.stat().st_size - leave)
    return path


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder for a store in a place that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder / "jobs"


@contextmanager
def as_a_stranger() -> Iterator[None]:
    """The process as a user without privileges; skipped where it is none that can give them up."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root can become another user for a moment")
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
