"""The environment, read once: every variable the site knows stands in `.env.example`."""

import secrets
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

SHORTEST_KEY = 50
OWN_SERVER = {"ENGINE": "community.postgres.backend", "NAME": "commonality"}


def read_environment(base_dir: Path) -> Env:
    env = Env()
    env.read_env(str(base_dir / ".env"), recurse=False)
    return env


def secret(env: Env, name: str, *, keep_in: Path | None) -> str:
    """The key called `name`. Refused when short; made once under `keep_in` when that is given."""
    value = str(env.str(name, ""))
    if not value and keep_in is not None:
        return kept_secret(keep_in / name.lower())
    if len(value) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"{name} must be set to at least {SHORTEST_KEY} random characters. "
            'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return value


def kept_secret(path: Path) -> str:
    """Whoever comes first makes the key; everyone reads the same one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()


def database(env: Env) -> dict[str, Any]:
    """The server that DATABASE_URL names, else our own one under `VAR_DIR`."""
    if not env.str("DATABASE_URL", ""):
        return dict(OWN_SERVER)
    try:
        named = dict(env.dj_db_url("DATABASE_URL"))
    except (EnvError, ValueError):
        named = {}
    if named.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://name:password@host:5432/database."
        )
    return named


def openid_apps(env: Env) -> list[dict[str, Any]]:
    """The providers that OPENID_PROVIDERS names, as allauth wants them."""
    try:
        return [openid_app(named) for named in env.json("OPENID_PROVIDERS", [])]
    except (EnvError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ImproperlyConfigured(
            "OPENID_PROVIDERS must be a JSON list, each with id, name, server, client_id, secret and domains."
        ) from error


def openid_app(named: dict[str, Any]) -> dict[str, Any]:
    domains = [domain.lower() for domain in named["domains"]]
    return {
        "provider_id": named["id"],
        "name": named["name"],
        "client_id": named["client_id"],
        "secret": named["secret"],
        "settings": {"server_url": named["server"], "domains": domains},
    }
