"""Where else some words stand: found by the words alone, for nothing joins an unlinked insight to another."""

import re
from itertools import islice

from django.db.models import Q

from insights import policies
from insights.models import Insight, InsightVersion
from insights.models.insights import InsightQuerySet
from members.models import Member

MOST = 20
TEXTS = ("title", "body", "what_helped")


def others_saying(words: str, *, viewer: Member, but: Insight) -> list[Insight]:
    """Those this viewer may read and decide on that say them now or said them before.

    Whatever stands between the words: commas and line breaks do not make them others.
    """
    spoken = re.findall(r"\w+", words)
    if not spoken:
        return []
    between = r"[\W_]+".join(re.escape(word) for word in spoken)
    passage = re.compile(rf"(?<!\w){between}(?!\w)", re.IGNORECASE)
    others = _candidates(words, viewer).exclude(pk=but.pk)
    saying = (it for it in others if _says(it, passage) and policies.can_decide(viewer, it))
    return list(islice(saying, MOST))


def _says(insight: Insight, passage: re.Pattern[str]) -> bool:
    versions = (insight, *insight.versions.all())
    return any(passage.search(getattr(it, name)) for it in versions for name in TEXTS)


def _candidates(words: str, viewer: Member) -> InsightQuerySet:
    """Whatever holds the longest run of plain letters: the database does not fold the case of others."""
    letters = max(re.findall(r"[A-Za-z0-9]+", words), key=len, default="")
    holds = Q(*[(f"{name}__icontains", letters) for name in TEXTS], _connector=Q.OR)
    before = InsightVersion.objects.filter(holds)
    rows = Insight.objects.visible_to(viewer).filter(holds | Q(pk__in=before.values("insight")))
    return rows.defer("search").prefetch_related("versions").order_by("reference")
