"""Where one is signed in: what is listed, what is ended, and what is kept of it."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members.actions import running
from members.models import Member, Session
from tests.factories import MemberFactory
from tests.members.conftest import PASSWORD

OWN = reverse("members:sessions")
END, END_OTHERS = reverse("members:end-session"), reverse("members:end-other-sessions")
NEW_WORDS = "cedar window quiet marble"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 Version/18.0 Safari/604.1"
DESK = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in_with(browser, member, password=PASSWORD):
    client = Client(headers={"user-agent": browser})
    client.post(reverse("account_login"), {"login": member.email, "password": password})
    return client


def is_signed_in(client):
    return client.get(OWN).status_code == 200


def listed(client):
    context = client.get(OWN).context
    return [str(context["here"])], [str(each) for each in context["elsewhere"]]


def test_each_browser_is_listed_to_its_owner_alone(sam):
    signed_in_with(PHONE, MemberFactory())
    phone, _desk = signed_in_with(PHONE, sam), signed_in_with(DESK, sam)

    assert listed(phone) == (["Safari"], ["Firefox"])
    assert [
        part.lines[3].value
        for part in phone.get("/me/").context["parts"]
        if part.name == "signing-in"
    ] == ["2 browsers"]


@pytest.mark.parametrize(
    ("called", "kind"),
    [
        (PHONE, "safari"),
        (DESK, "firefox"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "chrome"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "edge",
        ),
        ("<script>alert(1)</script>", "other"),
    ],
)
def test_of_a_browser_only_its_kind_is_kept(sam, called, kind):
    client = signed_in_with(called, sam)

    assert Session.objects.get(member=sam).browser == kind
    assert {field.name for field in Session._meta.fields} == {
        "session_key", "session_data", "expire_date", "member", "browser", "signed_in_on",
    }  # fmt: skip
    assert not {"ip", "127.0.0.1", called} & {str(value) for _name, value in client.session.items()}


def test_the_day_stays_that_of_signing_in(sam, client):
    with time_machine.travel("2026-11-20 12:00"):
        client.force_login(sam)
    with time_machine.travel("2026-11-22 12:00"):
        client.post(END, {"session": "nothing"})

    assert str(Session.objects.get(member=sam).signed_in_on) == "2026-11-20"


def test_reading_writes_no_session(signed_in, sam):
    browser = signed_in(sam)
    before = list(Session.objects.values())
    for address in ("/", "/insights/", OWN, "/me/"):
        browser.get(address)

    assert list(Session.objects.values()) == before


def test_the_page_holds_no_key(sam):
    phone, _desk = signed_in_with(PHONE, sam), signed_in_with(DESK, sam)
    page = phone.get(OWN).content.decode()

    assert [key for key in Session.objects.values_list("pk", flat=True) if key in page] == []


def test_one_other_browser_is_signed_out(sam):
    phone, desk, third = (signed_in_with(PHONE, sam) for _ in range(3))
    desk_code = Session.objects.get(pk=desk.session.session_key).code
    answer = phone.post(END, {"session": desk_code})

    assert (answer.status_code, answer.url) == (303, OWN)
    assert [is_signed_in(each) for each in (phone, desk, third)] == [True, False, True]


def test_nobody_ends_what_is_not_theirs_or_what_they_are_using(sam, signed_in):
    mine, theirs = signed_in_with(PHONE, sam), signed_in(MemberFactory())
    for browser in (mine, theirs):
        code = Session.objects.get(pk=browser.session.session_key).code
        assert mine.post(END, {"session": code}).status_code == 303

    assert (is_signed_in(mine), is_signed_in(theirs)) == (True, True)


def test_all_the_others_are_signed_out_at_once(sam, signed_in):
    phone, desk, other = (
        signed_in_with(PHONE, sam),
        signed_in_with(DESK, sam),
        signed_in(MemberFactory()),
    )
    answer = phone.post(END_OTHERS)

    assert (answer.status_code, answer.url) == (303, OWN)
    assert [is_signed_in(each) for each in (phone, desk, other)] == [True, False, True]


@pytest.mark.parametrize(
    ("roles", "stays"),
    [
        ({"is_facilitator": False}, False),
        ({"is_active": False}, False),
        ({"is_facilitator": False, "is_organiser": True}, False),
        ({"is_organiser": True}, True),
        ({}, True),
    ],
)
def test_who_loses_a_role_or_the_door_is_signed_out_everywhere(db, signed_in, roles, stays):
    member = MemberFactory(facilitator=True)
    browsers = [signed_in(member), signed_in(member)]
    kept = {name: getattr(member, name) for name in running.ROLES}

    running.change_roles(member, kept | roles, by=MemberFactory(administrator=True))

    assert [is_signed_in(browser) for browser in browsers] == [stays, stays]
    assert member.sessions.count() == 2 * stays


def test_a_new_password_leaves_only_the_browser_it_was_chosen_in(sam):
    phone, desk = signed_in_with(PHONE, sam), signed_in_with(DESK, sam)
    phone.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW_WORDS}
    )

    assert [is_signed_in(each) for each in (phone, desk)] == [True, False]
    assert sam.sessions.count() == 1


def test_an_ended_session_is_dead_for_whoever_holds_its_key(sam):
    phone, thief = signed_in_with(PHONE, sam), Client()
    thief.cookies["session"] = phone.cookies["session"].value
    phone.post(reverse("account_logout"))

    assert is_signed_in(thief) is False
    assert not Session.objects.filter(member=sam).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_there_are(
    sam, signed_in, count, django_assert_num_queries
):
    for _ in range(count):
        signed_in(sam)
    browser = signed_in(sam)

    with django_assert_num_queries(4):
        browser.get(OWN)


def test_when_somebody_signed_in_is_not_kept_with_them():
    assert "last_login" not in {field.name for field in Member._meta.get_fields()}


def test_a_session_says_of_no_hour_when_it_was_begun(sam):
    with time_machine.travel("2026-11-20T09:31:07+00:00", tick=False):
        signed_in_with(DESK, sam)

    assert Session.objects.get(member=sam).expire_date.time().isoformat() == "23:59:59"
