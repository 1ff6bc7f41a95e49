import io
import zipfile

import docx as library
import pytest
from docx.oxml.ns import qn
from lxml import etree

from community.documents import docx
from community.documents.tree import Document
from tests.community.documents.samples import POISONED, SUMMARY


@pytest.fixture(scope="module")
def file():
    return docx.render(SUMMARY)


@pytest.fixture(scope="module")
def word(file):
    return library.Document(io.BytesIO(file))


def parts(file):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_render_names_nobody_and_no_day(file):
    assert etree.fromstring(parts(file)["docProps/core.xml"]).xpath("//text()") == [
        SUMMARY.title,
        "en-GB",
    ]


def test_render_keeps_only_the_parts_it_needs(file):
    assert sorted(parts(file)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
        "word/webSettings.xml",
    ]


def test_render_has_no_clock_in_the_package(file):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("language", ["en-GB", "cy-GB"])
def test_render_says_its_language(language):
    styles = etree.fromstring(
        parts(docx.render(Document("x", language=language)))["word/styles.xml"]
    )

    assert [found.get(qn("w:val")) for found in styles.iter(qn("w:lang"))] == [language]


def test_render_repeats_the_header_row_of_every_table(word):
    for table in word.tables:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True, *[False] * (len(table.rows) - 1)]


def test_render_gives_every_table_alternative_text(word):
    texts = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in word.tables]

    assert texts == ["People by sector", "Notes"]


def test_render_starts_each_numbered_list_at_one(word):
    counters = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in word.paragraphs
        if paragraph.style.name.startswith("List Number")
    ]

    assert counters == [3, 3, 3, 3, 4]


def test_render_makes_links_that_work(word):
    links = [link for paragraph in word.paragraphs for link in paragraph.hyperlinks]

    assert [(link.text, link.url) for link in links] == [
        ("the method", "https://example.org/method?a=1&b=2")
    ]


def test_render_numbers_the_pages(word):
    footer = word.sections[0].footer.paragraphs[0]._p
    codes = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]

    assert codes == ["PAGE", "NUMPAGES"]


def test_render_uses_only_styles_that_are_there(file):
    package = parts(file)
    styles = etree.fromstring(package["word/styles.xml"])
    known = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    used = {
        element.get(qn("w:val"))
        for name in ("word/document.xml", "word/footer1.xml", "word/numbering.xml")
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for element in etree.fromstring(package[name]).iter(qn(tag))
    }

    assert used <= known


def test_render_survives_poison_with_well_formed_parts():
    for name, content in parts(docx.render(POISONED)).items():
        assert etree.fromstring(content) is not None, name


def test_render_shortens_a_title_that_the_properties_cannot_hold():
    word = library.Document(io.BytesIO(docx.render(Document("x" * 1000))))

    assert word.core_properties.title == "x" * 255
