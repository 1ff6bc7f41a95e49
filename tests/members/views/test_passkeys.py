"""Passkeys: made, used to sign in, as a second step and to say it is still you; refused when anything is off."""

import html
import json
import re

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode

from members.models import Member
from tests.asked import just_asked
from tests.factories import MemberFactory
from tests.members.conftest import PASSWORD
from tests.members.passkey import Device

SIGN_IN, ADD = reverse("account_login"), reverse("mfa_add_webauthn")
BY_PASSKEY, SECOND_STEP = reverse("mfa_login_webauthn"), reverse("mfa_authenticate")
STILL_YOU = reverse("mfa_reauthenticate_webauthn")
REFUSED = "That passkey was not accepted. Try again, or use another way to sign in."
HOSTILE = [
    "",
    "[]",
    "5",
    "{}",
    "null",
    "not json",
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
    '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}}',
    '{"id": 1, "rawId": 2, "response": {"clientDataJSON": 3, "authenticatorData": [], "signature": {}, "userHandle": 9}}',
    '{"response": {"userHandle": "enp6enp6enp6enp6enp6enp6eg"}}',
    '{"response": "x"}',
]


def options(page):
    """What the page gives its script."""
    return json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page.content.decode())[1]))


def asked(client):
    answer = client.get(BY_PASSKEY, headers={"accept": "application/json"})
    return answer.json()["request_options"]


@pytest.fixture
def own(client, sam):
    client.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def device(own):
    """Holds a passkey of Sam's."""
    device = Device()
    made = device.makes(options(own.get(ADD)))
    own.post(ADD, {"name": "Work laptop", "credential": made})
    return device


def passkeys():
    return [str(each) for each in Authenticator.objects.filter(type="webauthn").order_by("pk")]


def test_making_one_leads_to_recovery_codes_and_is_told(own, sam, mail, device):
    assert passkeys() == ["Work laptop"]
    assert own.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert mail(sam.email)[0] == "A passkey was added"


def test_one_without_a_name_is_given_one(own):
    own.post(ADD, {"name": " ", "credential": Device().makes(options(own.get(ADD)))})

    assert passkeys() == ["Passkey 1"]


def test_it_signs_in_without_password_or_code(sam, device):
    browser = Client()
    answer = browser.post(BY_PASSKEY, {"credential": device.answers(asked(browser))})

    assert (answer.status_code, answer.url) == (303, reverse("home"))
    assert browser.session["_auth_user_id"] == str(sam.pk)


def test_it_goes_on_to_the_page_that_asked(device):
    browser = Client()
    sent = {"credential": device.answers(asked(browser)), "next": "/me/"}

    assert browser.post(BY_PASSKEY, sent).url == "/me/"


def test_after_a_password_it_is_the_second_step(sam, device):
    browser = Client()
    first = browser.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    before = browser.get("/me/").status_code
    answer = browser.post(
        first.url, {"credential": device.answers(options(browser.get(first.url)))}
    )

    assert (first.url, before) == (SECOND_STEP, 302)
    assert (answer.status_code, browser.get("/me/").status_code) == (303, 200)


def test_a_recovery_code_takes_its_place(own, sam, device):
    code = own.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (303, 200):
        browser = Client()
        browser.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
        assert browser.post(SECOND_STEP, {"code": code}).status_code == expected


def test_it_says_that_it_is_still_you(device):
    browser = Client()
    browser.post(BY_PASSKEY, {"credential": device.answers(asked(browser))})
    rename = reverse("mfa_edit_webauthn", args=[Authenticator.objects.get(type="webauthn").pk])
    sent_away = browser.get(rename)
    page = browser.get(f"{STILL_YOU}?next={rename}")
    sent = {"credential": device.answers(options(page)), "next": rename}
    answer = browser.post(STILL_YOU, sent)

    assert sent_away.url.startswith(reverse("account_reauthenticate"))
    assert (answer.status_code, answer.url) == (303, rename)
    assert browser.get(rename).status_code == 200


def test_it_is_renamed_and_removed_and_that_is_told(own, sam, mail, device):
    pk = Authenticator.objects.get(type="webauthn").pk
    renamed = own.post(reverse("mfa_edit_webauthn", args=[pk]), {"name": " My   phone "})
    named = passkeys()
    removed = own.post(reverse("mfa_remove_webauthn", args=[pk]))

    assert (renamed.status_code, named) == (303, ["My phone"])
    assert (removed.status_code, Authenticator.objects.count()) == (303, 0)
    assert mail(sam.email)[0] == "A passkey was removed"


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_nobody_else_finds_it(signed_in, device, name):
    address = reverse(name, args=[Authenticator.objects.get(type="webauthn").pk])
    browser = just_asked(signed_in(MemberFactory()))

    assert [browser.get(address).status_code, browser.post(address).status_code] == [404, 404]
    assert passkeys() == ["Work laptop"]


@pytest.mark.parametrize(
    "device_of",
    [
        lambda: Device(host="elsewhere.example"),
        lambda: Device(origin="https://false.example"),
        lambda: Device(asks_who=False),
    ],
    ids=["of another site", "on a false page", "that asks nobody"],
)
def test_a_passkey_of_the_wrong_kind_is_not_kept(own, device_of):
    answer = own.post(ADD, {"credential": device_of().makes(options(own.get(ADD)))})

    assert answer.context["form"].non_field_errors() == [REFUSED]
    assert not Authenticator.objects.exists()


def refused(browser, sent):
    answer = browser.post(BY_PASSKEY, {"credential": sent}, follow=True)
    return [str(each) for each in answer.context["messages"]] == [REFUSED] and (
        "_auth_user_id" not in browser.session
    )


def test_an_answer_works_once(device):
    browser = Client()
    sent = device.answers(asked(browser))
    browser.post(BY_PASSKEY, {"credential": sent})
    browser.post(reverse("account_logout"))
    browser.get(SIGN_IN)
    asked(browser)

    assert refused(browser, sent)


def test_an_answer_to_somebody_elses_challenge_is_refused(device):
    assert refused(Client(), device.answers(asked(Client())))


def test_an_answer_that_names_another_member_is_refused(device):
    other = MemberFactory()
    browser = Client()
    theirs = websafe_encode(user_pk_to_url_str(other).encode())

    assert refused(browser, device.answers(asked(browser), userHandle=theirs))


def test_an_answer_without_its_owner_is_refused(device):
    device.flags = 0x01
    browser = Client()

    assert refused(browser, device.answers(asked(browser)))


def test_a_removed_passkey_signs_nobody_in(device):
    Authenticator.objects.all().delete()
    browser = Client()

    assert refused(browser, device.answers(asked(browser)))


def test_a_member_who_may_not_sign_in_is_not_signed_in(sam, device):
    Member.objects.filter(pk=sam.pk).update(is_active=False)
    browser = Client()
    answer = browser.post(BY_PASSKEY, {"credential": device.answers(asked(browser))})

    assert answer.url == reverse("account_inactive")
    assert browser.get("/me/").status_code == 302


@pytest.mark.parametrize("sent", HOSTILE)
def test_anything_else_sent_is_refused_calmly(own, sam, device, sent):
    browser, step = Client(), Client()
    asked(browser)
    step.post(SIGN_IN, {"login": sam.email, "password": PASSWORD})
    step.get(SECOND_STEP)
    own.get(ADD)
    own.get(STILL_YOU)
    answers = [
        browser.post(BY_PASSKEY, {"credential": sent}).status_code,
        step.post(SECOND_STEP, {"credential": sent}).status_code,
        own.post(ADD, {"credential": sent}).status_code,
        own.post(STILL_YOU, {"credential": sent}).status_code,
    ]

    assert answers == [303, 200, 200, 303]
    assert passkeys() == ["Work laptop"]
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("role", ["is_facilitator", "is_organiser", "is_administrator"])
def test_a_role_that_needs_a_second_step_goes_on_with_a_passkey_and_keeps_it(
    own, sam, device, settings, role
):
    settings.SECOND_FACTOR_REQUIRED = True
    Member.objects.update(**{role: True})
    pk = Authenticator.objects.get(type="webauthn").pk
    answer = own.post(reverse("mfa_remove_webauthn", args=[pk]))

    assert own.get("/me/").status_code == 200
    assert answer.context["form"].non_field_errors() == [
        "Your role needs a second step at sign-in, so it cannot be turned off."
    ]
    assert passkeys() == ["Work laptop"]


def test_one_of_two_passkeys_may_go_whatever_the_role(own, device, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    Member.objects.update(is_facilitator=True)
    own.post(ADD, {"name": "Phone", "credential": Device().makes(options(own.get(ADD)))})
    own.post(
        reverse(
            "mfa_remove_webauthn", args=[Authenticator.objects.filter(type="webauthn").first().pk]
        )
    )

    assert len(passkeys()) == 1


def test_sixty_people_behind_one_address_sign_in_by_passkey(device):
    browsers = [Client() for _ in range(60)]
    answers = [
        browser.post(BY_PASSKEY, {"credential": device.answers(asked(browser))}).status_code
        for browser in browsers
    ]

    assert answers == [303] * 60


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_there_are(
    own, sam, device, count, django_assert_num_queries
):
    kept = Authenticator.objects.get(type="webauthn")
    Authenticator.objects.bulk_create(
        Authenticator(user=sam, type="webauthn", data=kept.data) for _ in range(count)
    )

    own.get(reverse("mfa_list_webauthn"))

    with django_assert_num_queries(3):
        own.get(reverse("mfa_list_webauthn"))
