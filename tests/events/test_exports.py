"""Every file that can be made of a summary: the same words, and nobody’s name at an event under the Rule."""

import csv as library
import io
import zipfile

import page
import pikepdf
import pytest

from community.documents import html, pdf, word_template
from community.documents.tree import Heading, bullets, ordered_content, paragraph
from events.actions import summaries
from events.composing.brief import brief
from events.enums import BlockKey, Worth
from events.exports import FORMATS, GROUPS, file_in_template, file_of
from events.models import Attendance, Feedback
from events.summaries import compose, document_of, matrix_of, wall_of
from insights.enums import Facet, SupportState, TagState
from insights.models import Offer
from insights.models.findings import Finding
from members.enums import Sector, SpacePart
from tests.community.documents.reading import (
    as_typed,
    letters,
    read_csv,
    read_docx,
    read_html,
    read_json,
    read_markdown,
    read_xlsx,
    sheets_of,
)
from tests.community.documents.reading_pdf import read_pdf
from tests.community.documents.templates import own_template
from tests.community.documents.test_word_template import parts
from tests.events.gathering import block, drafted, published_theme
from tests.factories import (
    AffiliationFactory,
    MemberFactory,
    NoteFactory,
    SpaceMemberFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db
READERS = {
    "docx": read_docx,
    "xlsx": read_xlsx,
    "csv": read_csv,
    "json": read_json,
    "md": read_markdown,
}
UA = page.ValidationProfile.PDF_UA_1
NAMES = ["Priya", "Shah", "Northmoor", "p.shah@trust.example", "Faye", "Facilitator Fen", "Hostly"]


@pytest.fixture
def summary(event, facilitator):
    return drafted(event, facilitator)


def everything_in(file):
    """Every word of a file, its properties and the parts it is packed from among them."""
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            return "\n".join(
                [*package.namelist(), *(package.read(name).decode() for name in package.namelist())]
            )
    if file.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(file)) as opened:
            said = [cell for line in read_pdf(file) for cell in line.cells]
            kept = [str(value) for value in opened.docinfo.values()]
            kept += [opened.Root.Metadata.read_bytes().decode(), str(opened.Root)]
            return "\n".join([*said, *kept])
    return file.decode("utf-8-sig")


@pytest.fixture
def full(summary, event, facilitator):
    """Something under every heading that a summary can have."""
    event.chatham_house = False
    event.save()
    insight = event.themes.get(title="Money is short").insight
    for facet in (Facet.CONDITION, Facet.APPROACH, Facet.STAGE):
        insight.tags.add(TagFactory(name=f"Of {facet}", facet=facet, state=TagState.ACCEPTED))
    Finding.objects.create(insight=insight, verdict="shared")
    event.next_steps.create(what="Share the map", owner="The council")
    need = event.themes.get(title="A peer group").insight
    need.support_state = SupportState.OFFERED
    need.save()
    for _ in range(6):
        Offer.objects.create(insight=need, helper=MemberFactory(), message="Call me")
        Feedback.objects.create(event=event, worth=Worth.YES, is_shown=True)
        Attendance.objects.create(event=event, member=MemberFactory(hat=Sector.COUNCIL))
    it = block(summary, "why")
    typed = "> A quotation\n\n### In order\n\n1. One\n   - two\n     - three\n\n**So** *far*, [here](https://x.example/a?b=1&c=2)."
    summaries.edit(it, typed, version=it.version, by=facilitator)
    return summary


def test_every_file_says_what_the_page_says_under_every_heading(full, facilitator):
    shown = {part.block.key for part in compose(full, facilitator).parts if part.is_shown}
    assert shown == set(BlockKey.values)

    for suffix, kind in FORMATS.items():
        file = file_of(full, facilitator, suffix).content
        said = ordered_content(kind.compose(full, facilitator))
        if suffix == "matrix.csv":
            rows = library.reader(io.StringIO(file.decode("utf-8-sig")))
            assert [as_typed(cell) for row in rows for cell in row] == [
                cell for line in said if line.kind in ("header row", "row") for cell in line.cells
            ]
        elif suffix.endswith("pdf"):
            assert letters(read_pdf(file)) == letters(said), suffix
            assert page.validate_pdf_bytes(file, profile=UA).is_compliant, suffix
        else:
            assert tuple(READERS[suffix.rpartition(".")[2]](file)) == said, suffix

    document = document_of(full, facilitator)
    assert read_html(html.render(document)) == ordered_content(document)


@pytest.fixture
def full_of_names(event, facilitator):
    """Names wherever somebody can write one, at an event under the Chatham House Rule."""
    event.chatham_house = True
    there = MemberFactory(name="Priya Shah")
    hat = AffiliationFactory(member=there, organisation__name="Northmoor Trust")
    SpaceMemberFactory(space=event.space_ptr, member=there, part=SpacePart.ATTENDEE)
    event.hosts.add(AffiliationFactory(organisation__name="Hostly Council").organisation)
    facilitator.name = "Faye Facilitator Fen"
    facilitator.save()
    event.title = "With Priya Shah at Northmoor Trust"
    event.venue = "Northmoor Trust, High Street"
    event.why = "Asked by Priya Shah and Hostly Council."
    event.save()
    summary = drafted(event, facilitator)
    said = "Priya Shah of Northmoor Trust: write to p.shah@trust.example"
    theme = published_theme(event, "What Priya Shah said", said, body=said)
    NoteFactory(event=event, text=said, table="Priya Shah")
    theme.notes.update(table="Priya Shah")
    why = block(summary, "next")
    summaries.edit(why, "**Faye Facilitator Fen** will [write](https://x.example/).", version=why.version, by=facilitator)  # fmt: skip
    assert hat.organisation.name == "Northmoor Trust"
    return summary


@pytest.mark.parametrize("suffix", FORMATS)
def test_under_the_rule_no_file_names_anybody_anywhere(full_of_names, facilitator, suffix):
    file = file_of(full_of_names, facilitator, suffix)

    told = everything_in(file.content) + file.name + file.disposition
    assert [name for name in NAMES if name.casefold() in told.casefold()] == []
    assert "person" in told


@pytest.mark.parametrize("suffix", ["docx", "brief.docx"])
def test_under_the_rule_no_template_names_anybody_either(full_of_names, facilitator, suffix):
    """Its header says “Northmoor Trust”, its properties “Priya Shah”."""
    template = word_template.read(own_template())

    file = file_in_template(full_of_names, facilitator, suffix, template)

    told = "\n".join(part.decode() for part in parts(file.content).values())
    assert [name for name in NAMES if name.casefold() in told.casefold()] == []
    assert ("C00000" in told, "[a person]" in told) == (True, True)


@pytest.mark.parametrize("suffix", FORMATS)
def test_without_the_rule_the_same_names_would_be_found(full_of_names, facilitator, suffix):
    """The search above is not blind: what it looks for is there to be found."""
    full_of_names.event.chatham_house = False
    full_of_names.event.save()

    told = everything_in(file_of(full_of_names, facilitator, suffix).content)

    assert "Priya" in told


def test_matrix_has_a_row_a_table_and_a_column_a_theme(summary, event, facilitator):
    table = matrix_of(summary, facilitator).blocks[0]

    assert (table.header, table.rows) == (
        ("Table", "Start with people", "Money is short", "A peer group"),
        (
            ("1", "Go to them", "Twelve months is short", "Peers to learn with"),
            ("2", "", "It ends", ""),
            ("3", "", "=1+1", ""),
        ),
    )


def test_matrix_puts_two_before_ten_and_notes_of_no_table_last(summary, event, facilitator):
    theme = published_theme(event, "Tables", "ten", "two", "b", "none")
    for note, table in zip(
        theme.notes.order_by("position", "pk"), ["10", "2", "B", ""], strict=True
    ):
        note.table = table
        note.save()

    rows = matrix_of(summary, facilitator).blocks[0].rows

    assert [row[0] for row in rows] == ["1", "2", "3", "10", "B", "No table"]


def test_matrix_files_hold_the_matrix_and_no_formula(summary, facilitator):
    sheets = sheets_of(file_of(summary, facilitator, "matrix.xlsx").content)
    text = file_of(summary, facilitator, "matrix.csv").content

    rows = list(library.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert text.startswith(b"\xef\xbb\xbf")
    assert rows[-1] == ["3", "", "'=1+1", ""]
    assert sheets["What each table said about"][-1] == ["3", "", "=1+1", ""]


def test_a_note_left_out_is_in_no_file(summary, event, facilitator):
    event.notes.filter(text="It ends").update(left_out_reason="Asked for")

    for suffix in FORMATS:
        assert "It ends" not in everything_in(file_of(summary, facilitator, suffix).content), suffix


def test_wall_has_a_sheet_a_theme(summary, facilitator):
    document = wall_of(summary, facilitator)

    assert [it.text for it in document.blocks if isinstance(it, Heading)] == [
        "Start with people",
        "Money is short",
        "A peer group",
    ]
    with pikepdf.open(io.BytesIO(file_of(summary, facilitator, "wall.pdf").content)) as file:
        assert len(file.pages) == 4  # the name of the event, then the themes


def test_brief_is_two_pages_however_much_was_said(summary, event, facilitator):
    for number in range(30):
        published_theme(event, f"Theme {number} " + "and what it is about " * 5, "one", "two")
    for key in ("why", "heard", "next"):
        it = block(summary, key)
        summaries.edit(it, "- Many words, as people say them. " * 3 + "\n\n- x\n" * 20, version=it.version, by=facilitator)  # fmt: skip

    document = compose(summary, facilitator).brief

    with pikepdf.open(io.BytesIO(pdf.render(document))) as file:
        assert len(file.pages) <= 2
    assert ordered_content(document)[-1].cells == (
        "This is the short form. The summary has more on all of it, and the notes.",
    )


def test_brief_says_titles_only_and_leaves_out_the_notes(summary, facilitator):
    said = [line.cells[0] for line in ordered_content(compose(summary, facilitator).brief)]

    assert said[said.index("Challenges") + 1] == "Money is short"
    assert {"Words used here", "Appendix: notes by theme", "How this was made", "It ends"} & set(
        said
    ) == set()


def test_brief_cuts_a_list_between_items_and_leaves_no_heading_last():
    long = bullets(f"item {number}" for number in range(100))
    parts = [(BlockKey.WHY, Heading(1, "Why"), (long,)), (BlockKey.NEXT, Heading(1, "Next"), ())]

    heading, cut, said = brief(parts)

    assert (heading, said) == (
        Heading(1, "Why"),
        paragraph("This is the short form. The summary has more on all of it, and the notes."),
    )
    assert (cut.items[0], len(cut.items)) == (long.items[0], 68)


def test_every_format_is_offered_once():
    assert sorted(it for _label, endings in GROUPS for it in endings) == sorted(FORMATS)
