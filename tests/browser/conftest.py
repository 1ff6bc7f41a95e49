"""Browsers of several people on one site, with and without scripts; and people to be."""

import pytest

from community.models import OutboxMessage
from events.actions import sorting
from insights.enums import Audience
from members.enums import Sector
from members.models import Place
from tests import axe
from tests.browser.visiting import Watch, opened, sign_in
from tests.factories import EventFactory, InsightFactory, MemberFactory, NoteFactory, ThemeFactory


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def visit(browser, live_server, scripts):
    """`visit()` is a page in a stranger's browser, `visit(member)` in one that a member is signed in to."""
    watch, contexts = Watch(live_server.url), []

    def start(member=None):
        context = opened(browser, live_server.url, watch, java_script_enabled=scripts)
        contexts.append(context)
        if member:
            sign_in(context, member, live_server.url)
        return context.new_page()

    yield start
    for context in contexts:
        context.close()
    assert watch.complaints == []


@pytest.fixture
def code_for(db):
    """The six digits in the newest message to an address."""

    def find(address):
        body = OutboxMessage.objects.filter(to=address).latest("pk").body
        return next(line for line in body.splitlines() if line.isdigit() and len(line) == 6)

    return find


@pytest.fixture
def facilitator(db):
    return MemberFactory(name="Faye Facilitator", facilitator=True)


@pytest.fixture
def leeds(db):
    return Place.objects.get(name="Leeds")


@pytest.fixture
def crowd(leeds):
    """Enough council members in Leeds for one of them to hide among the others."""
    for member in MemberFactory.create_batch(5, hat=Sector.COUNCIL):
        member.places.add(leeds)


@pytest.fixture
def looks(scripts):
    """What axe finds wrong with a page that only a form leads to; asked once, with scripts."""
    return axe.looks if scripts else lambda page: []


@pytest.fixture
def member(db):
    """Who is shown every sort of page."""
    return MemberFactory(facilitator=True, hat=Sector.COUNCIL)


@pytest.fixture
def addresses(member):
    """A page of each sort, by name."""
    event = EventFactory(facilitated_by=member, access_information="Level access.")
    ThemeFactory(event=event).notes.add(NoteFactory(event=event))
    NoteFactory.create_batch(30, event=event)
    sorting.file(event, [NoteFactory(event=event).code], event.themes.get(), by=member)
    InsightFactory.create_batch(3, audience=Audience.EVERYONE)
    InsightFactory(kind="support_need", audience=Audience.EVERYONE)
    held = InsightFactory(held=True)
    return {
        "home": "/",
        "library": "/insights/",
        "record": "/insights/new/",
        "sort": f"/events/{event.code}/sort/",
        "acts": f"/events/{event.code}/sort/acts/",
        "queue": "/moderation/",
        "decision": f"/moderation/insights/{held.reference}/",
    }
