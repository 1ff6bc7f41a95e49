"""Two databases that differ only in who wrote one unlinked insight: nobody else can tell which is which."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from insights.actions import (
    appealing,
    commenting,
    merging,
    moderation,
    pausing,
    recording,
    signing,
    splitting,
)
from insights.actions.commenting import Remark
from insights.actions.recording import Signature, Words
from insights.actions.splitting import Cut
from insights.enums import Act, Attribution, Audience, Kind
from insights.models import Insight, Reason, Tag
from members.actions import leaving
from members.enums import LeftWords, Sector
from members.models import Member
from tests.demo import demonstration
from tests.worlds import WorldMaker, columns_that_differ, differences

NOON = "2026-11-20T12:00:00+00:00"
ROLES = ["council", "funder", "resident", "facilitator", "funder-facilitator", "organiser", "admin"]
STARTS = ["/", "/insights/", "/events/", "/commonality/", "/support/", "/members/", "/moderation/"]
TITLE = "The zebrafish budget was spent before anyone asked"


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with time_machine.travel(NOON, tick=False), demonstration(django_db_blocker):
        yield


@pytest.fixture
def worlds(demo, db, monkeypatch):
    with time_machine.travel(NOON, tick=False):
        clients = {"visitor": Client()}
        for role in ROLES:
            clients[role] = Client()
            clients[role].force_login(Member.objects.get(email=f"{role}@demo.example"))
        yield WorldMaker(clients, STARTS, monkeypatch)


# Everybody looks widely once. After the first story each who reads by rules of their own looks where it would show.
NEAR = 30
NEARBY = ["visitor", "council", "funder", "facilitator", "admin"]


@pytest.fixture
def near(worlds):
    worlds.clients = {role: worlds.clients[role] for role in NEARBY}
    worlds.most = NEAR
    return worlds


@pytest.fixture
def authors(worlds):
    """Two council officers nobody could tell apart by what the insight shows."""
    return officers()[:2]


def officers():
    """Of the council, but for whoever looks."""
    wearing = Member.objects.wearing(Sector.COUNCIL)
    return wearing.exclude(email__endswith="@demo.example").order_by("pk")


def writes(author, attribution=Attribution.SECTOR):
    """What happens in a world: `author` submits, a facilitator publishes. Returns where to look."""

    def happens():
        words = Words(
            kind=Kind.CHALLENGE,
            title=TITLE,
            body="Nobody asked.",
            tags=list(Tag.objects.accepted()[:2]),
        )
        hat = author.affiliations.get()
        signature = Signature(attribution=attribution, audience=Audience.EVERYONE, hat=hat)
        insight = recording.submit(words, signature, by=author, form_key="one")
        facilitator = facilitators_own()
        reason = Reason.objects.filter(act=Act.PUBLISH).first()
        if insight.state == "held":
            moderation.decide(insight, Act.PUBLISH, reason=reason, sentence="", by=facilitator)
        return looked_at(insight)

    return happens


def looked_at(insight):
    """The insight and whatever a curious person would try, by any name an author could have."""
    everyone = officers()[:3]
    tried = [word for member in everyone for word in (member.name, member.email)]
    page = insight.get_absolute_url()
    return [
        page,
        f"{page}versions/",
        f"{page}offers/",
        f"{page}?just=1",
        "/insights/feed/",
        "/insights/?q=zebrafish",
        "/insights/?q=zebrafish&sector=council",
        "/insights/?q=zebrafish&sort=author",
        *[f"/insights/?q=zebrafish+{word.replace(' ', '+')}" for word in tried],
        *[member.get_absolute_url() for member in everyone],
        "/moderation/log/",
        "/moderation/log.csv",
    ]


def test_nobody_else_can_tell_who_wrote_an_unlinked_insight(worlds, authors):
    first, second = authors

    one, other = worlds.make(writes(first)), worlds.make(writes(second))

    assert differences(one, other) == []
    assert columns_that_differ(one, other) == {
        "insights.Insight.owner_proof",
        "insights.Insight.form_proof",
    }


def leaves_after(author, leaver):
    """`author` writes, `leaver` closes the account and is erased; what either looked at is gone with them."""

    def happens():
        addresses = writes(author)()
        leaving.erase([(leaver, LeftWords.KEEP)])
        return addresses

    return happens


def test_nobody_can_tell_whether_whoever_left_wrote_an_unlinked_insight(near, authors):
    first, second = authors

    one, other = near.make(leaves_after(first, first)), near.make(leaves_after(second, first))

    assert differences(one, other) == []
    assert columns_that_differ(one, other) == {
        "insights.Insight.owner_proof",
        "insights.Insight.form_proof",
    }


def test_nobody_else_can_tell_who_is_paused(near, authors):
    """The author is refused in each world and goes on by name; everybody else sees one world."""
    first, second = authors

    def pauses(author):
        def happens():
            addresses = writes(author)()
            insight, facilitator = Insight.objects.get(title=TITLE), facilitators_own()
            pausing.pause(insight, dt.date(2026, 12, 1), sentence="Enough.", by=facilitator)
            with pytest.raises(pausing.Paused):
                writes(author)()
            return [*addresses, f"/moderation/insights/{insight.reference}/pause/"]

        return happens

    one, other = near.make(pauses(first)), near.make(pauses(second))

    assert differences(one, other) == []
    assert columns_that_differ(one, other) == {
        "insights.Insight.owner_proof",
        "insights.Insight.form_proof",
    }


def test_nobody_else_can_tell_who_wrote_what_is_read_under_another(near, authors):
    """Put together, and its author appeals: what stays is by somebody else in both worlds."""
    first, second = authors

    def puts_together(author):
        def happens():
            addresses = writes(author)()
            variant, facilitator = Insight.objects.get(title=TITLE), facilitators_own()
            others = Insight.objects.published().filter(
                kind=variant.kind, audience=Audience.EVERYONE, kept_from=None, variant=None
            )
            stays = others.exclude(pk=variant.pk).order_by("reference").first()
            why = {"reason": Reason.objects.filter(act=Act.MERGE).first(), "sentence": "The same."}
            made = merging.put_together(variant, stays, by=facilitator, **why)
            appeal = appealing.appeal(made.decision, "It says another thing.", by=author)
            return [
                *addresses,
                stays.get_absolute_url(),
                f"/moderation/insights/{variant.reference}/",
                f"/moderation/insights/{stays.reference}/",
                f"/moderation/appeals/{appeal.pk}/",
            ]

        return happens

    one, other = near.make(puts_together(first)), near.make(puts_together(second))

    assert differences(one, other) == []
    assert columns_that_differ(one, other) == {
        "insights.Insight.owner_proof",
        "insights.Insight.form_proof",
    }


def splits(author):
    """`author` splits what they wrote without a name; a facilitator publishes both parts."""

    def happens():
        addresses = writes(author)()
        whole, facilitator = Insight.objects.get(title=TITLE), facilitators_own()
        first = {"title": TITLE, "body": "Nobody.", "what_helped": ""}
        second = {"title": "Nobody zebrafished", "body": "Asked.", "what_helped": ""}
        cut = Cut(version=whole.version, first=first, second=second)
        part = splitting.split(whole, cut, by=author, form_key="two")
        whole.refresh_from_db()
        for words in (whole, part):
            why = {"reason": None, "sentence": "Clear now.", "by": facilitator}
            moderation.decide(words, Act.PUBLISH, **why)
        return [
            *addresses,
            f"{whole.get_absolute_url()}split/",
            part.get_absolute_url(),
            f"{part.get_absolute_url()}split/",
            f"/moderation/insights/{whole.reference}/",
            f"/moderation/insights/{part.reference}/",
        ]

    return happens


def test_nobody_else_can_tell_who_split_an_unlinked_insight(near, authors):
    first, second = authors

    one, other = near.make(splits(first)), near.make(splits(second))

    assert differences(one, other) == []
    assert columns_that_differ(one, other) == {
        "insights.Insight.owner_proof",
        "insights.Insight.form_proof",
    }


def edits_a_comment(author):
    """`author` comments without a name, and changes what they said after it was returned.

    They sign another by name, and with less before anybody read it; then the first with nothing.
    """

    def happens():
        insight = Insight.objects.published().filter(audience=Audience.EVERYONE).order_by("pk")[0]
        hat, facilitator = author.affiliations.get(), facilitators_own()
        remark = Remark(body="We zebrafished too.", attribution=Attribution.SECTOR, hat=hat)
        comment = commenting.comment(insight, remark, by=author, form_key="one")
        why = {"reason": None, "sentence": "Say where.", "by": facilitator}
        moderation.decide(comment, Act.RETURN, **why)
        comment = commenting.edit(comment, "We zebrafished in Leeds.", version=1, by=author)
        moderation.decide(comment, Act.PUBLISH, **why)
        by_name = Remark(body="A zebrafish, named.", attribution=Attribution.NAMED, hat=hat)
        named = commenting.comment(insight, by_name, by=author, form_key="two")
        named = signing.narrow(named, Attribution.SECTOR, by=author)
        moderation.decide(named, Act.PUBLISH, **why)
        signing.narrow(comment, Attribution.WITHOUT, by=author)
        return [
            insight.get_absolute_url(),
            f"/moderation/comments/{named.pk}/",
            f"/contributions/comments/{named.pk}/signature/",
            f"/contributions/comments/{named.pk}/withdraw/",
            f"/moderation/comments/{comment.pk}/",
            f"/contributions/comments/{comment.pk}/edit/",
            "/contributions/comments/",
        ]

    return happens


def test_nobody_else_can_tell_who_edited_or_narrowed_a_comment(near, authors):
    first, second = authors

    one, other = near.make(edits_a_comment(first)), near.make(edits_a_comment(second))

    assert differences(one, other) == []
    assert columns_that_differ(one, other) == {
        "insights.Comment.owner_proof",
        "insights.Comment.form_proof",
    }


def facilitators_own():
    return Member.objects.get(email="facilitator@demo.example")


def test_a_world_made_twice_is_the_same_world(near, authors):
    first, _second = authors

    one, again = near.make(writes(first)), near.make(writes(first))

    assert (differences(one, again), columns_that_differ(one, again)) == ([], set())


def test_the_comparison_catches_a_name(near, authors):
    """The same, signed by name: the pages that show it must differ, or the test above proves nothing."""
    first, second = authors

    one = near.make(writes(first, Attribution.NAMED))
    other = near.make(writes(second, Attribution.NAMED))

    page = next(a for role, a in one.seen if role == "visitor" and a.startswith("/insights/CH-"))
    assert f"visitor {page}" in differences(one, other)
    assert "insights.Insight.author_id" in columns_that_differ(one, other)


def test_the_row_itself_names_nobody(worlds, authors):
    first, _second = authors
    worlds.most = 0
    world = worlds.make(writes(first))

    (row,) = [row for row in world.rows["insights.Insight"] if row["title"] == TITLE]
    assert row["author_id"] is None
    assert Insight.objects.filter(title=TITLE).count() == 0
