"""Every role × audience × state × way of signing × place where an insight is shown, against trust.md's table.

The table stands here in words of its own. It is never asked of the code it is held against.
"""

import re
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.test.signals import template_rendered

from community.models import AuditEntry
from events.enums import EventState
from insights.actions import counting
from insights.actions.recording import set_places, set_tags
from insights.enums import Attribution, Audience, Kind, State
from insights.models import Appeal, Comment, Decision, Insight, Offer, Response, Tag
from insights.models.insights import KeptFrom
from insights.models.signing import owner_proof
from members.enums import Sector, SpacePart
from members.models import Place
from tests.addresses import every_name
from tests.events.gathering import published_summary
from tests.factories import (
    AffiliationFactory,
    EventFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ReportFactory,
    SpaceMemberFactory,
    TagFactory,
)
from tests.surfaces import NO_INSIGHT, NOT_ANOTHERS, OF_PAIRS, PROVED_ELSEWHERE, SURFACES, token

pytestmark = pytest.mark.django_db
AUDIENCES = ["everyone", "members", "practitioners", "event", "kept from one"]
STATES = ["held", "published", "returned", "declined", "withdrawn", "removed"]
SIGNED = ["named", "organisation", "sector", "without"]

# trust.md section 1, a line for each audience. “kept from one” is a members' insight kept from an organisation.
ROLES = {
    "visitor": "",
    "member": "",
    "administrator": "",
    "kept out": "",
    "funder": "funder",
    "attendee": "there",
    "funder there": "funder there",
    "facilitator": "facilitator",
    "facilitator there": "facilitator there runs",
    "funder facilitator": "facilitator funder",
    "funder facilitator there": "facilitator funder there runs",
    "organiser there": "there runs",
    "author": "there",
}
ADMITTED = {
    "everyone": lambda role: True,
    "members": lambda role: role != "visitor",
    "practitioners": lambda role: role != "visitor" and "funder" not in ROLES[role],
    "event": lambda role: "there" in ROLES[role],
    "kept from one": lambda role: role not in ("visitor", "kept out"),
}


def admits(role, cell):
    audience, _state, _signed = cell
    return ADMITTED[audience](role)


def in_library(role, cell):
    return cell[1] == "published" and admits(role, cell)


def readable(role, cell):
    if role == "author" or in_library(role, cell):
        return True
    facilitates = "facilitator" in ROLES[role]
    return facilitates and cell[1] in ("held", "removed") and admits(role, cell)


def facilitated(role, cell):
    return "facilitator" in ROLES[role] and admits(role, cell)


APPEALED = {"returned": "return", "declined": "decline", "removed": "remove"}
RULES = {
    "page": readable,
    "page of a member": lambda role, cell: role != "visitor" and readable(role, cell),
    "library": in_library,
    "feed": lambda role, cell: cell[:2] == ("everyone", "published"),
    "similar": lambda role, cell: role != "visitor" and in_library(role, cell),
    "own": lambda role, cell: role == "author",
    "changed by": lambda role, cell: role == "author" and cell[1] != "removed",
    "split by": lambda role, cell: role == "author" and cell[1] in ("published", "returned"),
    "named": lambda role, cell: role != "visitor" and in_library(role, cell) and cell[2] == "named",
    "queue": lambda role, cell: facilitated(role, cell) and cell[1] == "held",
    "moderated": lambda role, cell: (
        facilitated(role, cell) and cell[1] in ("held", "published", "removed")
    ),
    "put together": lambda role, cell: facilitated(role, cell) and cell[1] == "published",
    # Whoever decided is not asked again; the page is of what still stands as it was decided.
    "appealed": lambda role, cell: (
        facilitated(role, cell) and role != "facilitator" and cell[1] in APPEALED
    ),
    "log": lambda role, cell: (
        facilitated(role, cell) or (role == "administrator" and admits(role, cell))
    ),
    "summary": lambda role, cell: "there" in ROLES[role] and in_library(role, cell),
    "file": lambda role, cell: "runs" in ROLES[role] and in_library(role, cell),
    # The member of the table has offered help with, and commented on, all of them.
    "offered": lambda role, cell: role == "member" and readable(role, cell),
    "commented": lambda role, cell: role == "member" and readable(role, cell),
}


def hat_of(role):
    """One each, so that no form asks which: whoever is kept out works for nobody else."""
    if role == "kept out":
        return None
    return Sector.FUNDER if "funder" in ROLES[role] else Sector.COUNCIL


CELLS = [(a, s, w) for a in AUDIENCES for s in STATES for w in SIGNED]
# Pages of one insight are asked for in some cells or a few: how words are signed changes only whose they are.
SOME = [
    CELLS.index((audience, state, SIGNED[(row + column) % len(SIGNED)]))
    for row, audience in enumerate(AUDIENCES)
    for column, state in enumerate(STATES)
]
FEW = [number for number in SOME if CELLS[number][1] in ("held", "published")]
FEWEST = [
    FEW[2 * row + row % 2] for row in range(len(AUDIENCES))
]  # in turn a held and a published one
ASKED = {"all": range(len(CELLS)), "some": SOME, "few": FEW, "fewest": FEWEST}


class Here:
    """A community with one insight of each sort, and a browser for each role."""

    def __init__(self):
        self.kept_out_of = OrganisationFactory()
        self.people = {role: self.person(role) for role in ROLES if role != "visitor"}
        self.event = self.held_event()
        self.insights, self.asked = {}, ASKED
        self.clients = {role: self.browser(role) for role in ROLES}
        self.author_page = self.people["author"].get_absolute_url()

    def person(self, role):
        parts = ROLES[role].split()
        member = MemberFactory(
            hat=hat_of(role),
            is_facilitator="facilitator" in parts,
            is_organiser=role == "organiser there",
            is_administrator=role == "administrator",
            listed=role == "author",
        )
        if role == "kept out":
            AffiliationFactory(member=member, organisation=self.kept_out_of)
        return member

    def held_event(self):
        event = EventFactory(state=EventState.PUBLISHED, audience=Audience.EVENT)
        for role, member in self.people.items():
            parts = ROLES[role].split()
            if "there" in parts:
                SpaceMemberFactory(space=event.space_ptr, member=member, part=self.part(parts))
        published_summary(event, self.people["facilitator there"])
        return event

    def part(self, parts):
        if "runs" not in parts:
            return SpacePart.ATTENDEE
        return SpacePart.FACILITATOR if "facilitator" in parts else SpacePart.ORGANISER

    def browser(self, role):
        client = Client()
        if role != "visitor":
            client.force_login(self.people[role])
        return client

    def fill(self):
        tag, self.proposed = Tag.objects.get(slug="power"), TagFactory()
        leeds = Place.objects.select_related("parent__parent").get(name="Leeds")
        for number, cell in enumerate(CELLS):
            insight = self.insights[number] = self.insight(number, *cell)
            set_tags(insight, [tag, self.proposed])
            set_places(insight, [leeds])
        self.surround(list(self.insights.values()))

    def insight(self, number, audience, state, signed):
        author = self.people["author"]
        unlinked = signed in ("sector", "without")
        insight = InsightFactory(
            kind=Kind.SUPPORT_NEED,
            title=f"{token(number)} crossing",
            audience=Audience.MEMBERS if audience == "kept from one" else audience,
            space=self.event.space_ptr,
            state=state,
            attribution=Attribution(signed),
            author=None if unlinked else author,
        )
        if unlinked:
            Insight.objects.filter(pk=insight.pk).update(
                owner_proof=owner_proof(insight.pk, author)
            )
        if audience == "kept from one":
            KeptFrom.objects.create(insight=insight, organisation=self.kept_out_of)
        return insight

    def surround(self, insights):
        """Offers, comments, decisions, lines of the log and answers on every one of them."""
        helper, decider = self.people["member"], self.people["facilitator"]
        Offer.objects.bulk_create(
            Offer(insight=it, helper=helper, message="I can.") for it in insights
        )
        Comment.objects.bulk_create(
            Comment(insight=it, body="Here too.", attribution="named", author=helper)
            for it in insights
        )
        Decision.objects.bulk_create(
            Decision(insight=it, act="publish", by=decider) for it in insights
        )
        AuditEntry.objects.bulk_create(
            AuditEntry(verb="insight.publish", thing=it.reference, actor=decider) for it in insights
        )
        sectors = [Sector.COUNCIL, Sector.HEALTH]
        members = [MemberFactory(hat=sector) for sector in sectors for _ in range(8)]
        Response.objects.bulk_create(
            Response(insight=it, member=member, answer="true_here", sector=member.hats[0].sector)
            for it in insights
            if it.state == State.PUBLISHED
            for member in members
        )
        self.comments = dict(Comment.objects.values_list("insight", "pk"))
        self.appeals = {it.pk: appealed(it, decider).pk for it in insights}
        self.reports = {it.pk: ReportFactory(insight=it).reference for it in insights}
        counting.take()


def appealed(insight, decider):
    act = APPEALED.get(insight.state, "decline")
    decision = Decision.objects.create(insight=insight, act=act, by=decider)
    return Appeal.objects.create(decision=decision, words="Please look again.")


def expected(surface, role):
    rule = RULES[surface.rule]
    return {number for number in ASKED[surface.asked] if rule(role, CELLS[number])}


def test_every_surface_shows_and_counts_what_the_table_says(capsys):
    """One world, asked by everybody everywhere."""
    here = Here()
    before = {
        (name, role): surface.ask(here, here.clients[role])
        for name, surface in SURFACES.items()
        if surface.counts
        for role in ROLES
    }
    here.fill()
    rendered = set()
    template_rendered.connect(notes := noting(rendered))

    wrong, shown_somewhere = {}, dict.fromkeys(SURFACES, 0)
    for name, surface in SURFACES.items():
        for role in ROLES:
            given, wanted = surface.ask(here, here.clients[role]), expected(surface, role)
            if surface.counts:
                given, wanted = given - before[name, role], len(wanted)
                is_right, size = given == wanted, given
            else:
                is_right = given <= wanted if surface.partial else given == wanted
                size = len(given)
            shown_somewhere[name] += size
            if not is_right:
                wrong[name, role] = explained(given, wanted)
    template_rendered.disconnect(notes)

    assert wrong == {}
    assert [name for name, size in shown_somewhere.items() if not size] == []
    assert templates_that_show() - rendered - NOT_ANOTHERS - OF_PAIRS == set()
    with capsys.disabled():
        cells = len(ROLES) * sum(len(ASKED[surface.asked]) for surface in SURFACES.values())
        sys.stdout.write(
            f"\n{len(ROLES)} roles, {len(AUDIENCES)} audiences, {len(STATES)} states, {len(SIGNED)} "
            f"ways of signing, {len(SURFACES)} surfaces: {cells} cells\n"
        )


def explained(given, wanted):
    if isinstance(given, int):
        return given, wanted
    return {
        "shown": sorted({CELLS[it] for it in given - wanted})[:6],
        "missing": sorted({CELLS[it] for it in wanted - given})[:6],
    }


def noting(rendered):
    def note(sender, template, **kwargs):
        rendered.add(template.name)

    return note


def templates_that_show():
    """Templates that say something of an insight's own words."""
    words = re.compile(r"\b(insight|need|card)\.(title|body|byline|words)\b")
    folder = Path(__file__).parents[1] / "templates"
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*.*")
        if words.search(path.read_text(encoding="utf-8"))
    }


def test_every_address_is_a_surface_or_shows_no_insight():
    surfaces = {name for surface in SURFACES.values() for name in surface.names}
    named = {name for name in every_name() if not name.startswith(("admin:", "account", "mfa"))}

    assert surfaces & NO_INSIGHT == set()
    assert surfaces | NO_INSIGHT | set(PROVED_ELSEWHERE) == named
    assert [it for it in PROVED_ELSEWHERE.values() if not Path(it).exists()] == []
