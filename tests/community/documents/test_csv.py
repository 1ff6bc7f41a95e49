import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.documents.csv import safe_cell, write_csv
from community.text import normalise_body
from tests.community.documents.reading import as_typed


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\n =1", "'=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("﹦1", "'﹦1"),
        ("'=1", "''=1"),
        ("\u200b=1", "'=1"),
        ("plain, “quoted”", "plain, “quoted”"),
        ("'tis", "'tis"),
        ("a\r\nb", "a\nb"),
        ("\x00\uffff", ""),
        (-5, -5),
        (0.5, 0.5),
        (None, None),
    ],
)
def test_safe_cell_is_never_a_formula(cell, written):
    assert safe_cell(cell) == written


def test_write_csv_marks_the_file_as_utf8_and_quotes_what_it_must():
    file = write_csv(["Café", "=n"], [["a, b", 3], ['say "hi"', None]])

    assert file == '\ufeffCafé,\'=n\r\n"a, b",3\r\n"say ""hi""",\r\n'.encode()


@given(st.lists(st.text(), min_size=1))
def test_write_csv_gives_back_every_word(cells):
    file = write_csv(["Text"], [[cell] for cell in cells])
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))[1:]

    assert [as_typed(row[0]) if row else "" for row in rows] == [normalise_body(c) for c in cells]
