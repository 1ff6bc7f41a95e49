"""AU-9: a member of a provider's, without password or second step, is asked by a code before what matters."""

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from community.models import OutboxMessage
from members.enums import Sector
from members.models import DataCopy
from members.tasks import make_copy
from tests.factories import MemberFactory
from tests.members.conftest import PASSWORD

CODE = reverse("account_still_you")
FILE, LEAVE = reverse("members:data-file"), reverse("members:leave")
PASSWORD_PAGE, EMAIL = reverse("account_set_password"), reverse("account_email")


@pytest.fixture
def kim(db):
    """Came by a provider: no password."""
    kim = MemberFactory(email="kim@north.example", hat=Sector.COUNCIL)
    EmailAddress.objects.create(user=kim, email=kim.email, verified=True, primary=True)
    return kim


@pytest.fixture
def own(kim, signed_in):
    client = signed_in(kim)
    client.post(reverse("members:data"))
    make_copy(DataCopy.objects.get().pk)
    return client


def mails():
    return OutboxMessage.objects.count()


def show(client, code_in, email="kim@north.example"):
    client.post(CODE)
    return client.post(CODE, {"code": code_in(email)})


@pytest.mark.parametrize(
    ("method", "address", "sent"),
    [
        ("get", FILE, {}),
        ("post", LEAVE, {"words": "stay"}),
        ("get", PASSWORD_PAGE, {}),
        ("post", EMAIL, {"email": "new@south.example", "action_add": ""}),
        ("get", reverse("mfa_activate_totp"), {}),
        ("get", reverse("mfa_add_webauthn"), {}),
    ],
)
def test_each_act_that_matters_asks_by_a_code(own, method, address, sent):
    answer = getattr(own, method)(address, sent)

    assert answer.url == f"{CODE}?next={address.replace('/', '%2F')}"


def test_a_code_lets_on_to_what_was_asked_for(own, code_in):
    page = own.get(own.get(FILE).url)
    sent = own.post(f"{CODE}?next={FILE}")
    asked = own.get(sent.url)
    led = own.post(sent.url, {"code": code_in("kim@north.example"), "next": FILE})

    assert "Send me a code" in page.text
    assert (sent.status_code, sent.url) == (303, f"{CODE}?next={FILE.replace('/', '%2F')}")
    assert "Six-digit code" in asked.text
    assert (led.status_code, led.url) == (303, FILE)
    assert own.get(FILE).status_code == 200


def test_opening_the_page_sends_nothing(own):
    before = mails()
    for _ in range(3):
        own.get(CODE)
        own.head(CODE)

    assert mails() == before


def test_a_code_is_good_for_a_few_minutes_and_what_it_showed_too(own, code_in):
    with time_machine.travel("2026-05-12T10:00:00Z", tick=False) as clock:
        own.post(CODE)
        clock.shift(181)
        late = own.post(CODE, {"code": code_in("kim@north.example")})
        still_asked = own.get(PASSWORD_PAGE).status_code
        own.post(CODE, {"code": code_in("kim@north.example")})
        let_on = own.get(PASSWORD_PAGE).status_code
        clock.shift(301)
        later = own.get(PASSWORD_PAGE).status_code

    assert (late.status_code, still_asked, let_on, later) == (303, 302, 200, 302)


def test_a_code_works_once_and_in_the_browser_that_asked(own, kim, signed_in, code_in):
    other = signed_in(kim)
    other.post(CODE)
    theirs = code_in(kim.email)
    own.post(CODE)
    mine = code_in(kim.email)

    refused = own.post(CODE, {"code": theirs}) if theirs != mine else None
    own.post(CODE, {"code": mine})
    again = own.post(CODE, {"code": mine})

    assert refused is None or "That is not the newest code" in refused.text
    assert again.status_code == 303  # asks for another
    assert other.get(PASSWORD_PAGE).status_code == 302


def test_five_wrong_codes_are_the_end_of_a_code(own, code_in):
    own.post(CODE)
    right = code_in("kim@north.example")
    wrong = "000000" if right != "000000" else "111111"
    answers = [own.post(CODE, {"code": wrong}).status_code for _ in range(5)]
    sent = mails()
    own.post(CODE, {"code": right})  # is none any more: another is sent

    assert (answers, mails() - sent) == ([200] * 4 + [303], 1)
    assert own.get(PASSWORD_PAGE).status_code == 302


def test_no_more_than_five_codes_an_hour_are_sent(own):
    before = mails()
    answers = [own.post(CODE, {"action": "resend"}).status_code for _ in range(6)]

    assert (answers, mails() - before) == ([303] * 5 + [429], 5)


def test_a_password_typed_too_late_is_never_put_aside(own, kim):
    answer = own.post(PASSWORD_PAGE, {"password1": PASSWORD})
    kim.refresh_from_db()

    assert (answer.status_code, answer.url) == (303, PASSWORD_PAGE)
    assert kim.has_usable_password() is False
    assert PASSWORD not in str(dict(own.session))


def test_once_there_is_a_password_it_is_asked_for_and_codes_are_not_sent(own, kim, code_in):
    show(own, code_in)
    own.post(PASSWORD_PAGE, {"password1": PASSWORD})
    fresh = Client()
    fresh.post(reverse("account_login"), {"login": kim.email, "password": PASSWORD})

    assert fresh.get(FILE).url.startswith(f"{reverse('account_reauthenticate')}?")
    assert fresh.post(CODE).url == reverse("account_reauthenticate")


def test_who_is_signed_out_is_asked_to_sign_in(client):
    assert client.get(CODE).url.startswith(reverse("account_login"))
    assert client.get(PASSWORD_PAGE).url.startswith(reverse("account_login"))
