"""A lost mailbox: alike for known and unknown, two facilitators, 48 hours in which it can be stopped."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from community.models import AuditEntry, OutboxMessage
from members import nightly
from members.actions import recovering
from members.enums import RecoveryState
from members.models import Member, Recovery, RecoveryVoice
from tests.factories import MemberFactory
from tests.members.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ASK, LIST = reverse("members:recovery-ask"), reverse("members:recoveries")
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
TWO_DAYS = dt.timedelta(hours=48, minutes=1)
YES = {"says": "confirm", "reason": "We spoke on the telephone."}


def at(moment):
    return time_machine.travel(moment, tick=False)


def ask(email="sam@north.example", new_email="sam@south.example"):
    return Client().post(ASK, {"email": email, "new_email": new_email})


@pytest.fixture
def facilitators(signed_in):
    """Browsers of two."""
    return [signed_in(MemberFactory(facilitator=True)) for _each in range(2)]


@pytest.fixture
def asked(sam):
    ask()
    return Recovery.objects.get()


def page_of(recovery):
    return reverse("members:recovery", args=[recovery.code])


def agree(facilitators, recovery):
    return [client.post(page_of(recovery), YES).status_code for client in facilitators]


def told(response):
    body = re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+', rb"\1", response.content)
    return response.status_code, response.headers.get("Location"), body


def state():
    return Recovery.objects.get().state


def test_known_and_unknown_addresses_are_answered_alike(sam):
    known, unknown = ask(), ask("nobody@north.example")
    taken = ask(new_email=sam.email.replace("sam", "kim"))

    assert told(known) == told(unknown) == told(taken)
    assert (known.status_code, known.url) == (303, reverse("members:recovery-asked"))
    assert Recovery.objects.count() == 1


def test_an_address_of_another_account_is_answered_alike_and_not_given_away(sam):
    other = MemberFactory()

    assert told(ask(new_email=other.email)) == told(ask(email="nobody@north.example"))
    assert not Recovery.objects.exists()


def test_asking_tells_the_old_address_and_the_log_and_nobody_else(sam):
    ask()
    ask()

    (message,) = OutboxMessage.objects.all()
    assert (message.to, message.subject) == (sam.email, "Somebody asked to change your address")
    assert "south" not in message.body
    assert list(AuditEntry.objects.values_list("verb", "thing", "actor")) == [
        ("recovery.asked", sam.code, None)
    ]


def test_an_address_is_asked_for_three_times_a_day_known_or_not(sam):
    for email in (sam.email, "nobody@north.example"):
        assert [ask(email).status_code for _each in range(4)] == [303, 303, 303, 429]


def test_two_facilitators_by_themselves_start_the_48_hours(sam, facilitators, asked, mail):
    with at(NOON):
        first = facilitators[0].post(page_of(asked), YES)
        between = state()
        facilitators[1].post(page_of(asked), YES)

    assert (first.status_code, first.url, between) == (303, LIST, RecoveryState.ASKED)
    recovery = Recovery.objects.get()
    assert (recovery.state, recovery.change_at) == (
        RecoveryState.AGREED,
        NOON + dt.timedelta(hours=48),
    )
    assert mail(sam.email)[0] == "Your address changes in 48 hours"
    assert Member.objects.filter(email=sam.email).exists()


def test_one_facilitator_speaking_twice_is_one(facilitators, asked):
    for _each in range(2):
        facilitators[0].post(page_of(asked), YES)

    assert (RecoveryVoice.objects.count(), state()) == (1, RecoveryState.ASKED)


def test_the_second_does_not_see_what_the_first_said(facilitators, asked):
    facilitators[0].post(page_of(asked), {**YES, "reason": "Zebrafish"})

    page = facilitators[1].get(page_of(asked)).content.decode()
    assert [word in page for word in ("Zebrafish", "Somebody else")] == [False, False]


def test_somebody_who_is_a_facilitator_no_more_does_not_count(facilitators, asked):
    facilitators[0].post(page_of(asked), YES)
    Member.objects.filter(pk=RecoveryVoice.objects.get().facilitator_id).update(
        is_facilitator=False
    )
    facilitators[1].post(page_of(asked), YES)

    assert state() == RecoveryState.ASKED


def test_a_facilitator_never_confirms_their_own(sam, facilitators, signed_in):
    Member.objects.filter(pk=sam.pk).update(is_facilitator=True)
    ask()
    own = signed_in(Member.objects.get(pk=sam.pk))
    recovery = Recovery.objects.get()

    assert own.post(page_of(recovery), YES).status_code == 404
    with pytest.raises(recovering.NotForThem):
        recovering.confirm(recovery, reason="It is me.", by=Member.objects.get(pk=sam.pk))


def test_a_reason_is_needed(facilitators, asked):
    answer = facilitators[0].post(page_of(asked), {"says": "confirm", "reason": " "})

    assert answer.context["form"].errors == {"reason": ["Say in a sentence how you know."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        RecoveryVoice.objects.create(recovery=asked, facilitator=MemberFactory(), reason="")


def test_one_facilitator_who_doubts_it_ends_it(facilitators, asked):
    facilitators[0].post(page_of(asked), YES)
    facilitators[1].post(page_of(asked), {"says": "refuse", "reason": "It was not them."})

    assert state() == RecoveryState.REFUSED
    assert facilitators[0].get(page_of(asked)).status_code == 404


def test_after_48_hours_the_address_changes_and_everything_old_ends(
    sam, facilitators, asked, signed_in, mail
):
    old = signed_in(sam)
    with at(NOON):
        agree(facilitators, asked)
    with at(NOON + dt.timedelta(hours=47)):
        nightly.change_addresses(0)
    early = Member.objects.get(pk=sam.pk).email
    with at(NOON + TWO_DAYS):
        nightly.change_addresses(0)
        nightly.change_addresses(0)

    sam.refresh_from_db()
    assert (early, sam.email, sam.has_usable_password()) == (
        "sam@north.example",
        "sam@south.example",
        False,
    )
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("sam@south.example", True, True)
    ]
    assert old.get("/me/").status_code == 302
    sent = {"login": "sam@south.example", "password": PASSWORD}
    assert Client().post(reverse("account_login"), sent).status_code == 200
    assert mail("sam@north.example")[0] == mail("sam@south.example")[0]
    assert (state(), Recovery.objects.get().new_email) == (RecoveryState.DONE, "")
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "recovery.asked",
        "recovery.confirmed",
        "recovery.confirmed",
        "recovery.agreed",
        "recovery.done",
    ]


def test_the_new_address_signs_in_by_code(sam, facilitators, asked, code_in):
    with at(NOON):
        agree(facilitators, asked)
    with at(NOON + TWO_DAYS):
        nightly.change_addresses(0)
    client = Client()
    led = client.post(reverse("account_request_login_code"), {"email": "sam@south.example"})
    answer = client.post(led.url, {"code": code_in("sam@south.example")})

    assert (answer.status_code, answer.url) == (303, reverse("home"))


def stop_page(mail, sam):
    _subject, body = mail(sam.email)
    return re.search(r"http://testserver(/accounts/lost-mailbox/stop/\S+)", body)[1]


def test_the_old_address_stops_it_by_a_button_never_by_opening_a_link(
    sam, facilitators, asked, mail
):
    agree(facilitators, asked)
    page = stop_page(mail, sam)
    opened, headed, before = Client().get(page), Client().head(page), state()
    stopped = Client().post(page)

    assert (opened.status_code, headed.status_code, before) == (200, 200, RecoveryState.AGREED)
    assert (stopped.status_code, stopped.url) == (303, reverse("members:recovery-stopped"))
    assert (state(), Recovery.objects.get().new_email) == (RecoveryState.STOPPED, "")
    assert [Client().get(page).status_code, Client().post(page).status_code] == [404, 404]


def test_the_link_of_the_first_message_stops_it_as_well(sam, facilitators, asked, mail):
    page = stop_page(mail, sam)
    agree(facilitators, asked)
    Client().post(page)

    assert state() == RecoveryState.STOPPED


def test_a_wrong_token_stops_nothing(asked):
    page = reverse("members:recovery-stop", args=[asked.code, "0" * 40])

    assert (Client().post(page).status_code, state()) == (404, RecoveryState.ASKED)


def test_nobody_confirmed_it_in_two_weeks(sam):
    with at(NOON):
        ask()
    with at(NOON + dt.timedelta(days=15)):
        nightly.change_addresses(0)

    assert state() == RecoveryState.LAPSED


def test_an_address_somebody_took_meanwhile_is_left_to_them(sam, facilitators, asked):
    with at(NOON):
        agree(facilitators, asked)
    MemberFactory(email="sam@south.example")
    with at(NOON + TWO_DAYS):
        nightly.change_addresses(0)

    sam.refresh_from_db()
    assert (sam.email, state()) == ("sam@north.example", RecoveryState.REFUSED)


@pytest.mark.parametrize("role", [{}, {"organiser": True}, {"administrator": True}])
def test_nobody_else_sees_who_lost_a_mailbox(signed_in, asked, role):
    client = signed_in(MemberFactory(**role))

    assert [client.get(page).status_code for page in (LIST, page_of(asked))] == [404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_wait(facilitators, count, django_assert_num_queries):
    for number in range(count):
        Recovery.objects.create(member=MemberFactory(), new_email=f"new{number}@example.org")

    with django_assert_num_queries(4):
        facilitators[0].get(LIST)
