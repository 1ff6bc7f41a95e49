"""Random codes people can read aloud. Nothing about them follows from anything else."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O, 1 I L, U: read aloud and copied by hand


def random_code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
