"""What a reader finds in each format: the ordered content, read back from the file alone."""

import csv
import io
import re

import docx
import html5lib
from docx.table import Table

from community.documents.csv import KIND_NAMES
from community.documents.tree import Line

STYLES = {
    "Title": "title",
    "Heading 1": "heading 1",
    "Heading 2": "heading 2",
    "Heading 3": "heading 3",
    "Normal": "paragraph",
    "Quote": "quote",
    "List Bullet": "bullet 1",
    "List Bullet 2": "bullet 2",
    "List Bullet 3": "bullet 3",
    "List Number": "number 1",
    "List Number 2": "number 2",
    "List Number 3": "number 3",
    "Caption": "caption",
}
TAGS = {
    "h1": "title",
    "h2": "heading 1",
    "h3": "heading 2",
    "h4": "heading 3",
    "p": "paragraph",
    "caption": "caption",
}
KINDS = {name: kind for kind, name in KIND_NAMES.items()}


def read_docx(file):
    return tuple(
        line
        for part in docx.Document(io.BytesIO(file)).iter_inner_content()
        for line in (rows_of(part) if isinstance(part, Table) else paragraph_of(part))
    )


def rows_of(table):
    for index, row in enumerate(table.rows):
        yield Line("row" if index else "header row", tuple(cell.text for cell in row.cells))


def paragraph_of(paragraph):
    style = paragraph.style.name
    if style == "Fact":
        yield Line("fact", tuple(paragraph.text.split("\t")))
    elif style != "Table End":
        yield Line(STYLES[style], (paragraph.text,))


def read_csv(file):
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    tables = {}
    for name, *cells in rows[1:]:
        kind = KINDS[name]
        if kind == "header row":
            tables["width"] = len([cell for cell in cells if cell])
        width = {"fact": 2, "header row": tables.get("width"), "row": tables.get("width")}
        yield Line(kind, tuple(as_typed(cell) for cell in cells[: width.get(kind, 1)]))


def as_typed(cell):
    return cell[1:] if re.match(r"''*[=+\-@＝＋－＠﹦﹢﹣﹫]", cell) else cell


def read_html(fragment):
    tree = html5lib.parseFragment(fragment, namespaceHTMLElements=False)
    return tuple(walk(tree, quoted=False, lists=()))


def walk(element, *, quoted, lists):
    for child in element:
        if child.tag in ("ul", "ol"):
            yield from walk(child, quoted=quoted, lists=(*lists, child.tag))
        elif child.tag == "li":
            kind = "bullet" if lists[-1] == "ul" else "number"
            yield Line(f"{kind} {len(lists)}", (own_text(child),))
            yield from walk(child, quoted=quoted, lists=lists)
        elif (line := line_of(child, quoted=quoted)) is not None:
            yield line
        elif child.tag in ("article", "blockquote", "dl", "div", "table", "thead", "tbody"):
            yield from walk(child, quoted=child.tag == "blockquote", lists=lists)


def line_of(element, *, quoted):
    if element.tag == "tr":
        kind = "header row" if element.find("th") is not None else "row"
        return Line(kind, tuple(text_of(cell) for cell in element))
    if element.tag == "div" and element.find("dt") is not None:
        return Line("fact", tuple(text_of(part) for part in element))
    if element.tag in TAGS:
        return Line("quote" if quoted else TAGS[element.tag], (text_of(element),))
    return None


def text_of(element):
    return "".join(element.itertext())


def own_text(item):
    """The words of a list item without the list inside it."""
    pieces = [item.text or ""]
    for child in item:
        if child.tag in ("ul", "ol"):
            break
        pieces += [text_of(child), child.tail or ""]
    return "".join(pieces)
