"""A small OpenID Connect provider on this machine: real keys, real tokens, and any mistake one likes."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "commonality", "a secret between two servers"


class Provider:
    """Signs in whoever `claims` says; `token` changes what is signed, `userinfo` what is said beside it."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with = self.key
        self.claims = {"sub": "north-17", "email": "sam@north.example", "email_verified": True}
        self.token, self.userinfo = {}, {}
        self.codes = {}
        self.broken = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def app(self, **changed):
        return {
            "id": "north",
            "name": "North Council",
            "server": self.address,
            "client_id": CLIENT,
            "secret": SECRET,
            "domains": ["North.example"],
        } | changed

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    # What it answers
    def configuration(self, _asked):
        return 200, {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked):
        """The person pressed yes: back with a code for one exchange."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked["code_challenge"]
        return 302, f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, asked):
        proof = hashlib.sha256(asked["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        known = self.codes.pop(asked["code"], None)
        if (asked["client_id"], asked["client_secret"], challenge) != (CLIENT, SECRET, known):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": self.signed()}

    def signed(self):
        now = int(time.time())
        about = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300}
        return jwt.encode(
            about | self.claims | self.token, self.signs_with, "RS256", {"kid": "one"}
        )

    def said(self, _asked):
        return 200, self.claims | self.userinfo

    def keys(self, _asked):
        key = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return 200, {"keys": [key | {"kid": "one", "alg": "RS256", "use": "sig"}]}


def handler_of(provider):
    answers = {
        "/.well-known/openid-configuration": provider.configuration,
        "/authorize": provider.authorize,
        "/token": provider.exchange,
        "/userinfo": provider.said,
        "/keys": provider.keys,
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            self.answer(parts.path, parts.query)

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            self.answer(self.path, self.rfile.read(length).decode())

        def answer(self, path, query):
            status, body = answers[path](dict(parse_qsl(query)))
            self.send_response(500 if provider.broken else status)
            if status == 302:
                self.send_header("Location", body)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b"" if status == 302 else json.dumps(body).encode())

        def log_message(self, *args):
            pass

    return Handler
