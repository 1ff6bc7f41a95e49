"""Whether the database can be used, said in one sentence for whoever starts the site."""

from django.conf import settings
from django.db import Error, connection

OLDEST = 15


class Unusable(Exception):
    """The database cannot be used; the message says why in one sentence."""


def require_usable() -> None:
    """Connects, which starts our own server when no other is named."""
    try:
        connection.ensure_connection()
    except Error as error:
        connection.close()
        raise Unusable(_why(error)) from error
    version = connection.pg_version  # type: ignore[attr-defined]
    if version < OLDEST * 10_000:
        raise Unusable(f"PostgreSQL {OLDEST} or newer is needed; this is {version // 10_000}.")


def _why(error: Exception) -> str:
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    if not settings.DATABASE_URL:
        return reason
    return f"The database that DATABASE_URL names cannot be used: {reason}"
