"""Before words are sent: what could say who somebody is stands in the page, and nowhere else."""

import re

import pytest
from django.test import Client

from community.models import AuditEntry
from insights.enums import Attribution, Kind
from insights.models import Comment, Insight, Offer, Response
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory
from tests.insights.views.test_recording import URL, rows, typed

pytestmark = pytest.mark.django_db
BODY = "Nobody came.\n\nRing Sarah Holt on 07700 900123 or write to sarah@mill.example."
CHECK = "insights/check.html"


@pytest.fixture
def member():
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL)


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


def found(response):
    return [(it.field, it.line, it.text) for it in response.context["found"]]


def page_of(response):
    return response.templates[0].name


def hidden(response):
    """What the page would send again."""
    return dict(response.context["typed"])


def test_preview_lists_what_it_found_and_where(signed_in):
    response = signed_in.post(URL, typed(step="preview", body=BODY, title="wyn pryce was right"))

    assert found(response) == [
        ("Title", 1, "wyn pryce"),
        ("What is happening?", 3, "Sarah Holt"),
        ("What is happening?", 3, "07700 900123"),
        ("What is happening?", 3, "sarah@mill.example"),
    ]
    assert "<mark>07700 900123</mark> or write to" in response.text


def test_preview_of_named_words_lists_no_names(signed_in):
    response = signed_in.post(URL, typed(step="preview", body=BODY, attribution=Attribution.NAMED))

    assert [text for _field, _line, text in found(response)] == [
        "07700 900123",
        "sarah@mill.example",
    ]


def test_preview_with_nothing_to_warn_of_says_nothing(signed_in):
    response = signed_in.post(URL, typed(step="preview"))

    assert (found(response), "This may say who" in response.text) == ([], False)


def test_preview_warns_of_a_name_in_a_suggested_tag(signed_in):
    response = signed_in.post(URL, typed(step="preview", new_tags="Tea, Mrs Lee"))

    assert found(response) == [("Suggest another tag", 1, "Mrs Lee")]


def test_the_author_sends_it_as_it_is(signed_in):
    preview = signed_in.post(URL, typed(step="preview", body=BODY))

    sent = signed_in.post(URL, hidden(preview) | {"step": "submit"})

    assert (sent.status_code, Insight.objects.get().body) == (303, BODY)


# Each other form that sends words: its address, what is typed, the field, what was stored.


def editing(member):
    return "edit", {"version": 1, "title": "After"}, "body"


def commenting(member):
    return "comments", {"attribution": "sector", "form_key": "k"}, "body"


def answering(member):
    return "answer", {"answer": "true_here"}, "context"


def offering(member):
    return "offer", {}, "message"


def settling(member):
    return "settle", {"state": "met"}, "outcome"


FORMS = {
    "edit": (editing, lambda: Insight.objects.get().body),
    "comments": (commenting, lambda: Comment.objects.get().body),
    "answer": (answering, lambda: Response.objects.get().context),
    "offer": (offering, lambda: Offer.objects.get().message),
    "settle": (settling, lambda: Insight.objects.get().outcome),
}


@pytest.fixture(params=FORMS)
def form(request, member):
    """(address, what is sent, the field with the words, what is stored of them)."""
    make, stored = FORMS[request.param]
    verb, sent, field = make(member)
    own = {"unlinked_by": member} if verb in ("edit", "settle") else {}
    insight = InsightFactory(kind=Kind.SUPPORT_NEED, body="Then.", **own)
    text = BODY if field in ("body", "message") else BODY.replace("\n", " ").replace("  ", " ")
    return f"/insights/{insight.reference}/{verb}/", sent | {field: text}, field, stored, text


def test_every_form_warns_and_stores_nothing_anywhere(signed_in, form):
    address, sent, field, _stored, text = form
    before = rows()

    response = signed_in.post(address, sent)

    assert (response.status_code, page_of(response)) == (200, CHECK)
    assert "07700 900123" in [each for _field, _line, each in found(response)]
    assert hidden(response)[field] == text
    assert rows() == before
    assert "session" not in "".join(response.cookies)


def test_every_form_sends_it_as_it_is(signed_in, form):
    address, sent, _field, stored, text = form
    again = hidden(signed_in.post(address, sent)) | {"checked": "send"}

    response = signed_in.post(address, again)

    assert (response.status_code, stored()) == (303, text)


def test_every_form_gives_the_words_back_to_change_and_looks_again(signed_in, form):
    address, sent, _field, _stored, text = form
    again = hidden(signed_in.post(address, sent)) | {"checked": "change"}

    response = signed_in.post(address, again)

    assert (response.status_code, page_of(response) == CHECK) == (200, False)
    assert text.split("\n")[-1] in response.text
    assert 'name="checked"' not in response.text
    assert page_of(signed_in.post(address, sent)) == CHECK


def test_an_unreadable_answer_to_the_warning_warns_again(signed_in, form):
    address, sent, *_rest = form

    assert page_of(signed_in.post(address, sent | {"checked": "yes"})) == CHECK


def test_words_with_nothing_to_warn_of_go_at_once(signed_in, form):
    address, sent, field, stored, _text = form

    response = signed_in.post(address, sent | {field: "All is well."})

    assert (response.status_code, stored()) == (303, "All is well.")


def test_the_warning_is_written_to_no_log(signed_in, form, caplog):
    caplog.set_level("DEBUG")
    address, sent, *_rest = form

    signed_in.post(address, sent)

    assert [line for line in caplog.messages if re.search("07700|Sarah|mill.example", line)] == []
    assert AuditEntry.objects.count() == 0


def test_signed_out_while_the_warning_stands_hands_everything_back(form):
    address, sent, field, _stored, text = form
    if field == "context":
        sent = {"answer": "true_here", "context": text}

    response = Client().post(address, sent | {"checked": "send"})

    assert response.status_code == 403
    assert dict(response.context["typed"])[field] == text
