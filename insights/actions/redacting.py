"""Redacting: words that must not stand are taken out of everything kept about an insight, for good.

Unlike every other decision this cannot be put back: nothing keeps the words, and the log does not say them.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q, QuerySet

from community.models import OutboxMessage
from community.registries import Registry
from insights import policies
from insights.actions import claiming, moderation, tagging
from insights.actions.moderation import AlreadyDecided, OwnWords
from insights.enums import Act, TagState
from insights.models import (
    Appeal,
    Bulk,
    BulkItem,
    Comment,
    CommentVersion,
    Decision,
    Insight,
    InsightVersion,
    Offer,
    Pause,
    Reason,
    Report,
    Response,
    Tag,
)
from members.models import Member

MARK = "[removed]"
Strike = Callable[[str], str]
# Filled by whoever keeps an insight's words elsewhere: takes them out of there too, says how many rows.
elsewhere: Registry[[Insight, Strike], int] = Registry()


class NotThere(Exception):
    """The words are nowhere in it."""


def passage_of(words: str) -> re.Pattern[str]:
    """The words in any case and however they are spaced, never a part of a longer word."""
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


@transaction.atomic
def redact(
    insight: Insight, words: str, *, reason: Reason | None, sentence: str, by: Member
) -> Insight:
    """Lock, check, take out everywhere, record without the words, tell."""
    seen = (insight.state, insight.version)
    insight = Insight.objects.select_for_update(of=("self",)).get(pk=insight.pk)
    if not policies.can_decide(by, insight):
        raise OwnWords
    if (insight.state, insight.version) != seen:
        raise AlreadyDecided
    claiming.require_free(insight, by=by)
    passage = passage_of(words)
    if not _take_out(insight, lambda text: passage.sub(MARK, text)):
        raise NotThere
    insight.refresh_from_db()
    insight.version += 1  # a form opened before would put the words back
    insight.save(update_fields=["version"])
    moderation.conclude(insight, Act.REDACT, reason=reason, sentence=sentence, by=by)
    return insight


def _take_out(insight: Insight, strike: Strike) -> int:
    """How many rows held the words: the insight, its versions, and whatever was said of it."""
    of_it = Q(insight=insight)
    about = of_it | Q(comment__insight=insight)
    comments = _strike_comments(insight, strike)
    found = [
        strike_rows(rows, fields, strike)
        for rows, fields in (
            (Insight.objects.filter(pk=insight.pk), ["title", "body", "what_helped", "outcome"]),
            (_versions_with(insight), ["title", "body", "what_helped"]),
            (CommentVersion.objects.filter(comment__insight=insight), ["body"]),
            (Decision.objects.filter(about), ["sentence"]),
            (Report.objects.filter(about | Q(offer__insight=insight)), ["words", "outcome"]),
            (_appeals_on(insight), ["words", "sentence"]),
            (Pause.objects.filter(about), ["sentence"]),
            (Offer.objects.filter(of_it), ["message"]),
            (Response.objects.filter(of_it), ["context"]),
            (_bulks_with(insight), ["sentence"]),
            (_mail_about(insight), ["subject", "body"]),
        )
    ]
    return (
        comments + sum(found) + _strike_tags(insight, strike) + sum(elsewhere.ask(insight, strike))
    )


def _versions_with(insight: Insight) -> "QuerySet[InsightVersion]":
    """Its own, and those of what it was split from, which its words stood in."""
    return InsightVersion.objects.filter(Q(insight=insight) | Q(insight__parts__part=insight))


def _strike_comments(insight: Insight, strike: Strike) -> int:
    """Locked, so that no edit comes between; a form opened before would put the words back."""
    rows = Comment.objects.filter(insight=insight)
    bodies = rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", "body")
    struck = [pk for pk, body in bodies if strike(body) != body]
    rows.filter(pk__in=struck).update(version=F("version") + 1)
    return strike_rows(rows.filter(pk__in=struck), ["body"], strike)


def _appeals_on(insight: Insight) -> "QuerySet[Appeal]":
    about = Q(insight=insight) | Q(comment__insight=insight)
    decided = Q(decision__in=Decision.objects.filter(about).values("pk"))
    return Appeal.objects.filter(
        decided | Q(kept__insight=insight) | Q(kept__offer__insight=insight)
    )


def _bulks_with(insight: Insight) -> "QuerySet[Bulk]":
    about = Q(insight=insight) | Q(comment__insight=insight)
    return Bulk.objects.filter(pk__in=BulkItem.objects.filter(about).values("bulk"))


def _mail_about(insight: Insight) -> "QuerySet[OutboxMessage]":
    """Not sent yet. What has been sent keeps no words."""
    named = Q(body__contains=insight.reference) | Q(body__contains=insight.title)
    return OutboxMessage.objects.waiting().filter(named)


def strike_rows(rows: "QuerySet[Any]", fields: list[str], strike: Strike) -> int:
    """How many rows changed. What a column cannot hold after that is cut."""
    changed = 0
    for row in rows.only("pk", *fields).order_by("pk"):
        before = {name: getattr(row, name) for name in fields}
        after = {name: _cut(row, name, strike(text)) for name, text in before.items() if text}
        different = {name: text for name, text in after.items() if text != before[name]}
        if different:
            rows.model._base_manager.filter(pk=row.pk).update(**different)
            changed += 1
    return changed


def _cut(row: models.Model, name: str, text: str) -> str:
    field: Any = row._meta.get_field(name)
    return text[: field.max_length] if field.get_internal_type() == "CharField" else text


def _strike_tags(insight: Insight, strike: Strike) -> int:
    """A proposal that says the words goes, and so does another name that does."""
    tags = list(Tag.objects.filter(taggings__content_object=insight))
    return sum(_strike_proposal(tag, strike) or _strike_aliases(tag, strike) for tag in tags)


def _strike_proposal(tag: Tag, strike: Strike) -> bool:
    says_it = tag.state != TagState.ACCEPTED and strike(tag.name) != tag.name
    if says_it:
        tag.delete()
    return says_it


def _strike_aliases(tag: Tag, strike: Strike) -> bool:
    kept = [name for name in tag.aliases if strike(name) == name]
    says_it = kept != tag.aliases
    if says_it:
        tag.aliases = kept
        tag.save(update_fields=["aliases"])
        tagging.refresh_carrying(tag)
    return says_it
