"""The Atom feed: what everyone may read, dated to the day, signed by the byline alone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from community.text import normalise_body, normalise_line
from insights.cards import Card


def library_feed(cards: Iterable[Card]) -> str:
    """Normalised once more: one control character, come in by an import, would end the feed for all."""
    cards = list(cards)
    feed = Atom1Feed(
        title=_("Commonality: the library"),
        link=_whole(reverse("insights:browse")),
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=_whole(reverse("insights:feed")),
    )
    for card in cards:
        feed.add_item(
            title=normalise_line(card.title),
            link=_whole(card.url),
            description=normalise_body(card.words),
            unique_id=_whole(card.url),
            author_name=normalise_line(card.byline),
            pubdate=_midnight(card.day),
            updateddate=_midnight(card.day),
            categories=[card.kind_label, *(normalise_line(tag.label) for tag in card.tags)],
        )
    return feed.writeString("utf-8")


def _whole(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=UTC) if day else None
