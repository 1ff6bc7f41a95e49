"""What was found in a text, and where."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sort(TextChoices):
    EMAIL = "email", _("An email address")
    PHONE = "phone", _("A phone number")
    POSTCODE = "postcode", _("A postcode")
    NINO = "nino", _("A National Insurance number")
    NHS = "nhs", _("An NHS number")
    BORN = "born", _("A date of birth")
    PERSON = "person", _("What may be somebody’s name")
    ORGANISATION = "organisation", _("The name of an organisation")


@dataclass(frozen=True, order=True, slots=True)
class Found:
    """From `start` up to `end` of the text stands something of this sort."""

    start: int
    end: int
    sort: Sort


def apart(found: Iterable[Found]) -> list[Found]:
    """In order, none inside or across another: who comes first is kept, whatever else it could be."""
    kept: list[Found] = []
    for each in found:
        at = bisect(kept, each)
        follows = at == 0 or kept[at - 1].end <= each.start
        if follows and (at == len(kept) or kept[at].start >= each.end):
            kept.insert(at, each)
    return kept
