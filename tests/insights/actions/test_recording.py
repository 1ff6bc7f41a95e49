"""Recording: what is kept, what is shown, and what is never kept."""

import pytest

from insights.actions import editing, recording, signing
from insights.actions.recording import Signature, Words
from insights.enums import Attribution, Audience, Kind, State
from insights.models import Insight
from members.enums import Sector
from members.models import Place
from tests.factories import AffiliationFactory, InsightFactory, MemberFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def words(**changes):
    return Words(**{"kind": Kind.CHALLENGE, "title": "Short money", "body": "It ends."} | changes)


def signature(member, attribution, **changes):
    hat = member.affiliations.first()
    return Signature(
        **{"attribution": attribution, "audience": Audience.MEMBERS, "hat": hat} | changes
    )


@pytest.fixture
def author():
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL)


def council(count):
    for _ in range(count):
        MemberFactory(hat=Sector.COUNCIL)


BYLINES = {
    Attribution.NAMED: "Wyn Pryce, Officer, Organisation",
    Attribution.ORGANISATION: "Organisation",
    Attribution.SECTOR: "a council officer",
    Attribution.WITHOUT: "Without attribution",
}


@pytest.mark.parametrize("attribution", list(Attribution))
def test_submit_freezes_the_byline_its_author_chose(attribution):
    author = MemberFactory(
        name="Wyn Pryce", hat=Sector.COUNCIL, hat__organisation__name="Organisation"
    )
    council(2)

    insight = recording.submit(words(), signature(author, attribution), by=author, form_key="k")

    assert insight.byline == BYLINES[attribution]


def test_submit_by_sector_says_a_member_when_fewer_than_three_organisations_share_it(author):
    council(1)

    insight = recording.submit(
        words(), signature(author, Attribution.SECTOR), by=author, form_key="k"
    )

    assert (insight.byline, insight.byline_sector) == ("a member", "")


@pytest.mark.parametrize("attribution", [Attribution.SECTOR, Attribution.WITHOUT])
def test_submit_unlinked_keeps_no_author_and_holds(author, attribution):
    InsightFactory.create_batch(2, author=author)

    insight = recording.submit(words(), signature(author, attribution), by=author, form_key="k")

    row = Insight.objects.values().get(pk=insight.pk)
    assert (row["author_id"], row["state"]) == (None, State.HELD)
    assert [row[f"byline_{part}"] for part in ("name", "role", "organisation")] == ["", "", ""]


def test_submit_linked_is_held_twice_and_then_published(author):
    sent = [
        recording.submit(words(), signature(author, Attribution.NAMED), by=author, form_key=key)
        for key in "ab"
    ]
    Insight.objects.update(state=State.PUBLISHED, published_on="2026-05-01")
    third = recording.submit(words(), signature(author, Attribution.NAMED), by=author, form_key="c")

    assert [insight.state for insight in [*sent, third]] == [
        State.HELD,
        State.HELD,
        State.PUBLISHED,
    ]


@pytest.mark.parametrize("restored", ["missing", None, "", "2", "no", -1, 0, 1, True, False, 2.5])
@pytest.mark.parametrize("attribution", list(Attribution))
def test_submit_holds_everything_when_the_setting_did_not_survive_a_restore(
    author, settings, attribution, restored
):
    InsightFactory.create_batch(3, author=author)
    settings.HOLD_FIRST = restored
    if restored == "missing":
        del settings.HOLD_FIRST

    insight = recording.submit(words(), signature(author, attribution), by=author, form_key="k")

    assert insight.state == State.HELD


def test_submit_twice_with_one_form_key_stores_one(author):
    first = recording.submit(
        words(), signature(author, Attribution.SECTOR), by=author, form_key="k"
    )
    again = recording.submit(
        words(), signature(author, Attribution.SECTOR), by=author, form_key="k"
    )

    assert (again, Insight.objects.count()) == (first, 1)


def test_submit_unlinked_shows_a_place_only_as_precisely_as_hides_the_author(author):
    leeds = Place.objects.get(name="Leeds")
    york = Place.objects.get(name="York")
    for place, count in [(leeds, 3), (york, 2)]:
        for _ in range(count):
            MemberFactory(hat=Sector.COUNCIL).places.add(place)

    insight = recording.submit(
        words(places=[leeds]), signature(author, Attribution.SECTOR), by=author, form_key="k"
    )

    assert [place.name for place in insight.shown_places] == ["Yorkshire and The Humber"]
    assert {row.place.name for row in insight.place_rows.all()} == {
        "Yorkshire and The Humber",
        "England",
    }


def test_edit_keeps_the_old_words_and_holds_an_unlinked_insight_again():
    author = MemberFactory()
    insight = InsightFactory(unlinked_by=author, title="Before")

    edited = recording.edit(insight, words(title="After"), version=1, by=author)

    assert (edited.title, edited.version, edited.state) == ("After", 2, State.HELD)
    assert [version.title for version in edited.versions.all()] == ["Before"]


def test_edit_from_a_stale_version_changes_nothing():
    author = MemberFactory()
    insight = InsightFactory(author=author, version=3, title="Theirs")

    with pytest.raises(editing.StaleEdit):
        recording.edit(insight, words(title="Mine"), version=2, by=author)

    insight.refresh_from_db()
    assert (insight.title, insight.version) == ("Theirs", 3)


def test_edit_and_withdraw_are_the_authors_alone():
    insight = InsightFactory(unlinked_by=MemberFactory())

    for act in (
        lambda by: recording.edit(insight, words(), version=1, by=by),
        lambda by: recording.withdraw(insight, by=by),
        lambda by: signing.narrow(insight, Attribution.WITHOUT, by=by),
    ):
        with pytest.raises(editing.NotYours):
            act(MemberFactory(facilitator=True, administrator=True))


def test_narrow_takes_the_author_out_of_the_row():
    author = MemberFactory(name="Wyn Pryce")
    insight = InsightFactory(author=author)
    AffiliationFactory(member=author, organisation=OrganisationFactory())

    narrowed = signing.narrow(insight, Attribution.SECTOR, by=author)

    assert (narrowed.author_id, narrowed.byline, narrowed.is_owned_by(author)) == (
        None,
        "a member",
        True,
    )


def test_narrow_never_widens():
    author = MemberFactory()
    insight = InsightFactory(unlinked_by=author)

    with pytest.raises(signing.NotNarrower):
        signing.narrow(insight, Attribution.NAMED, by=author)
