"""nginx before the site, with the configuration we ship: only its names, ports and paths are filled in."""

import http.client
import shutil
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crash.running import CODE, PATIENCE, TOKEN, Answer, ask, free_port, wait_for

SHIPPED = CODE / "docs" / "nginx.conf"
HOST = "localhost"
AROUND = """
worker_processes 2;
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/1; uwsgi_temp_path {folder}/2; scgi_temp_path {folder}/3;
    include {folder}/site.conf;
}}
"""


class Proxy:
    def __init__(self, folder: Path, behind: int) -> None:
        program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
        if program is None:
            pytest.fail("nginx is needed to stand before the site: apt-get install nginx-light")
        self.folder, self.port = folder, free_port()
        make_certificate(folder)
        (folder / "site.conf").write_text(self.filled_in(behind))
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
        command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        self.process = subprocess.Popen([*command, "-e", str(folder / "errors")])
        wait_for(self.is_up)

    def filled_in(self, behind: int) -> str:
        text, plain = SHIPPED.read_text(), free_port()
        for shipped, here, times in (
            ("commonality.example;", f"{HOST};", 2),
            ("    listen [::]:80;\n", "", 1),
            ("    listen [::]:443 ssl http2;\n", "", 1),
            ("listen 80;", f"listen 127.0.0.1:{plain};", 1),
            ("listen 443 ", f"listen 127.0.0.1:{self.port} ", 1),
            ("127.0.0.1:8000", f"127.0.0.1:{behind}", 1),
            ("/etc/ssl/commonality/", f"{self.folder}/", 2),
        ):
            assert text.count(shipped) == times, shipped
            text = text.replace(shipped, here)
        return text

    def is_up(self) -> bool:
        assert self.process.poll() is None, (self.folder / "errors").read_text()
        try:
            return self.send("GET", "/healthz").status == 200
        except OSError:
            return False

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def post_form(self, path: str, session: str, form: dict[str, str]) -> Answer:
        return self.send("POST", path, session, urlencode(form | {"csrfmiddlewaretoken": TOKEN}))

    def send(self, method: str, path: str, session: str = "", body: str = "") -> Answer:
        """As a browser does: over TLS, to the site's own name, saying where the form was."""
        headers = {"Host": HOST, "Origin": f"https://{HOST}"}
        headers["Cookie"] = f"session={session}; csrf={TOKEN}"
        to = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, context=trusting()
        )
        return ask(to, method, path, body, headers)


def trusting() -> ssl.SSLContext:
    """The certificate is our own of this minute."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def make_certificate(folder: Path) -> None:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    kept = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privatekey.pem").write_bytes(kept)
