"""What can go wrong with jobs themselves, as opposed to what a user handed in.

Every message is one plain sentence; where one may name a place, its ``public`` is what anybody may be shown. The causes
stay in the server's log.
"""

from __future__ import annotations


class _PlacedError(Exception):
    """``str(error)`` may name folders, files and addresses of the installation; ``public`` says the same without them.

    :param hidden: the pieces of the sentence that only the operator is told, a piece before those within it.
    """

    def __init__(self, sentence: str, *hidden: str) -> None:
        super().__init__(sentence)
        for piece in hidden:
            sentence = sentence.replace(piece, "")
        self.public = sentence


class StoreError(_PlacedError):
    """The job store cannot be read or written; ``str(error)`` says what to look at."""


class BlobMissingError(StoreError):
    """A file or result that a job points to is gone, although the job is there."""


class UnsafeValueError(StoreError):
    """The store holds something that only code could unpack, or that lies outside of it; it is not opened."""


class LeaseLostError(Exception):
    """Another process runs this job now, or it was cancelled or deleted: whoever gets this must write nothing."""


class SettingsError(_PlacedError):
    """A setting cannot be used; ``str(error)`` names the variable and what it accepts."""


class RefusedError(Exception):
    """The work refuses its input; ``str(error)`` is the sentence for the user. Trying again would not help."""


class StoppedError(Exception):
    """An execution ended because it was asked to."""


class CrashedError(Exception):
    """The process that did the work died without a word; another attempt may succeed."""


class QueueFullError(Exception):
    """So many jobs are waiting that no more are taken on; ``str(error)`` says so."""


class UnavailableError(_PlacedError):
    """The place where work is done cannot be used at the moment; nothing was tried. ``str(error)`` says why."""
