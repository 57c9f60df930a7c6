"""A provider of accounts as small as OpenID Connect allows: whoever is named in the browser's cookie is signed in.

``python -m tests.browser.provider PORT``. It asks no questions: ``authorize`` sends the browser back at once, as the
person in the cookie ``person`` of this host; without that cookie, or for ``nobody``, it refuses as a provider does
when somebody presses Cancel. Keys are made at start.
"""

from __future__ import annotations

import sys
import time
import uuid
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "analyses", "the client's secret"
PEOPLE = {
    "ada": {"sub": "1001", "name": "Ada Lovelace", "email": "ada@example.com"},
    "grace": {"sub": "1002", "name": "Grace Hopper", "email": "grace@example.com"},
}


def provider(address: str) -> Starlette:
    """The provider at an address, which is its issuer too."""
    key = RSAKey.generate_key(2048, parameters={"kid": "one"})
    codes: dict[str, tuple[str, str]] = {}

    def discovery(_: Request) -> Response:
        return JSONResponse(
            {
                "issuer": address,
                "authorization_endpoint": f"{address}/authorize",
                "token_endpoint": f"{address}/token",
                "jwks_uri": f"{address}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def jwks(_: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    def authorize(request: Request) -> Response:
        asked = request.query_params
        person = request.cookies.get("person", "nobody")
        if person in PEOPLE:
            code = uuid.uuid4().hex
            codes[code] = (person, asked["nonce"])
            answer = {"code": code}
        else:
            answer = {"error": "access_denied"}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}")

    async def token(request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        person, nonce = codes.pop(form["code"])
        now = int(time.time())
        claims = {"iss": address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **PEOPLE[person]}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
        return JSONResponse(
            {"access_token": uuid.uuid4().hex, "token_type": "Bearer", "expires_in": 300, "id_token": signed}
        )

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", discovery),
            Route("/jwks", jwks),
            Route("/authorize", authorize),
            Route("/token", token, methods=["POST"]),
        ]
    )


if __name__ == "__main__":
    PORT = int(sys.argv[1])
    uvicorn.run(provider(f"http://127.0.0.1:{PORT}"), host="127.0.0.1", port=PORT, log_level="warning")
