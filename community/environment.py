"""The environment, read once: every variable the site knows stands in `.env.example`."""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

SHORTEST_KEY = 50


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
