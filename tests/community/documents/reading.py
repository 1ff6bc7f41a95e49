"""What a reader finds in each format: the ordered content, read back from the file alone."""

import csv
import io
import json
import re
import unicodedata

import docx
import html5lib
import openpyxl
from docx.table import Table
from markdown_it import MarkdownIt

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


def read_csv_rows(rows):
    """Rows of an ordered document: of Part and Text, in a workbook."""
    width = 0
    for name, *cells in rows[1:]:
        kind = KINDS[name]
        width = sum(1 for cell in cells if cell) if kind == "header row" else width
        shown = {"fact": 2, "header row": width, "row": width}.get(kind, 1)
        yield Line(kind, tuple(cell or "" for cell in cells[:shown]))


def sheets_of(file):
    """Each sheet's name and rows; a cell that is anything but words is an error."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    for sheet in book:
        kinds = {
            cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        assert kinds <= {"s"}
        assert not sheet.merged_cells.ranges
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def read_xlsx(file):
    return tuple(read_csv_rows(list(sheets_of(file).values())[1]))


def read_json(file):
    data = json.loads(file)
    yield Line("title", (data["title"],))
    for fact in data["facts"]:
        yield Line("fact", (fact["name"], fact["value"]))
    for block in data["blocks"]:
        yield from json_lines(block)


def json_lines(block):
    match block["type"]:
        case "heading":
            yield Line(f"heading {block['level']}", (block["text"],))
        case "paragraph" | "quote":
            yield Line(block["type"], (json_words(block),))
        case "list":
            kind = "number" if block["ordered"] else "bullet"
            for item in block["items"]:
                yield Line(f"{kind} {item['depth']}", (json_words(item),))
        case "table":
            yield Line("caption", (block["caption"],))
            yield Line("header row", tuple(block["header"]))
            for row in block["rows"]:
                yield Line("row", tuple(row))


def json_words(thing):
    return "".join(run["text"] for run in thing["runs"])


def read_markdown(file):
    """As any reader of Markdown with tables has it: made into a page, and the page read."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tree = html5lib.parseFragment(parser.render(file.decode()), namespaceHTMLElements=False)
    lines = list(walk_markdown(tree, lists=()))
    facts = lines[1:2] and lines[1].kind == "bullet 1" and lines[1].cells[0].startswith("\0")
    for number, line in enumerate(lines):
        facts = facts and (number < 2 or line.cells[0].startswith("\0"))
        if (
            line.kind == "paragraph"
            and lines[number + 1 : number + 2]
            and (lines[number + 1].kind == "header row")
        ):
            yield Line("caption", line.cells)
        elif facts and number:
            yield Line("fact", tuple(line.cells[0][1:].split("\0 ", 1)))
        else:
            yield Line(line.kind, tuple(cell.replace("\0", "") for cell in line.cells))


def walk_markdown(element, *, lists):
    for child in element:
        if child.tag in ("ul", "ol"):
            yield from walk_markdown(child, lists=(*lists, child.tag))
        elif child.tag == "li":
            kind = "bullet" if lists[-1] == "ul" else "number"
            yield Line(f"{kind} {len(lists)}", (own_text(with_marks(child)).strip(),))
            yield from walk_markdown(child, lists=lists)
        elif child.tag == "blockquote":
            yield Line("quote", (text_of(child).strip(),))
        elif (line := line_of(child, quoted=False)) is not None:
            yield line
        elif child.tag in ("table", "thead", "tbody"):
            yield from walk_markdown(child, lists=lists)


def with_marks(item):
    """A fact’s name is strong at the start of its item: marked, so that it can be told."""
    first = item[0] if len(item) and not (item.text or "").strip() else None
    if first is not None and first.tag == "strong":
        first.text = "\0" + (first.text or "")
        last = first[-1] if len(first) else None
        if last is None:
            first.text += "\0"
        else:
            last.tail = (last.tail or "") + "\0"
    return item


def letters(lines):
    """What is compared where only the letters count: a page breaks lines and sets some right to left."""
    return [(line.kind, *(_letters(cell) for cell in line.cells)) for line in lines]


def _letters(text):
    told = re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFKC", text))
    told = re.sub(r"(.[\u0300-\u036f]+)\1+", r"\1", told)  # raised marks are told with their letter
    turned = any(unicodedata.bidirectional(c) in ("R", "AL") for c in told)
    return "".join(sorted(told)) if turned else told
