"""Single sign-on with a provider of one's own: who is let in as whom, and what of a provider is not believed."""

import html
import re
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from community.environment import openid_app
from members.models import Member
from tests.factories import MemberFactory
from tests.members.conftest import PASSWORD
from tests.members.provider import Provider

SIGN_IN = reverse("account_login")
TO, BACK = (reverse(f"openid_connect_{name}", args=["north"]) for name in ("login", "callback"))
OWN = reverse("socialaccount_connections")


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(running, settings, db):
    kept = {"claims": dict(running.claims), "token": {}, "userinfo": {}}
    allow(settings, running.app())
    yield running
    vars(running).update(kept, signs_with=running.key, broken=False)


def allow(settings, *apps):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [openid_app(app) for app in apps]}
    }


def leave(client, **sent):
    """Press the button; the address the page leads to."""
    page = client.post(
        TO + ("?process=connect" if sent.pop("connect", False) else ""), sent, follow=True
    )
    return html.unescape(re.search(r'content="0; url=([^"]+)"', page.content.decode())[1])


def come_back(client, address):
    sent = requests.get(address, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(sent)
    return client.get(f"{parts.path}?{parts.query}")


def sign_in(client, **sent):
    return come_back(client, leave(client, **sent))


def who(client):
    return client.session.get("_auth_user_id")


def test_nothing_is_shown_or_there_when_none_is_configured(client, sam, signed_in):
    assert "providers/" not in client.get(SIGN_IN).content.decode()
    assert [client.get(TO).status_code, client.post(TO).status_code] == [404, 404]
    assert client.get(BACK).status_code == 404
    assert "providers/" not in signed_in(sam).get("/me/").content.decode()


def test_a_member_with_an_address_of_the_provider_is_signed_in_and_told(
    client, sam, provider, mail
):
    answer = sign_in(client, next="/me/")

    assert (answer.status_code, answer.url, who(client)) == (302, "/me/", str(sam.pk))
    assert mail(sam.email)[0] == "Another way to sign in was added"
    assert Member.objects.count() == 1


def test_the_button_leads_away_by_a_page_of_ours_and_nowhere_else(client, provider):
    page = client.post(TO)
    address = leave(client)

    assert (page.status_code, page.url) == (303, reverse("openid_connect_leave", args=["north"]))
    assert address.startswith(f"{provider.address}/authorize?")
    assert "code_challenge=" in address
    assert "form-action 'self'" in client.get(page.url)["Content-Security-Policy"]
    assert client.get(TO).url == SIGN_IN


def test_the_second_time_it_is_the_same_member_whatever_the_address(client, sam, provider):
    sign_in(client)
    provider.claims["email"] = "someone@elsewhere.example"
    again = Client()
    sign_in(again)

    assert who(again) == str(sam.pk)


def test_somebody_new_joins_with_an_address_that_needs_no_code(client, provider):
    provider.claims = {"sub": "north-18", "email": "kim@north.example", "email_verified": True}
    answer = sign_in(client)

    assert answer.url == reverse("members:welcome")
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("kim@north.example", True)
    ]
    assert Member.objects.get().has_usable_password() is False


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "sam@south.example"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": "true"},
        {"email_verified": 1},
        {"email_verified": None},
    ],
)
def test_an_address_it_may_not_speak_for_opens_nobodys_account(client, provider, claims):
    member = MemberFactory(email=claims.get("email", "sam@north.example"))
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    provider.claims |= claims
    answer = sign_in(client)

    assert answer.url == reverse("account_email_verification_sent")
    assert who(client) is None
    assert not SocialAccount.objects.exists()
    assert Member.objects.count() == 1


def test_a_stranger_from_another_domain_proves_the_address_by_a_code(client, provider, code_in):
    provider.claims |= {"email": "kim@south.example"}
    asked = sign_in(client)
    before = who(client)
    client.post(asked.url, {"code": code_in("kim@south.example")})

    assert before is None
    assert who(client) == str(Member.objects.get().pk)


def test_one_without_an_address_is_asked_for_it(client, provider, code_in):
    provider.claims = {"sub": "north-19"}
    asked = sign_in(client)
    answer = client.post(asked.url, {"email": "kim@south.example"})

    assert (asked.url, client.get(asked.url).status_code) == (reverse("socialaccount_signup"), 302)
    assert (answer.status_code, who(client)) == (303, None)


@pytest.mark.parametrize(
    "mistake",
    [
        {"signs_with": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
        {"token": {"aud": "somebody else"}},
        {"token": {"iss": "https://false.example"}},
        {"token": {"exp": 1}},
        {"userinfo": {"sub": "another person"}},
        {"userinfo": {"sub": None}},
    ],
    ids=["a false signature", "for others", "by others", "out of date", "two people", "nobody"],
)
def test_a_token_that_is_not_right_signs_nobody_in(client, sam, provider, mistake):
    vars(provider).update(mistake)
    answer = sign_in(client)

    assert (answer.status_code, who(client)) == (401, None)
    assert not SocialAccount.objects.exists()


def test_an_answer_nobody_here_asked_for_is_refused(client, sam, provider):
    address = leave(client)
    stranger = Client()

    assert (come_back(stranger, address).status_code, who(stranger)) == (401, None)
    assert client.get(f"{BACK}?code=code-0&state=made-up").status_code == 401
    assert client.get(f"{BACK}?code=code-0").status_code == 401


def test_an_answer_works_once(client, sam, provider):
    address = leave(client)
    sent = urlsplit(requests.get(address, allow_redirects=False, timeout=10).headers["Location"])
    answers = [client.get(f"{sent.path}?{sent.query}").status_code for _twice in range(2)]

    assert answers == [302, 401]


def test_a_provider_that_fails_or_is_gone_gets_a_page(client, sam, provider, settings):
    provider.broken = True
    broken = client.post(TO).status_code
    allow(settings, provider.app(server="http://127.0.0.1:9"))
    gone = client.post(TO)

    assert (broken, gone.status_code) == (401, 401)
    assert "We could not sign you in that way." in gone.content.decode()


def test_leaving_halfway_is_no_mistake(client, provider):
    state = re.search("state=([^&]+)", leave(client))[1]
    answer = client.get(f"{BACK}?error=access_denied&state={state}")

    assert answer.url == reverse("socialaccount_login_cancelled")
    assert client.get(answer.url).status_code == 200


def test_the_second_step_is_still_asked(client, sam, provider):
    Authenticator.objects.create(user=sam, type=Authenticator.Type.TOTP, data={"secret": "X"})
    answer = sign_in(client)

    assert (answer.url, who(client)) == (reverse("mfa_authenticate"), None)


def test_a_member_who_may_not_sign_in_is_not_signed_in(client, sam, provider):
    Member.objects.update(is_active=False)
    answer = sign_in(client)

    assert (answer.url, who(client)) == (reverse("account_inactive"), None)


def test_nothing_it_says_of_a_person_is_kept(client, sam, provider):
    provider.claims |= {"name": "Samuel Zebra", "phone_number": "0113", "picture": "https://x/"}
    sign_in(client)
    sign_in(Client())
    kept = SocialAccount.objects.get()

    assert (kept.extra_data, kept.last_login) == ({}, kept.date_joined)


def test_one_is_connected_and_disconnected_while_signed_in(client, sam, provider, mail):
    provider.claims |= {"email": "other@elsewhere.example"}
    client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    sign_in(client, connect=True)
    connected = SocialAccount.objects.get()
    page = client.get(OWN).content.decode()
    client.post(OWN, {"account": connected.pk})

    assert connected.user == sam
    assert "Disconnect" in page
    assert mail(sam.email)[0] == "A way to sign in was removed"
    assert not SocialAccount.objects.exists()


def test_the_last_way_to_sign_in_is_not_disconnected(client, provider):
    provider.claims = {"sub": "north-18", "email": "kim@north.example", "email_verified": True}
    sign_in(client)
    answer = client.post(OWN, {"account": SocialAccount.objects.get().pk})

    assert answer.context["form"].errors == {
        "__all__": ["Choose a password first: without one you could not sign in any more."]
    }
    assert SocialAccount.objects.count() == 1


def test_nobody_disconnects_another(signed_in, sam, provider):
    account = SocialAccount.objects.create(user=sam, provider="north", uid="1")
    signed_in(MemberFactory()).post(OWN, {"account": account.pk})

    assert SocialAccount.objects.count() == 1
