"""What a screen reader finds in a PDF: its structure tree, and the words each part of it marks."""

import io
import re

import pikepdf

from community.documents.tree import Line

HEADINGS = {"/H1": "title", "/H2": "heading 1", "/H3": "heading 2", "/H4": "heading 3"}
PLAIN = {"/P": "paragraph", "/BlockQuote": "quote", "/Caption": "caption"}
FOUR = re.compile(rb"<([0-9a-fA-F ]+)>")


def read_pdf(file):
    with pikepdf.open(io.BytesIO(file)) as pdf:
        marked = {
            (page.objgen, number): text
            for page in pdf.pages
            for number, text in marked_words(page).items()
        }
        return tuple(lines_of(pdf.Root.StructTreeRoot, Marks(marked), depth=0))


class Marks:
    def __init__(self, marked):
        self.marked = marked

    def words(self, element, page=None):
        """Everything under an element but the lists in it."""
        page = element.get("/Pg", page)
        return "".join(self._of(kid, page) for kid in kids(element))

    def _of(self, kid, page):
        if isinstance(kid, int):
            return self.marked.get((page.objgen, kid), "")
        if kid.get("/Type") == "/MCR":
            return self.marked.get((kid.get("/Pg", page).objgen, int(kid.MCID)), "")
        return "" if kid.get("/S") in (None, "/L") else self.words(kid, page)


def kids(element):
    found = element.get("/K", [])
    found = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [int(kid) if not isinstance(kid, pikepdf.Object) else kid for kid in found]


def lines_of(element, marks, *, depth):
    for kid in kids(element):
        if isinstance(kid, int):
            continue
        tag = str(kid.get("/S", ""))
        if tag in HEADINGS or tag in PLAIN:
            yield Line(HEADINGS.get(tag) or PLAIN[tag], (marks.words(kid),))
        elif tag == "/L":
            yield from items_of(kid, marks, depth=depth + 1)
        elif tag == "/TR":
            cells = kids(kid)
            kind = "header row" if cells[0].S == "/TH" else "row"
            yield Line(kind, tuple(marks.words(cell) for cell in cells))
        else:
            yield from lines_of(kid, marks, depth=depth)


def items_of(element, marks, *, depth):
    numbering = str(element.A[0].ListNumbering)
    for item in kids(element):
        if item.S == "/L":  # a list within stands beside the item it belongs to
            yield from items_of(item, marks, depth=depth + 1)
            continue
        label, body = kids(item)[0], kids(item)[1:]
        words = "".join(marks.words(part) for part in body)
        if numbering == "/None":
            yield Line("fact", (marks.words(label), words))
        else:
            kind = "number" if numbering == "/Decimal" else "bullet"
            yield Line(f"{kind} {depth}", (words,))
        for part in body:
            for inner in kids(part):
                if not isinstance(inner, int) and inner.get("/S") == "/L":
                    yield from items_of(inner, marks, depth=depth + 1)


def marked_words(page):
    """Marked content, number by number."""
    fonts = {str(k): to_unicode(f) for k, f in page.Resources.get("/Font", {}).items()}
    found, stack, font = {}, [], {}
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), instruction.operands
        if name in ("BDC", "BMC"):
            stack.append(operands[1] if name == "BDC" else {})
        elif name == "EMC":
            done = stack.pop()
            if "/ActualText" in done and not any("/ActualText" in one for one in stack):
                add(found, stack, str(done["/ActualText"]))
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and not any("/ActualText" in one for one in stack):
            pieces = operands[0] if name == "TJ" else [operands[0]]
            codes = b"".join(bytes(p) for p in pieces if isinstance(p, pikepdf.String))
            add(found, stack, "".join(font[codes[n : n + 2]] for n in range(0, len(codes), 2)))
    return found


def add(found, stack, text):
    number = next((int(one["/MCID"]) for one in reversed(stack) if "/MCID" in one), None)
    if number is not None:
        found[number] = found.get(number, "") + text


def to_unicode(font):
    """The letters each two bytes stand for."""
    table = {}
    source = font.ToUnicode.read_bytes()
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        found = [bytes.fromhex(it.decode()) for it in FOUR.findall(section)]
        for code, text in zip(found[::2], found[1::2], strict=True):
            table[code] = text.decode("utf-16-be")
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        found = [bytes.fromhex(it.decode()) for it in FOUR.findall(section)]
        for first, last, text in zip(found[::3], found[1::3], found[2::3], strict=True):
            start = int.from_bytes(text, "big")
            for offset in range(int.from_bytes(last, "big") - int.from_bytes(first, "big") + 1):
                code = (int.from_bytes(first, "big") + offset).to_bytes(2, "big")
                table[code] = (start + offset).to_bytes(len(text), "big").decode("utf-16-be")
    return table
