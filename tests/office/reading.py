"""What LibreOffice finds in a file of ours: it opens it, saves it in its own form, and that is read."""

import shutil
import subprocess
import zipfile

from lxml import etree

from community.documents.tree import Line
from tests.community.documents.reading import read_csv_rows

SPACES = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{word}:1.0}}"
    for name, word in {
        "text": "text", "table": "table", "style": "style", "office": "office",
    }.items()
}  # fmt: skip
TEXT, TABLE, STYLE, OFFICE = (SPACES[name] for name in ("text", "table", "style", "office"))
KINDS = {
    "Title": "title", "Standard": "paragraph", "Quote": "quote", "caption": "caption",
    "List_20_Bullet": "bullet 1", "List_20_Bullet_20_2": "bullet 2",
    "List_20_Bullet_20_3": "bullet 3", "List_20_Number": "number 1",
    "List_20_Number_20_2": "number 2", "List_20_Number_20_3": "number 3", "Fact": "fact",
}  # fmt: skip
MISSING = (
    "LibreOffice is not here: install the packages libreoffice-writer and libreoffice-calc, "
    "or put soffice on the path."
)


def opened(files, folder, to):
    """Each file as LibreOffice saves it again, under the same stem."""
    program = shutil.which("soffice")
    assert program, MISSING
    for name, content in files.items():
        (folder / name).write_bytes(content)
    home = f"-env:UserInstallation=file://{folder}/home"
    asked = [program, home, "--headless", "--convert-to", to, "--outdir", str(folder / to)]
    made = [str(folder / name) for name in files]
    subprocess.run([*asked, *made], check=True, capture_output=True, timeout=300)
    return {name: folder / to / f"{name.rpartition('.')[0]}.{to}" for name in files}


def content_of(path):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("content.xml"))


def read_odt(path):
    root = content_of(path)
    parents = {
        style.get(f"{STYLE}name"): style.get(f"{STYLE}parent-style-name")
        for style in root.iter(f"{STYLE}style")
    }
    return tuple(_lines(root.find(f".//{OFFICE}text"), parents))


def _lines(element, parents):
    for child in element:
        if child.tag == f"{TEXT}h":
            yield Line(f"heading {child.get(f'{TEXT}outline-level')}", (words(child),))
        elif child.tag == f"{TEXT}p":
            yield from _paragraph(child, parents)
        elif child.tag == f"{TABLE}table":
            yield from _rows(child)
        elif child.tag.startswith(TEXT):
            yield from _lines(child, parents)


def _paragraph(element, parents):
    style = element.get(f"{TEXT}style-name")
    style = parents.get(style) or style
    if style != "Table_20_End":
        text = words(element)
        cells = tuple(text.split("\t")) if style == "Fact" else (text,)
        yield Line(KINDS[style], cells)


def _rows(table):
    for row in table.iter(f"{TABLE}table-row"):
        is_header = row.getparent().tag == f"{TABLE}table-header-rows"
        cells = tuple(words(cell) for cell in row.iter(f"{TABLE}table-cell"))
        yield Line("header row" if is_header else "row", cells)


def words(element):
    """As it would be read: a tab is a tab, a run of spaces is that many."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            pieces.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag == f"{TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{TEXT}line-break":
            pieces.append("\n")
        else:
            pieces.append(words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def sheets(path):
    """Each sheet's name and rows; a cell that is worked out, or anything but words, is an error."""
    found = {}
    for table in content_of(path).iter(f"{TABLE}table"):
        rows = [_cells(row) for row in table.iter(f"{TABLE}table-row")]
        while rows and not any(rows[-1]):
            rows.pop()
        found[table.get(f"{TABLE}name")] = rows
    return found


def _cells(row):
    cells = []
    for cell in row.iter(f"{TABLE}table-cell"):
        assert cell.get(f"{TABLE}formula") is None
        assert cell.get(f"{OFFICE}value-type") in (None, "string")
        times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        cells += [words(cell)] * min(times, 100)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def read_ods(path):
    rows = list(sheets(path).values())[1]
    width = max(map(len, rows))
    return tuple(read_csv_rows([[*row, *[""] * (width - len(row))] for row in rows]))
