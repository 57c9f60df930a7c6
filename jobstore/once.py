"""One thing of which a process has one: made on first use, and a refusal to make it remembered for a while.

It knows nothing of what it makes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from copy import copy
from typing import Generic, TypeVar

from jobstore.errors import StoreError

_T = TypeVar("_T")


class Once(Generic[_T]):
    """Makes its one thing when it is first asked for; may be called from any thread.

    :param again: seconds until a refusal is put to the test again, so that a crowd is answered at once meanwhile.
    """

    def __init__(self, make: Callable[[], _T], *, again: float) -> None:
        self._make, self._again = make, again
        self._made: list[_T] = []
        self._refused: tuple[float, StoreError] | None = None
        self._making = threading.Lock()

    def get(self) -> _T:
        """The thing.

        :raises StoreError: it could not be made, now or a moment ago. Other errors pass and are not remembered.
        """
        with self._making:
            if self._made:
                return self._made[0]
            if self._refused and time.monotonic() < self._refused[0]:
                raise copy(self._refused[1])  # without the trace of the first
            self._refused = None
            try:
                self._made.append(self._make())
            except StoreError as error:
                self._refused = (time.monotonic() + self._again, error)
                raise
            return self._made[0]

    def made(self) -> _T | None:
        """The thing if it has been made; makes none."""
        return next(iter(self._made), None)
