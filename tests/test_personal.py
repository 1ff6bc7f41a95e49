"""Every column that can hold a person: in their copy or left out for a reason, and gone once they are."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from members.actions import copying, leaving
from members.enums import LeftWords
from members.models import DataCopy, Member
from members.mydata import zipped
from members.tasks import make_copy
from tests.lives import everything_kept, live, mark

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parent / "personal.txt"
COPY, ERASURE = {"copied", "left", "nobody"}, {"erased", "stays", "renewed", "nobody"}


def rules():
    """column → (what a copy holds of it, what erasure leaves of it, why)."""
    lines = [line for line in TABLE.read_text().splitlines() if line[:1] not in {"#", ""}]
    return {name: tuple(rest) for name, *rest in (line.split(maxsplit=3) for line in lines)}


def columns():
    return {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if may_hold_a_person(field)
    }


def may_hold_a_person(field):
    if field.is_relation:
        return field.related_model is Member
    other = (
        models.BooleanField, models.DateField, models.DecimalField, models.DurationField,
        models.FloatField, models.IntegerField, models.TimeField, models.UUIDField,
    )  # fmt: skip
    return not field.choices and not isinstance(field, other)


@pytest.fixture
def life():
    member, rows = live()
    marks = mark(rows)
    return Member.objects.get(pk=member.pk), marks


def copy_of(member):
    copying.ask(by=member)
    copy = DataCopy.objects.get(member=member)
    make_copy(copy.pk)
    copy.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(zipped(copy))) as file:
        return file.read("my-data.json").decode()


def test_every_column_that_may_hold_a_person_has_both_rules_and_no_other_is_written():
    assert sorted(rules()) == sorted(columns())
    assert {copy for copy, *_rest in rules().values()} <= COPY
    assert {erasure for _copy, erasure, *_why in rules().values()} <= ERASURE


def test_what_is_left_out_of_a_copy_or_stays_says_why():
    silent = [
        name
        for name, (copy, erasure, *why) in rules().items()
        if (copy == "left" or erasure in {"stays", "renewed"}) and not why
    ]

    assert silent == []


def test_the_life_marks_every_column_of_words_that_is_about_somebody(life):
    _member, marks = life
    elsewhere = {"members_session.session_data", "members_datacopy.prepared"}
    about = {name for name, (copy, *_rest) in rules().items() if copy != "nobody"}

    unmarked = {name for name in about - set(marks) if not name.endswith("_id")}
    assert unmarked - elsewhere == {
        "insights_insight.search",
        "insights_insight.owner_proof",
        "insights_comment.owner_proof",
    }


def test_a_copy_holds_what_it_must_and_nothing_else_that_is_marked(life):
    member, marks = life

    text = copy_of(member)

    found = {name for name, word in marks.items() if word in text}
    assert found == {name for name in marks if rules()[name][0] == "copied"}
    assert json.loads(text)["schema"] == "commonality-my-data"


def test_erasing_leaves_only_what_is_said_to_stay(life):
    member, marks = life
    pk = member.pk
    copy_of(member)

    leaving.erase([(member, LeftWords.REMOVE)])

    kept = "\n".join(everything_kept().values())
    gone = {name for name, word in marks.items() if word not in kept}
    about = {name for name in marks if rules()[name][1] != "nobody"}
    assert gone & about == {name for name in marks if rules()[name][1] == "erased"}
    assert pointing_at(pk) == []


def pointing_at(pk):
    return [
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.is_relation
        and field.related_model is Member
        and model._base_manager.filter(**{field.attname: pk}).exists()
    ]
