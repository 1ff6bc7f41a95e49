"""What is held at an event that nobody facilitates is decided by other facilitators, and by no funder."""

import pytest

from insights.enums import Act, Audience, State
from insights.models import Comment, Insight, Reason
from insights.models.insights import KeptFrom
from members.enums import Sector
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    SpaceFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def space():
    space = SpaceFactory()
    SpaceMemberFactory(space=space, member=MemberFactory())
    return space


def held_at(space, **changes):
    author = MemberFactory()
    return InsightFactory(
        held=True, audience=Audience.EVENT, space=space, unlinked_by=author, **changes
    )


def readers(insight):
    people = {
        "facilitator": MemberFactory(facilitator=True, hat=Sector.COUNCIL),
        "funder": MemberFactory(facilitator=True, hat=Sector.FUNDER),
        "member": MemberFactory(),
        "administrator": MemberFactory(administrator=True),
    }
    return {
        name
        for name, member in people.items()
        if Insight.objects.visible_to(member).filter(pk=insight.pk).exists()
    }


def test_a_facilitator_of_no_funder_reads_and_decides(client, space):
    insight = held_at(space)
    assert readers(insight) == {"facilitator"}
    publishing = Reason.objects.filter(act=Act.PUBLISH).first()
    client.force_login(MemberFactory(facilitator=True))

    client.post(
        f"/moderation/insights/{insight.reference}/",
        {"seen": "held-1", "choice": f"{Act.PUBLISH}:{publishing.pk}", "sentence": ""},
    )

    insight.refresh_from_db()
    assert insight.state == State.PUBLISHED
    assert readers(insight) == set()


def test_where_somebody_facilitates_nobody_else_reads(space):
    SpaceMemberFactory(space=space, member=MemberFactory(facilitator=True))

    assert readers(held_at(space)) == set()


def test_one_who_may_no_longer_sign_in_does_not_facilitate(space):
    SpaceMemberFactory(space=space, member=MemberFactory(facilitator=True, is_active=False))

    assert readers(held_at(space)) == {"facilitator"}


def test_an_organisation_kept_out_stays_out(space):
    insight = held_at(space)
    facilitator = MemberFactory(facilitator=True, hat=Sector.COUNCIL)
    KeptFrom.objects.create(
        insight=insight, organisation=facilitator.affiliations.get().organisation
    )

    assert not Insight.objects.visible_to(facilitator).exists()


def test_a_held_comment_there_is_decided_alike(space):
    comment = CommentFactory(held=True, insight__audience=Audience.EVENT, insight__space=space)
    facilitator = MemberFactory(facilitator=True)

    assert list(Comment.objects.visible_to(facilitator)) == [comment]
    assert not Insight.objects.visible_to(facilitator).exists()
    assert not Comment.objects.visible_to(MemberFactory(facilitator=True, hat=Sector.FUNDER))
