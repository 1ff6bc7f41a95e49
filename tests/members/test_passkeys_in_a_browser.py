"""Passkeys as a real browser makes and uses them, with a device that Chromium plays itself."""

import pytest
from django.urls import reverse

from members.models import Member
from tests.members.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def finger(page):
    """Chromium's own virtual authenticator; `owner_is(there=False)` is a finger that does not fit."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    added = chromium.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    def owner_is(*, there):
        told = {"authenticatorId": added["authenticatorId"], "isUserVerified": there}
        chromium.send("WebAuthn.setUserVerified", told)

    return owner_is


def by_password(page, member):
    page.fill("[name=login]", member.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_facilitator_enrols_at_the_door_and_signs_in_with_a_passkey(
    site, live_server, finger, sam, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    Member.objects.update(is_facilitator=True)
    page = site(reverse("account_login") + "?next=/moderation/")
    by_password(page, sam)
    page.get_by_role("heading", name="Second step at sign-in").wait_for()
    page.get_by_role("link", name="Add a passkey").click()
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.fill("[name=name]", "Work laptop")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.context.clear_cookies()

    page = site(reverse("account_login") + "?next=/moderation/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(live_server.url + "/moderation/")
    page.context.clear_cookies()

    page = site(reverse("account_login"))
    by_password(page, sam)
    page.get_by_role("heading", name="Second step").wait_for()
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(live_server.url + "/")
    page = site(reverse("mfa_list_webauthn"))
    assert [each.inner_text() for each in page.locator("main .strong").all()] == ["Work laptop"]


def test_a_device_that_does_not_know_its_owner_says_so_and_the_password_still_works(
    site, live_server, finger, sam
):
    finger(there=False)
    page = site(reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").get_by_text("Your browser and device gave no passkey.").wait_for()
    by_password(page, sam)
    page.wait_for_url(live_server.url + "/")


def test_without_scripts_nothing_about_passkeys_is_in_the_way(browser, live_server, sam):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + reverse("account_login"))

    assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
    by_password(page, sam)
    page.wait_for_url(live_server.url + "/")
