"""Who may see a job, change it, or start one: the one place that decides.

Pure: knows a job's row and who is asking, nothing of cookies, pages or HTTP. What may not be seen is answered as if
it did not exist, and what may not be changed is left alone, so a stranger learns nothing from either.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from jobstore.model import JobRow, is_job_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who is asking.

    ``owner`` is what their jobs are filed under: an account's id, a browser's visitor id, or empty for somebody
    unknown. ``signed_in``: they have proved who they are, with an account or with the operator's token.
    """

    owner: str = ""
    signed_in: bool = False

    @classmethod
    def account(cls, issuer: str, subject: str) -> Viewer:
        """Somebody who has signed in. The id is the same on every visit, and tells no name and no e-mail address.

        Its prefix keeps it apart from every visitor id. Without issuer or subject nobody has signed in.
        """
        if not (issuer and subject):
            return ANYONE
        digest = hashlib.sha256(msgspec.json.encode((issuer, subject))).hexdigest()
        return cls(owner=f"account:{digest}", signed_in=True)

    @classmethod
    def browser(cls, cookie: str) -> Viewer:
        """A browser, by its visitor cookie. A cookie that the app never gave names nobody, least of all an account."""
        return cls(owner=cookie) if is_job_id(cookie) else ANYONE


ANYONE = Viewer()
"""Somebody unknown: who opens a link without having signed in, or asks over REST."""

TOKEN = Viewer(signed_in=True)
"""A script that holds the operator's token. Its jobs have no owner: their links are all that leads to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The rules of one installation.

    Without sign-in whoever has a job's link may do everything to it. With it, the link shows the results and only
    the owner does more. In a single-user installation everybody signed in is that user.

    A browser's cookie can be lost, and with it every way back to a job that nobody else may see: so only an account
    may hide one. Hidden it stays, also where sign-in is switched off later. Jobs that were started before sign-in was
    switched on are not handed to whoever signs in next on that browser: they can be opened by their links, and expire.
    """

    sign_in: bool = False
    single_user: bool = False

    def admits(self, viewer: Viewer) -> bool:
        """Whether they may start jobs and list theirs."""
        return viewer.signed_in or not self.sign_in

    def may_see(self, row: JobRow, viewer: Viewer) -> bool:
        """Whether they may know of the job at all."""
        return not row.private or _owns(row, viewer)

    def may_change(self, row: JobRow, viewer: Viewer) -> bool:
        """Whether they may cancel, retry or delete it, and have what it was ordered with."""
        theirs = not self.sign_in or (viewer.signed_in and (self.single_user or _owns(row, viewer)))
        return theirs and self.may_see(row, viewer)

    def may_hide(self, row: JobRow, viewer: Viewer) -> bool:
        """Whether they may choose who else sees it."""
        return self.sign_in and viewer.signed_in and _owns(row, viewer)


def _owns(row: JobRow, viewer: Viewer) -> bool:
    return bool(row.owner) and row.owner == viewer.owner
