"""Forgetting in which order unlinked words were written: whoever reads the database’s own marks included."""

from django.db.models import F

from insights.enums import UNLINKED
from insights.models import Comment, CommentVersion, Insight, InsightPlace, InsightVersion, Tagging
from insights.models.insights import KeptFrom


def forget_the_order() -> None:
    """Every row of theirs is written anew, unchanged, so that all carry one transaction’s number.

    A transaction for each table, which locks its rows before the library's stamp, as authors do.
    """
    Insight.objects.unlinked().update(recorded_on=F("recorded_on"))
    comments = Comment.objects.filter(attribution__in=UNLINKED)
    comments.update(recorded_on=F("recorded_on"))
    CommentVersion.objects.filter(comment__in=comments).update(number=F("number"))
    theirs = Insight.objects.unlinked().values("pk")
    InsightPlace.objects.filter(insight__in=theirs).update(chosen=F("chosen"))
    InsightVersion.objects.filter(insight__in=theirs).update(number=F("number"))
    KeptFrom.objects.filter(insight__in=theirs).update(organisation=F("organisation"))
    Tagging.objects.filter(content_object__in=theirs).update(tag=F("tag"))
