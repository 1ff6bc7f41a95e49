"""CSV and Excel files: what is read of them, and what is refused with a reason."""

import io
import time
import zipfile

import pytest
import xlsxwriter

from community.packed import Refused
from events.columns import Columns, guessed, has_header, letter
from events.spreadsheets import Sheet, carried, read, taken_up

ROWS = (("Note", "Table"), ("Caffi – “yes”, café", "3"))
TEXT = 'Note,Table\r\n"Caffi – “yes”, café",3\r\n'


def rows(file):
    (sheet,) = read(file)
    return sheet.rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_whatever_wrote_it(encoding):
    assert rows(TEXT.encode(encoding)) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_says_itself_what_stands_between_its_cells(delimiter):
    text = f"Note{delimiter}Table\nOne; or, two{delimiter}3\nThree{delimiter}4"
    quoted = text.replace("One; or, two", '"One; or, two"')

    assert rows(quoted.encode()) == (("Note", "Table"), ("One; or, two", "3"), ("Three", "4"))


def test_a_csv_of_one_column_is_not_cut_at_its_commas():
    text = "Note\nMoney, time, people\nNobody asks\nLate, as ever\nTea\n"

    assert [len(row) for row in rows(text.encode())] == [1, 1, 1, 1, 1]


def test_a_csv_may_name_its_separator():
    assert rows(b"sep=;\r\nNote;Table\r\nA, b, c;3\r\n") == (("Note", "Table"), ("A, b, c", "3"))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_cell_may_hold_line_ends_and_blank_rows_skip(ending):
    text = ending.join(["Note,Table", '"One', 'note",3', ",", "", "Two,4"])

    assert rows(text.encode()) == (("Note", "Table"), ("One note", "3"), ("Two", "4"))


def test_controls_are_taken_out_as_in_a_paste():
    text = "Note\nA\x00 NUL and a\u202e mark" + ", and some more of it" * 20

    assert rows(text.encode())[1][0].startswith("A NUL and a mark")


def test_an_excel_file_is_read_with_what_its_formulas_came_to():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Notes")
    sheet.write_row(0, 0, ["Note", "Table", "Sure"])
    sheet.write_row(1, 0, ["Said", 3, True])
    sheet.write_formula(2, 0, '=HYPERLINK("https://example.org")', None, "As it was")
    sheet.write_formula(3, 0, "=1/0", None, "")
    sheet.write_string(4, 0, "=cmd|' /C calc'!A0")
    book.add_worksheet("Empty")
    hidden = book.add_worksheet("Hidden")
    hidden.write(0, 0, "Secret")
    hidden.hide()
    book.close()

    assert read(file.getvalue()) == (
        Sheet(
            "Notes",
            (
                ("Note", "Table", "Sure"),
                ("Said", "3", "True"),
                ("As it was",),
                ("=cmd|' /C calc'!A0",),
            ),
        ),
    )


def workbook(rows):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Notes")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def with_more(part, before, more):
    """A workbook with so much more in one of its parts, packed small."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["Said"]]))) as book,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in book.namelist():
            held = book.read(name)
            copy.writestr(name, held.replace(before, more + before) if name == part else held)
    return made.getvalue()


SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


@pytest.mark.parametrize(
    ("part", "before", "more"),
    [
        (STRINGS, b"</sst>", b"<si/>" * 500_000),
        (STRINGS, b"</sst>", b"<si><rPh sb='0' eb='1'><t>a</t></rPh></si>" * 60_000),
        (SHEET, b"</sheetData>", (b"<row>" + b"<c/>" * 150 + b"</row>") * 4_400),
        (SHEET, b"</sheetData>", b"<x:row><x:c><x:v>1</x:v></x:c></x:row>" * 70_000),
        (BOOK, b"</workbook>", b"<definedName name='a'>A</definedName>" * 60_000),
    ],
)
def test_a_workbook_made_to_be_slow_is_refused_before_it_is_parsed(part, before, more):
    """Each fits what a file may hold, and would cost up to seven seconds."""
    file = with_more(part, before, more)
    started = time.process_time()

    with pytest.raises(Refused) as refused:
        read(file)

    assert refused.value.reason == "too_much"
    assert time.process_time() - started < 2


def test_a_workbook_as_large_as_notes_may_be_is_read():
    rows = [[f"Note {row} {column}" for column in range(12)] for row in range(1_000)]

    (sheet,) = read(workbook(rows))
    assert sheet.rows == tuple(map(tuple, rows))


def test_sheets_are_handed_on_and_taken_up_as_they_are():
    sheets = (Sheet("One", ROWS), Sheet("Two", (("-5",),)))

    assert taken_up(carried(sheets)) == sheets


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "7",
        "[7]",
        '[["a"]]',
        '[["a", 7]]',
        '[["a", [7]]]',
        "[" * 50_000,
        "null",
        '{"a": 1}',
    ],
)
def test_what_is_taken_up_is_no_more_believed_than_a_file(text):
    with pytest.raises(Refused):
        taken_up(text)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b",,\r\n,,\r\n\r\n", "empty"),
        (b"a" * 1_000_001, "too_big"),
        (b"a note\n" * 1_001, "too_much"),
        (b",\n" * 490_000, "too_much"),
        (b"a" * 140_000, "too_much"),
        (b"a note of words and words\n" * 1_000 + b"a" * 251_000, "too_much"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old_or_locked"),
        (b"PK\x03\x04" + b"a" * 500, "damaged"),
        (b"\xff\xfea", "unknown"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "unknown"),
    ],
)
def test_a_file_that_is_refused_says_why(file, reason):
    with pytest.raises(Refused) as refused:
        read(file)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("Table", "What was said", "Kind"), Columns(1, table=0, kind=2)),
        (("Theme", "Comment"), Columns(1, heading=0)),
        (("Note", "Bwrdd", "Prompt"), Columns(0, table=1, heading=2)),
        (("Answer", "Notes"), Columns(1)),
        (("3", "Nobody asks the people who use it"), Columns(1)),
    ],
)
def test_columns_are_guessed_by_their_names_or_by_how_much_is_written(header, columns):
    assert guessed(Sheet("", (header,))) == columns


def test_a_first_row_that_names_no_column_is_a_note():
    assert [has_header(Sheet("", (row,))) for row in (("NOTE:",), ("No notes at all",))] == [
        True,
        False,
    ]


def test_columns_are_lettered_as_a_spreadsheet_does():
    assert [letter(column) for column in (0, 25, 26, 39)] == ["A", "Z", "AA", "AN"]
