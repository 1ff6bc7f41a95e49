"""A device that keeps one passkey, made of real keys and signatures."""

import json
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


class Device:
    def __init__(self, host="testserver", *, asks_who=True, origin=""):
        self.host, self.origin = host, origin or f"https://{host}"
        self.flags = PRESENT | (VERIFIED if asks_who else 0)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id, self.handle = (
            b"a passkey " + self.key.private_numbers().private_value.to_bytes(32)[:8],
            b"",
        )

    def makes(self, options):
        """What a page's script sends for these creation options."""
        asked = options["publicKey"]
        self.handle = asked["user"]["id"]
        kept = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(self.about(), self.flags | NEW, 0, kept)
        client = self.client("webauthn.create", asked)
        statement = AttestationObject.create("none", data, {})
        return self.told(
            {"clientDataJSON": client, "attestationObject": statement}, credProps={"rk": True}
        )

    def answers(self, options, **changed):
        """What a page's script sends for these request options."""
        client = self.client("webauthn.get", options["publicKey"])
        data = AuthenticatorData.create(self.about(), self.flags, 1)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        told = json.loads(self.told(parts))
        told["response"] |= {"userHandle": self.handle} | changed
        return json.dumps(told)

    def about(self):
        return sha256(self.host.encode()).digest()

    def client(self, kind, asked):
        return CollectedClientData.create(kind, asked["challenge"], self.origin)

    def told(self, parts, **extensions):
        response = {name: websafe_encode(part) for name, part in parts.items()}
        own = websafe_encode(self.id)
        return json.dumps(
            {
                "id": own,
                "rawId": own,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": extensions,
            }
        )
