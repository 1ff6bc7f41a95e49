"""The whole way from a messy paste to a Word file, and who is not in that file."""

import io
import zipfile

import docx
import pytest
from django.core.management import call_command

from community.documents.tree import ordered_content
from events.enums import BlockKey
from events.models import Event
from events.summaries import document_of
from insights.enums import UNLINKED
from insights.models import Insight
from members.models import Affiliation, Member, Organisation
from tests.community.documents.reading import read_csv, read_docx, read_html
from tests.community.documents.samples import POISON
from tests.events.walking import at, paste_all, publish_all, sort_all

pytestmark = pytest.mark.django_db

# A NUL is refused at the door, and half a character cannot be sent.
SENDABLE = [text.replace("\x00", "").replace("\ud800", "") for text in POISON]


@pytest.fixture
def walked(runner, event):
    """Everything nasty that can be pasted, under headings, published and drafted."""
    raw = "\n".join(["Table 1", "Challenges:", *(f"- {text}" for text in SENDABLE), "- last word"])
    paste_all(runner, event, raw)
    left_out = sort_all(runner, event)
    publish_all(runner, event)
    return left_out


def parts_of(file):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_whatever_was_pasted_every_export_opens_and_says_the_same(
    runner, walked, event, facilitator
):
    said = ordered_content(document_of(event.summary, facilitator))

    word = runner.get(at("download_summary", event, "docx")).content
    sheet = runner.get(at("download_summary", event, "csv")).content
    page = runner.get(at("print_summary", event)).content.decode()

    assert read_docx(word) == said
    assert tuple(read_csv(sheet)) == said
    assert read_html(page[page.index("<article") : page.index("</article>") + 10]) == said
    assert runner.get(at("summary", event)).status_code == 200
    assert walked.text == "last word"
    assert [line for line in said if "last word" in line.cells] == []


def test_the_demonstration_event_becomes_a_file_for_everyone_that_names_nobody(client):
    call_command("load_demo", verbosity=0, stdout=io.StringIO())
    event = Event.objects.get(title="What we have learned since 2018")
    assert event.chatham_house
    client.force_login(Member.objects.get(email="organiser@demo.example"))
    sort_all(client, event)
    publish_all(client, event)

    word = client.get(at("download_summary", event, "docx")).content

    parts = parts_of(word)
    assert names_in("\n".join(parts.values()), event) == []
    assert headings_of(word) == [str(key.label) for key in BlockKey if key not in NOTHING_STANDS_IN]
    assert parts["word/document.xml"].count("<w:tbl>") == 1
    assert parts["word/document.xml"].count("<w:tblHeader/>") == 1
    assert 'w:lang w:val="en-GB"' in parts["word/styles.xml"]
    assert "<dc:creator>" not in parts["docProps/core.xml"]


# No theme is tagged with either subject, and nobody has answered what was published a moment ago.
NOTHING_STANDS_IN = {BlockKey.SYSTEMS, BlockKey.GREW, BlockKey.DIFFER}


def names_in(everything, event):
    """Names and addresses of all members, and names of organisations that hosted or were there."""
    there = Affiliation.objects.filter(member__spaces__space=event.pk).values("organisation")
    organisations = Organisation.objects.filter(pk__in=there) | event.hosts.all()
    names = [*Member.objects.exclude(name="").values_list("name", flat=True)]
    names += [*Member.objects.values_list("email", flat=True)]
    names += [*organisations.values_list("name", flat=True)]
    assert len(names) > 300
    assert Insight.objects.filter(attribution__in=UNLINKED).exists()
    return [name for name in names if name in everything]


def headings_of(file):
    paragraphs = docx.Document(io.BytesIO(file)).paragraphs
    return [it.text for it in paragraphs if it.style.name == "Heading 1"]
