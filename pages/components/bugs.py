"""What to do with a bug: its trace goes to the log under a short reference, the visitor gets the reference."""

from __future__ import annotations

import logging
import secrets

_LOG = logging.getLogger("pages")


def report_bug() -> str:
    """Log the exception that is being handled; returns the reference it stands under."""
    reference = secrets.token_hex(4).upper()
    _LOG.exception("A page could not be drawn, reference %s", reference)
    return reference
