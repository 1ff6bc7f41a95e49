"""Editing a comment: by its author alone, by row or proof, and nothing typed is lost."""

import pytest

from insights.actions import moderation
from insights.enums import Act, Audience, State
from insights.models import Comment, Insight
from members.models import GroundRules
from tests.crawling import TOKEN
from tests.factories import CommentFactory, InsightFactory, MemberFactory
from tests.insights.views.test_recording import rows
from tests.insights.views.test_responding import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


@pytest.fixture(params=["author", "unlinked_by"])
def comment(request, member):
    """One's own, linked and unlinked."""
    return CommentFactory(**{request.param: member}, body="Before")


def url(comment):
    return f"/contributions/comments/{comment.pk}/edit/"


def edited(**changes):
    return {"version": 1, "body": "After"} | changes


def test_edit_starts_with_the_words_as_they_are(signed_in, comment):
    form = signed_in.get(url(comment)).context["form"]

    assert (form["body"].value(), form["version"].value()) == ("Before", 1)


def test_edit_keeps_the_words_before_and_leads_where_they_are_read(signed_in, comment):
    response = signed_in.post(url(comment), edited())

    comment.refresh_from_db()
    kept = [version.body for version in comment.versions.all()]
    own = "/contributions/comments/"
    leads_to = comment.get_absolute_url() if comment.state == State.PUBLISHED else own
    assert (response.status_code, response.url, comment.body, kept) == (
        303, leads_to, "After", ["Before"],
    )  # fmt: skip


def test_edit_from_a_stale_version_answers_409_with_both_texts(signed_in, comment):
    signed_in.post(url(comment), edited(body="From the other window"))

    response = signed_in.post(url(comment), edited(body="Mine"))
    conflict = response.context["conflict"]
    again = signed_in.post(conflict.action, {"body": "Mine"} | dict(conflict.hidden_pairs))

    assert (response.status_code, again.status_code) == (409, 303)
    assert conflict.fields == [("Your comment", "body", "From the other window", "Mine")]
    assert Comment.objects.get().body == "Mine"


def test_edit_sent_twice_gives_the_same_answer(signed_in, comment):
    answers = [signed_in.post(url(comment), edited()).status_code for _ in range(2)]

    assert (answers, comment.versions.count()) == ([303, 303], 1)


def test_edit_with_nothing_in_it_says_so_and_keeps_the_words(signed_in, comment):
    response = signed_in.post(url(comment), edited(body=" "))

    comment.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["body"])
    assert comment.body == "Before"


def test_edit_of_another_s_comment_is_as_if_it_had_never_been(client):
    """For whoever reads the page and for facilitators alike, linked or not."""
    words = [CommentFactory(author=MemberFactory()), CommentFactory(unlinked_by=MemberFactory())]
    never = CommentFactory.build()
    for reader in (MemberFactory(), MemberFactory(facilitator=True)):
        client.force_login(reader)
        answers = {
            (answer.status_code, TOKEN.sub("", text(answer)).replace(str(each.pk), ""))
            for each in [*words, never]
            for answer in (client.get(url(each)),)
        }
        assert [status for status, _bytes in answers] == [404]
        assert [client.post(url(each), edited()).status_code for each in words] == [404, 404]
    assert set(Comment.objects.values_list("body", flat=True)) == {"We met this too."}


def test_edit_of_what_was_removed_is_refused(signed_in, member):
    words = CommentFactory(author=member, state=State.REMOVED)

    assert signed_in.post(url(words), edited()).status_code == 403


def test_edit_asks_visitors_to_sign_in_and_hands_back_what_they_typed(client, comment):
    sent = client.post(url(comment), edited(body="Typed with care"))

    assert (client.get(url(comment)).status_code, sent.status_code) == (302, 403)
    assert "Typed with care" in text(sent)


def test_edit_asks_for_the_newest_ground_rules_first(signed_in, comment):
    newest = GroundRules.objects.newest()
    newest.pk, newest.version = None, newest.version + 1
    newest.save()

    response = signed_in.post(url(comment), edited(body="Typed with care"))

    comment.refresh_from_db()
    assert ("Typed with care" in text(response), comment.body) == (True, "Before")


def test_edit_outlives_the_right_to_read_what_it_is_on_and_names_none_of_it(signed_in, comment):
    Insight.objects.update(title="Told to few", state=State.WITHDRAWN)

    page, sent = signed_in.get(url(comment)), signed_in.post(url(comment), edited())

    assert ("Told to few" in text(page), page.status_code) == (False, 200)
    assert (sent.status_code, sent.url) == (303, "/contributions/comments/")


def test_edit_of_an_unlinked_comment_writes_nothing_else(signed_in, member):
    words = CommentFactory(unlinked_by=member)
    before = rows()

    signed_in.post(url(words), edited())
    signed_in.post(url(words), edited(body="Stale"))

    assert {row.split()[0] for row in rows() - before} <= {
        "insights.Comment",
        "insights.CommentVersion",
        "insights.LibraryStamp",
    }


def test_a_returned_comment_goes_back_with_what_changed_shown(client, comment, member):
    facilitator = MemberFactory(facilitator=True)
    Comment.objects.update(state=State.HELD, body="They met this there.")
    held = Comment.objects.get()
    moderation.decide(held, Act.RETURN, reason=None, sentence="Say where.", by=facilitator)
    client.force_login(member)
    client.post(url(held), edited(body="They met this in Leeds."))
    client.force_login(facilitator)

    page = client.get(f"/moderation/comments/{held.pk}/")

    pieces = [(it.what, it.text) for _label, changed in page.context["changes"] for it in changed]
    assert pieces == [
        ("same", "They met this "), ("went", "there."), ("came", "in Leeds."),
    ]  # fmt: skip
    waiting = client.get("/moderation/?why=changed").context["page"]
    assert [line.url for line in waiting] == [f"/moderation/comments/{held.pk}/"]


def test_what_a_comment_said_before_is_read_by_facilitators_who_decide_and_nobody_else(
    client, signed_in, member
):
    insight = InsightFactory(audience=Audience.EVERYONE)
    words = CommentFactory(author=member, insight=insight, body="Said before and regretted")
    signed_in.post(url(words), edited())

    seen = []
    for reader in (member, MemberFactory()):
        client.force_login(reader)
        seen += [client.get(it) for it in (insight.get_absolute_url(), "/contributions/comments/")]
    client.logout()
    seen.append(client.get(insight.get_absolute_url()))

    assert [("regretted" in page.text) for page in seen] == [False] * 5


def test_own_comments_say_that_and_when_they_were_edited(signed_in, comment):
    signed_in.post(url(comment), edited())

    (told,) = signed_in.get("/contributions/comments/").context["contributions"]

    assert [entry.sentence for entry in told.history] == ["You wrote it.", "You edited it."]


def test_withdraw_outlives_the_right_to_read_what_it_is_on_and_names_none_of_it(signed_in, comment):
    Insight.objects.update(title="Told to few", state=State.WITHDRAWN)
    page = f"/contributions/comments/{comment.pk}/withdraw/"

    listed = signed_in.get("/contributions/comments/")
    asked, sent, twice = signed_in.get(page), signed_in.post(page), signed_in.post(page)
    after = signed_in.get("/contributions/comments/")
    back = signed_in.post(url(comment), edited(body="Before"))

    comment.refresh_from_db()
    told = [text(each) for each in (listed, asked, after)]
    assert [("Told to few" in each, "Before" in each) for each in told] == [(False, True)] * 3
    assert [f'href="{page}"' in told[at] for at in (0, 2)] == [True, False]
    assert (sent.status_code, sent.url, twice.status_code) == (303, "/contributions/comments/", 303)
    assert (back.status_code, comment.state) == (303, State.HELD)


def test_withdrawn_it_is_gone_for_others_at_once(client, signed_in, comment):
    signed_in.post(f"/contributions/comments/{comment.pk}/withdraw/")
    client.force_login(MemberFactory())

    assert "Before" not in text(client.get(comment.insight.get_absolute_url()))


def test_signature_is_narrowed_step_by_step_and_never_widened(signed_in, member):
    words = CommentFactory(author=member, body="Before", byline_organisation="Leeds Together")
    page = f"/contributions/comments/{words.pk}/signature/"

    steps = []
    for less in ("organisation", "sector", "without", "named"):
        offered = signed_in.get(page).context["form"].fields["attribution"].choices
        answer = signed_in.post(page, {"attribution": less})
        words.refresh_from_db()
        steps.append(
            (len(offered), answer.status_code, words.attribution, words.author_id, words.byline)
        )

    assert steps == [
        (3, 303, "organisation", member.pk, "Leeds Together"),
        (2, 303, "sector", None, "a member"),
        (1, 303, "without", None, "Without attribution"),
        (0, 200, "without", None, "Without attribution"),
    ]
    assert words.is_owned_by(member)


def test_narrowed_to_unlinked_the_session_says_nothing_and_its_author_still_owns_it(
    signed_in, member
):
    """What was published stays so, as an insight does; the next edit of it is held."""
    words = CommentFactory(author=member, body="Before")
    before = rows()

    signed_in.post(f"/contributions/comments/{words.pk}/signature/", {"attribution": "sector"})

    touched = {row.split()[0] for row in rows() ^ before}
    assert touched == {"insights.Comment", "insights.LibraryStamp"}
    words.refresh_from_db()
    assert (words.state, words.is_owned_by(member)) == (State.PUBLISHED, True)


@pytest.mark.parametrize("what", ["signature", "withdraw"])
def test_another_s_comment_is_neither_signed_with_less_nor_withdrawn(client, what):
    words = [CommentFactory(author=MemberFactory()), CommentFactory(unlinked_by=MemberFactory())]
    client.force_login(MemberFactory(facilitator=True, administrator=True))

    pages = [f"/contributions/comments/{each.pk}/{what}/" for each in words]
    answers = {client.get(page).status_code for page in pages}
    answers |= {client.post(page, {"attribution": "without"}).status_code for page in pages}

    assert answers == {404}
    assert set(Comment.objects.values_list("state", flat=True)) == {State.PUBLISHED}


@pytest.mark.parametrize("make", [CommentFactory, InsightFactory])
def test_what_was_removed_is_signed_with_less_too_and_changed_in_no_other_way(
    signed_in, member, make
):
    """At any time: removed words can be put back, and would be by name."""
    words = make(author=member, state=State.REMOVED)
    own = "/contributions/comments/" if make is CommentFactory else "/insights/"
    page = f"{own}{words.pk if make is CommentFactory else words.reference}/"
    listed = signed_in.get(
        "/contributions/comments/" if make is CommentFactory else "/contributions/"
    )

    offered = [f"{page}{it}/" in text(listed) for it in ("signature", "edit", "withdraw")]
    answers = [
        signed_in.post(f"{page}{it}/", {"attribution": "without"}).status_code
        for it in ("signature", "edit", "withdraw")
    ]

    words.refresh_from_db()
    assert (offered, answers) == ([True, False, False], [303, 403, 403])
    assert (words.author_id, words.state) == (None, State.REMOVED)
