"""IN-3, IN-4, IN-5, UN-3: nothing anybody writes breaks an export, and real readers read the same words."""

import csv
import email
import email.policy
import io
import json

import docx
import page as checker
import pytest
from django.core import mail
from django.test import Client
from lxml import etree

from community.actions import mail as letters
from community.models import OutboxMessage
from community.tasks import send_message
from events.actions import summaries
from events.exports import FORMATS
from events.models import Theme, ThemeNote
from insights.actions import moderation
from insights.enums import Act, Attribution, Audience
from insights.models import Insight
from members.enums import Sector
from tests.community.documents.reading import sheets_of
from tests.factories import EventFactory, InsightFactory, MemberFactory, NoteFactory, ThemeFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
# What is written, and what is kept of it.
POISON = {
    "\x08\x0c\x1b\x7f control": "control",
    "non\uffff\ufffecharacter": "noncharacter",
    "lone\rreturn": "lone return",
    "=HYPERLINK(1)": "=HYPERLINK(1)",
    "+1": "+1",
    "-1": "-1",
    "@SUM(A1)": "@SUM(A1)",
    "\t=1": "=1",
    "＝1": "＝1",
    "\u202eright to left": "right to left",
    "four \U0001f9e1 bytes 𐌰": "four \U0001f9e1 bytes 𐌰",
    "Tŷ Gwyn, Sir Gâr – “cŵn”": "Tŷ Gwyn, Sir Gâr – “cŵn”",
    "z" + "\u0301" * 500: "ź" + "\u0301" * 2,
    "<script>x</script>\"'&amp;": "<script>x</script>\"'&amp;",
    "]]> <!-- ": "]]> <!--",
    "Subject\r\nBcc: everyone@example.org": "Subject Bcc: everyone@example.org",
}
LONG = "x" * 10_000
AWAY_FROM_FORMS = [
    "\x08\x0c\x1b", "\uffff\ufffe", "\r", "=1+1", "\u202e", "\U0001f9e1",
    "z" + "\u0301" * 400, "a\r\nBcc: everyone@example.org",
]  # fmt: skip

LEAST_FIRST = sorted(AWAY_FROM_FORMS, key=len)


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True, organiser=True, name="Faye Facilitator")


@pytest.fixture
def client_of(facilitator):
    client = Client()
    client.force_login(facilitator)
    return client


@pytest.fixture
def recorded(client):
    """Every poison sent by the real form, in every field it has, and published for everyone."""
    client.force_login(MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL))
    for number, text in enumerate(POISON):
        form = {
            "form_key": number, "kind": "challenge", "title": text, "what_helped": text,
            "body": f"{text}\n{LONG[:5_000]}", "attribution": "named", "audience": "everyone",
            "new_tags": text[:40], "step": "submit",
        }  # fmt: skip
        assert client.post("/insights/new/", form).status_code == 303
    Insight.objects.update(state="published", published_on="2026-05-02")
    return Insight.objects.order_by("title")


def test_what_was_written_is_kept_without_what_nobody_sees(recorded):
    assert sorted(insight.title for insight in recorded) == sorted(POISON.values())


def test_the_feed_is_read_by_a_feed_reader_and_says_the_same(recorded, client):
    feed = etree.fromstring(client.get("/insights/feed/").content)

    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert sorted(titles) == sorted(POISON.values())


def test_a_page_and_a_search_say_the_same(recorded, client):
    for insight in recorded:
        page = client.get(insight.get_absolute_url())
        assert page.context["insight"].title == insight.title
    found = client.get("/insights/", {"q": "cwn"}).text
    assert "Tŷ Gwyn, Sir Gâr – “" in found


def poisoned(text):
    """As no form would let it in: straight into the database."""
    return InsightFactory(
        audience=Audience.EVERYONE, title=text[:140], body=text + LONG, what_helped=text,
        byline_name=text[:80], attribution=Attribution.NAMED,
    )  # fmt: skip


@pytest.mark.parametrize("text", AWAY_FROM_FORMS)
def test_the_feed_survives_what_came_in_by_another_door(client, text):
    poisoned(text)

    feed = etree.fromstring(client.get("/insights/feed/").content)

    assert len(list(feed.iter(f"{ATOM}entry"))) == 1


def page_of_ua(file):
    return checker.validate_pdf_bytes(file, profile=checker.ValidationProfile.PDF_UA_1)


def test_every_file_of_an_event_survives_what_came_in_by_another_door(client_of, facilitator):
    event = EventFactory(facilitated_by=facilitator, title="".join(LEAST_FIRST)[:120], why=LONG)
    for text in AWAY_FROM_FORMS:
        theme: Theme = ThemeFactory(event=event, title=f"T{text}"[:120])
        note = NoteFactory(event=event, text=(text + LONG)[:1_000])
        ThemeNote.objects.create(theme=theme, note=note)
        event.next_steps.create(what=text[:300], owner=text[:120])
    summaries.draft(event, by=facilitator)
    page = event.get_absolute_url()

    files = {suffix: client_of.get(f"{page}summary.{suffix}").content for suffix in FORMATS}
    word = docx.Document(io.BytesIO(files["docx"]))
    sheet = files["csv"].decode("utf-8-sig")
    printed = client_of.get(f"{page}summary/print/")

    assert len(word.paragraphs) > 5
    assert docx.Document(io.BytesIO(files["brief.docx"])).paragraphs[0].style.name == "Title"
    for suffix in ("xlsx", "matrix.xlsx"):
        sheets_of(files[suffix])
    for suffix in ("pdf", "wall.pdf"):
        assert page_of_ua(files[suffix]).is_compliant
    assert json.loads(files["json"])["format"] == "commonality-document"
    assert files["md"].decode().startswith("# ")
    cells = [cell for row in csv.reader(io.StringIO(sheet)) for cell in row]
    assert [
        cell for cell in cells if cell.lstrip("' \t\r\n")[:1] in set("=+-@") and cell[0] != "'"
    ] == []
    assert printed.status_code == 200


@pytest.mark.parametrize("text", AWAY_FROM_FORMS)
def test_the_log_as_a_file_survives_and_holds_no_formula(client_of, facilitator, text):
    insight = InsightFactory(held=True)
    moderation.decide(insight, Act.DECLINE, reason=None, sentence=text, by=facilitator)

    file = client_of.get("/moderation/log.csv").getvalue().decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(file)))
    assert [len(row) for row in rows] == [5] * len(rows)
    assert [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")] == []


@pytest.mark.parametrize("text", AWAY_FROM_FORMS)
def test_a_letter_has_one_block_of_headers_and_leaves(facilitator, text):
    author = MemberFactory(name=f"Kim {text}"[:80])
    insight = InsightFactory(held=True, author=author, title=f"T {text}"[:140])
    moderation.decide(insight, Act.RETURN, reason=None, sentence=text or "x", by=facilitator)
    letters.post(to=author.email, subject=f"About {text}", body=text)

    for message in OutboxMessage.objects.waiting():
        send_message.func(message.pk)

    assert OutboxMessage.objects.waiting().count() == 0
    for sent in mail.outbox:
        read = email.message_from_bytes(sent.message().as_bytes(), policy=email.policy.default)
        assert read.defects == []
        assert (read["Bcc"], len(read.get_all("Subject")), sent.to) == (None, 1, [author.email])


@pytest.mark.parametrize("name", [f"summary.{suffix}" for suffix in FORMATS])
def test_a_file_has_a_plain_name_that_names_nobody(client_of, facilitator, name):
    """IN-10."""
    event = EventFactory(facilitated_by=facilitator, title='A "quoted"\u202e\r\nname ' + "y" * 90)
    summaries.draft(event, by=facilitator)

    said = client_of.get(f"{event.get_absolute_url()}{name}")["Content-Disposition"]

    assert "\n" not in said
    assert "\u202e" not in said
    assert facilitator.name not in said
    assert len(said) < 250
