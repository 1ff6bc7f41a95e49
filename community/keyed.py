"""Proofs that only the holder of ANONYMITY_KEY can make or test."""

import hashlib
import hmac

from django.conf import settings

DIGEST_LENGTH = 64


def keyed_digest(*parts: object) -> str:
    """HMAC-SHA256(ANONYMITY_KEY, the parts joined by "|") as 64 hexadecimal characters."""
    words = "|".join(str(part) for part in parts).encode()
    return hmac.new(settings.ANONYMITY_KEY.encode(), words, hashlib.sha256).hexdigest()


def same_digest(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
