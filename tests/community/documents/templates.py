"""Word templates as organisations have them, and as somebody who means harm would make them."""

import io
import struct
import zipfile
import zlib

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

# Stands where nobody sees it: in properties, changes, comments, hidden words, names of styles and files.
UNSEEN = "Priya Shah"
SEEN = "Northmoor Trust"
WORDS_OF_ITS_OWN = "Type your report here"


BESIDE = b"Author\0" + UNSEEN.encode()  # in a picture


def png(size=(3, 2), beside=BESIDE):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))  # fmt: skip

    wide, high = size
    rows = b"".join(b"\0" + b"\x1b\x5a\x45" * wide for _ in range(min(high, 100)))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    told = [(b"tEXt", beside)] if beside else []
    pieces = [(b"IHDR", head), *told, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*it) for it in pieces) + beside


def own_template():
    """A4 lying, red headings in a font of its own, a logo at the top and page numbers at the foot."""
    word = docx.Document()
    for name in ("author", "comments", "keywords", "last_modified_by", "category"):
        setattr(word.core_properties, name, UNSEEN)
    heading = word.styles["Heading 1"]
    heading.font.name, heading.font.color.rgb = "Brandsans", RGBColor(0xC0, 0, 0)
    word.styles["Normal"].font.size = Pt(12)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(3)
    _fill_header(word, section.header)
    foot = section.footer.paragraphs[0]
    for instruction in ("PAGE \\* MERGEFORMAT", "AUTHOR", f'INCLUDEPICTURE "http://x/{UNSEEN}"'):
        _add_field(foot, instruction, f"<{instruction.split()[0].lower()}>")
    word.add_paragraph(WORDS_OF_ITS_OWN)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _fill_header(word, header):
    style = word.styles.add_style(f"{UNSEEN} heads", WD_STYLE_TYPE.PARAGRAPH)
    style.font.bold = True
    paragraph = header.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(SEEN)
    paragraph.add_run().add_picture(io.BytesIO(png()), width=Cm(1))
    drawn = next(paragraph._p.iter(qn("wp:docPr")))
    drawn.set("descr", f"C:\\Users\\{UNSEEN}\\logo.png")
    paragraph.add_run(f"hidden {UNSEEN}").font.hidden = True
    for tag in ("w:del", "w:ins", "w:bookmarkStart", "w:commentReference"):
        it = OxmlElement(tag)
        it.set(qn("w:author"), UNSEEN)
        it.set(qn("w:name"), UNSEEN)
        paragraph._p.append(it)


def _add_field(paragraph, instruction, shown):
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind == "instruction":
            it = OxmlElement("w:instrText")
            it.text = instruction
            run._r.append(it)
        elif kind != "shown":
            it = OxmlElement("w:fldChar")
            it.set(qn("w:fldCharType"), kind)
            run._r.append(it)


def with_parts(file, entries):
    """The same file with parts of it exchanged or added: the name of each, then what it holds."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:  # fmt: skip
        kept = {name: whole.read(name) for name in whole.namelist()}
        for name, content in (kept | entries).items():
            made.writestr(name, content)
    return out.getvalue()


def part_of(file, name):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return package.read(name).decode()
