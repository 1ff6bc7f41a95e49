"""Editing, signing with less and withdrawing: by the author alone, and nothing typed is lost."""

import pytest

from insights.enums import Attribution, Audience, State
from insights.models import Insight
from members.models import Place
from tests.factories import InsightFactory, MemberFactory, OrganisationFactory
from tests.insights.views.test_recording import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


@pytest.fixture(params=["author", "unlinked_by"])
def insight(request, member):
    """One's own, linked and unlinked."""
    return InsightFactory(**{request.param: member}, title="Before", body="Then.")


def url(insight, verb):
    return f"/insights/{insight.reference}/{verb}/"


def edited(**changes):
    return {"version": 1, "title": "After", "body": "Now."} | changes


def test_edit_starts_with_the_words_as_they_are(signed_in, insight):
    form = signed_in.get(url(insight, "edit")).context["form"]

    assert (form["title"].value(), form["body"].value(), form["version"].value()) == (
        "Before",
        "Then.",
        1,
    )


def test_edit_keeps_the_words_before(signed_in, insight):
    response = signed_in.post(url(insight, "edit"), edited())

    insight.refresh_from_db()
    assert (response.status_code, response.url) == (303, insight.get_absolute_url())
    assert (insight.title, [version.title for version in insight.versions.all()]) == (
        "After",
        ["Before"],
    )


def test_edit_from_a_stale_version_answers_409_with_both_texts(signed_in, insight):
    signed_in.post(url(insight, "edit"), edited(title="From the other window"))

    response = signed_in.post(url(insight, "edit"), edited(title="Mine", new_tags="Tea"))

    assert response.status_code == 409
    assert ("From the other window" in response.text, "Mine" in response.text) == (True, True)
    assert ("new_tags", "Tea") in response.context["conflict"].hidden_pairs
    assert Insight.objects.get().title == "From the other window"


def test_edit_sent_again_from_the_409_page_is_kept(signed_in, insight):
    signed_in.post(url(insight, "edit"), edited(title="From the other window"))
    conflict = signed_in.post(url(insight, "edit"), edited(title="Mine")).context["conflict"]

    mine = {name: mine for _label, name, _theirs, mine in conflict.fields}
    response = signed_in.post(conflict.action, mine | dict(conflict.hidden_pairs))

    assert (response.status_code, Insight.objects.get().title) == (303, "Mine")


def test_edit_sent_twice_gives_the_same_answer(signed_in, insight):
    answers = [signed_in.post(url(insight, "edit"), edited()).status_code for _ in range(2)]

    assert (answers, insight.versions.count()) == ([303, 303], 1)


def test_edit_for_everyone_cannot_be_kept_from_anyone(signed_in, member):
    insight = InsightFactory(author=member, audience=Audience.EVERYONE)

    response = signed_in.post(url(insight, "edit"), edited(kept_from=[OrganisationFactory().pk]))

    assert list(response.context["form"].errors) == ["kept_from"]


def test_edit_keeps_the_places_an_unlinked_insight_is_already_shown_under(signed_in, member):
    insight = InsightFactory(unlinked_by=member, attribution=Attribution.WITHOUT)
    leeds, york = Place.objects.get(name="Leeds"), Place.objects.get(name="York")
    insight.place_rows.create(place=leeds)

    signed_in.post(url(insight, "edit"), edited(places=[leeds.code, york.code]))

    shown = [place.name for place in Insight.objects.get().shown_places]
    assert "Leeds" in shown


@pytest.mark.parametrize("verb", ["edit", "signature", "withdraw"])
def test_changes_are_refused_to_those_who_may_read_and_missing_for_the_rest(client, verb):
    readable, held = InsightFactory(), InsightFactory(held=True)
    client.force_login(MemberFactory())

    codes = [client.post(url(insight, verb)).status_code for insight in (readable, held)]

    assert codes == [403, 404]


@pytest.mark.parametrize("verb", ["edit", "signature", "withdraw"])
def test_changes_ask_visitors_to_sign_in(client, verb):
    insight = InsightFactory(audience=Audience.EVERYONE)

    assert client.get(url(insight, verb)).status_code == 302
    assert client.post(url(insight, verb), edited()).status_code == 403


def test_narrow_offers_only_what_says_less(signed_in, member):
    insight = InsightFactory(author=member, byline_organisation="Sir Gâr")

    form = signed_in.get(url(insight, "signature")).context["form"]

    assert [value for value, _label in form.fields["attribution"].choices] == [
        Attribution.ORGANISATION,
        Attribution.SECTOR,
        Attribution.WITHOUT,
    ]


def test_narrow_to_unlinked_takes_the_author_out_for_good(signed_in, member):
    insight = InsightFactory(author=member)

    response = signed_in.post(url(insight, "signature"), {"attribution": Attribution.WITHOUT})

    insight.refresh_from_db()
    assert (response.status_code, insight.author, insight.is_owned_by(member)) == (303, None, True)


def test_narrow_never_widens(signed_in, member):
    insight = InsightFactory(unlinked_by=member)

    response = signed_in.post(url(insight, "signature"), {"attribution": Attribution.NAMED})

    assert list(response.context["form"].errors) == ["attribution"]


def test_withdraw_asks_first_and_then_hides_it_at_once(signed_in, insight):
    asked = signed_in.get(url(insight, "withdraw"))
    response = signed_in.post(url(insight, "withdraw"))

    assert (asked.status_code, response.status_code) == (200, 303)
    assert Insight.objects.get().state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("edit", edited()),
        ("signature", {"attribution": Attribution.WITHOUT}),
        ("withdraw", {}),
    ],
)
def test_changes_to_an_unlinked_insight_write_nothing_else(signed_in, member, verb, data):
    insight = InsightFactory(unlinked_by=member)
    before = rows()

    signed_in.post(url(insight, verb), data)

    assert {row.split()[0] for row in rows() - before} <= {
        "insights.Insight",
        "insights.InsightVersion",
        "insights.LibraryStamp",
    }
