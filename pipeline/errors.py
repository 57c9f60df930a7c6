"""The one family of errors that a user can act on.

Every message is one sentence that names what is wrong and what to do about it, fit to be shown as it
is on a page, on stderr and in a REST answer. Anything else that is raised anywhere is a bug.
"""

from __future__ import annotations


class InputError(Exception):
    """What the user handed in cannot be used; ``str(error)`` is one sentence with the remedy."""


class ProductError(InputError):
    """The ASIN, product address or marketplace cannot be used."""


class FileError(InputError):
    """A keyword file cannot be used."""


class ListingError(InputError):
    """The listing handed in cannot be used."""
