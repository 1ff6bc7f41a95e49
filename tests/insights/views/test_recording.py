"""Recording in the browser: seen first, sent once, kept on error, and nothing that names an unlinked author."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from insights.enums import Attribution, Audience, Kind, State
from insights.models import Draft, Insight, Tag
from members.enums import Sector
from tests.factories import (
    AffiliationFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db
URL = "/insights/new/"


@pytest.fixture
def member():
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL, hat__organisation__name="Sir Gâr")


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


def typed(**changes):
    return {
        "form_key": "a-key",
        "kind": Kind.CHALLENGE,
        "title": "Short money",
        "body": "It ends before it has **begun**.",
        "attribution": Attribution.SECTOR,
        "audience": Audience.MEMBERS,
    } | changes


def test_new_asks_visitors_to_sign_in_and_come_back(client):
    response = client.get(URL)

    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={URL}")


def test_new_starts_with_a_fresh_key_each_time(signed_in):
    keys = [signed_in.get(URL).context["form"]["form_key"].value() for _ in range(2)]

    assert len(set(keys)) == 2


def test_preview_shows_it_and_stores_nothing(signed_in):
    kept_out = OrganisationFactory(name="Big Trust")

    response = signed_in.post(URL, typed(step="preview", kept_from=[kept_out.pk]))

    assert response.templates[0].name == "insights/preview.html"
    assert "<strong>begun</strong>" in response.text
    assert response.context["readers"] == [
        "Only members can read this.",
        "Nobody who works for Big Trust can read it, whoever else they are.",
    ]
    assert response.context["signed"][0] == "It will be signed “a member”."
    assert Insight.objects.count() == 0


@pytest.mark.parametrize(("hat", "warned"), [(Sector.FUNDER, True), (Sector.COUNCIL, False)])
def test_preview_warns_when_no_facilitator_may_read_it(signed_in, hat, warned):
    MemberFactory(facilitator=True, hat=hat)

    page = signed_in.post(URL, typed(step="preview", audience=Audience.PRACTITIONERS)).text

    assert ("no facilitator may read this" in page) == warned


def test_preview_without_a_step_is_still_only_a_preview(signed_in):
    signed_in.post(URL, typed())

    assert Insight.objects.count() == 0


def test_preview_carries_every_field_to_the_next_step(signed_in, member):
    tags = [tag.slug for tag in Tag.objects.accepted()[:2]]
    hat = str(member.hats[0].pk)
    sent = typed(step="preview", tags=tags, new_tags="Tea", what_helped="Two\nlines", hat=hat)

    response = signed_in.post(URL, sent)

    wanted = [(name, value) for name, value in sent.items() if name not in ("step", "tags")]
    wanted += [("tags", tag) for tag in tags]
    assert sorted(response.context["typed"]) == sorted(wanted)


def test_preview_suggests_tags_from_the_words_typed(signed_in):
    response = signed_in.post(URL, typed(step="preview", body="It is all about poverty."))

    assert [tag.slug for tag in response.context["suggested"]] == ["poverty"]


def test_submit_linked_goes_to_the_insight_and_says_so(signed_in, member):
    response = signed_in.post(URL, typed(step="submit", attribution=Attribution.NAMED))

    insight = Insight.objects.get()
    assert (response.status_code, response.url) == (303, insight.get_absolute_url())
    assert (insight.author, insight.state, insight.byline) == (
        member,
        State.HELD,
        "Wyn Pryce, Officer, Sir Gâr",
    )


def test_submit_unlinked_goes_to_the_same_page_as_everyone(signed_in):
    response = signed_in.post(URL, typed(step="submit"))

    assert (response.status_code, response.url) == (303, "/insights/sent/")
    assert signed_in.get(response.url).status_code == 200


def test_submit_twice_gives_the_same_answer_and_one_row(signed_in):
    answers = [signed_in.post(URL, typed(step="submit")).url for _ in range(2)]

    assert (answers, Insight.objects.count()) == (["/insights/sent/"] * 2, 1)


def rows():
    """Every row of every table as text."""
    return {
        f"{model._meta.label} {sorted(row.items(), key=str)}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        for row in model._base_manager.values()
    }


@pytest.mark.parametrize("attribution", [Attribution.SECTOR, Attribution.WITHOUT])
def test_submit_unlinked_writes_nothing_that_names_its_author(signed_in, member, attribution):
    signed_in.post(URL, typed(step="preview", attribution=attribution))
    before = rows()

    signed_in.post(URL, typed(step="submit", attribution=attribution, new_tags="Tea"))

    changed = {row for row in rows() - before if not row.startswith("insights.LibraryStamp")}
    assert {row.split()[0] for row in changed} == {
        "insights.Insight",
        "insights.Tag",
        "insights.Tagging",
    }
    names = re.compile(rf"{member.email}|Wyn|Pryce|Sir Gâr|author_id', {member.pk}\)")
    assert [row for row in changed if names.search(row)] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "a" * 141}, "title"),
        ({"title": " "}, "title"),
        ({"body": "a" * 10_001}, "body"),
        ({"kind": ""}, "kind"),
        ({"new_tags": "t" * 41}, "new_tags"),
        ({"new_tags": ",".join("abcdefghi")}, "tags"),
        ({"audience": Audience.EVENT}, "audience"),
        ({"tags": ["no-such-tag"]}, "tags"),
    ],
)
def test_submit_with_an_error_keeps_what_was_typed(signed_in, changes, field):
    response = signed_in.post(URL, typed(step="submit", what_helped="Time.", **changes))

    assert list(response.context["form"].errors) == [field]
    assert "Time." in response.text
    assert Insight.objects.count() == 0


def test_submit_for_everyone_cannot_be_kept_from_anyone(signed_in):
    changes = {"audience": Audience.EVERYONE, "kept_from": [OrganisationFactory().pk]}

    response = signed_in.post(URL, typed(step="submit", **changes))

    assert list(response.context["form"].errors) == ["kept_from"]


def test_submit_as_an_organisation_is_not_for_residents(client):
    client.force_login(MemberFactory(hat=Sector.RESIDENT))

    response = client.post(URL, typed(step="submit", attribution=Attribution.ORGANISATION))

    assert list(response.context["form"].errors) == ["attribution"]


def test_submit_for_people_at_an_event_is_for_one_the_member_was_at(signed_in, member):
    there, elsewhere = SpaceMemberFactory(member=member).space, SpaceMemberFactory().space
    event = typed(step="submit", audience=Audience.EVENT)

    refused = signed_in.post(URL, event | {"space": elsewhere.pk})
    signed_in.post(URL, event | {"space": there.pk})

    assert list(refused.context["form"].errors) == ["space"]
    assert [insight.space for insight in Insight.objects.all()] == [there]


def test_new_asks_which_hat_only_when_there_are_two(signed_in, member):
    assert signed_in.get(URL).context["form"]["hat"].is_hidden is True

    AffiliationFactory(member=member)

    assert signed_in.get(URL).context["form"]["hat"].is_hidden is False
    refused = signed_in.post(URL, typed(step="submit"))
    assert list(refused.context["form"].errors) == ["hat"]


def test_submit_when_signed_out_hands_everything_back_and_stores_nothing(client):
    response = client.post(URL, typed(step="submit"))

    assert response.status_code == 403
    assert dict(response.context["typed"]) == typed(step="submit")
    assert "It ends before it has **begun**." in response.text
    assert (Insight.objects.count(), Draft.objects.count()) == (0, 0)


def test_submit_with_an_aged_token_hands_everything_back(member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)

    response = client.post(URL, typed(step="submit", csrfmiddlewaretoken="aged"))

    assert response.status_code == 403
    assert dict(response.context["typed"]) == typed(step="submit")


def test_submit_from_another_site_is_not_handed_back(member):
    client = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example"})
    client.force_login(member)

    response = client.post(URL, typed(step="submit"))

    assert (response.status_code, response.context["typed"]) == (403, [])


def test_submit_before_the_ground_rules_are_accepted_keeps_what_was_typed(client):
    client.force_login(MemberFactory(agreed_to=None))

    response = client.post(URL, typed(step="submit"))

    assert response.status_code == 403
    assert dict(response.context["typed"]) == typed(step="submit")


def test_new_sends_those_who_have_not_accepted_the_rules_to_them_first(client):
    client.force_login(MemberFactory(agreed_to=None))

    assert client.get(URL).status_code == 303


def test_new_finds_places_and_keeps_what_was_typed(signed_in):
    response = signed_in.post(URL, typed(places_find="Leeds", places_search="1", step="submit"))

    assert response.context["form"].errors == {}
    assert ("Leeds" in response.text, "Short money" in response.text) == (True, True)
    assert Insight.objects.count() == 0


def test_draft_is_kept_for_linked_attribution_and_goes_when_it_is_sent(signed_in, member):
    linked = typed(step="draft", attribution=Attribution.NAMED, body="")
    response = signed_in.post(URL, linked)

    draft = Draft.objects.get()
    assert response.url == f"{URL}?draft={draft.pk}"
    assert signed_in.get(response.url).context["form"]["title"].value() == "Short money"

    sent = typed(step="submit", attribution=Attribution.NAMED, draft=draft.pk)
    signed_in.post(URL, sent)
    assert (Draft.objects.count(), Insight.objects.get().author) == (0, member)


def test_draft_of_an_unlinked_insight_stays_in_the_page(signed_in):
    response = signed_in.post(URL, typed(step="draft"))

    assert (Draft.objects.count(), response.context["unsaved"]) == (0, True)
    assert response.context["form"]["body"].value() == "It ends before it has **begun**."


def test_draft_goes_before_the_insight_is_made_unlinked(signed_in):
    signed_in.post(URL, typed(step="draft", attribution=Attribution.NAMED))
    draft = Draft.objects.get()

    response = signed_in.post(URL, typed(step="submit", draft=draft.pk))

    assert response.context["draft_gone"] is True
    assert (Draft.objects.count(), Insight.objects.count()) == (0, 0)


def test_draft_of_another_member_is_not_opened(signed_in):
    draft = Draft.objects.create(
        member=MemberFactory(), fields={"attribution": "named", "title": "Theirs"}
    )

    assert signed_in.get(f"{URL}?draft={draft.pk}").context["form"]["title"].value() is None


@pytest.mark.parametrize("count", [1, 3])
def test_new_costs_the_same_however_many_insights(signed_in, count, django_assert_num_queries):
    InsightFactory.create_batch(count)

    with django_assert_num_queries(5):
        signed_in.get(URL)


def test_preview_offers_to_answer_what_says_the_same_and_is_readable(signed_in):
    same = InsightFactory(title="Short money never lasts")
    InsightFactory(title="Short money is hidden", held=True)

    response = signed_in.post(URL, typed(step="preview", title="Money is short everywhere"))

    assert list(response.context["similar"]) == [same]
    assert f'href="{same.get_absolute_url()}"' in response.text
