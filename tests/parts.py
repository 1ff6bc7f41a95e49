"""What the site is made with, as a list other programs read (CycloneDX 1.6): `make lock` writes it.

Each package that requirements.txt pins, with its licence; what files of it are accepted stands there.
A licence is what the package says of itself, as an SPDX expression, in its own words, or by classifiers.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LIST = ROOT / "docs" / "parts.cdx.json"
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", re.MULTILINE)
LONGEST_NAME = 60  # longer is the text of a licence


def bill() -> str:
    pinned = (ROOT / "requirements.txt").read_text()
    made = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "commonality"}},
        "components": [component(*found.groups()) for found in PINNED.finditer(pinned)],
    }
    return json.dumps(made, indent=1) + "\n"


def component(name: str, version: str) -> dict[str, Any]:
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": list(licences(name)),
    }


def licences(name: str) -> Iterator[dict[str, Any]]:
    """Nothing for what only other systems install."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return
    if expression := told.get("License-Expression"):
        yield {"expression": expression}
    else:
        yield from ({"license": {"name": it}} for it in in_words(told))


def in_words(told: PackageMetadata) -> list[str]:
    said = (told.get("License") or "").strip()
    if said and len(said) <= LONGEST_NAME and "\n" not in said:
        return [said]
    kinds = (it.split(" :: ") for it in told.get_all("Classifier") or [])
    return [it[-1] for it in kinds if it[0] == "License"]


if __name__ == "__main__":
    LIST.write_text(bill())
    sys.stdout.write(f"{LIST.relative_to(ROOT)}\n")
