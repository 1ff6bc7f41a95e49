"""The summary in an organisation’s own Word template: one file in, one file out, nothing kept."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.documents.tree import ordered_content
from community.models import AuditEntry
from events.summaries import brief_of, document_of
from tests.community.documents.reading import read_docx
from tests.community.documents.templates import SEEN, own_template, with_parts
from tests.events.gathering import drafted
from tests.tables import every_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(event, facilitator):
    return drafted(event, facilitator)


@pytest.fixture
def send(runner, event):
    def post(file, form="docx", name="ours.dotx"):
        address = reverse("events:summary_in_template", args=[event.code])
        return runner.post(address, {"template": SimpleUploadedFile(name, file), "form": form})

    return post


def log():
    rows = AuditEntry.objects.filter(verb="summary.exported")
    return list(rows.values_list("thing", "details__format"))


@pytest.mark.parametrize(("form", "compose"), [("docx", document_of), ("brief.docx", brief_of)])
def test_the_answer_is_the_summary_as_the_template_looks(send, summary, facilitator, form, compose):
    event = summary.event
    event.chatham_house = False
    event.save()

    answer = send(own_template(), form)

    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith("-2026-05-12.docx")
    assert read_docx(answer.content) == ordered_content(compose(summary, facilitator))
    header = docx.Document(io.BytesIO(answer.content)).sections[0].header
    assert header.paragraphs[0].text == SEEN
    assert log() == [(event.code, form)]


def test_under_the_rule_it_has_no_header(send, summary):
    header = docx.Document(io.BytesIO(send(own_template()).content)).sections[0].header

    assert [paragraph.text for paragraph in header.paragraphs] == [""]


def test_a_template_with_macros_gets_a_sentence_and_leaves_no_line(send, summary):
    answer = send(with_parts(own_template(), {"word/vbaProject.bin": b"x"}))

    assert answer.context["form"].errors == {
        "template": ["This file holds macros or other programs. Save it without them, as .docx or .dotx."]
    }  # fmt: skip
    assert log() == []


def test_nothing_of_the_template_is_kept(send, summary):
    send(own_template(), name="Priya Shah.dotx")

    kept = [table for table, rows in every_table().items() if SEEN in str(rows) or "Priya" in str(rows)]  # fmt: skip
    assert kept == []


def test_without_a_file_the_form_says_what_to_choose(runner, event, summary):
    answer = runner.post(reverse("events:summary_in_template", args=[event.code]), {"form": "docx"})

    assert answer.context["form"].errors == {
        "template": ["Choose a Word file (.docx or .dotx) of at most 1 MB."]
    }
