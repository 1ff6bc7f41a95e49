"""An organisation's own Word template: its look and what it shows, and nothing else that is in it."""

import base64
import io
import zipfile

import docx as library
import pytest
from docx.oxml.ns import qn
from lxml import etree

from community.documents import docx, word_template
from community.documents.tree import Document, ordered_content
from community.documents.word_template.pictures import bare
from community.packed import Refused
from tests.community.documents.reading import read_docx
from tests.community.documents.samples import POISONED, SUMMARY
from tests.community.documents.templates import (
    SEEN,
    UNSEEN,
    WORDS_OF_ITS_OWN,
    own_template,
    part_of,
    png,
    with_parts,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j"
    "q62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"
    "pKSkpKSkpKT/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA"
    "FQEBAQAAAAAAAAAAAAAAAAAAAAT/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCcAJn/2Q=="
)
OWN = own_template()


def rendered(file=OWN, document=SUMMARY):
    return docx.render(document, word_template.read(file))


def parts(file):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def opened(file):
    return library.Document(io.BytesIO(file))


@pytest.mark.parametrize("document", [SUMMARY, POISONED, Document("x")], ids=["summary", "poison", "empty"])  # fmt: skip
def test_it_says_what_the_tree_says(document):
    assert read_docx(rendered(document=document)) == ordered_content(document)


def test_it_looks_as_the_template_does():
    word = opened(rendered())

    heading, section = word.styles["Heading 1"], word.sections[0]
    assert (heading.font.name, str(heading.font.color.rgb)) == ("Brandsans", "C00000")
    measures = (section.page_width.cm, section.left_margin.cm)
    assert measures == (pytest.approx(29.7, abs=0.01), pytest.approx(3, abs=0.01))
    assert section.header.paragraphs[0].text == SEEN
    assert section.header.paragraphs[0].style.font.bold is True
    codes = [it.text for it in section.footer._element.iter(qn("w:instrText"))]
    assert (codes, section.footer.paragraphs[0].text) == (
        ["PAGE"],
        "<page><author><includepicture>",
    )
    widths = [int(it.get(qn("w:w"))) for it in word.tables[0]._tbl.iter(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(23.7 / 2.54 * 1440, abs=5)


def test_its_logo_comes_along_and_says_what_it_is():
    file = rendered()

    assert parts(file)["word/media/image1.png"] == png(beside=b"")
    (drawn,) = opened(file).sections[0].header._element.iter(qn("wp:docPr"))
    assert (drawn.get("name"), drawn.get("descr")) == ("Picture", "Logo")


def test_a_style_it_does_not_have_is_added_without_colours_of_ours():
    made = {style.name: style for style in opened(rendered()).styles}

    assert made["Fact"].font.color.rgb is None
    assert b"1B5A45" not in parts(rendered())["word/styles.xml"]


def test_nothing_unseen_in_it_comes_along():
    """Its author, changes, comments, hidden words, the names of its styles and of its picture."""
    assert sorted(name for name, it in parts(OWN).items() if UNSEEN.encode() in it) == [
        "docProps/core.xml", "word/footer1.xml", "word/header1.xml", "word/media/image1.png",
        "word/styles.xml",
    ]  # fmt: skip

    made = parts(rendered())

    unseen = [UNSEEN, UNSEEN.replace(" ", ""), WORDS_OF_ITS_OWN, "INCLUDEPICTURE", "C:\\"]
    assert [(name, it) for name, content in made.items() for it in unseen if it.encode() in content] == []  # fmt: skip
    assert etree.fromstring(made["docProps/core.xml"]).xpath("//text()") == [SUMMARY.title, "en-GB"]
    assert sorted(set(made) - set(parts(docx.render(SUMMARY)))) == [
        "word/_rels/header1.xml.rels", "word/header1.xml", "word/media/image1.png",
    ]  # fmt: skip


def test_without_names_it_has_no_header_and_no_font_of_its_own():
    plain = word_template.without_names(word_template.read(OWN))

    file = docx.render(SUMMARY, plain)

    made = b"".join(parts(file).values())
    assert [it for it in (SEEN, "Brandsans", "image1") if it.encode() in made] == []
    assert str(opened(file).styles["Heading 1"].font.color.rgb) == "C00000"
    assert opened(file).sections[0].footer.paragraphs[0].text.startswith(SUMMARY.title)
    assert read_docx(file) == ordered_content(SUMMARY)


def with_relation(name, kind, target):
    """One more relation, to the outside."""
    added = f'<Relationship Id="rX" Type="{KIND}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return {name: part_of(OWN, name).replace("</Relationships>", added)}


STYLES, DOCUMENT = "word/styles.xml", "word/document.xml"
DECLARED = '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HEADER_RELATIONS = "word/_rels/header1.xml.rels"
Q = chr(34)
LOCKED = bytearray(OWN)
LOCKED[LOCKED.index(b"PK\x01\x02") + 8] |= 1
HOSTILE = {
    "macros": ({"word/vbaProject.bin": b"x"}, "macros"),
    "a program inside": ({"word/embeddings/oleObject1.bin": b"x"}, "macros"),
    "a type with macros": ({"[Content_Types].xml": part_of(OWN, "[Content_Types].xml").replace("document.main+xml", "document.macroEnabled.main+xml")}, "macros"),
    "a picture outside": (with_relation(HEADER_RELATIONS, "image", "http://x.example/a.png"), "outside"),
    "a frame outside": (with_relation("word/_rels/document.xml.rels", "frame", "\\\\x\\y"), "outside"),
    "entities": ({STYLES: DECLARED + f"<w:styles {W}>&a;</w:styles>"}, "damaged"),
    "entities in another encoding": ({STYLES: (DECLARED + f"<w:styles {W}>&a;</w:styles>").encode("utf-16")}, "damaged"),
    "broken XML": ({STYLES: f"<w:styles {W}>"}, "damaged"),
    "no styles": ({"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"/>'}, "damaged"),
    "no document": ({"_rels/.rels": f'<Relationships xmlns="{RELATIONS}"/>'}, "damaged"),
    "unpacks to too much": ({"word/media/a.bin": bytes(9_000_000)}, "too_much"),
    "a part of too much": ({STYLES: f"<w:styles {W}>{' ' * 2_000_000}</w:styles>"}, "too_much"),
    "too many entries": ({f"a/{n}": b"" for n in range(400)}, "too_much"),
    "a header of too much": ({"word/header1.xml": f"<w:hdr {W}>{'<w:p/>' * 4_000}</w:hdr>"}, "too_much"),
    "a picture that is none": ({"word/media/image1.png": b"<svg/>"}, "picture"),
    "a picture without a beginning": ({"word/media/image1.png": png()[:8] + b"\0\0\0\0IEND\xaeB`\x82"}, "picture"),
    "styles upon styles": ({STYLES: f"<w:styles {W}>{''.join(f'<w:style w:type={Q}paragraph{Q} w:styleId={Q}s{n}{Q}><w:name w:val={Q}heading 1{Q}/></w:style>' for n in range(400))}</w:styles>"}, "too_much"),
    "a picture cut short": ({"word/media/image1.png": png()[:40]}, "picture"),
    "a picture of a wall": ({"word/media/image1.png": png((90_000, 90_000))}, "picture"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_template_is_refused_for_a_reason(what):
    entries, reason = HOSTILE[what]

    with pytest.raises(Refused) as refused:
        word_template.read(with_parts(OWN, entries))

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "damaged"),
        (OWN[:900], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old_or_locked"),
        (bytes(LOCKED), "old_or_locked"),
        (OWN + bytes(1_000_000), "too_big"),
    ],
)
def test_what_is_no_template_is_refused(file, reason):
    with pytest.raises(Refused) as refused:
        word_template.read(file)

    assert refused.value.reason == reason


def style(name, identifier, inside="", kind="paragraph", default=""):
    return f'<w:style w:type="{kind}" w:styleId="{identifier}" {default}><w:name w:val="{name}"/>{inside}</w:style>'


STRANGE = {
    "another language": style("Normal", "Standard", default='w:default="1"') + style("heading 1", "berschrift1", '<w:basedOn w:val="Standard"/>'),
    "round and round": style("heading 1", "A", '<w:basedOn w:val="B"/>') + style("Title", "B", '<w:basedOn w:val="A"/>'),
    "on itself": style("Normal", "N", '<w:basedOn w:val="N"/>', default='w:default="1"'),
    "hidden": style("heading 1", "H", "<w:pPr><w:framePr/></w:pPr><w:rPr><w:vanish/></w:rPr>"),
    "lists that are not there": style("List Bullet", "L", '<w:pPr><w:numPr><w:numId w:val="x"/></w:numPr></w:pPr>') + style("heading 1", "H", '<w:pPr><w:numPr><w:ilvl w:val="z"/><w:numId w:val="9"/></w:numPr></w:pPr>'),
    "no name": f'<w:style w:type="paragraph" w:styleId="q" {"w:default=" + chr(34) + "1" + chr(34)}/>',
    "of no sort": style("heading 1", "H", kind="evil") + style("Fact", "F", kind="table"),
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("what", STRANGE)
def test_a_strange_template_still_gives_a_document(what):
    own = with_parts(OWN, {STYLES: f"<w:styles {W}>{STRANGE[what]}</w:styles>"})

    file = rendered(own)

    assert read_docx(file) == ordered_content(SUMMARY)
    styles = etree.fromstring(parts(file)[STYLES])
    known = {it.get(qn("w:styleId")): it for it in styles.iter(qn("w:style"))}
    rests = {it.get(qn("w:val")) for it in styles.iter(qn("w:basedOn"), qn("w:next"))}
    assert (rests - set(known), list(styles.iter(qn("w:vanish"), qn("w:framePr")))) == (set(), [])
    assert all(goes_down(known, it) for it in known)


def goes_down(known, name):
    seen = []
    while name is not None and name not in seen:
        seen.append(name)
        below = known[name].find(qn("w:basedOn"))
        name = below.get(qn("w:val")) if below is not None else None
    return name is None


def test_a_header_for_pages_that_do_not_exist_is_passed_over():
    document = part_of(OWN, DOCUMENT).replace('<w:headerReference w:type="default"', '<w:headerReference w:type="evil"')  # fmt: skip

    made = opened(rendered(with_parts(OWN, {DOCUMENT: document})))

    assert made.sections[0].header.is_linked_to_previous is True


def test_numbered_headings_and_bullets_of_the_template_are_kept():
    file = opened(OWN)
    numbered = file.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr()
    bullets = file.styles["List Bullet"].element.pPr.numPr.numId.val
    numbered.get_or_add_numId().val = bullets
    saved = io.BytesIO()
    file.save(saved)

    made = opened(rendered(saved.getvalue()))

    kept = [made.styles[name].element.pPr.numPr.numId.val for name in ("Heading 1", "List Bullet")]
    numbers = made.part.numbering_part.element
    assert kept == [bullets + 100] * 2
    assert {it.numId for it in numbers.num_lst if it.numId > 99} >= {bullets + 100}


def test_a_jpeg_loses_what_is_written_into_it():
    exif = b"\xff\xe1\x00\x10Exif\0\0" + b"Priya\0\0\0"
    said = b"\xff\xfe\x00\x07Priya"

    made = bare(JPEG[:20] + exif + said + JPEG[20:] + b"Priya")

    assert (b"Priya" in made, made[-600:]) == (False, JPEG)
