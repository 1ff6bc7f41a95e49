"""A file of notes: its columns matched, looked at, confirmed once, and the same file twice adds nothing."""

import io

import pytest
import xlsxwriter
from django.urls import reverse

from events.models import Note, NoteBatch
from insights.enums import Kind

pytestmark = pytest.mark.django_db

CSV = """Table,Kind,Note
3,Challenges,Short funding cycles
3,Challenges,"No time to reflect, nor to meet"
Table 4,Support needed,=1+1 is what they think of us
"""


def workbook(**sheets):
    """An Excel file: the name of each sheet → its rows."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


class Importing:
    """A member's client on the pages of one event, as a browser without scripts goes through them."""

    def __init__(self, client, event):
        self.client, self.event = client, event

    def at(self, name):
        return reverse(f"events:{name}", args=[self.event.code])

    def send(self, file, name="notes.csv"):
        sent = io.BytesIO(file if isinstance(file, bytes) else file.encode())
        sent.name = name
        return self.client.post(self.at("import_notes"), {"file": sent})

    def look(self, file, **chosen):
        form = self.send(file).context["form"]
        columns = {
            name: value
            for name, value in form.initial.items()
            if value is not None and value is not False
        }
        sent = {"book": form.book, "sheet": form.number, "do": "look", **columns, **chosen}
        return self.client.post(self.at("match_columns"), sent)

    def confirm(self, file, **more):
        return self.press_confirm(self.look(file), **more)

    def press_confirm(self, page, **more):
        shown = page.context
        sent = {name: shown[name] for name in ("raw", "layout", "read_as")}
        return self.client.post(
            self.at("paste"), {**sent, "form_key": shown["key"], "do": "confirm", **more}
        )


@pytest.fixture
def importing(runner, event):
    return Importing(runner, event)


def notes():
    return [(note.text, note.table, note.kind, note.is_repeat) for note in Note.objects.all()]


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_file_shows_its_columns_and_stores_nothing(importing):
    page = importing.send(CSV)

    form = page.context["form"]
    assert form.names == ["A: Table", "B: Kind", "C: Note"]
    assert form.initial == {"has_header": True, "note": 2, "table": 0, "heading": None, "kind": 1}
    assert (Note.objects.count(), NoteBatch.objects.count()) == (0, 0)


def test_a_file_is_looked_at_before_it_is_stored(importing):
    page = importing.look(CSV)

    assert "Confirm: add 3 notes" in text(page)
    assert (Note.objects.count(), NoteBatch.objects.count()) == (0, 0)


def test_a_file_confirmed_stores_its_notes_as_said(importing, event, facilitator):
    answer = importing.confirm(CSV)

    assert answer["Location"] == importing.at("capture")
    assert notes() == [
        ("Short funding cycles", "3", Kind.CHALLENGE, False),
        ("No time to reflect, nor to meet", "3", Kind.CHALLENGE, False),
        ("=1+1 is what they think of us", "4", Kind.SUPPORT_NEED, False),
    ]
    assert NoteBatch.objects.get().added_by == facilitator


def test_an_excel_file_gives_the_same_as_a_csv(importing):
    rows = [
        ["Table", "Kind", "Note"],
        [3, "Challenges", "Short funding cycles"],
        [3.0, "Challenges", "No time to reflect, nor to meet"],
        ["Table 4", "Support needed", "=1+1 is what they think of us"],
    ]
    importing.confirm(CSV)

    page = importing.look(workbook(Notes=rows))

    assert page.context["preview"].is_all_there


def test_the_same_file_twice_adds_nothing(importing):
    importing.confirm(CSV)

    page = importing.look(CSV)
    importing.press_confirm(page)

    assert "All 3 are there already, from the same file. Confirming adds nothing." in text(page)
    assert "Confirm: add 0 notes" in text(page)
    assert (Note.objects.count(), NoteBatch.objects.count()) == (3, 1)
