"""Answering and commenting in a browser: what is kept, what is held, what is handed back."""

import pytest
from django.test import Client

from insights.enums import Attribution, Audience, State
from insights.models import Comment, Response
from members.enums import Sector
from members.models import Session
from tests.factories import (
    AffiliationFactory,
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


@pytest.fixture
def member():
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL)


@pytest.fixture
def signed_in(member):
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def insight():
    return InsightFactory(audience=Audience.EVERYONE)


@pytest.fixture
def address(insight):
    return insight.get_absolute_url()


def test_answer_is_kept_and_shown_to_its_author(signed_in, member, address):
    answer = signed_in.post(f"{address}answer/", {"answer": "true_here"})

    assert (answer.status_code, answer["Location"]) == (303, f"{address}#answer")
    assert [(it.member, it.answer) for it in Response.objects.all()] == [(member, "true_here")]
    assert "Your answer is “True here”" in text(signed_in.get(address))


def test_answer_changes_with_another_press_and_is_taken_back(signed_in, address):
    for value in ("true_here", "not_here"):
        signed_in.post(f"{address}answer/", {"answer": value})
    assert [it.answer for it in Response.objects.all()] == ["not_here"]

    taken = signed_in.post(f"{address}answer/take-back/")

    assert (taken.status_code, Response.objects.count()) == (303, 0)


def test_answer_under_the_hat_that_was_chosen(signed_in, member, address):
    funder = AffiliationFactory(
        member=member, organisation=OrganisationFactory(sector=Sector.FUNDER)
    )

    signed_in.post(f"{address}answer/", {"answer": "true_here", "hat": funder.pk})

    assert Response.objects.get().sector == Sector.FUNDER


def test_a_line_that_is_too_long_is_kept_in_the_form(signed_in, address):
    signed_in.post(f"{address}answer/", {"answer": "true_here"})

    answer = signed_in.post(f"{address}answer/", {"answer": "true_here", "context": "so " * 100})

    assert answer.status_code == 200
    assert "so so so" in text(answer)
    assert Response.objects.get().context == ""


def test_answer_signed_out_asks_for_sign_in_and_remembers_the_answer(client, signed_in, address):
    answer = client.post(f"{address}answer/", {"answer": "not_here"})

    assert (answer.status_code, Response.objects.count()) == (303, 0)
    assert answer["Location"] == (
        f"/accounts/login/?next={address.replace('/', '%2F')}%3Fanswer%3Dnot_here%23answer"
    )
    assert "Press the answer you chose once more" in text(
        signed_in.get(f"{address}?answer=not_here")
    )


def test_answer_signed_out_with_a_line_hands_the_line_back(client, address):
    answer = client.post(
        f"{address}answer/", {"answer": "not_here", "context": "Only in the north"}
    )

    assert "Only in the north" in text(answer)


def test_answer_to_what_may_not_be_read_finds_nothing(signed_in):
    insight = InsightFactory(audience=Audience.MEMBERS, held=True)

    answer = signed_in.post(f"{insight.get_absolute_url()}answer/", {"answer": "true_here"})

    assert (answer.status_code, Response.objects.count()) == (404, 0)


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_an_author_cannot_answer_their_own(signed_in, member, ownership):
    insight = InsightFactory(**{ownership: member})

    answer = signed_in.post(f"{insight.get_absolute_url()}answer/", {"answer": "true_here"})

    assert (answer.status_code, Response.objects.count()) == (403, 0)


def test_a_member_without_a_hat_is_told_to_say_where_they_work(address):
    client = Client()
    client.force_login(MemberFactory())

    client.post(f"{address}answer/", {"answer": "true_here"})

    assert Response.objects.count() == 0
    assert "Say where you work" in text(client.get(address))


def test_get_never_changes_anything(signed_in, address):
    answers = [
        signed_in.get(f"{address}{it}") for it in ("answer/", "answer/take-back/", "comments/")
    ]

    assert [answer.status_code for answer in answers] == [405, 405, 302]
    assert (Response.objects.count(), Comment.objects.count()) == (0, 0)


def comment(client, address, **fields):
    sent = {"body": "We met this.", "attribution": "sector", "form_key": "k"} | fields
    return client.post(f"{address}comments/", sent)


def test_an_unlinked_comment_is_held_and_its_sending_leaves_no_trace(signed_in, member, address):
    InsightFactory.create_batch(3, author=member)
    before = list(Session.objects.values_list("session_key", "session_data"))

    answer = comment(signed_in, address)

    assert (answer.status_code, answer["Location"]) == (303, f"{address}comments/sent/")
    assert list(Session.objects.values_list("session_key", "session_data")) == before
    assert "held for a facilitator" in text(signed_in.get(answer["Location"]))
    assert Comment.objects.get().state == State.HELD


def test_a_held_comment_is_seen_by_its_author_and_facilitators(signed_in, address):
    comment(signed_in, address, body="Seen by few")
    facilitator, other = Client(), Client()
    facilitator.force_login(MemberFactory(facilitator=True))
    other.force_login(MemberFactory())

    seen = [
        "Seen by few" in text(it.get(address)) for it in (signed_in, facilitator, other, Client())
    ]

    assert seen == [True, True, False, False]


def test_a_linked_comment_of_someone_known_is_published_and_signed(signed_in, member, address):
    InsightFactory.create_batch(2, author=member)

    answer = comment(signed_in, address, attribution=Attribution.NAMED)

    words = Comment.objects.get()
    assert answer["Location"] == f"{address}#comment-{words.pk}"
    assert "Wyn Pryce" in text(Client().get(address))


def test_an_answer_stands_under_what_it_answers_and_no_deeper(signed_in, insight, address):
    first = CommentFactory(insight=insight, body="First")
    second = CommentFactory(insight=insight, body="Second", parent=first)

    comment(signed_in, address, parent=first.pk)
    deeper = comment(signed_in, address, parent=second.pk, form_key="other")

    assert Comment.objects.get(body="We met this.").parent == first
    assert deeper.status_code == 200
    assert 'class="thread-answers"' in text(signed_in.get(address))


def test_answers_outlive_what_they_answer(client, insight, address):
    first = CommentFactory(insight=insight, body="First", state=State.REMOVED)
    CommentFactory(insight=insight, body="Second", parent=first)

    shown = text(client.get(address))

    assert ("First" in shown, "Second" in shown) == (False, True)
    assert "This comment is no longer shown." in shown


def test_an_empty_comment_says_what_to_do_and_one_too_long_is_kept(signed_in, address):
    empty, long = (
        comment(signed_in, address, body=" "),
        comment(signed_in, address, body="so " * 1_001),
    )

    assert "Write your comment first." in text(empty)
    assert "<title>Error: " in text(empty)
    assert "so so so" in text(long)
    assert Comment.objects.count() == 0


def test_a_comment_sent_signed_out_is_handed_back(client, address):
    answer = comment(client, address, body="Typed with care while the session ended")

    assert "Typed with care while the session ended" in text(answer)
    assert Comment.objects.count() == 0


def test_a_comment_typed_while_its_insight_is_withdrawn_is_given_back(signed_in):
    """In the same words as for what was never there to be read."""
    withdrawn = InsightFactory(audience=Audience.MEMBERS, state=State.WITHDRAWN)
    hidden = InsightFactory(audience=Audience.MEMBERS, held=True)

    pages = [
        comment(signed_in, one.get_absolute_url(), body="Typed with care meanwhile")
        for one in (withdrawn, hidden)
    ]

    assert [page.status_code for page in pages] == [404, 404]
    assert ["Typed with care meanwhile" in page.text for page in pages] == [True, True]
    assert "withdrawn while you were writing" in pages[0].text
    assert Comment.objects.count() == 0


def test_a_comment_on_what_may_not_be_read_finds_nothing(signed_in):
    insight = InsightFactory(audience=Audience.MEMBERS, held=True)

    assert comment(signed_in, insight.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_an_author_withdraws_their_comment_and_nobody_else_can(
    signed_in, member, insight, address, ownership
):
    words = CommentFactory(insight=insight, body="Regretted", **{ownership: member})
    other = Client()
    other.force_login(MemberFactory(facilitator=True))
    path = f"{address}comments/{words.pk}/withdraw/"

    refused, done = other.post(path), signed_in.post(path)

    assert (refused.status_code, done.status_code) == (404, 303)
    assert "Regretted" not in text(Client().get(address))


def test_comments_are_as_safe_as_insights(client, insight, address):
    CommentFactory(insight=insight, body="<script>alert(1)</script> [x](javascript:alert(1)) **b**")

    shown = text(client.get(address))

    assert "<script>alert" not in shown
    assert 'href="javascript:' not in shown
    assert "<strong>b</strong>" in shown


def test_a_line_that_is_too_long_is_kept_though_the_answer_was_taken_back_meanwhile(
    signed_in, address
):
    answer = signed_in.post(f"{address}answer/", {"answer": "true_here", "context": "so " * 100})

    assert ("so so so" in text(answer), Response.objects.count()) == (True, 0)
