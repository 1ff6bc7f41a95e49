"""A document as a Word file that screen readers, printers and colleagues can all work with."""

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from community.documents import docx_package, docx_style
from community.documents.tree import (
    Block,
    BulletList,
    Document,
    Emphasis,
    Heading,
    Link,
    NumberList,
    Paragraph,
    Quote,
    Runs,
    Strong,
    Table,
    Text,
)
from community.documents.word_template import Template, dressing


def render(document: Document, template: Template | None = None) -> bytes:
    """The same tree gives the same bytes, on any day, with nobody's name in the properties."""
    word = docx.Document()
    docx_style.dress(word, document)
    if template is not None:
        dressing.dress(word, document, template)
    _add_paragraph(word, "Title").add_run(document.title)
    for name, value in document.facts:
        _add_fact(word, name, value)
    for block in document.blocks:
        _add(word, block)
    return docx_package.neutral_bytes(word, document)


def _add_paragraph(word: Word, style: str) -> WordParagraph:
    """By the style’s id: looking every style up by name takes most of a long document’s time."""
    paragraph = word.add_paragraph()
    paragraph._p.style = docx_style.id_of(style)
    return paragraph


def _add_words(paragraph: WordParagraph, text: str, style: str) -> WordRun:
    run = paragraph.add_run(text)
    run._r.style = docx_style.id_of(style)
    return run


def _add_fact(word: Word, name: str, value: str) -> None:
    paragraph = _add_paragraph(word, docx_style.FACT)
    _add_words(paragraph, name, "Strong")
    paragraph.add_run(f"\t{value}")


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading():
            _add_paragraph(word, f"Heading {block.level}").add_run(block.text)
        case Paragraph():
            _add_runs(word.add_paragraph(), block.runs)
        case Quote():
            _add_runs(_add_paragraph(word, "Quote"), block.runs)
        case BulletList() | NumberList():
            _add_list(word, block)
        case Table():
            _add_table(word, block)


def _add_list(word: Word, block: BulletList | NumberList) -> None:
    """Real list styles, so that a screen reader says “list of four items”."""
    is_numbered = isinstance(block, NumberList)
    name = "List Number" if is_numbered else "List Bullet"
    counter = docx_style.restart_numbers(word) if is_numbered else 0
    for item in block.items:
        style = name if item.depth == 1 else f"{name} {item.depth}"
        paragraph = _add_paragraph(word, style)
        if is_numbered:
            docx_style.number(paragraph, counter, item.depth)
        _add_runs(paragraph, item.runs)
        if item is block.items[-1]:
            paragraph.paragraph_format.space_after = docx_style.AFTER_A_LIST


def _add_runs(paragraph: WordParagraph, runs: Runs) -> None:
    for run in runs:
        _add_run(paragraph, run)


def _add_run(paragraph: WordParagraph, run: Text) -> None:
    match run:
        case Link(href=href) if href:
            _add_link(paragraph, run.text, href)
        case Strong():
            _add_words(paragraph, run.text, "Strong")
        case Emphasis():
            _add_words(paragraph, run.text, "Emphasis")
        case _:
            paragraph.add_run(run.text)


def _add_link(paragraph: WordParagraph, text: str, href: str) -> None:
    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    run = _add_words(paragraph, text, docx_style.LINK)
    link.append(run._r)
    paragraph._p.append(link)


def _add_table(word: Word, block: Table) -> None:
    _add_paragraph(word, "Caption").add_run(block.caption)
    lines = [block.header, *block.rows]
    table = word.add_table(rows=len(lines), cols=len(block.header))
    docx_style.dress_table(table, block.caption, lines, docx_style.text_width(word))
    for index, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        style = docx_style.TABLE_TEXT if index else docx_style.TABLE_HEADER
        for cell, text in zip(row.cells, texts, strict=True):
            docx_style.write_cell(cell, text, style)
    _add_paragraph(word, docx_style.TABLE_END)
