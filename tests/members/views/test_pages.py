"""Every page of one's own opens; none opens signed out."""

import pytest
from django.urls import reverse

from tests.asked import just_asked
from tests.factories import AffiliationFactory
from tests.test_site import INLINE, invalid

OWN = [
    "members:welcome",
    "members:welcome-name",
    "members:welcome-work",
    "members:welcome-places",
    "members:welcome-rules",
    "members:me",
    "members:profile",
    "members:places",
    "members:rules",
    "members:hats",
    "members:hat-new",
    "members:browse",
    "account_email",
    "account_set_password",
    "mfa_index",
]
OPEN = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_password_reset_completed",
    "account_inactive",
    "about:accessibility",
    "about:privacy",
    "about:ground-rules",
    "about:signing",
    "about:source",
]


@pytest.mark.parametrize("name", OWN)
def test_own_page_opens_for_a_member_and_asks_a_visitor_to_sign_in(name, client, signed_in, member):
    url = reverse(name)

    assert just_asked(signed_in(member)).get(url).status_code == 200
    assert (client.get(url).status_code, client.get(url).url) == (
        302,
        f"{reverse('account_login')}?next={url}",
    )


FORMS = [name for name in OWN if name.startswith("members:")]


@pytest.mark.parametrize("name", FORMS)
def test_what_is_sent_signed_out_is_handed_back(name, client, db):
    typed = {"about": "I run the toy library on the Bransholme estate.", "name": "Kim"}

    answer = client.post(reverse(name), typed)

    assert (answer.status_code, answer.context["action"]) == (403, reverse(name))
    assert dict(answer.context["typed"]) == typed
    assert typed["about"] in answer.text
    assert "session" not in client.cookies


@pytest.mark.parametrize("name", OPEN)
def test_open_page_opens_for_a_visitor_and_sets_no_session(name, client, db):
    assert client.get(reverse(name)).status_code == 200
    assert "session" not in client.cookies


def test_hat_page_opens_for_its_wearer_and_does_not_exist_for_others(signed_in, member):
    other = AffiliationFactory()

    assert signed_in(member).get(f"/me/hats/{member.hats[0].pk}/").status_code == 200
    assert signed_in(member).get(f"/me/hats/{other.pk}/").status_code == 404


def test_every_page_is_valid_and_free_of_inline_code(client, signed_in, member):
    """As they open, and as they answer a form with nothing in it."""
    problems = {}
    for browser, names in ((signed_in(member), OWN), (client, OPEN)):
        for name in names:
            url = reverse(name)
            for answer in (browser.get(url), browser.post(url, {"wrong": "1"})):
                text = answer.content.decode()
                if answer.status_code == 200 and (found := invalid(text) + INLINE.findall(text)):
                    problems[name] = found

    assert problems == {}
