"""Two worlds again, lived through the browser: who posted, changed and took help differs, and nothing else.

Compared: every column of every table, and for everyone else pages, files, headers, order and mail.
"""

import pytest
import time_machine
from django.test import Client

from community.models import OutboxMessage
from insights.enums import Act, Attribution, Audience, Kind, State
from insights.models import Comment, Insight, Reason
from members.enums import Sector, SpacePart
from members.models import Place
from tests import leaking
from tests.events.gathering import published_summary
from tests.factories import EventFactory, InsightFactory, MemberFactory, SpaceMemberFactory
from tests.worlds import WorldMaker, columns_that_differ, differences

pytestmark = pytest.mark.django_db
NOON = "2026-11-20T12:00:00+00:00"
ONLY_PROOFS = {
    "insights.Insight.owner_proof",
    "insights.Insight.form_proof",
    "insights.Comment.owner_proof",
    "insights.Comment.form_proof",
    "insights.Offer.id",  # random, whoever offers, and drawn where this test cannot fix chance
}


class Community:
    """Two council officers nobody could tell apart, whoever else looks, an event and something to read."""

    def __init__(self):
        leeds = Place.objects.get(name="Leeds")
        officers = MemberFactory.create_batch(6, hat=Sector.COUNCIL, listed=True)
        for officer in officers:
            officer.places.set([leeds])
        self.leeds, self.authors = leeds, officers[:2]
        self.people = {
            "colleague": officers[2],
            "funder": MemberFactory(hat=Sector.FUNDER),
            "helper": MemberFactory(hat=Sector.HEALTH),
            "attendee": MemberFactory(hat=Sector.HEALTH),
            "facilitator": MemberFactory(facilitator=True),
            "funder-facilitator": MemberFactory(facilitator=True, hat=Sector.FUNDER),
            "organiser": MemberFactory(organiser=True),
            "administrator": MemberFactory(administrator=True),
        }
        self.event = EventFactory(facilitated_by=self.people["facilitator"])
        parts = [(it, SpacePart.ATTENDEE) for it in (*officers, self.people["attendee"])]
        for member, part in [*parts, (self.people["organiser"], SpacePart.ORGANISER)]:
            SpaceMemberFactory(space=self.event.space_ptr, member=member, part=part)
        published_summary(self.event, self.people["facilitator"])
        self.other = InsightFactory(audience=Audience.EVERYONE, title="Something to answer")
        self.browsers = {name: browser(member) for name, member in self.people.items()}
        self.browsers |= {member.pk: browser(member) for member in self.authors}
        self.kept = {
            name: client.cookies.output(header="") for name, client in self.browsers.items()
        }
        self.reason = Reason.objects.filter(act=Act.PUBLISH).first()

    def browser(self, name):
        """As it was before either world: what a browser learnt in one is not carried into the other."""
        fresh = Client()
        fresh.cookies.load(self.kept[name])
        return fresh


def browser(member):
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def worlds(db, monkeypatch):
    """Made after a test has put what it wants into the settings."""

    def make(only, most):
        here = Community()
        clients = {"visitor": Client()} | {name: here.browsers[name] for name in here.people}
        looking = {name: client for name, client in clients.items() if name in (only or clients)}
        maker = WorldMaker(looking, ["/", "/members/"], monkeypatch)
        maker.most = most
        return here, maker

    with time_machine.travel(NOON, tick=False):
        yield make


def sent(client, address, form):
    answer = client.post(address, form)
    assert answer.status_code == 303, (address, answer.status_code)
    client.get(answer.url)


def decided(here, address, form):
    for step in ({}, form):
        answer = here.browser("facilitator").post(address, step)
    assert answer.status_code == 303, address


def lives(here, author, attribution=Attribution.SECTOR, leak=None):
    """What happens in a world: everything an author of unlinked words can do with them."""

    def happens():
        client = here.browser(author.pk)
        words = {"kind": Kind.SUPPORT_NEED, "title": "A zebrafish to borrow", "body": "For a week."}
        signed = {"attribution": attribution, "audience": Audience.MEMBERS}
        rest = {"places": [here.leeds.code], "new_tags": "Tanks", "form_key": "k"}
        for step in ("preview", "submit"):
            answer = client.post("/insights/new/", words | signed | rest | {"step": step})
        assert answer.status_code == 303
        need = Insight.objects.get(title=words["title"])
        publish = {"choice": f"publish:{here.reason.pk}", "seen": f"{need.state}-{need.version}"}
        decided(here, f"/moderation/insights/{need.reference}/", publish)
        page = need.get_absolute_url()
        sent(here.browser("helper"), f"{page}offer/", {"message": "I have one."})
        sent(client, f"{page}offers/{need.offers.get().pk}/accept/", {})
        comment = {"body": "A zebrafish here too.", "attribution": attribution, "form_key": "c"}
        sent(client, f"{here.other.get_absolute_url()}comments/", comment)
        sent(client, f"{page}settle/", {"state": "met", "outcome": "It swam."})
        if leak:
            leak(need, author, client)
        return looked_at(here, need)

    return happens


def looked_at(here, need):
    """Lists, files, feeds and whatever a curious person would try."""
    page, event = need.get_absolute_url(), here.event.get_absolute_url()
    tried = [word for author in here.authors for word in (author.name, author.email)]
    return [
        page,
        f"{page}offers/",
        here.other.get_absolute_url(),
        "/insights/",
        "/insights/feed/",
        "/insights/?q=zebrafish",
        "/insights/?place=leeds&sort=author",
        *[f"/insights/?q=zebrafish+{word.replace(' ', '+')}" for word in tried],
        "/support/",
        "/support/offers/",
        "/insights/contributions/",
        "/commonality/",
        "/commonality/verdicts.csv",
        "/moderation/",
        "/moderation/log.csv",
        f"/moderation/comments/{Comment.objects.get().pk}/",
        f"{event}summary/print/",
        f"{event}summary.docx",
        f"{event}summary.csv",
        *[author.get_absolute_url() for author in here.authors],
    ]


def two(worlds, *, only=(), most=30, **how):
    """Seen by everybody, or only by some, who look at so many addresses."""
    here, maker = worlds(only, most)
    one, other = (maker.make(lives(here, author, **how)) for author in here.authors)
    return here, one, other


def test_everything_an_author_does_with_unlinked_words_tells_nobody_who_they_are(worlds):
    _here, one, other = two(worlds)

    assert differences(one, other) == []
    assert columns_that_differ(one, other) == ONLY_PROOFS


def test_the_words_and_the_files_are_among_what_was_compared(worlds):
    here, maker = worlds(["funder", "facilitator", "organiser"], 30)
    one = maker.make(lives(here, here.authors[0]))
    event = here.event.get_absolute_url()

    seen = {key: answer.status for key, answer in one.seen.items()}
    mailed = {row["to"] for row in one.rows[OutboxMessage._meta.label]}
    assert [seen["organiser", f"{event}summary.{it}"] for it in ("docx", "csv")] == [200, 200]
    assert seen["facilitator", "/moderation/log.csv"] == 200
    assert b"zebrafish" in one.seen["funder", "/insights/?q=zebrafish"].body
    assert mailed == {here.people["helper"].email}
    (need,) = [row for row in one.rows["insights.Insight"] if "zebrafish" in row["title"]]
    assert (need["author_id"], need["state"]) == (None, State.PUBLISHED)


@pytest.mark.parametrize("leak", leaking.IN_ROWS)
def test_a_row_that_names_the_author_is_caught(worlds, leak):
    _here, one, other = two(worlds, leak=leak, most=0)

    assert columns_that_differ(one, other) > ONLY_PROOFS


@pytest.mark.parametrize("leak", leaking.IN_ANSWERS)
def test_an_answer_that_names_the_author_is_caught(worlds, settings, leak):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"tests.leaking.{leak.__name__}"]

    _here, one, other = two(worlds, only=["organiser"], most=40)

    assert columns_that_differ(one, other) == ONLY_PROOFS
    assert differences(one, other) != []
