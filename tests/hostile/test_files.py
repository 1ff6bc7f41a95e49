"""UP-1, UP-2, UP-3: two pages take a file, read it in memory and keep none of it."""

import io
import zipfile

import pytest
import xlsxwriter
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import URLResolver, get_resolver, reverse

from events.models import NoteBatch
from members.enums import Sector
from tests.factories import EventFactory, MemberFactory

pytestmark = pytest.mark.django_db
TAKES_A_FILE = ["events:import_notes", "events:summary_in_template"]


@pytest.fixture
def signed_in(client):
    client.force_login(MemberFactory(hat=Sector.COUNCIL))
    return client


def test_only_these_pages_take_a_file():
    """UP-1: every other address passes over what is sent, and holds it to be text."""
    marked = {name for name, view in named_views() if getattr(view, "takes_a_file", False)}

    assert sorted(marked) == TAKES_A_FILE


def named_views(patterns=None, space=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{pattern.namespace}:" if pattern.namespace else space
            yield from named_views(pattern.url_patterns, inside)
        else:
            yield f"{space}{pattern.name}", pattern.callback


def test_no_model_holds_a_file(signed_in):
    """UP-2, UP-3: and one that is sent elsewhere is passed over."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert [field for field in fields if isinstance(field, models.FileField)] == []

    file = io.BytesIO(b"PK\x03\x04" + b"a" * 500_000)
    file.name = "../../evil.svg"
    answer = signed_in.post("/insights/new/", {"title": "Short money", "file": file})

    assert answer.status_code == 200


def test_a_file_of_bytes_sent_elsewhere_is_refused(signed_in):
    file = io.BytesIO(b"PK\x03\x04\xff\x00")
    file.name = "notes.xlsx"

    assert (
        signed_in.post("/insights/new/", {"title": "Short money", "file": file}).status_code == 400
    )


@pytest.fixture
def importing(client):
    facilitator = MemberFactory(facilitator=True)
    event = EventFactory(facilitated_by=facilitator)
    client.force_login(facilitator)
    return lambda file, name="notes.xlsx", **more: client.post(
        reverse("events:import_notes", args=[event.code]),
        {"file": SimpleUploadedFile(name, file), **more},
    )


def zipped(entries):
    """An Excel file with parts of it exchanged."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("Notes").write_column(0, 0, ["Note", "Said"])
    book.close()
    out = io.BytesIO()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        kept = {name: whole.read(name) for name in whole.namelist()}
        for name, content in (kept | entries).items():
            made.writestr(name, content)
    return out.getvalue()


STRINGS = "xl/sharedStrings.xml"
NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOMB = f'<!DOCTYPE s [<!ENTITY a "{"a" * 50}"><!ENTITY b "{"&a;" * 50}">]><sst {NAMES}><si><t>Note</t></si><si><t>&b;</t></si></sst>'
OUTSIDE = f'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst {NAMES}><si><t>Note</t></si><si><t>&a;</t></si></sst>'
LOCKED = bytearray(zipped({}))
LOCKED[LOCKED.index(b"PK\x01\x02") + 8] |= 1

HOSTILE_FILES = {
    "unpacks to too much": (zipped({"xl/media/a.bin": bytes(5_000_000)}), "too much to read"),
    "too many entries": (zipped({f"a/{n}": b"" for n in range(400)}), "too much to read"),
    "entities": (zipped({STRINGS: BOMB}), "not an Excel file we can read"),
    "an entity outside": (zipped({STRINGS: OUTSIDE}), "not an Excel file we can read"),
    "an entity outside, in the book": (
        zipped({"xl/workbook.xml": OUTSIDE}), "not an Excel file we can read",
    ),
    "broken XML": (zipped({"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"}), "not an Excel file"),
    "no book": (zipped({"[Content_Types].xml": "<Types/>"}), "not an Excel file"),
    "half a file": (zipped({})[:800], "not an Excel file"),
    "a password": (bytes(LOCKED), "one with a password"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "an old Excel file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100), "neither a CSV nor an Excel file"),
    "nothing": (b"", "holds no words"),
    "blank": (b"\xff\xfe \x00", "holds no words"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE_FILES)
def test_a_hostile_file_gets_one_sentence_and_leaves_nothing(importing, what):
    file, sentence = HOSTILE_FILES[what]

    answer = importing(file)

    (error,) = answer.context["form"].errors["file"]
    assert sentence in error
    assert "root:" not in answer.content.decode()
    assert NoteBatch.objects.count() == 0


def test_a_cell_far_out_is_not_walked_to(importing):
    far = f'<worksheet {NAMES}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'

    answer = importing(zipped({"xl/worksheets/sheet1.xml": far}))

    assert answer.context["form"].names == ["A: Note"]


@pytest.mark.parametrize("size", [1_000_001, 5_000_000])
def test_a_file_too_large_is_told_and_never_held(importing, size):
    answer = importing(b"a" * size)

    assert answer.context["form"].errors == {
        "file": ["Choose a CSV or Excel file of at most 1 MB."]
    }


def test_a_request_larger_than_any_file_is_refused(importing):
    assert importing(b"a" * 10_000_000).status_code == 400


def test_only_the_file_may_hold_what_is_no_text(importing):
    assert importing(b"Note\nSaid\n", csrf="a\0b").status_code == 400


def test_the_name_of_a_file_is_not_looked_at(importing):
    answer = importing(b"Note\nSaid\n", "../../" + "evil" * 200 + ".svg")

    assert answer.context["form"].first_rows == [("Said",)]
    assert "evil" not in answer.content.decode()


def test_what_a_file_says_is_never_markup(importing):
    answer = importing(b"Note,<b>Who\n<script>alert(1)</script>,x\n")

    assert "<script>alert" not in answer.content.decode()
    assert "<b>Who" not in answer.content.decode()
