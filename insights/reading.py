"""The reading key: two viewers with the same key may read exactly the same library.

What was worked out for one of them is kept in this process for the others, until the stamp rises.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import caches
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from insights.enums import Audience
from insights.models import Insight, LibraryStamp
from insights.models.insights import InsightQuerySet, KeptFrom
from members.models import Member, Viewer

T = TypeVar("T")


def kept(key: str, *asked: object, make: Callable[[], T]) -> T:
    """What was made for this key and question before, or made now. `None` is never kept."""
    name = sha256("|".join([key, *map(str, (get_language(), *asked))]).encode()).hexdigest()
    made: T | None = caches["process"].get(name)
    if made is None:
        made = make()
        caches["process"].set(name, made)
    return made


def reading_key(viewer: Viewer) -> str:
    """The library's stamp and what of this viewer decides what they may read, and nothing more.

    Hats, events, and those of their organisations that anything is kept from. Whoever wrote what
    they could not otherwise read has a key of their own.
    """
    if viewer.is_anonymous:
        return f"{LibraryStamp.now()}|visitor"
    stamp, kept_from, has_more = (
        LibraryStamp.objects.filter(pk=1)
        .annotate(
            kept_from=ArraySubquery(
                KeptFrom.objects.filter(organisation__in=viewer.organisation_ids)
                .order_by("organisation")
                .values_list("organisation", flat=True)
                .distinct()
            ),
            has_more=Exists(_beyond_their_audiences(viewer)),
        )
        .values_list("value", "kept_from", "has_more")
        .get()
    )
    hat = "funder" if viewer.wears_funder_hat else "member"
    own = viewer.pk if has_more else ""
    return f"{stamp}|{hat}|{sorted(viewer.space_parts)}|{kept_from}|{own}"


def _beyond_their_audiences(viewer: Member) -> InsightQuerySet:
    """Their own published linked insights, when the audience or who it is kept from leaves them out."""
    kept = KeptFrom.objects.filter(insight=OuterRef("pk"), organisation__in=viewer.organisation_ids)
    own = Insight.objects.published().filter(author=viewer)
    return own.filter(~Q(audience__in=[Audience.EVERYONE, Audience.MEMBERS]) | Exists(kept))
