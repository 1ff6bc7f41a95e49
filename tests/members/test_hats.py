"""Hats, asked on every page in words of our own: the same as Django would ask for."""

import datetime as dt

import pytest
from django.utils import timezone

from members.enums import Sector
from tests.factories import AffiliationFactory, MemberFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def test_hats_are_the_current_affiliations_with_their_organisations_oldest_first(
    django_assert_num_queries,
):
    member = MemberFactory(hat=Sector.FUNDER)
    AffiliationFactory(member=member, organisation=None, started_on=dt.date(2020, 1, 1))
    AffiliationFactory(member=member, started_on=dt.date(2019, 1, 1), ended_on=TODAY())
    AffiliationFactory(
        member=member, started_on=dt.date(2018, 1, 1), ended_on=TODAY() - dt.timedelta(days=1)
    )
    AffiliationFactory()

    asked = member.affiliations.current().select_related("organisation")

    with django_assert_num_queries(1):
        worn = [
            (vars_of(hat), hat.organisation and vars_of(hat.organisation)) for hat in member.hats
        ]
    assert worn == [(vars_of(hat), hat.organisation and vars_of(hat.organisation)) for hat in asked]
    assert [hat.started_on.year for hat in member.hats][:2] == [2019, 2020]
    assert len(worn) == 3


def test_a_member_with_none_wears_none():
    assert MemberFactory().hats == ()


def vars_of(row):
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}
