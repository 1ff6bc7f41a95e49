import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CODE = Path(__file__).parents[2]
READERS = ["settings", "environment", "web", "management/commands/serve"]
READ = re.compile(r"""(?:env\.\w+|environ\.get|secret)\(\s*(?:env, )?["']([A-Z_]+)["']""")
SHOWN = re.compile(r"^(?:# )?([A-Z_]+)=", re.M)
LONG = "x1" * 25


def manage(*arguments, **variables):
    """What the command line says: (exit code, what stands on standard error)."""
    environment = {"PATH": os.environ["PATH"], "DEMO": "0"} | variables
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, cwd=CODE, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def test_example_shows_every_variable_and_no_other():
    read = {
        name
        for reader in READERS
        for name in READ.findall((CODE / "community" / f"{reader}.py").read_text())
    }

    assert set(SHOWN.findall((CODE / ".env.example").read_text())) == read


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({}, "SECRET_KEY must be set to at least 50 random characters."),
        ({"SECRET_KEY": LONG}, "ANONYMITY_KEY must be set to at least 50 random characters."),
        (
            {"SECRET_KEY": LONG, "ANONYMITY_KEY": "short"},
            "ANONYMITY_KEY must be set to at least 50 random characters.",
        ),
        (
            {"DEMO": "1", "DATABASE_URL": "nonsense"},
            "DATABASE_URL must look like postgres://name:password@host:5432/database.",
        ),
        (
            {"DEMO": "1", "DATABASE_URL": "mysql://root@localhost/x"},
            "DATABASE_URL must look like postgres://name:password@host:5432/database.",
        ),
        (
            {"DEMO": "1", "OPENID_PROVIDERS": '[{"id": "north"}]'},
            "OPENID_PROVIDERS must be a JSON list, each with id, name, server, client_id, secret and domains.",
        ),
        (
            {"DEMO": "1", "OPENID_PROVIDERS": "north"},
            "OPENID_PROVIDERS must be a JSON list, each with id, name, server, client_id, secret and domains.",
        ),
        ({"DEMO": "1", "PORT": "eight"}, 'Environment variable "PORT" invalid'),
    ],
)
def test_wrong_variable_is_told_in_a_sentence(variables, sentence):
    code, said = manage("check", **variables)

    assert (code, said.startswith(sentence), "Traceback" in said) == (1, True, False)


def test_database_that_is_not_there_is_told_in_a_sentence():
    code, said = manage("serve", DEMO="1", PORT="0", DATABASE_URL="postgres://x@127.0.0.1:1/x")

    assert code == 1
    assert said.startswith("CommandError: The database that DATABASE_URL names cannot be used: ")
    assert len(said.splitlines()) == 1


def test_production_settings_draw_no_warning():
    production = {
        "SECRET_KEY": "".join(chr(33 + number) for number in range(60)).replace("#", "x"),
        "ANONYMITY_KEY": LONG,
        "ALLOWED_HOSTS": "commonality.example",
        "SITE_ADDRESS": "https://commonality.example",
    }

    assert manage("check", "--deploy", "--fail-level", "WARNING", **production) == (0, "")
