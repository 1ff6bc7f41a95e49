"""The pages of leaving: a copy to take along, closing, and changing one’s mind."""

import datetime as dt
import io
import json
import zipfile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from insights.models import Draft
from members.models import Closing, DataCopy, Member
from members.tasks import make_copy
from tests.asked import just_asked
from tests.factories import CommentFactory, InsightFactory, MemberFactory, ResponseFactory
from tests.lives import everything_kept
from tests.members.conftest import PASSWORD

pytestmark = pytest.mark.django_db
DATA, FILE, LEAVE = (reverse(f"members:{name}") for name in ("data", "data-file", "leave"))


@pytest.fixture
def mine(sam):
    """Sam, signed in by password."""
    client = Client()
    client.post(reverse("account_login"), {"login": sam.email, "password": PASSWORD})
    return client


def shown_who(client, url):
    """Asked again who one is, and then led on."""
    asked = client.get(url)
    return client.post(asked.url, {"password": PASSWORD, "next": url})


def made_copy(client):
    client.post(DATA)
    make_copy(DataCopy.objects.get().pk)
    shown_who(client, FILE)
    return client.get(FILE)


def files(response):
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_copy_is_made_by_a_job_and_the_page_says_how_far_it_is(mine):
    before = mine.get(DATA).content.decode()
    asked = mine.post(DATA)
    DataCopy.objects.update(parts_done=3)
    meanwhile = mine.get(DATA).content.decode()
    make_copy(DataCopy.objects.get().pk)
    after = mine.get(DATA).content.decode()

    assert (asked.status_code, asked.url) == (303, DATA)
    assert ["Make my copy" in page for page in (before, meanwhile, after)] == [True, False, False]
    assert 'value="3"' in meanwhile
    assert [FILE in page for page in (before, meanwhile, after)] == [False, False, True]


def test_asked_for_twice_it_is_made_once(mine):
    mine.post(DATA)
    first = DataCopy.objects.get().pk
    mine.post(DATA)

    assert DataCopy.objects.get().pk == first


def test_the_job_may_run_twice(mine):
    mine.post(DATA)
    copy = DataCopy.objects.get()
    make_copy(copy.pk)
    ready = DataCopy.objects.get().ready_at
    make_copy(copy.pk)
    make_copy(copy.pk + 1)

    assert DataCopy.objects.get().ready_at == ready


def test_the_file_asks_again_who_one_is(mine):
    mine.post(DATA)
    make_copy(DataCopy.objects.get().pk)

    asked = mine.get(FILE)
    led = mine.post(asked.url, {"password": PASSWORD, "next": FILE})
    file = mine.get(FILE)

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert (led.status_code, led.url) == (303, FILE)
    assert (file.status_code, file["Content-Type"]) == (200, "application/zip")
    assert file["Content-Disposition"] == 'attachment; filename="commonality-my-data.zip"'
    assert file["Cache-Control"] == "private, no-store"


def test_the_file_works_for_48_hours(mine):
    made_copy(mine)
    made = DataCopy.objects.get().ready_at
    statuses = []
    for hours in (47, 49):
        with time_machine.travel(made + dt.timedelta(hours=hours), tick=False):
            shown_who(mine, FILE)
            statuses.append(mine.get(FILE).status_code)

    assert statuses == [200, 404]


def test_the_file_is_nobody_elses(mine, signed_in):
    made_copy(mine)

    assert just_asked(signed_in(MemberFactory())).get(FILE).status_code == 404


def test_the_copy_holds_what_is_unlinked_too_and_nothing_of_others(mine, sam):
    unlinked = InsightFactory(unlinked_by=sam, title="Zebrafish budget")
    remark = CommentFactory(unlinked_by=sam, body="Zebrafish again.", insight__title="Theirs")
    CommentFactory(insight=unlinked, body="Somebody else’s answer")
    InsightFactory(unlinked_by=MemberFactory(), title="Somebody else’s secret")
    ResponseFactory(insight=unlinked, context="Somebody else’s line")

    found = files(made_copy(mine))

    data = json.loads(found["my-data.json"])
    assert [it["reference"] for it in data["insights"]] == [unlinked.reference]
    assert [(it["on"], it["body"]) for it in data["comments"]] == [
        (remark.insight.reference, "Zebrafish again.")
    ]
    for name in ("my-data.json", "my-data.html"):
        assert [
            word in found[name] for word in ("Zebrafish budget", "Somebody else", "Theirs")
        ] == [
            True,
            False,
            False,
        ]


def test_nothing_stored_for_the_copy_holds_words_that_are_or_may_become_unlinked(mine, sam):
    unlinked = InsightFactory(unlinked_by=sam, title="Zebrafish one")
    InsightFactory(author=sam, title="Zebrafish two")
    Draft.objects.create(member=sam, fields={"attribution": "named", "title": "Zebrafish three"})

    made_copy(mine)

    kept = everything_kept()
    del kept["insights_insight"], kept["insights_draft"]
    words = "\n".join(kept.values())
    assert [it in words for it in ("Zebrafish", unlinked.reference, str(unlinked.pk))] == [
        False
    ] * 3


def test_fetching_the_file_writes_nothing(mine, sam):
    InsightFactory(unlinked_by=sam)
    made_copy(mine)
    before = everything_kept()

    mine.get(FILE)

    assert everything_kept() == before


def test_words_in_the_page_of_the_copy_are_escaped(mine, sam):
    InsightFactory(author=sam, title="<script>alert(1)</script>")

    assert "<script>" not in files(made_copy(mine))["my-data.html"]


def close(mine, words="keep"):
    asked = mine.post(LEAVE, {"words": words})
    return mine.post(asked.url, {"password": PASSWORD, "next": LEAVE})


def test_closing_asks_who_one_is_then_signs_out_and_says_what_follows(mine, sam):
    answer = close(mine)

    assert (answer.status_code, answer.url) == (303, reverse("members:left"))
    assert Closing.objects.get().member == sam
    assert mine.get(reverse("members:me")).status_code == 302
    assert mine.get(reverse("members:left")).status_code == 200


def test_a_choice_is_needed(mine):
    shown_who(mine, FILE)
    answer = mine.post(LEAVE, {"words": ""})

    assert answer.status_code == 200
    assert answer.context["form"].errors == {"words": ["Choose what becomes of your words."]}
    assert not Closing.objects.exists()


def test_signing_in_before_the_day_offers_to_stay_and_one_press_does(mine, sam):
    close(mine)
    sent = {"login": sam.email, "password": PASSWORD}
    led = mine.post(reverse("account_login"), sent)
    page = mine.get(led.url).content.decode()
    stayed = mine.post(reverse("members:stay"))

    assert led.url == LEAVE
    assert "Keep my account" in page
    assert (stayed.status_code, stayed.url) == (303, reverse("members:me"))
    assert (Closing.objects.count(), Member.objects.get()) == (0, sam)


def test_staying_after_the_day_says_that_it_is_too_late(mine, sam, signed_in):
    close(mine)
    Closing.objects.update(erase_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    client = signed_in(sam)

    client.post(reverse("members:stay"))

    assert "The seven days are over" in client.get(reverse("members:me")).content.decode()
    assert Closing.objects.count() == 1


def test_the_last_administrator_is_told_why_not(signed_in):
    last = MemberFactory(administrator=True)
    page = just_asked(signed_in(last)).post(LEAVE, {"words": "keep"})

    assert page.status_code == 200
    assert "You are the only administrator" in page.content.decode()
    assert not Closing.objects.exists()
