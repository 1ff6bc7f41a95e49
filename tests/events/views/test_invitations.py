"""Inviting people: who may, what is shown before anything is sent, and taking back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import AuditEntry, OutboxMessage
from members.actions import invitations
from members.enums import SpacePart
from members.models import Invitation
from tests.factories import EventFactory, MemberFactory

TOMORROW = timezone.localdate() + dt.timedelta(days=1)
PASTED = "name,email\nKim,kim@mill.example\nRobin,robin@mill.example\nnobody\n"


@pytest.fixture
def organiser(db):
    return MemberFactory(organiser=True)


@pytest.fixture
def event(organiser):
    event = EventFactory()
    event.people.create(member=organiser, part=SpacePart.ORGANISER)
    return event


@pytest.fixture
def own(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def url(event):
    return lambda name: reverse(f"events:{name}", args=[event.code])


def test_a_link_is_made_listed_and_recorded_without_its_code(own, event, url):
    sent = {"most": 30, "expires_on": TOMORROW.isoformat()}
    answer = own.post(url("invitations"), sent)
    made = Invitation.objects.get()

    assert (answer.status_code, answer.url) == (303, url("invitations"))
    assert (made.most, made.expires_on, made.email) == (30, TOMORROW, "")
    assert made.get_absolute_url() in own.get(url("invitations")).content.decode()
    assert list(AuditEntry.objects.values_list("verb", "thing", "details")) == [
        ("invitation.made", event.code, {"invitation": made.pk, "most": 30})
    ]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"most": 0}, "most"),
        ({"most": 501}, "most"),
        ({"most": ""}, "most"),
        ({"expires_on": "2020-01-01"}, "expires_on"),
        ({"expires_on": "2099-01-01"}, "expires_on"),
        ({"expires_on": "soon"}, "expires_on"),
    ],
)
def test_a_link_for_nobody_or_for_ever_is_refused(own, url, sent, wrong):
    answer = own.post(url("invitations"), {"most": 3, "expires_on": TOMORROW.isoformat()} | sent)

    assert list(answer.context["form"].errors) == [wrong]
    assert not Invitation.objects.exists()


def test_nothing_is_sent_before_it_is_confirmed_and_then_once(own, url):
    sent = {"people": PASTED, "expires_on": TOMORROW.isoformat()}
    preview = own.post(url("invite"), sent)
    before = Invitation.objects.count(), OutboxMessage.objects.count()
    answers = [own.post(url("invite"), sent | {"confirmed": "true"}) for _twice in range(2)]

    assert (preview.status_code, preview.context["count"], before) == (200, 2, (0, 0))
    assert [(answer.status_code, answer.url) for answer in answers] == [
        (303, url("invitations"))
    ] * 2
    assert [message.to for message in OutboxMessage.objects.order_by("pk")] == [
        "kim@mill.example",
        "robin@mill.example",
    ]


@pytest.mark.parametrize(
    "people",
    ["", "  \n", "x@y.example\n" * 501, "k" * 100_001],
    ids=["no", "empty", "many", "long"],
)
def test_a_list_that_cannot_be_is_handed_back(own, url, people):
    answer = own.post(url("invite"), {"people": people, "expires_on": TOMORROW.isoformat()})

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["people"])
    assert answer.context["form"]["people"].value() == people


def test_one_is_taken_back_and_only_by_who_runs_its_event(own, event, url, organiser):
    mine = invitations.make_link(event, most=3, expires_on=TOMORROW, by=organiser)
    other = invitations.make_link(EventFactory(), most=3, expires_on=TOMORROW, by=organiser)
    for invitation in (mine, mine, other):
        assert (
            own.post(url("revoke_invitation"), {"invitation": invitation.code}).status_code == 303
        )

    assert dict(Invitation.objects.values_list("pk", "revoked")) == {mine.pk: True, other.pk: False}
    assert AuditEntry.objects.filter(verb="invitation.revoked").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_there_are(
    own, event, organiser, count, django_assert_num_queries
):
    for _ in range(count):
        invitations.make_link(event, most=3, expires_on=TOMORROW, by=organiser)

    with django_assert_num_queries(5):
        own.get(reverse("events:invitations", args=[event.code]))
