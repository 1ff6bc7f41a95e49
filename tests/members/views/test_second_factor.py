"""The second step: set up with an app, kept by those whose role needs it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from members.models import Member
from tests.members.conftest import PASSWORD

SIGN_IN = reverse("account_login")
SET_UP = reverse("mfa_activate_totp")
CHOOSE = reverse("mfa_index")


def app_shows(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def own(client, sam):
    client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def secret(own):
    """The secret of an app that has been set up."""
    secret = own.get(SET_UP).context["form"].secret
    own.post(SET_UP, {"code": app_shows(secret)})
    return secret


def test_the_code_to_scan_is_drawn_into_the_page(own):
    page = own.get(SET_UP).content.decode()

    assert page.count('<svg class="qr"') == 1
    assert "data:" not in page


def test_setting_up_leads_to_recovery_codes_and_is_told(
    own, sam, mail, django_capture_on_commit_callbacks
):
    secret = own.get(SET_UP).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = own.post(SET_UP, {"code": app_shows(secret)})
    page = own.get(answer.url)

    assert (answer.status_code, answer.url) == (303, reverse("mfa_view_recovery_codes"))
    assert len(page.context["unused_codes"]) == 10
    assert mail(sam.email)[0] == "A second step at sign-in is on"


def test_a_wrong_code_sets_up_nothing_and_keeps_the_key(own):
    secret = own.get(SET_UP).context["form"].secret
    answer = own.post(SET_UP, {"code": "000000"})

    assert answer.status_code == 200
    assert answer.context["form"].secret == secret
    assert not Authenticator.objects.exists()


def test_signing_in_then_asks_for_the_second_step(own, sam, secret):
    recovery = own.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    other = Client()
    asked = other.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    refused = other.post(asked.url, {"code": "000000"})
    answer = other.post(asked.url, {"code": recovery})

    assert asked.url == reverse("mfa_authenticate")
    assert (refused.status_code, answer.status_code, answer.url) == (200, 303, reverse("home"))


def test_a_code_of_the_app_works_once(own, sam, secret):
    code = app_shows(secret)

    def sign_in_with_it():
        other = Client()
        asked = other.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
        return other.post(asked.url, {"code": code}).status_code

    assert [sign_in_with_it(), sign_in_with_it()] == [303, 200]


def test_choosing_a_new_password_still_asks_for_the_second_step(own, sam, secret, code_in):
    other = Client()
    asked = other.post(reverse("account_reset_password"), {"email": sam.email})
    proved = other.post(asked.url, {"code": code_in(sam.email)})
    other.post(proved.url, {"password1": "cedar window quiet marble"})
    answer = other.post(SIGN_IN, {"login": sam.email, "password": "cedar window quiet marble"})

    assert answer.url == reverse("mfa_authenticate")


@pytest.mark.parametrize("role", ["is_facilitator", "is_organiser", "is_administrator"])
@pytest.mark.parametrize("url", ["/", "/me/", "/moderation/", "/admin/", "/about/privacy/"])
def test_a_role_that_needs_it_sees_nothing_before_it_is_set_up(signed_in, sam, settings, role, url):
    settings.SECOND_FACTOR_REQUIRED = True
    Member.objects.update(**{role: True})

    answer = signed_in(sam).get(url)

    assert (answer.status_code, answer.url) == (303, CHOOSE)


def test_a_member_without_a_role_needs_none(signed_in, sam, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    assert signed_in(sam).get("/me/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(signed_in, sam, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    Member.objects.update(is_facilitator=True)
    Authenticator.objects.create(
        user=sam, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )

    assert signed_in(sam).get("/me/").url == CHOOSE


def test_a_role_that_needs_it_goes_on_once_it_is_set_up(own, secret, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    Member.objects.update(is_facilitator=True)

    assert own.get("/me/").status_code == 200


def test_a_role_that_needs_it_cannot_turn_it_off(own, secret, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    Member.objects.update(is_facilitator=True)

    own.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_turning_it_off_is_told(own, secret, sam, mail):
    answer = own.post(reverse("mfa_deactivate_totp"))

    assert (answer.status_code, answer.url) == (303, reverse("mfa_index"))
    assert mail(sam.email)[0] == "The second step at sign-in is off"
    assert not Authenticator.objects.exists()


def test_setting_up_asks_again_who_one_is_when_signing_in_was_long_ago(signed_in, sam):
    assert signed_in(sam).get(SET_UP).url.startswith(reverse("account_reauthenticate"))
