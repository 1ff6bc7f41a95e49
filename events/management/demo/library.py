"""What the community has said: the editors' starter corpus, members' own, answers, comments, offers."""

import datetime as dt
import json
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from events.management.demo.people import DATA
from insights.actions.recording import set_places, set_tags
from insights.enums import (
    Act,
    Answer,
    Attribution,
    Kind,
    Origin,
    State,
    SupportState,
)
from insights.models import Comment, Decision, Insight, Offer, Reason, Response, Source, Tag
from insights.models.insights import new_reference
from insights.policies import has_asker
from members.enums import Sector
from members.models import Member, Place

CORPUS = Path(__file__).resolve().parents[3] / "insights" / "data" / "starter_corpus.json"

# How a sector tends to answer: chances of true here and of not here; the rest are not sure.
LEANINGS: tuple[dict[str, tuple[float, float]], ...] = (
    {"": (0.94, 0.02)},
    {"": (0.92, 0.04), Sector.FUNDER: (0.88, 0.06)},
    {Sector.FUNDER: (0.10, 0.85), Sector.COUNCIL: (0.40, 0.45), "": (0.90, 0.05)},
    {"": (0.48, 0.47)},
    {"": (0.90, 0.05)},
    {"": (0.04, 0.92)},
    {"": (0.15, 0.12)},
    {"": (0.62, 0.18), Sector.HEALTH: (0.50, 0.30)},
    {Sector.COUNCIL: (0.12, 0.82), "": (0.80, 0.12)},
    {"": (0.93, 0.03)},
)


def load_library(members: list[Member], random: Random) -> None:
    corpus = load_corpus(random)
    own = load_own(members)
    published = corpus + [insight for insight in own if insight.state == State.PUBLISHED]
    load_responses(published, members, random)
    talk = json.loads((DATA / "talk.json").read_text())
    load_comments(corpus, members, talk["comments"], random)
    load_support(published, members, talk, random)


def load_corpus(random: Random) -> list[Insight]:
    """The starter corpus, signed by the editors, with its sources."""
    tags = {tag.slug: tag for tag in Tag.objects.accepted()}
    entries = json.loads(CORPUS.read_text())
    insights = []
    for position, entry in enumerate(entries):
        insight = _insight(entry, day=dt.date(2026, 1, 12) + dt.timedelta(days=position * 5))
        insight.origin, insight.attribution = Origin.EDITORS, Attribution.WITHOUT
        insight.audience = "everyone"
        insight.save()
        set_tags(insight, [tags[slug] for slug in entry["tags"]])
        Source.objects.create(insight=insight, title=entry["source_title"], url=entry["source_url"])
        insights.append(insight)
    return insights


def _insight(entry: dict[str, Any], *, day: dt.date) -> Insight:
    return Insight(
        reference=new_reference(entry["kind"]),
        kind=entry["kind"],
        title=entry["title"],
        body=entry["body"],
        what_helped=entry.get("what_helped", ""),
        state=State.PUBLISHED,
        recorded_on=day,
        published_on=day,
        support_state=SupportState.OPEN if entry["kind"] == Kind.SUPPORT_NEED else "",
    )


def load_own(members: list[Member]) -> list[Insight]:
    """What the nine accounts recorded themselves: published, held, returned."""
    by_key = {member.email.partition("@")[0]: member for member in members[:9]}
    tags = {tag.slug: tag for tag in Tag.objects.accepted()}
    today = timezone.localdate()
    made = []
    for position, entry in enumerate(json.loads((DATA / "insights.json").read_text())):
        insight = _insight(entry, day=today - dt.timedelta(days=30 - position))
        insight.state, insight.audience = entry["state"], entry["audience"]
        insight.attribution = entry["attribution"]
        if insight.state != State.PUBLISHED:
            insight.published_on = None
        author = by_key[entry["by"]]
        insight.sign(by=author, hat=author.hats[0], show_sector=True)
        insight.save()
        set_tags(insight, [tags[slug] for slug in entry["tags"]])
        chosen = Place.objects.select_related("parent__parent").filter(
            name__in=entry.get("places", [])
        )
        wider = [place.parent for place in chosen] if insight.is_unlinked else list(chosen)
        set_places(insight, [place for place in wider if place is not None])
        made.append(insight)
        _return_if_returned(insight, members)
    return made


def _return_if_returned(insight: Insight, members: list[Member]) -> None:
    if insight.state == State.RETURNED:
        Decision.objects.create(
            insight=insight,
            act=Act.RETURN,
            reason=Reason.objects.filter(act=Act.RETURN, text__startswith="It needs").first(),
            sentence="Could you add what happened when you tried it? Then it will help the next person.",
            by=next(member for member in members if member.is_facilitator),
        )


def load_responses(insights: list[Insight], members: list[Member], random: Random) -> None:
    """About half of the members answer each insight, as their sector leans."""
    rows = []
    for position, insight in enumerate(insights):
        leaning = LEANINGS[position % len(LEANINGS)]
        share = (
            0.04 if position % 11 == 10 else random.uniform(0.35, 0.7)
        )  # some have too few answers
        for member in members:
            if random.random() > share or insight.is_owned_by(member):
                continue
            hat = member.hats[0]
            true, not_here = leaning.get(hat.sector, leaning.get("", (0.5, 0.3)))
            draw = random.random()
            answer = (
                Answer.TRUE_HERE
                if draw < true
                else Answer.NOT_HERE
                if draw < true + not_here
                else Answer.NOT_SURE
            )
            rows.append(
                Response(
                    insight=insight,
                    member=member,
                    answer=answer,
                    sector=hat.sector,
                    organisation_id=hat.organisation_id,
                )
            )
    Response.objects.bulk_create(rows, batch_size=1000)


def load_comments(
    insights: list[Insight], members: list[Member], comments: list[list[str]], random: Random
) -> None:
    for position, (attribution, who, body) in enumerate(comments):
        author = _someone(who, members, random)
        insight = insights[(position * 5 + 18) % len(insights)]
        comment = Comment(
            insight=insight, attribution=attribution, body=body, state=State.PUBLISHED
        )
        comment.sign(by=author, hat=author.hats[0], show_sector=True)
        comment.recorded_on = comment.published_on = timezone.localdate() - dt.timedelta(
            days=20 - position
        )
        comment.save()


def _someone(who: str, members: list[Member], random: Random) -> Member:
    """One of the accounts by its key, or anybody of a sector."""
    for member in members[:9]:
        if member.email == f"{who}@demo.example":
            return member
    return random.choice([member for member in members[9:] if member.hats[0].sector == who])


def load_support(
    insights: list[Insight], members: list[Member], talk: dict[str, Any], random: Random
) -> None:
    """Needs that somebody asks for: some met, one closed, the others with offers or waiting for one."""
    asked = [it for it in insights if it.kind == Kind.SUPPORT_NEED and has_asker(it)]
    for insight, story in zip(asked, talk["support"], strict=False):
        for position, (who, state) in enumerate(story["offers"]):
            Offer.objects.create(
                insight=insight,
                helper=_someone(who, members, random),
                message=talk["offers"][(position + len(who)) % len(talk["offers"])],
                state=state,
            )
        insight.support_state = story["state"]
        insight.outcome = story.get("outcome", "")
        insight.save(update_fields=["support_state", "outcome"])
