"""Putting a template’s look on a document of ours, before its first word is written."""

import io
from copy import deepcopy

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Twips
from lxml import etree

from community.documents import docx_style
from community.documents.tree import Document
from community.documents.word_template import Template, theme
from community.documents.word_template.paper import Paper, Place, Strip
from community.documents.word_template.styles import Styles, neutral, shifted, unbent
from community.documents.word_template.words import VAL, R, W


def dress(word: Word, document: Document, template: Template) -> None:
    _put_on_styles(word, document, template.styles)
    _add_lists(word, template)
    found = word.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    found._blob = theme.put_in(found.blob, template.sets)
    _lay_out(word, template.paper)
    for place, strip in template.paper.strips.items():
        _print(word, place, strip)
    if ("footer", "default") not in template.paper.strips:
        _stretch_our_footer(word)


def _put_on_styles(word: Word, document: Document, theirs: Styles) -> None:
    ours = {it.get(f"{W}styleId", ""): neutral(it) for it in docx_style.our_styles()}
    styles = ours | {name: deepcopy(it) for name, it in theirs.styles.items()}
    unbent(styles)
    root = etree.Element(f"{W}styles", nsmap={"w": W[1:-1]})
    root.append(_defaults(theirs.defaults, document.language))
    root.extend(styles.values())
    word.styles.element[:] = list(parse_xml(etree.tostring(root)))


def _defaults(theirs: etree._Element | None, language: str) -> etree._Element:
    """What holds where no style says otherwise: theirs, in the language of the document."""
    made = etree.Element(f"{W}docDefaults")
    for name, inner in (("rPrDefault", "rPr"), ("pPrDefault", "pPr")):
        said = theirs.find(f"{W}{name}/{W}{inner}") if theirs is not None else None
        holder = etree.SubElement(made, f"{W}{name}")
        holder.append(deepcopy(said) if said is not None else etree.Element(f"{W}{inner}"))
    etree.SubElement(made[0][0], f"{W}lang", {VAL: language})
    return made


def _add_lists(word: Word, template: Template) -> None:
    numbering = word.part.numbering_part.element
    first = next(place for place, it in enumerate(numbering) if it.tag == f"{W}num")
    for number, kind in template.lists.items():
        called = shifted(number)
        copy = deepcopy(kind)
        copy.set(f"{W}abstractNumId", called)
        numbering.insert(first, parse_xml(etree.tostring(copy)))
        entry = etree.Element(f"{W}num", {f"{W}numId": called}, nsmap={"w": W[1:-1]})
        etree.SubElement(entry, f"{W}abstractNumId", {VAL: called})
        numbering.append(parse_xml(etree.tostring(entry)))


def _lay_out(word: Word, paper: Paper) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = paper.first_differs
    word.settings.odd_and_even_pages_header_footer = paper.even_differ
    if paper.size is None:
        return
    wide, high = paper.size
    section.page_width, section.page_height = Twips(wide), Twips(high)
    section.orientation = WD_ORIENT.LANDSCAPE if wide > high else WD_ORIENT.PORTRAIT
    for name, value in paper.margins.items():
        edge = f"{name}_distance" if name in ("header", "footer") else f"{name}_margin"
        setattr(section, edge, Twips(value))


def _print(word: Word, place: Place, strip: Strip) -> None:
    kind, pages = place
    holder = getattr(word.sections[0], kind if pages == "default" else f"{pages}_page_{kind}")
    holder.is_linked_to_previous = False
    content = deepcopy(strip.content)
    for it in content.iter():
        if (key := it.get(f"{R}embed")) is not None:
            picture = io.BytesIO(strip.pictures[key])
            it.set(f"{R}embed", holder.part.get_or_add_image(picture)[0])
    holder._element[:] = list(parse_xml(etree.tostring(content)))


def _stretch_our_footer(word: Word) -> None:
    """Its page number stands at the margin, wherever that is."""
    stops = word.sections[0].footer.paragraphs[0].paragraph_format.tab_stops
    wide = docx_style.text_width(word)
    if wide != docx_style.TEXT_WIDTH:
        stops.add_tab_stop(Twips(docx_style.TEXT_WIDTH), WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(Twips(wide), WD_TAB_ALIGNMENT.RIGHT)
