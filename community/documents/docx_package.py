"""The file round a Word document: nobody's name, no clock, the same bytes every time."""

import io
import zipfile

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships

from community.documents.tree import Document

# A preview picture, a bibliography, a second set of styles and the name of a program: not ours.
_NOT_OURS = frozenset(
    {
        RELATIONSHIP_TYPE.CUSTOM_XML,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.THUMBNAIL,
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    }
)
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def neutral_bytes(word: Word, document: Document) -> bytes:
    _forget(word.part.rels)
    _forget(word.part.package.rels)
    properties = word.core_properties
    properties._element[:] = []
    properties.title = document.title[:255]
    properties.language = document.language
    saved = io.BytesIO()
    word.save(saved)
    return _without_clock(saved)


def _forget(relationships: Relationships) -> None:
    for name in [name for name, rel in relationships.items() if rel.reltype in _NOT_OURS]:
        del relationships[name]


def _without_clock(saved: io.BytesIO) -> bytes:
    """A zip file stores the minute it was made; two equal documents must be equal files."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
