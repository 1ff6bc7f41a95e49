"""The page that takes words out for good: whom it is for, and that it loses nothing else."""

import pytest

from insights.actions import splitting
from insights.actions.splitting import Cut
from insights.enums import Act, Audience
from insights.models import Insight, Reason
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


def test_of_an_unlinked_insight_that_was_split_each_part_is_named_until_the_words_are_nowhere(
    signed_in,
):
    """Found by the words, in the versions of the first part too: no row says that they were one."""
    author = MemberFactory()
    whole = InsightFactory(unlinked_by=author, body="It was Gwenllian Hughes who said no.")
    first = {"title": "One", "body": "Somebody said no.", "what_helped": ""}
    second = {"title": "Two", "body": "It was GWENLLIAN, Hughes.", "what_helped": ""}
    cut = Cut(version=1, first=first, second=second)
    part = splitting.split(whole, cut, by=author, form_key="k")
    whole.refresh_from_db()
    form = sent(part, words="Gwenllian, Hughes")

    told = signed_in.post(page_of(part), form)
    left = tables_holding("gwenllian")
    done = signed_in.post(page_of(part), form | {"told": told.context["told"]})
    last = signed_in.post(page_of(whole), sent(whole, words="Gwenllian Hughes"))

    assert (told.status_code, list(told.context["others"]), left) == (
        200, [whole], ["insights_insight", "insights_insightversion"],
    )  # fmt: skip
    assert f'href="{page_of(whole)}"' in told.text
    assert "Gwenllian, Hughes</textarea>" in told.text
    assert (done.status_code, last.status_code, tables_holding("gwenllian")) == (303, 303, [])


def test_others_are_named_as_far_as_the_facilitator_may_read_and_decide_on_them(client):
    facilitator = MemberFactory(facilitator=True, hat=Sector.FUNDER)
    said = {"body": "It was Gwenllian who said no."}
    insight, other = InsightFactory(**said), InsightFactory(title="Gwenllian", held=True)
    InsightFactory(audience=Audience.PRACTITIONERS, **said)
    InsightFactory(state="returned", unlinked_by=MemberFactory(), **said)
    InsightFactory(unlinked_by=facilitator, **said)
    InsightFactory(body="It was Gwenllianne.")
    client.force_login(facilitator)

    told = client.post(page_of(insight), sent(insight))

    assert list(told.context["others"]) == [other]
    assert Insight.objects.filter(version=1).count() == 6
