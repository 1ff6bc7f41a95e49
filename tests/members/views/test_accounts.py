"""Signing up and in: by typed codes, alike for known and unknown addresses."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from community.models import OutboxMessage
from members.models import Member
from tests.members.conftest import PASSWORD

SIGN_UP = reverse("account_signup")
SIGN_IN = reverse("account_login")
NEW_WORDS = "cedar window quiet marble"


def told(response):
    """What an onlooker can tell apart: all but tokens and the address asked about."""
    body = re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+', rb"\1", response.content)
    body = re.sub(rb"[\w.]+@[\w.]+", b"", body)
    return response.status_code, response.headers.get("Location"), body


def test_signing_up_asks_for_the_emailed_code_and_leads_to_the_first_steps(client, code_in, db):
    asked = client.post(SIGN_UP, {"email": "new@north.example", "password1": PASSWORD})
    confirmed = client.post(asked.url, {"code": code_in("new@north.example")})

    assert (asked.status_code, asked.url) == (303, reverse("account_email_verification_sent"))
    assert (confirmed.status_code, confirmed.url) == (303, reverse("members:welcome"))
    assert client.get(confirmed.url).status_code == 200
    assert Member.objects.get().email == "new@north.example"


def test_joining_sent_twice_is_answered_twice_alike(db):
    sent = {"email": "new@north.example", "password1": PASSWORD}
    answers = [Client().post(SIGN_UP, sent) for _twice in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (303, reverse("account_email_verification_sent"))
    ] * 2
    assert Member.objects.count() == 1


def test_joining_with_a_known_address_is_as_much_work_and_stores_nobody(sam):
    """AU-5: the statements sent to the database are as many, and everything of the one in vain is undone."""

    def statements(address):
        with CaptureQueriesContext(connection) as sent:
            Client().post(SIGN_UP, {"email": address, "password1": PASSWORD})
        return sum(it["sql"].startswith(("SELECT", "INSERT", "UPDATE")) for it in sent)

    assert statements(sam.email) == statements("new@north.example")
    assert sorted(Member.objects.values_list("email", flat=True)) == sorted(
        [sam.email, "new@north.example"]
    )
    assert EmailAddress.objects.filter(email__contains="in-vain").count() == 0


def test_a_stranger_is_not_sent_more_than_five_messages_an_hour(db):
    for _time in range(8):
        Client().post(SIGN_UP, {"email": "new@north.example", "password1": PASSWORD})

    assert OutboxMessage.objects.filter(to="new@north.example").count() <= 6


def test_a_member_is_not_signed_in_before_the_code(client, db):
    client.post(SIGN_UP, {"email": "new@north.example", "password1": PASSWORD})

    assert client.get(reverse("members:me")).status_code == 302


def test_five_wrong_codes_end_the_attempt(client, db):
    asked = client.post(SIGN_UP, {"email": "new@north.example", "password1": PASSWORD})
    wrong = [client.post(asked.url, {"code": "abcdef"}).status_code for _ in range(5)]

    assert wrong == [200, 200, 200, 200, 303]
    assert client.get(asked.url).url == SIGN_IN


def test_signing_in_takes_an_address_and_a_password(client, sam):
    answer = client.post(SIGN_IN, {"login": "Sam@North.example", "password": PASSWORD})

    assert (answer.status_code, answer.url) == (303, reverse("home"))
    assert client.session["_auth_user_id"] == str(sam.pk)


def test_signing_in_leads_to_the_first_steps_until_they_are_taken(client, sam):
    Member.objects.update(agreed_to=None)

    answer = client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})

    assert answer.url == reverse("members:welcome")


def test_signing_in_goes_on_to_a_page_of_this_site_and_to_no_other(client, sam):
    here = client.post(f"{SIGN_IN}?next=/me/", {"login": sam.email, "password": PASSWORD})
    for elsewhere in ("//evil.example", "https:evil.example", "\\\\evil.example", "javascript:x"):
        answer = Client().post(
            SIGN_IN, {"login": sam.email, "password": PASSWORD, "next": elsewhere}
        )
        assert answer.url == reverse("home")

    assert here.url == "/me/"


def test_signing_in_by_code_needs_no_password(client, sam, code_in):
    asked = client.post(reverse("account_request_login_code"), {"email": sam.email})
    answer = client.post(asked.url, {"code": code_in(sam.email)})

    assert (asked.status_code, answer.status_code, answer.url) == (303, 303, reverse("home"))


@pytest.mark.parametrize(
    ("url_name", "fields"),
    [
        ("account_signup", {"password1": PASSWORD}),
        ("account_login", {"password": "not the right words"}),
        ("account_request_login_code", {}),
        ("account_reset_password", {}),
    ],
)
def test_known_and_unknown_addresses_are_answered_alike(sam, url_name, fields):
    def ask(address):
        browser, field = Client(), "login" if url_name == "account_login" else "email"
        first = browser.post(reverse(url_name), {field: address, **fields})
        then = browser.get(first.url) if first.status_code == 303 else first
        return told(first), told(then)

    assert ask(sam.email) == ask("nobody@north.example")
    assert OutboxMessage.objects.filter(to=sam.email).count() == (
        OutboxMessage.objects.filter(to="nobody@north.example").count()
    )


def test_a_wrong_code_is_answered_alike_for_known_and_unknown_addresses(sam):
    def ask(address):
        browser = Client()
        asked = browser.post(reverse("account_reset_password"), {"email": address})
        return told(browser.post(asked.url, {"code": "000000x"}))

    assert ask(sam.email) == ask("nobody@north.example")


def test_a_new_password_is_chosen_with_a_code_and_told(client, sam, code_in, mail):
    elsewhere = Client()
    elsewhere.force_login(sam)
    asked = client.post(reverse("account_reset_password"), {"email": sam.email})
    proved = client.post(asked.url, {"code": code_in(sam.email)})
    done = client.post(proved.url, {"password1": NEW_WORDS})

    assert (done.status_code, done.url) == (303, reverse("account_password_reset_completed"))
    assert mail(sam.email)[0] == "Your password was changed"
    assert elsewhere.get("/me/").status_code == 302
    assert Client().post(SIGN_IN, {"login": sam.email, "password": NEW_WORDS}).status_code == 303


def test_five_wrong_passwords_stop_the_sixth_even_from_elsewhere(client, sam):
    for number in range(5):
        client.post(
            SIGN_IN,
            {"login": sam.email, "password": "wrong words here"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )
    answer = client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [
        "Too many tries. Wait five minutes, then try again."
    ]


def test_after_five_minutes_the_right_password_is_taken_again(client, sam):
    with time_machine.travel("2026-11-20 12:00", tick=False) as clock:
        for _time in range(6):
            client.post(SIGN_IN, {"login": sam.email, "password": "wrong words here"})
        clock.shift(301)
        answer = client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("asks", "back"),
    [
        ("account_request_login_code", "account_request_login_code"),
        ("account_reset_password", "account_login"),
    ],
)
def test_a_code_that_is_too_old_is_refused(client, sam, code_in, asks, back):
    with time_machine.travel("2026-11-20 12:00", tick=False) as clock:
        asked = client.post(reverse(asks), {"email": sam.email})
        clock.shift(16 * 60)
        answer = client.post(asked.url, {"code": code_in(sam.email)})

    assert answer.url == reverse(back)
    assert client.session.get("_auth_user_id") is None


def test_a_code_works_once(client, sam, code_in):
    asked = client.post(reverse("account_request_login_code"), {"email": sam.email})
    first = client.post(asked.url, {"code": code_in(sam.email)}).url
    again = Client()
    again.post(reverse("account_request_login_code"), {"email": "nobody@north.example"})
    answer = again.post(asked.url, {"code": code_in(sam.email)})

    assert first == reverse("home")
    assert (answer.status_code, again.session.get("_auth_user_id")) == (200, None)


def test_a_code_for_a_new_password_works_once(client, sam, code_in):
    asked = client.post(reverse("account_reset_password"), {"email": sam.email})
    code = code_in(sam.email)
    proved = client.post(asked.url, {"code": code})
    client.post(proved.url, {"password1": NEW_WORDS})
    again = client.post(proved.url, {"password1": "another seven plain words"})
    code_again = client.post(asked.url, {"code": code})

    assert (again.url, code_again.url) == (reverse("account_reset_password"), SIGN_IN)
    assert Client().post(SIGN_IN, {"login": sam.email, "password": NEW_WORDS}).status_code == 303


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_a_page_that_asks_for_a_code_changes_nothing(client, sam, code_in, method):
    asked = client.post(reverse("account_request_login_code"), {"email": sam.email})
    code = code_in(sam.email)
    for address in (asked.url, f"{asked.url}?code={code}", reverse("account_logout")):
        getattr(client, method)(address)
    answer = client.post(asked.url, {"code": code})

    assert answer.url == reverse("home")


def test_sixty_people_behind_one_address_all_sign_in(sam):
    answers = [
        Client().post(SIGN_IN, {"login": sam.email, "password": PASSWORD}).status_code
        for _ in range(60)
    ]

    assert answers == [303] * 60


def test_signing_in_changes_the_session(client, sam):
    client.post(SIGN_IN, {"login": sam.email, "password": "wrong words here"})
    before = client.session.session_key
    client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})

    assert client.session.session_key != before


def test_a_deactivated_member_is_signed_out_at_the_next_request(signed_in, sam):
    browser = signed_in(sam)
    Member.objects.update(is_active=False)

    assert browser.get("/me/").url == f"{SIGN_IN}?next=/me/"
    again = browser.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    assert again.url == reverse("account_inactive")
    assert browser.get("/me/").status_code == 302


def test_changing_the_address_takes_a_code_and_tells_the_old_one(client, sam, code_in, mail):
    client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    wanted = {"action_add": "1", "email": "sam@south.example"}
    again = client.post(reverse("account_email"), wanted)
    asked = client.post(again.url, {"password": PASSWORD, "next": reverse("account_email")})
    unchanged = Member.objects.get().email
    client.post(asked.url, {"code": code_in("sam@south.example")})

    assert unchanged == "sam@north.example"
    assert Member.objects.get().email == "sam@south.example"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("sam@south.example", True)
    ]
    assert mail("sam@north.example")[0] == "Your email address was changed"


def test_changing_the_password_signs_out_elsewhere_and_is_told(client, sam, mail):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW_WORDS}
    )

    assert (answer.status_code, answer.url) == (303, reverse("members:me"))
    assert (client.get("/me/").status_code, elsewhere.get("/me/").status_code) == (200, 302)
    assert mail(sam.email)[0] == "Your password was changed"


@pytest.mark.parametrize(
    "password",
    ["elevenchars", "password1234", "123456789012", "sam@north.example", "Commonality2026!"],
)
def test_a_weak_password_is_refused(client, db, password):
    answer = client.post(SIGN_UP, {"email": "sam@north.example", "password1": password})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["password1"]
    assert not Member.objects.exists()


@pytest.mark.parametrize("password", ["twelve chars", "pwdwrdßü木🌳 four", "a b c d " * 16])
def test_a_long_enough_password_of_any_letters_is_taken(client, db, password):
    answer = client.post(SIGN_UP, {"email": "new@north.example", "password1": password})

    assert answer.status_code == 303


def test_signing_out_takes_a_button_and_empties_the_cache(client, sam):
    client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    asked = client.get(reverse("account_logout"))
    still = client.get("/me/").status_code
    answer = client.post(reverse("account_logout"))

    assert (asked.status_code, still, answer.status_code) == (200, 200, 303)
    assert answer["Clear-Site-Data"] == '"cache"'
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize(
    "name",
    ["account_confirm_email", "account_reset_password_from_key", "account_signup_by_passkey"],
)
def test_no_emailed_link_has_an_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name, args=["key"])


def test_no_message_holds_a_link_that_does_anything(client, sam, db):
    for name in ("account_reset_password", "account_request_login_code"):
        client.post(reverse(name), {"email": sam.email})
        Client().post(reverse(name), {"email": "nobody@north.example"})
    Client().post(SIGN_UP, {"email": sam.email, "password1": PASSWORD})
    bodies = " ".join(OutboxMessage.objects.values_list("body", flat=True))

    assert set(re.findall(r"http://testserver(/\S*)", bodies)) == {SIGN_UP, SIGN_IN}
