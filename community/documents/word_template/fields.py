"""Fields in a header or footer: page numbers stay, every other field becomes the words it shows."""

from dataclasses import dataclass, field

from lxml import etree

from community.documents.word_template.words import W

_STAYING = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


def staying(instruction: str) -> str:
    """The name of a field that stays, without its switches; else nothing."""
    name = (instruction.split() or [""])[0].upper()
    return name if name in _STAYING else ""


@dataclass
class _Field:
    parts: list[etree._Element]
    instruction: list[etree._Element] = field(default_factory=list)
    shows: bool = False


def settle(strip: etree._Element) -> None:
    """Takes out the marks and instructions of what does not stay, and whatever stands in an instruction."""
    open_: list[_Field] = []
    for it in [it for run in strip.iter(f"{W}r") for it in run if it.tag != f"{W}rPr"]:
        if it.tag == f"{W}fldChar":
            _mark(it, open_)
        elif it.tag == f"{W}instrText" and open_:
            open_[-1].instruction.append(it)
        elif it.tag == f"{W}instrText" or any(not field.shows for field in open_):
            _take_out(it)
    for field_ in open_:
        _take_out(*field_.parts, *field_.instruction)


def _mark(mark: etree._Element, open_: list[_Field]) -> None:
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        open_.append(_Field([mark]))
    elif not open_:
        _take_out(mark)
    elif kind == "separate":
        open_[-1].parts.append(mark)
        open_[-1].shows = True
    else:
        ended = open_.pop()
        ended.parts.append(mark)
        _end(ended, inside=any(not it.shows for it in open_))


def _end(ended: _Field, *, inside: bool) -> None:
    name = staying("".join(it.text or "" for it in ended.instruction))
    if inside or not name:
        _take_out(*ended.parts, *ended.instruction)
        return
    first, *rest = ended.instruction
    first.text = name
    _take_out(*rest)


def _take_out(*elements: etree._Element) -> None:
    for it in elements:
        parent = it.getparent()
        if parent is not None:
            parent.remove(it)
