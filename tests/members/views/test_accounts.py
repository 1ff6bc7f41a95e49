"""Signing up and in: by typed codes, alike for known and unknown addresses."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from members.models import Member
from tests.factories import MemberFactory
from tests.members.conftest import PASSWORD

SIGN_UP = reverse("account_signup")
SIGN_IN = reverse("account_login")
NEW = {"email": "sam@north.example", "password1": PASSWORD}


@pytest.fixture
def sam(db):
    """A member who can sign in by password and by code."""
    sam = MemberFactory(email="sam@north.example")
    sam.set_password(PASSWORD)
    sam.save()
    EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)
    return sam


def test_signing_up_asks_for_the_emailed_code_and_leads_to_the_first_steps(client, code_in, db):
    asked = client.post(SIGN_UP, NEW)
    confirmed = client.post(asked.url, {"code": code_in("sam@north.example")})

    assert (asked.status_code, asked.url) == (303, reverse("account_email_verification_sent"))
    assert (confirmed.status_code, confirmed.url) == (303, reverse("members:welcome"))
    assert client.get(confirmed.url).status_code == 200
    assert Member.objects.get().email == "sam@north.example"


def test_signing_in_takes_an_address_and_a_password(client, sam):
    answer = client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})

    assert (answer.status_code, answer.url) == (303, reverse("home"))
    assert client.session["_auth_user_id"] == str(sam.pk)
