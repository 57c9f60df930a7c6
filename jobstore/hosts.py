"""Under which names the application answers, and from whose pages it takes websockets and requests that change.

Streamlit holds its list of allowed hosts (``server.allowedHosts``) against websockets only; here it is held against
every request, in the same way. It is what stops DNS rebinding: a stranger's page lets its own name point to this
machine, and its scripts then read the answers as their own.

A form on a stranger's page may be sent to any address, with whatever the visitor's browser brings along. So every
request that could change something, whichever route it is for, is refused here if it comes from such a page.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

_SENTENCE = (
    "This application does not answer under this name; its operator names the hosts in "
    "STREAMLIT_SERVER_ALLOWED_HOSTS, with blanks between them."
)
_STRANGERS_PAGE = (
    "This request came from a page of another site; send it from this application's own pages or from a script."
)
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_PAGES = frozenset({"same-origin", "none"})  # "none": the visitor's own doing, no page's
_PORTS = {"http": 80, "https": 443}
_ALWAYS = "/healthz"  # monitoring asks by address, and learns nothing of anybody's analyses
_FIGURES = "/_stcore/metrics"
_OWN_ENDS = (".localhost", ".local", ".internal", ".home.arpa", ".test")  # nobody can buy a name that ends so
_SAME_MACHINE = {"localhost", "127.0.0.1", "0.0.0.0"}  # noqa: S104 - as a page's origin; nothing is bound to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the operator has set.

    ``hosts``: the names, ``*.example.com`` for those below one, ``*`` for all; none: any name. ``own_names``: without
    a list, only names that no stranger can own. ``origins``: pages of other hosts whose websockets and changes are
    taken; ``any_origin``: everybody's are, but for changes over REST. ``figures``: whether Streamlit's own figures, of
    sessions and caches, are answered.
    """

    hosts: Sequence[str] = ()
    own_names: bool = False
    origins: Sequence[str] = ()
    any_origin: bool = False
    figures: bool = True


class Hosts:
    """ASGI middleware that refuses what comes under a stranger's name or from a stranger's page."""

    def __init__(self, app: ASGIApp, rules: Callable[[], Rules]) -> None:
        """:param rules: asked at each request, since the settings are read later than the application is made."""
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or refuse."""
        if scope["type"] == "http":
            await (self._refusal(scope) or self._app)(scope, receive, send)
        elif scope["type"] != "websocket" or self._socket_welcome(scope):
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})  # before it is accepted: 403

    def _socket_welcome(self, scope: Scope) -> bool:
        headers, rules = Headers(scope=scope), self._rules()
        host = headers.get("host")
        return host_allowed(host, rules) and origin_allowed(headers.get("origin"), host, rules)

    def _refusal(self, scope: Scope) -> Response | None:
        headers, rules, path = Headers(scope=scope), self._rules(), scope["path"]
        if path != _ALWAYS and not host_allowed(headers.get("host"), rules):
            return _answer(path, 400, _SENTENCE)
        if path.endswith(_FIGURES) and not rules.figures:
            return _answer(path, 404, "Not Found")
        if scope["method"] in _READS or (rules.any_origin and not _is_rest(path)):
            return None
        return None if change_allowed(headers, rules) else _answer(path, 403, _STRANGERS_PAGE)


def _answer(path: str, status: int, sentence: str) -> Response:
    return JSONResponse({"detail": sentence}, status) if _is_rest(path) else PlainTextResponse(sentence, status)


def _is_rest(path: str) -> bool:
    return path == "/api" or path.startswith("/api/")


def host_allowed(host: str | None, rules: Rules) -> bool:
    """Whether a ``Host`` header names one of the hosts; ports do not matter."""
    if not rules.hosts and not rules.own_names:
        return True
    address = _address(f"//{host or ''}")
    if address is None or address.hostname is None or "@" in address.netloc:
        return False
    if address.path or address.query or address.fragment:
        return False
    name = address.hostname.rstrip(".")
    return any(_matches(name, allowed) for allowed in rules.hosts) if rules.hosts else _is_own(name)


def origin_allowed(origin: str | None, host: str | None, rules: Rules) -> bool:
    """Whether a websocket may come from a page of this origin; programs that are no browsers name none.

    Streamlit refuses strangers as well, but only after it has asked a server on the internet, with everything
    waiting, whether they are this machine under its outer address. Addresses in numbers are left to it all the same.
    """
    if origin is None or rules.any_origin:
        return True
    address = _page(origin)
    if address is None or not address.hostname:
        return False
    return (
        address.netloc == host
        or address.hostname in _SAME_MACHINE
        or address.hostname in _listed(rules)
        or _is_number(address.hostname)
    )


def change_allowed(headers: Mapping[str, str], rules: Rules) -> bool:
    """Whether a request that may change something comes from a page of one's own, a listed one, or from no page at all.

    Browsers say so in ``Sec-Fetch-Site``, which no page can forge, but only over TLS and to their own machine. Else
    ``Origin`` has to do, held against ``Host`` without the scheme, which a proxy may have changed. Programs that are no
    browsers send neither.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    page = _page(origin) if origin is not None else None
    if page is not None and page.hostname in _listed(rules):
        return True
    if site is not None and site not in _OWN_PAGES:
        return False
    if origin is None or site is not None:
        return True
    return page is not None and _is_same(page, headers.get("host", ""))


def _is_same(page: SplitResult, host: str) -> bool:
    own, usual = _address(f"//{host}"), _PORTS.get(page.scheme)
    if own is None or not page.hostname or usual is None:
        return False
    return (page.hostname, page.port or usual) == (own.hostname, own.port or usual)


def _listed(rules: Rules) -> set[str]:
    return {page.hostname for text in rules.origins if (page := _page(text)) is not None and page.hostname}


def _page(text: str) -> SplitResult | None:
    return _address(text if "://" in text else f"//{text}")


def _address(text: str) -> SplitResult | None:
    try:
        address = urlsplit(text)
        _ = address.port  # a wrong one is found out only now
    except ValueError:
        return None
    return address


def _matches(name: str, allowed: str) -> bool:
    pattern = allowed.strip().lower().rstrip(".")
    return pattern in {"*", name} or (pattern.startswith("*.") and name.endswith(pattern[1:]))


def _is_own(name: str) -> bool:
    return bool(name) and ("." not in name or name.endswith(_OWN_ENDS) or _is_number(name))


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
