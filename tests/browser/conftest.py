"""Browsers of several people on one site, with and without scripts; and people to be."""

import pytest

from community.models import OutboxMessage
from members.enums import Sector
from members.models import Place
from tests import axe
from tests.browser.visiting import Watch, opened, sign_in
from tests.factories import MemberFactory


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
