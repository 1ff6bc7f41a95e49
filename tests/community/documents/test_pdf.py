import io

import page
import pikepdf
import pytest

from community.documents import pdf
from community.documents.tree import Document, Heading, Link, Paragraph, Table, Text, paragraph
from tests.community.documents.reading_pdf import read_pdf
from tests.community.documents.samples import POISONED, SUMMARY


@pytest.mark.parametrize("document", [SUMMARY, POISONED, Document("Nothing yet")])
@pytest.mark.parametrize("render", [pdf.render, pdf.render_wall])
def test_an_independent_checker_finds_no_failure_of_pdf_ua_1(render, document):
    report = page.validate_pdf_bytes(render(document), profile=page.ValidationProfile.PDF_UA_1)

    assert [(it.rule_id, it.message) for it in report.failures] == []
    assert report.is_compliant


def test_the_checker_would_find_one():
    with pikepdf.open(io.BytesIO(pdf.render(SUMMARY))) as file:
        del file.Root.StructTreeRoot
        spoilt = io.BytesIO()
        file.save(spoilt)

    report = page.validate_pdf_bytes(spoilt.getvalue(), profile=page.ValidationProfile.PDF_UA_1)

    assert not report.is_compliant


@pytest.mark.parametrize("language", ["en-GB", "cy-GB"])
def test_render_says_its_title_and_language_and_names_nobody(language):
    with pikepdf.open(io.BytesIO(pdf.render(Document("Tŷ Gwyn", language=language)))) as file:
        assert str(file.Root.Lang) == language
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert {name for name in file.docinfo if name != "/Creator"} == {"/Title"}
        assert str(file.docinfo.Title) == "Tŷ Gwyn"
        assert str(file.docinfo.Creator).startswith("Typst ")


def test_render_runs_no_words_as_code():
    words = '#panic("no") #let x = 1; $ x $ @label <label> #read("pages.typ") \\u{41} // gone'
    document = Document(words, (Heading(1, words), paragraph(words), Table(words, (words,), ())))

    said = ["".join(line.cells[0].split()) for line in read_pdf(pdf.render(document))]

    assert said == ["".join(words.split())] * 5


def test_render_spells_out_a_letter_no_font_has():
    document = Document("x", (paragraph("Hands up \U0001f64b"),))

    said = [line.cells[0] for line in read_pdf(pdf.render(document))]

    assert said == ["x", "Hands up [happy person raising one hand]"]


def test_render_repeats_the_header_row_on_every_page():
    rows = tuple((f"row {number}",) for number in range(200))
    file = pdf.render(Document("x", (Table("Many", ("Column",), rows),)))

    with pikepdf.open(io.BytesIO(file)) as opened:
        assert len(opened.pages) > 3
    assert [line.cells for line in read_pdf(file)].count(("Column",)) == 1


def test_render_makes_links_that_work():
    with pikepdf.open(io.BytesIO(pdf.render(SUMMARY))) as file:
        links = [str(it.A.URI) for it in file.pages[0].Annots]

    assert links == ["https://example.org/method?a=1&b=2"]


def test_render_takes_an_address_that_is_too_long_for_a_link_as_words():
    address = "https://example.org/" + "a" * 9_000

    said = read_pdf(pdf.render(Document("x", (Paragraph((Link("here", address), Text("."))),))))

    assert said[1].cells == ("here.",)


def test_wall_starts_a_sheet_of_a3_with_every_theme():
    document = Document("x", (Heading(1, "a"), paragraph("b"), Heading(1, "c"), Heading(2, "d")))

    with pikepdf.open(io.BytesIO(pdf.render_wall(document))) as file:
        sizes = [tuple(round(float(n) / 72 * 25.4) for n in it.MediaBox[2:]) for it in file.pages]

    assert sizes == [(420, 297)] * 3
