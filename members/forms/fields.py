"""Forms drawn again after what they were about grew stale."""

from collections.abc import Mapping
from copy import copy
from typing import Any


def sent_with(data: Mapping[str, Any], name: str, value: object) -> Mapping[str, Any]:
    """What was sent, with one value in place of another: a form drawn again after it grew stale."""
    fresh: Any = copy(data)
    fresh[name] = str(value)
    return fresh  # type: ignore[no-any-return] # what was sent, of whatever class
