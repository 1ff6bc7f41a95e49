"""An invitation to an event: what looking does, what pressing does, and when it is over."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.models import AuditEntry, OutboxMessage
from members.actions import invitations
from members.models import Invitation
from tests.factories import EventFactory, MemberFactory
from tests.members.conftest import PASSWORD

TODAY = timezone.localdate()
TOMORROW, YESTERDAY = TODAY + dt.timedelta(days=1), TODAY - dt.timedelta(days=1)


@pytest.fixture
def organiser(db):
    return MemberFactory(organiser=True, name="Olwen Organiser")


@pytest.fixture
def event(organiser):
    return EventFactory(title="Autumn session")


@pytest.fixture
def link(event, organiser):
    return invitations.make_link(event, most=2, expires_on=TOMORROW, by=organiser)


def press(invitation, member):
    client = Client()
    client.force_login(member)
    return client.post(reverse("members:accept-invitation", args=[invitation.code]))


def at(event):
    return list(event.people.order_by("pk").values_list("member", "part"))


def test_opening_a_link_changes_nothing_for_anyone(client, signed_in, member, event, link):
    for browser in (client, signed_in(member)):
        for ask in (browser.get, browser.head):
            assert ask(link.get_absolute_url()).status_code == 200
        assert browser.get(f"{link.get_absolute_url()}accept/").status_code in {302, 405}

    assert at(event) == []
    assert Invitation.objects.get().used == 0


def test_pressing_the_button_puts_one_on_the_list_once(member, event, link):
    answers = [press(link, member) for _twice in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (303, event.get_absolute_url())
    ] * 2
    assert at(event) == [(member.pk, "attendee")]
    assert Invitation.objects.get().used == 1


def test_whoever_runs_the_event_stays_what_they_are(event, link, organiser):
    event.people.create(member=organiser, part="organiser")
    press(link, organiser)

    assert at(event) == [(organiser.pk, "organiser")]
    assert Invitation.objects.get().used == 0


def test_it_lets_in_as_many_as_it_is_for(event, link):
    members = MemberFactory.create_batch(3)
    answers = [press(link, member).url for member in members]

    assert answers == [event.get_absolute_url()] * 2 + [link.get_absolute_url()]
    assert [member for member, _part in at(event)] == [members[0].pk, members[1].pk]


@pytest.mark.parametrize(
    "over", [{"revoked": True}, {"expires_on": YESTERDAY}, {"used": 2}], ids=str
)
def test_one_that_is_over_says_so_and_lets_nobody_in(client, member, event, link, over):
    Invitation.objects.update(**over)
    page = client.get(link.get_absolute_url())
    answer = press(link, member)

    assert page.status_code == 410
    assert "This invitation is over." in page.content.decode()
    assert (answer.status_code, answer.url, at(event)) == (303, link.get_absolute_url(), [])


def test_an_unknown_code_is_not_there(client, db):
    assert client.get("/invitations/ABCDEFGHJKMNPQRS/").status_code == 404


def test_the_page_names_nobody(client, link, organiser, event):
    MemberFactory(name="Aled Attendee")
    page = client.get(link.get_absolute_url()).content.decode()

    assert "Autumn session" in page
    assert "Olwen" not in page
    assert "Aled Attendee" not in page


def test_a_stranger_joins_and_is_brought_back(client, event, link, code_in):
    page = client.get(link.get_absolute_url()).content.decode()
    join = f"{reverse('account_signup')}?next={link.get_absolute_url()}"
    sent = {"email": "kim@mill.example", "password1": PASSWORD, "next": link.get_absolute_url()}
    asked = client.post(join, sent)
    confirmed = client.post(asked.url, {"code": code_in("kim@mill.example")})
    answer = client.post(reverse("members:accept-invitation", args=[link.code]))

    assert join in page
    assert confirmed.url == link.get_absolute_url()
    assert answer.url == reverse("members:welcome")
    assert len(at(event)) == 1


def test_each_address_gets_one_message_that_names_nobody(event, organiser, mail):
    addresses = ["kim@mill.example", "robin@mill.example", "kim@mill.example"]
    for _twice in range(2):
        invitations.invite(event, addresses, expires_on=TOMORROW, by=organiser)
    subject, body = mail("kim@mill.example")

    assert list(OutboxMessage.objects.order_by("pk").values_list("to", flat=True)) == addresses[:2]
    assert subject == "You are invited: Autumn session"
    assert "Olwen" not in body
    assert "robin" not in body
    assert Invitation.objects.get(email="kim@mill.example").get_absolute_url() in body
    assert list(AuditEntry.objects.values_list("verb", "details")) == [
        ("invitation.sent", {"count": 2})
    ]


def test_the_address_goes_when_it_is_used_taken_back_or_over(event, organiser, member):
    for day in (TOMORROW, YESTERDAY):
        named = [f"{name}{day.day}@mill.example" for name in ("used", "back", "left")]
        invitations.invite(event, named, expires_on=day, by=organiser)
    press(Invitation.objects.get(email=f"used{TOMORROW.day}@mill.example"), member)
    for back in Invitation.objects.filter(email__startswith="back"):
        invitations.revoke(back, by=organiser)
    invitations.forget_addresses()

    left = Invitation.objects.exclude(email="").values_list("email", flat=True)
    assert list(left) == [f"left{TOMORROW.day}@mill.example"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"used": 3},
        {"most": 0},
        {"most": 501},
        {"most": 2, "email": "kim@mill.example"},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(link, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_only_so_many_come_in(organiser, event):
    link = invitations.make_link(event, most=3, expires_on=TOMORROW, by=organiser)
    members = MemberFactory.create_batch(8)

    def accept(member):
        try:
            invitations.accept(link, by=member)
        except invitations.InvitationOver:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        came = list(pool.map(accept, members))

    assert (came.count(True), event.people.count(), Invitation.objects.get().used) == (3, 3, 3)
