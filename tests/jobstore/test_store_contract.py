"""What every store of rows promises, on disk and in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jobstore.blobs import Blobs, DiskBlobs
from jobstore.errors import BlobMissingError
from jobstore.model import Summary
from jobstore.store import DiskStore, Store
from tests.jobstore.memory import MemoryBlobs, MemoryStore
from tests.jobstore.support import job_id, row


class StoreContract:
    def test_a_row_comes_back_as_it_was(self, store: Store) -> None:
        summary = Summary(keywords=1, targets=1, target_volume=5, captured_before=None, captured_after=1.5)
        full = row(1, owner="me", summary=summary, error="è “x”", started_at=2.5, state="failed")
        with store.transaction() as rows:
            rows.put(full)
            assert rows.get(full.id) == full
        assert store.get(full.id) == full

    def test_an_unknown_row_is_none(self, store: Store) -> None:
        assert store.get(job_id(9)) is None
        assert store.live() == []
        assert store.owned("me") == []

    def test_live_rows_come_oldest_first_and_leave_when_they_end(self, store: Store) -> None:
        with store.transaction() as rows:
            for number in (3, 1, 2):
                rows.put(row(number))
        assert [r.id for r in store.live()] == [job_id(1), job_id(2), job_id(3)]
        with store.transaction() as rows:
            rows.put(row(2, state="complete"))
            assert [r.id for r in rows.live()] == [job_id(1), job_id(3)]
        with store.transaction() as rows:
            rows.put(row(2, state="waiting"))
        assert len(store.live()) == 3

    def test_each_owner_finds_only_its_own(self, store: Store) -> None:
        with store.transaction() as rows:
            rows.put(row(1, owner="me", state="complete"))
            rows.put(row(2, owner="you"))
            rows.put(row(3, owner="me"))
            rows.put(row(4, owner=""))
        assert [r.id for r in store.owned("me")] == [job_id(1), job_id(3)]
        assert store.owned("") == []
        assert sorted(store.ids()) == [job_id(n) for n in (1, 2, 3, 4)]

    def test_a_removed_row_is_gone_from_every_list(self, store: Store) -> None:
        with store.transaction() as rows:
            rows.put(row(1, owner="me"))
        with store.transaction() as rows:
            rows.remove(job_id(1))
            rows.remove(job_id(7))
        assert (store.get(job_id(1)), store.live(), store.owned("me"), store.ids()) == (None, [], [], [])

    def test_a_removed_row_is_remembered_until_its_blobs_are_gone(self, store: Store) -> None:
        with store.transaction() as rows:
            rows.put(row(1, owner="me", fence=2))
        with store.transaction() as rows:
            rows.remove(job_id(1))
        assert store.gone() == [row(1, owner="me", fence=2)]
        with store.transaction() as rows:
            rows.forget(job_id(1))
            rows.forget(job_id(7))
        assert store.gone() == []

    def test_a_transaction_that_fails_changes_nothing(self, store: Store) -> None:
        with store.transaction() as rows:
            rows.put(row(1, title="before"))

        def fail() -> None:
            with store.transaction() as rows:
                rows.put(row(1, title="after", state="complete"))
                rows.put(row(2))
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert store.live() == [row(1, title="before")]

    @pytest.mark.parametrize("length", [10, 40_000, 400_000])
    def test_a_row_of_any_length_outlives_a_transaction_that_fails(self, store: Store, length: int) -> None:
        """diskcache deletes a value that lies in a file of its own before the transaction is sure to hold."""
        with store.transaction() as rows:
            rows.put(row(1, error="b" * length))

        def fail() -> None:
            with store.transaction() as rows:
                rows.put(row(1, error="a" * length))
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert store.get(job_id(1)) == row(1, error="b" * length)

    def test_threads_lose_no_update(self, store: Store) -> None:
        with store.transaction() as rows:
            rows.put(row(1))

        def count() -> None:
            for _ in range(20):
                with store.transaction() as rows:
                    rows.put(replace(rows.get(job_id(1)), fence=rows.get(job_id(1)).fence + 1))

        threads = [threading.Thread(target=count) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.get(job_id(1)).fence == 80

    def test_it_can_be_probed(self, store: Store) -> None:
        store.probe()
        assert store.ids() == []


class TestDiskStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = DiskStore(tmp_path / "rows")
        yield store
        store.close()


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()


class BlobsContract:
    @pytest.mark.parametrize("size", [0, 1, 32 * 1024, 3_000_000])
    def test_a_value_comes_back_as_it_was(self, blobs: Blobs, size: int) -> None:
        data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
        blobs.put("input/a", data)
        assert blobs.get("input/a") == data

    def test_a_value_is_written_once(self, blobs: Blobs) -> None:
        blobs.put("input/a", b"first")
        blobs.put("input/a", b"second")
        assert blobs.get("input/a") == b"first"

    def test_a_missing_value_is_an_error_with_a_remedy(self, blobs: Blobs) -> None:
        with pytest.raises(BlobMissingError):
            blobs.get("input/a")

    def test_a_deleted_value_is_gone(self, blobs: Blobs) -> None:
        blobs.put("input/a", b"x" * 100_000)
        blobs.put("input/b", b"x")
        blobs.delete("input/a")
        blobs.delete("input/a")
        assert blobs.all_keys() == ["input/b"]


class TestDiskBlobs(BlobsContract):
    @pytest.fixture
    def blobs(self, tmp_path: Path) -> Iterator[Blobs]:
        blobs = DiskBlobs(tmp_path / "blobs")
        yield blobs
        blobs.close()


class TestMemoryBlobs(BlobsContract):
    @pytest.fixture
    def blobs(self) -> Blobs:
        return MemoryBlobs()
