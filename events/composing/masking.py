"""The Chatham House Rule in a document: no name of anybody who was there, nor of where they work."""

import dataclasses
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from community.text import normalise_line
from events.composing.room import Room
from events.models import Event
from members.models import Member

T = TypeVar("T")
Hide = Callable[[str], str]

_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_KEPT = frozenset({"href", "language"})
_SHORTEST = 2
_GAP = r"\s+"


def hider(event: Event, room: Room) -> Hide:
    """Replaces names; leaves every word alone at an event without the rule."""
    if not event.chatham_house:
        return str
    return _hider(room.names, room.organisations)


def hider_of(member: Member) -> Hide:
    """Replaces one person’s name and where they work: for when they leave, and nobody knows it any more."""
    worn = member.affiliations.filter(organisation__isnull=False)
    return _hider([member.name], worn.values_list("organisation__name", flat=True))


def _hider(names: Iterable[str], workplaces: Iterable[str]) -> Hide:
    people, organisations = _pattern(names), _pattern(workplaces)
    person, organisation, address = _("[a person]"), _("[an organisation]"), _("[an address]")

    def hide(text: str) -> str:
        text = _EMAIL.sub(address, text)
        return people.sub(person, organisations.sub(organisation, text))

    return hide


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Whole names, the longest first; a name of one word only as it is spelt: it may be a word too."""
    known = {normalise_line(name) for name in names}
    ordered = sorted(
        (name for name in known if len(name) >= _SHORTEST), key=lambda it: (-len(it), it)
    )
    choices = "|".join(_name(name) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)" if choices else r"(?!)")


def _name(name: str) -> str:
    words = [re.escape(word) for word in name.split()]
    spelt = _GAP.join(words)
    return spelt if len(words) == 1 else f"(?i:{spelt})"


def masked(thing: T, hide: Hide) -> T:
    """Every word of a document, wherever it stands; addresses of links stay."""
    return _masked(thing, hide)  # type: ignore[no-any-return] # the same shape comes back


def _masked(thing: Any, hide: Hide) -> Any:
    if isinstance(thing, str):
        return hide(thing)
    if isinstance(thing, tuple):
        return tuple(_masked(part, hide) for part in thing)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        parts = {field.name: getattr(thing, field.name) for field in dataclasses.fields(thing)}
        changed = {k: _masked(part, hide) for k, part in parts.items() if k not in _KEPT}
        return dataclasses.replace(thing, **changed)
    return thing
