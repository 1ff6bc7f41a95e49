"""How a Word file looks: our own styles, lists, page and footer in place of the library's."""

import re
import textwrap
from collections.abc import Iterable
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, Twips
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from community.documents.tree import Document

FACT = "Fact"
LINK = "Hyperlink"
TABLE = "Ruled Table"
TABLE_TEXT = "TableText"
TABLE_HEADER = "TableHeader"
TABLE_END = "Table End"
AFTER_A_LIST = Pt(6)  # as after a paragraph; between items there is less

_HERE = Path(__file__).parent
TEXT_WIDTH = 9184  # twips between the margins of an A4 page
_NUMBERS = "2"  # the numbered list in word_numbering.xml
_FOOTER_TITLE = 70
_FIELD = re.compile(r"(\{page\}|\{pages\})")
_FIELD_CODES = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def dress(word: Word, document: Document) -> None:
    """Everything that every page shares, before the first word is written."""
    _replace(word.styles.element, "word_styles.xml")
    _replace(word.part.numbering_part.element, "word_numbering.xml")
    _replace(word.settings.element, "word_settings.xml")
    for language in [
        *word.styles.element.iter(qn("w:lang")),
        *word.settings.element.iter(qn("w:themeFontLang")),
    ]:
        language.set(qn("w:val"), document.language)
    _lay_out_page(word)
    _add_footer(word.sections[0].footer.paragraphs[0], document)


def id_of(style: str) -> str:
    """Every style in word_styles.xml is known by its name without the spaces."""
    return style.replace(" ", "")


def restart_numbers(word: Word) -> int:
    """A counter of its own, or a second numbered list would go on where the first stopped."""
    numbering = word.part.numbering_part.element
    counter = numbering.add_num(int(_NUMBERS))
    for level in range(3):
        counter.add_lvlOverride(ilvl=level).add_startOverride(1)
    return int(counter.numId)


def number(paragraph: WordParagraph, counter: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth - 1
    properties.get_or_add_numId().val = counter


def our_styles() -> list[etree._Element]:
    """Every style we write with, as it looks where nobody brings one of their own."""
    return list(etree.parse(_HERE / "word_styles.xml").getroot().iter(qn("w:style")))


def text_width(word: Word) -> int:
    """Twips between the margins."""
    section = word.sections[0]
    left, right = section.left_margin or Twips(0), section.right_margin or Twips(0)
    return int(((section.page_width or Cm(21)) - left - right) // Twips(1))


def dress_table(table: WordTable, caption: str, rows: Iterable[tuple[str, ...]], wide: int) -> None:
    """Header row repeated on every page, rows never cut in two, columns as wide as their words."""
    table.style = TABLE
    table.autofit = False
    properties = table._tbl.tblPr
    for tag in ("w:tblCaption", "w:tblDescription"):
        properties.append(_element(tag, val=caption))
    _set_widths(table, _widths(list(rows), wide))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def write_cell(cell: WordCell, text: str, style_id: str) -> None:
    """By style id: looking a style up by name for every cell takes most of a long table's time."""
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style_id
    paragraph.add_run(text)


def _replace(element: BaseOxmlElement, name: str) -> None:
    element[:] = list(parse_xml((_HERE / name).read_bytes()))


def _lay_out_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Twips((11906 - TEXT_WIDTH) // 2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.4)
    section.footer_distance = Cm(1.2)


def _add_footer(paragraph: WordParagraph, document: Document) -> None:
    paragraph.style = "Footer"
    paragraph.add_run(textwrap.shorten(document.title, _FOOTER_TITLE, placeholder="…") + "\t")
    with translation.override(document.language):
        line = _("Page {page} of {pages}")
    for piece in _FIELD.split(line):
        if piece in _FIELD_CODES:
            paragraph._p.append(_field(_FIELD_CODES[piece]))
        elif piece:
            paragraph.add_run(piece)


def _field(code: str) -> BaseOxmlElement:
    field = _element("w:fldSimple", instr=code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    return field


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _widths(rows: list[tuple[str, ...]], wide: int) -> list[int]:
    """Shares of the line by the longest cell, kept between a short word and a sentence."""
    shares = [min(max(*map(len, column), 8), 60) for column in zip(*rows, strict=True)]
    return [wide * share // sum(shares) for share in shares]


def _set_widths(table: WordTable, widths: list[int]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Twips(width)
