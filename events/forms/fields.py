"""Notes ticked on a page, and notes named by their codes."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from community.codes import ALPHABET
from events.models import Event

CODE = re.compile(rf"[{ALPHABET}]{{5}}")


class CodesField(forms.Field):
    """Ticked notes, by their codes. What is no code is passed over: the note may be gone."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        said = [str(code).strip().upper() for code in value or []]
        return list(dict.fromkeys(code for code in said if CODE.fullmatch(code)))


def spoken_codes(text: str) -> list[str]:
    """Codes as people write several, with spaces or commas between them."""
    said = [code for code in re.split(r"[\s,;.]+", text.upper()) if code]
    return list(dict.fromkeys(said))


def known_codes(event: Event, codes: Iterable[str]) -> set[str]:
    """Of these, the codes of notes that stand."""
    asked = [code for code in codes if CODE.fullmatch(code)]
    if not asked:
        return set()
    return set(event.notes.standing().filter(code__in=asked).values_list("code", flat=True))
