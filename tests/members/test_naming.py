"""Whose names a warning knows: those the writer may know of, and no others."""

import pytest

from members.enums import Sector
from members.naming import known_to, named
from tests.factories import MemberFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def standing(text, viewer):
    return [text[each.start : each.end] for each in named(text, known_to(viewer))]


@pytest.fixture
def writer():
    return MemberFactory(
        name="Wyn Pryce", hat=Sector.COUNCIL, hat__organisation__name="Sir Gâr", listed=False
    )


def test_those_in_the_directory_and_oneself_are_known(writer):
    MemberFactory(name="Ottoline Quill", listed=True)

    assert standing("ottoline quill, wyn pryce", writer) == ["ottoline quill", "wyn pryce"]


@pytest.mark.parametrize("unlisted", [{"listed": False}, {"listed": True, "is_active": False}])
def test_whoever_is_not_in_the_directory_is_like_anybody_in_the_street(writer, unlisted):
    texts = ["ottoline quill", "Ottoline Quill", "Sarah Quill", "sarah quill", "Cllr Quill"]
    before = [standing(text, writer) for text in texts]

    for name in ("Ottoline Quill", "Sarah Quill"):
        MemberFactory(name=name, **unlisted)

    assert [standing(text, writer) for text in texts] == before
    assert before == [[], [], ["Sarah Quill"], [], ["Cllr Quill"]]


def test_organisations_anyone_may_choose_and_ones_own_are_known(writer):
    OrganisationFactory(name="North Trust")
    OrganisationFactory(name="Secret Venture", state="proposed")

    assert standing("north trust, secret venture, at sir gâr", writer) == ["north trust", "sir gâr"]


def test_finding_names_costs_the_same_however_many_members(writer, django_assert_num_queries):
    MemberFactory.create_batch(30, listed=True)

    with django_assert_num_queries(3):
        known_to(writer)
