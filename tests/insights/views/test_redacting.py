"""The page that takes words out for good: whom it is for, and that it loses nothing else."""

import pytest

from insights.enums import Act, Audience
from insights.models import Reason
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory
from tests.scanning import tables_holding

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    client.force_login(MemberFactory(facilitator=True))
    return client


@pytest.fixture
def insight():
    return InsightFactory(body="It was Gwenllian who said no.")


def page_of(insight):
    return f"/moderation/insights/{insight.reference}/redact/"


def sent(insight, **changes):
    reason = Reason.objects.filter(act=Act.REDACT).first()
    seen = f"{insight.state}-{insight.version}"
    return {
        "seen": seen, "words": "Gwenllian", "reason": reason.pk, "sentence": "It names somebody."
    } | changes  # fmt: skip


def test_words_are_taken_out_and_the_page_says_so(signed_in, insight):
    response = signed_in.post(page_of(insight), sent(insight))
    page = signed_in.get(response.url)

    assert (response.status_code, response.url) == (303, page_of(insight).removesuffix("redact/"))
    assert ("It was [removed] who said no." in page.text, tables_holding("gwenllian")) == (True, [])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "Angharad"}, "words"),
        ({"reason": ""}, "reason"),
        ({"sentence": ""}, "sentence"),
        ({"sentence": "It names GWENLLIAN."}, "sentence"),
    ],
)
def test_an_error_keeps_what_was_typed_and_changes_nothing(signed_in, insight, changes, field):
    response = signed_in.post(page_of(insight), sent(insight, **changes))

    insight.refresh_from_db()
    assert (list(response.context["form"].errors), insight.version) == ([field], 1)


def test_sending_it_again_says_it_has_changed(signed_in, insight):
    signed_in.post(page_of(insight), sent(insight))

    response = signed_in.post(page_of(insight), sent(insight))

    insight.refresh_from_db()
    assert (response.status_code, insight.version) == (409, 2)


@pytest.mark.parametrize(
    "who", [{}, {"organiser": True}, {"administrator": True}, {"hat": Sector.FUNDER}]
)
def test_it_does_not_exist_for_others(client, insight, who):
    client.force_login(MemberFactory(**who))

    codes = {client.get(page_of(insight)).status_code}
    codes.add(client.post(page_of(insight), sent(insight)).status_code)

    assert codes == {404}


def test_a_facilitator_with_a_funder_hat_finds_nothing(client):
    insight = InsightFactory(body="Gwenllian.", audience=Audience.PRACTITIONERS)
    client.force_login(MemberFactory(facilitator=True, hat=Sector.FUNDER))

    assert client.post(page_of(insight), sent(insight)).status_code == 404
    assert tables_holding("gwenllian") == ["insights_insight"]


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_ones_own_words_are_refused(client, ownership):
    facilitator = MemberFactory(facilitator=True)
    insight = InsightFactory(body="Gwenllian.", **{ownership: facilitator})
    client.force_login(facilitator)

    assert client.post(page_of(insight), sent(insight)).status_code == 403
