"""The vocabulary: accepting, merging or declining a tag that was proposed. Nobody is kept as its proposer."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from community.actions import audit
from insights.actions.moderation import AlreadyDecided
from insights.actions.recording import refresh_tag_words
from insights.enums import TagState
from insights.models import Insight, Tag
from members.models import Member


class NameTaken(Exception):
    """Another tag has this name."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """How a tag stands in the vocabulary."""

    name: str
    facet: str
    scope_note: str


def log_name(tag: Tag) -> str:
    """What the log calls it: a proposal may hold words nobody should repeat."""
    return f"tag {tag.pk}"


def _proposed(tag: Tag) -> Tag:
    locked = Tag.objects.select_for_update().filter(pk=tag.pk, state=TagState.PROPOSED).first()
    if locked is None:
        raise AlreadyDecided
    return locked


@transaction.atomic
def accept(tag: Tag, entry: Entry, *, by: Member) -> Tag:
    """Into the vocabulary; what carries it is found by it from now on."""
    tag = _proposed(tag)
    tag.name, tag.facet, tag.scope_note = entry.name, entry.facet, entry.scope_note
    tag.slug, tag.state = free_slug(entry.name, but=tag), TagState.ACCEPTED
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError as taken:
        raise NameTaken from taken
    refresh_carrying(tag)
    audit.record("tag.accepted", log_name(tag), by=by)
    return tag


@transaction.atomic
def merge(tag: Tag, *, into: Tag, by: Member) -> Tag:
    """What carries the proposal carries the other from now on; its name becomes another name for it."""
    tag = _proposed(tag)
    into = Tag.objects.select_for_update().get(pk=into.pk)
    named = log_name(tag)
    carrying = into.taggings.values("content_object")
    tag.taggings.exclude(content_object__in=carrying).update(tag=into)
    if tag.name.casefold() not in {name.casefold() for name in [into.name, *into.aliases]}:
        into.aliases.append(tag.name)
        into.save(update_fields=["aliases"])
    tag.delete()
    refresh_carrying(into)
    audit.record("tag.merged", named, by=by, into=into.slug)
    return into


@transaction.atomic
def decline(tag: Tag, *, by: Member) -> Tag:
    """Shown to nobody; what carries it keeps everything else."""
    tag = _proposed(tag)
    tag.state = TagState.DECLINED
    tag.save(update_fields=["state"])
    audit.record("tag.declined", log_name(tag), by=by)
    return tag


def free_slug(name: str, *, but: Tag) -> str:
    stem = slugify(name, allow_unicode=True)[:50] or "tag"
    taken = set(
        Tag.objects.filter(slug__startswith=stem).exclude(pk=but.pk).values_list("slug", flat=True)
    )
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [stem, *numbered] if slug not in taken)


def refresh_carrying(tag: Tag) -> None:
    """Search finds what carries a tag by the tag's words."""
    carrying = Insight.objects.filter(taggings__tag=tag).prefetch_related("taggings__tag")
    for insight in carrying:
        refresh_tag_words(insight, [tagging.tag for tagging in insight.taggings.all()])
