"""Seeding: the same community for the same seed, valid to the database."""

import pytest
from django.core.management import CommandError, call_command

from insights.models import Insight, Response
from members.models import Member, Organisation

pytestmark = pytest.mark.django_db


def seed(**options):
    call_command("seed", verbosity=0, **options)
    return list(Insight.objects.order_by("reference").values_list("reference", "title"))


def test_seed_makes_as_many_as_asked_with_answers():
    seed(insights=30, members=10, seed=1)

    assert (Insight.objects.count(), Member.objects.count()) == (30, 10)
    assert Response.objects.count() > 0


def test_seed_makes_the_same_community_for_the_same_seed():
    first = seed(insights=20, members=5, seed=7)
    for model in (Insight, Member, Organisation):
        model.objects.all().delete()

    assert seed(insights=20, members=5, seed=7) == first


def test_seed_twice_with_one_seed_is_refused_in_a_sentence():
    seed(insights=5, members=2, seed=3)

    with pytest.raises(CommandError, match="Choose another"):
        seed(insights=5, members=2, seed=3)
