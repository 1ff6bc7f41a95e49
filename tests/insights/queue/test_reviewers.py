"""Before posting: whether any facilitator could read it at all."""

import pytest

from insights.enums import Audience
from insights.queue.reviewers import nobody_reviews
from members.enums import Sector
from tests.factories import (
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    SpaceFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return MemberFactory()


def insight(audience=Audience.MEMBERS, **fields):
    return InsightFactory(audience=audience, **fields)


def test_somebody_reviews_what_any_facilitator_may_read(author):
    MemberFactory(facilitator=True, hat=Sector.FUNDER)

    assert not nobody_reviews(insight(), [], but=author)


@pytest.mark.parametrize(("second", "nobody"), [(Sector.FUNDER, True), (Sector.COUNCIL, False)])
def test_practitioners_words_need_a_facilitator_without_a_funder_hat(author, second, nobody):
    MemberFactory(facilitator=True, hat=Sector.FUNDER)
    MemberFactory(facilitator=True, hat=second)

    assert nobody_reviews(insight(Audience.PRACTITIONERS), [], but=author) == nobody


def test_words_kept_from_an_organisation_need_a_facilitator_of_another(author):
    facilitator = MemberFactory(facilitator=True, hat=Sector.COUNCIL)
    theirs = facilitator.affiliations.get().organisation

    assert nobody_reviews(insight(), [theirs], but=author)
    assert not nobody_reviews(insight(), [OrganisationFactory()], but=author)


def test_an_events_words_need_a_facilitator_who_was_there(author):
    MemberFactory(facilitator=True)
    space = SpaceMemberFactory(space=SpaceFactory(), member__is_facilitator=True).space
    words = insight(Audience.EVENT, space=space)
    there = space.people.get().member

    assert nobody_reviews(words, [], but=there)
    assert not nobody_reviews(words, [], but=author)


@pytest.mark.parametrize(("hat", "nobody"), [(Sector.FUNDER, True), (Sector.COUNCIL, False)])
def test_what_no_facilitator_was_there_for_needs_one_without_a_funder_hat(author, hat, nobody):
    MemberFactory(facilitator=True, hat=hat)

    assert nobody_reviews(insight(Audience.EVENT, space=SpaceFactory()), [], but=author) == nobody


def test_a_facilitator_does_not_review_their_own():
    facilitator = MemberFactory(facilitator=True)

    assert nobody_reviews(insight(), [], but=facilitator)


def test_one_who_left_reviews_nothing(author):
    MemberFactory(facilitator=True, is_active=False)

    assert nobody_reviews(insight(), [], but=author)
