"""What every answer carries: a visitor's id as a cookie on pages, and headers that keep ids from leaking.

The id is an unguessable UUID4 in a cookie that no script can read; without a login it is how "My analyses" knows
a browser again. Only HTML answers set it: parallel requests for assets would each set another.
"""

from __future__ import annotations

import uuid
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobstore.model import VISITOR_COOKIE, is_job_id

_YEAR = 365 * 24 * 3600  # seconds; browsers keep no cookie for much longer
_ALWAYS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Visitor:
    """ASGI middleware; websockets pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                if headers.get("content-type", "").startswith("text/html") and not _known(scope):
                    headers.append("Set-Cookie", _cookie(secure=scope.get("scheme") == "https"))
            await send(message)

        await self._app(scope, receive, marked)


def _known(scope: Scope) -> bool:
    try:
        cookies = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return False
    return VISITOR_COOKIE in cookies and is_job_id(cookies[VISITOR_COOKIE].value)


def _cookie(*, secure: bool) -> str:
    # Lax, so that a link from a mail or a chat finds the visitor again
    text = f"{VISITOR_COOKIE}={uuid.uuid4()}; Max-Age={_YEAR}; Path=/; HttpOnly; SameSite=Lax"
    return f"{text}; Secure" if secure else text
