"""A file of notes: its columns matched, looked at, confirmed once, and the same file twice adds nothing."""

import io
import uuid

import pytest
import xlsxwriter
from django.urls import reverse

from events.actions import capture
from events.enums import EventState
from events.models import Event, Note, NoteBatch, Prompt
from insights.enums import Kind
from tests.factories import EventFactory, NoteFactory, PromptFactory

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
    answer = importing.press_confirm(page)

    assert "All 3 are there already, from the same file. Confirming adds nothing." in text(page)
    assert "Confirm: add 0 notes" in text(page)
    assert answer["Location"] == importing.at("capture")
    assert (Note.objects.count(), NoteBatch.objects.count()) == (3, 1)


def test_the_same_file_twice_adds_nothing_in_whatever_order_or_columns(importing):
    head, *rows = CSV.splitlines()
    importing.confirm(CSV)

    page = importing.look("\n".join([head, *reversed(rows)]), table="", kind="")

    assert page.context["preview"].there == 3


def test_the_same_file_looked_at_twice_before_it_is_confirmed_is_stored_once(importing):
    pages = [importing.look(CSV), importing.look(CSV)]

    answers = [importing.press_confirm(page) for page in pages]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert (Note.objects.count(), NoteBatch.objects.count()) == (3, 1)


def test_the_same_drafts_confirmed_twice_are_stored_once_by_the_action(
    importing, event, facilitator
):
    """Both were looked at while neither was stored."""
    drafts = importing.look(CSV).context["preview"].drafts

    batches = [
        capture.confirm(event, drafts, key=uuid.uuid4(), raw=CSV, by=facilitator) for _ in range(2)
    ]

    assert batches == [NoteBatch.objects.get(), None]
    assert Note.objects.count() == 3


def test_the_confirm_of_a_file_sent_twice_says_what_it_stored(importing):
    page = importing.look(CSV)

    for _ in range(2):
        importing.press_confirm(page)

    told = text(importing.client.get(importing.at("capture")))
    assert Note.objects.count() == 3
    assert told.count("3 notes are in.") == 2


def test_a_row_said_twice_in_one_file_is_two_notes_and_both_are_there_the_second_time(importing):
    file = "Note\nNo time\nNo time!\n"
    importing.confirm(file)

    page = importing.look(file)

    assert [(said, repeat) for said, _table, _kind, repeat in notes()] == [
        ("No time", False),
        ("No time!", True),
    ]
    assert page.context["preview"].is_all_there


def test_what_was_left_out_of_a_file_can_still_be_added(importing):
    importing.confirm(CSV, **{"kind-1": "skip"})

    importing.confirm(CSV)

    assert sorted(said for said, *_more in notes()) == [
        "=1+1 is what they think of us",
        "No time to reflect, nor to meet",
        "Short funding cycles",
    ]


def test_another_file_that_says_the_same_is_marked_and_not_passed_over(importing):
    importing.confirm("Note\nNo time\nNo money\n")

    page = importing.look("Note\nNo time\n")
    importing.press_confirm(page)

    assert "Says the same as a note already here." in text(page)
    assert [(said, repeat) for said, _table, _kind, repeat in notes()] == [
        ("No time", False),
        ("No money", False),
        ("No time", True),
    ]


def test_a_file_at_another_event_is_another_matter(importing, facilitator):
    importing.confirm(CSV)
    elsewhere = Importing(importing.client, EventFactory(facilitated_by=facilitator))

    elsewhere.confirm(CSV)

    assert Note.objects.count() == 6


def test_a_file_taken_back_can_be_brought_in_again_once(importing, event):
    importing.confirm(CSV)
    first = NoteBatch.objects.get()
    importing.client.post(reverse("events:undo_batch", args=[event.code, first.key]))

    importing.confirm(CSV)
    importing.confirm(CSV)

    assert event.notes.standing().count() == 3
    assert NoteBatch.objects.count() == 2


def test_only_the_chosen_columns_are_kept(importing):
    importing.confirm("Who,Note\nWyn Pryce,No time\n")

    assert NoteBatch.objects.get().raw == "No time\t\t\t"
    assert notes() == [("No time", "", "", False)]


def test_a_question_of_the_event_is_known_and_another_is_new(importing, event):
    asked = PromptFactory(event=event, text="What gets in the way?", kind=Kind.CHALLENGE)

    importing.confirm("Question;Note\nWhat gets in the way?;No time\nAnything else;Tea\n")

    assert [(note.text, note.prompt.text, note.kind) for note in Note.objects.all()] == [
        ("No time", asked.text, Kind.CHALLENGE),
        ("Tea", "Anything else", ""),
    ]
    assert Prompt.objects.count() == 2


def test_a_note_too_long_is_split_and_found_again(importing):
    long = ("A sentence that goes on for a while. " * 40).strip()
    file = f"Note\n{long}\n"

    asked = importing.confirm(file)
    importing.confirm(file, **{"split-0": "1"})

    assert "Split this one, or leave it out." in text(asked)
    assert " ".join(said for said, *_more in notes()) == long
    assert importing.look(file).context["preview"].is_all_there


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (f"Table,Note\n{'x' * 21},No time\n", "at most 20 characters"),
        (f"Question,Note\n{'x' * 201},No time\n", "at most 200 characters"),
    ],
)
def test_a_table_or_a_question_too_long_is_told(importing, file, problem):
    answer = importing.confirm(file)

    assert problem in text(answer)
    assert Note.objects.count() == 0


def test_another_table_can_be_chosen_for_one_whose_name_is_too_long(importing):
    importing.confirm(f"Table,Note\n{'x' * 21},No time\n", table_for_all="Table 4")

    assert notes() == [("No time", "4", "", False)]


def test_another_sheet_can_be_chosen(importing):
    book = workbook(Read=[["About", "this file"]], Notes=[["Note", "Table"], ["No time", 3]])
    form = importing.send(book).context["form"]

    shown = importing.client.post(importing.at("match_columns"), {"book": form.book, "sheet": "1"})

    assert [sheet.name for sheet in form.sheets] == ["Read", "Notes"]
    assert shown.context["form"].names == ["A: Note", "B: Table"]


@pytest.mark.parametrize(
    ("chosen", "field"),
    [({"note": ""}, "note"), ({"note": "9"}, "note"), ({"table": "x"}, "table")],
)
def test_columns_that_are_none_are_told(importing, chosen, field):
    page = importing.look(CSV, **chosen)

    assert list(page.context["form"].errors) == [field]


def test_a_row_that_says_nothing_is_passed_over(importing):
    importing.confirm("Note,Table\n-,1\nNo time,1\n–,2\n- Said with a dash,2\n")

    assert [said for said, *_more in notes()] == ["No time", "- Said with a dash"]


def test_a_column_without_notes_is_told(importing):
    page = importing.look("Note,Table\n,3\n")

    assert page.context["form"].errors == {"note": ["No notes were found in this column."]}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("Note\n" + "a note\n" * 501, "more than 500 notes"),
        ("Note\n" + ("é" * 999 + "\n") * 60, "more than 100,000 bytes"),
    ],
)
def test_too_many_notes_are_refused_whole(importing, file, words):
    page = importing.look(file)

    assert words in text(page)
    assert Note.objects.count() == 0


def test_an_event_put_away_takes_no_file(importing):
    page = importing.look(CSV)
    Event.objects.update(state=EventState.ARCHIVED)

    importing.press_confirm(page)

    assert "This event takes no more notes." in text(
        importing.client.get(importing.at("import_notes"))
    )
    assert Note.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_costs_the_same_however_many_notes(
    importing, event, count, django_assert_num_queries
):
    NoteFactory.create_batch(count, event=event)
    file = "Table,Note\n" + "".join(f"{n},Note number {n}\n" for n in range(count))

    with django_assert_num_queries(3):
        importing.client.get(importing.at("import_notes"))
    with django_assert_num_queries(9):
        importing.look(file)
