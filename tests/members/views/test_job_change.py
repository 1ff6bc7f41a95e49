"""A new job: one hat off, another on, in one step; what was signed stays, what may be read follows."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from insights.enums import Audience
from insights.models import Insight
from members.enums import Sector
from members.models import Affiliation, Member
from tests.factories import InsightFactory, MemberFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
URL = reverse("members:job-change")
TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def foundation():
    return OrganisationFactory(name="Hill Foundation", sector=Sector.FUNDER)


def sent(member, organisation, **other):
    return {
        "ending": member.affiliations.first().pk,
        "last_day": "2026-11-19",
        "organisation": organisation if isinstance(organisation, str) else organisation.pk,
        "role_title": "Programme manager",
        **other,
    }


def hats_of(member):
    rows = Affiliation.objects.filter(member=member).order_by("pk")
    return [(str(hat), hat.started_on, hat.ended_on) for hat in rows]


def test_one_hat_ends_and_another_begins_in_one_step(signed_in, member, foundation):
    old = str(member.affiliations.get())
    answer = signed_in(member).post(URL, sent(member, foundation))

    assert (answer.status_code, answer.url) == (303, reverse("members:hats"))
    assert hats_of(member) == [
        (old, dt.date(2024, 1, 1), dt.date(2026, 11, 19)),
        ("Programme manager, Hill Foundation", TODAY, None),
    ]


def test_sent_twice_it_is_done_once(signed_in, member, foundation):
    form = sent(member, foundation)
    client = signed_in(member)
    answers = [client.post(URL, form) for _twice in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (303, reverse("members:hats"))
    ] * 2
    assert len(hats_of(member)) == 2


def test_what_may_be_read_follows_at_once(signed_in, member, foundation):
    candid = InsightFactory(audience=Audience.PRACTITIONERS)
    kept_out = InsightFactory()
    kept_out.kept_from.add(foundation)

    def readable():
        viewer = Member.objects.get(pk=member.pk)
        return set(Insight.objects.visible_to(viewer))

    before = readable()
    signed_in(member).post(URL, sent(member, foundation))

    assert (before, readable()) == ({candid, kept_out}, set())


def test_old_words_stay_signed_as_they_were(signed_in, member, foundation):
    words = InsightFactory(
        author=member, byline_role="Officer", byline_organisation="North Council"
    )
    signed_in(member).post(URL, sent(member, foundation))

    assert Insight.objects.get(pk=words.pk).byline == f"{member.name}, Officer, North Council"


def test_a_new_address_is_asked_for_next(signed_in, member, foundation):
    answer = signed_in(member).post(URL, sent(member, foundation, new_email="on"))

    assert answer.url == reverse("account_email")


def test_an_organisation_nobody_named_yet_can_be_named(signed_in, member):
    named = {"new_name": "River Trust", "new_sector": Sector.VOLUNTARY_COMMUNITY}
    signed_in(member).post(URL, sent(member, "new", **named))

    assert hats_of(member)[1][0] == "Programme manager, River Trust"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"last_day": "2026-11-21"}, "Come back when it has come: give today or earlier."),
        ({"last_day": "2020-01-01"}, "The last day cannot be before the first."),
        ({"last_day": "soon"}, "Check the date."),
        ({"ending": "0"}, None),
        ({"organisation": "0"}, "Choose one from the list."),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field_and_changes_nothing(
    signed_in, member, foundation, changed, error
):
    (field,) = changed
    before = hats_of(member)
    answer = signed_in(member).post(URL, {**sent(member, foundation), **changed})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert error is None or answer.context["form"].errors[field] == [error]
    assert hats_of(member) == before


def test_the_job_that_ends_is_not_the_one_that_begins(signed_in, member):
    hat = member.affiliations.get()
    same = signed_in(member).post(URL, sent(member, hat.organisation))
    resident = MemberFactory(hat=Sector.RESIDENT)
    again = signed_in(resident).post(URL, sent(resident, "resident"))

    for answer in (same, again):
        assert answer.context["form"].errors == {
            "organisation": ["That is the one you are leaving."]
        }


def test_nobody_ends_somebody_elses_job(signed_in, member, foundation):
    other = MemberFactory(hat=Sector.HEALTH)
    answer = signed_in(member).post(URL, sent(other, foundation))

    assert list(answer.context["form"].errors) == ["ending"]
    assert hats_of(other)[0][2] is None
