"""What a hostile reader would try, and what must not be lost when something goes wrong."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import reverse

from insights.actions import commenting, moderation, recording, signing, support
from insights.actions.commenting import Remark
from insights.actions.recording import Signature, Words
from insights.enums import Act, Attribution, Audience, Kind
from insights.models import Comment, Insight, Tag
from insights.offers import offers_to
from insights.views.keeping import kept_for_visitors
from members.enums import Sector, SpacePart
from members.models import GroundRules, Member, Place
from tests.crawling import TOKEN
from tests.factories import (
    EventFactory,
    InsightFactory,
    MemberFactory,
    SpaceFactory,
    SpaceMemberFactory,
    TagFactory,
)
from tests.tables import every_table, tables_touched

CODE = Path(__file__).parents[1]
LOST = "Nobody asked the people who use the service before the money was spent."


# One rule for reading: pages and forms reach what is guarded through it, and through nothing else.

GUARDED = {
    "Appeal", "AskedOut", "Attendance", "Bulk", "BulkItem", "Claim", "Comment", "CommentVersion", "Decision", "Draft", "Feedback", "Insight", "InsightVersion", "KeptOut", "Member", "Note",
    "NoteBatch", "Offer", "Pause", "Registration", "Report", "Response", "Summary", "SummaryBlock", "Theme", "ThemeCheck", "ThemeNote",
}  # fmt: skip
RULES = {
    "visible_to", "run_by", "owned_by", "library", "in_force", "readable", "decided_among", "removed_from", "on",
    "none",
}  # fmt: skip
READERS = ["*/views/*.py", "*/forms/*.py", "community/pages.py", "community/about.py"]
ALLOWED = {
    ("events/forms/people.py", "Member"): "whoever runs an event adds people by their address",
    (
        "insights/views/discussion.py",
        "Comment",
    ): "every proof is tested; only what is published is drawn",
    ("members/forms/accounts.py", "Member"): "asked for its time alone: nothing of it is shown",
    ("insights/views/reporting.py", "Report"): "the number of a report is the key to its outcome",
}


def reached(path):
    """Guarded models this file asks the database for without a rule: name and line."""
    tree = ast.parse(path.read_text())
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        name = getattr(node, "id", getattr(node, "attr", ""))
        if name not in GUARDED:
            continue
        parent, asked = above[node], set()
        while isinstance(parent, ast.Attribute | ast.Call) and not _is_argument(node, parent):
            if isinstance(parent, ast.Attribute):
                asked.add(parent.attr)
            node_above, parent = parent, above[parent]
            if isinstance(parent, ast.Call) and parent.func is not node_above:
                break
        managers = {"objects", "_base_manager", "_default_manager"}
        if (asked & managers and not asked & RULES) or _is_argument(node, above[node]):
            yield name, node.lineno


def _is_argument(node, parent):
    """`get_object_or_404(Insight, …)` asks for every row."""
    is_call = isinstance(parent, ast.Call) and node in parent.args
    return is_call and getattr(parent.func, "id", "").startswith("get_")


def test_pages_and_forms_reach_what_is_guarded_by_the_one_rule_only():
    found = {
        (str(path.relative_to(CODE)), name): line
        for pattern in READERS
        for path in sorted(CODE.glob(pattern))
        for name, line in reached(path)
    }

    assert {key: line for key, line in found.items() if key not in ALLOWED} == {}
    assert found.keys() == ALLOWED.keys(), "an exception that is no longer needed"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Insight.objects.filter(pk=1)", ["Insight"]),
        ("Insight.objects.select_related('space').get(pk=1).title", ["Insight"]),
        ("get_object_or_404(Draft, pk=1)", ["Draft"]),
        ("Insight.objects.visible_to(viewer).filter(pk=1)", []),
        ("Note.objects.filter(event__in=Event.objects.run_by(viewer))", ["Note"]),
        ("models.Comment.objects.all()", ["Comment"]),
        ("isinstance(thing, Insight)", []),
    ],
)
def test_the_walk_sees_what_it_must(tmp_path, code, found):
    path = tmp_path / "view.py"
    path.write_text(code)

    assert [name for name, _line in reached(path)] == found


# A crowd to hide in is made of those who can have written: at an event, of the people there.


@pytest.fixture
def lone_funder(db):
    """The only funder at an event, in a community of many."""
    space = SpaceFactory()
    funders = [MemberFactory(hat=Sector.FUNDER) for _ in range(5)]
    for member in [funders[0], *(MemberFactory(hat=Sector.COUNCIL) for _ in range(5))]:
        SpaceMemberFactory(space=space, member=member)
    leeds = Place.objects.get(name="Leeds")
    for funder in funders:
        funder.places.add(leeds)
    return funders[0], space, leeds


def signed(author, space, attribution=Attribution.SECTOR, audience=Audience.EVENT):
    hat = author.affiliations.get()
    space = space if audience == Audience.EVENT else None
    return Signature(attribution=attribution, audience=audience, hat=hat, space=space)


def words(**changes):
    return Words(**{"kind": Kind.CHALLENGE, "title": "Short money", "body": LOST} | changes)


def test_the_only_funder_at_an_event_is_not_shown_as_a_funder_to_its_people(lone_funder):
    author, space, leeds = lone_funder

    insight = recording.submit(
        words(places=[leeds]), signed(author, space), by=author, form_key="k"
    )

    assert (insight.byline, insight.byline_sector) == ("a member", "")
    assert list(insight.place_rows.all()) == []


def test_the_same_funder_is_hidden_by_the_community_when_its_members_read_it(lone_funder):
    author, space, leeds = lone_funder
    signature = signed(author, space, audience=Audience.MEMBERS)

    insight = recording.submit(words(places=[leeds]), signature, by=author, form_key="k")

    assert insight.byline == "a funder"
    assert [place.name for place in insight.shown_places] == ["Leeds"]


def test_the_only_funder_at_an_event_is_hidden_when_they_sign_with_less(lone_funder):
    author, space, leeds = lone_funder
    signature = signed(author, space, Attribution.NAMED)
    insight = recording.submit(words(places=[leeds]), signature, by=author, form_key="k")

    insight = signing.narrow(insight, Attribution.SECTOR, by=author)

    assert (insight.byline, list(insight.place_rows.all())) == ("a member", [])


def test_the_only_funder_at_an_event_is_hidden_when_they_comment(lone_funder):
    author, space, _leeds = lone_funder
    insight = InsightFactory(audience=Audience.EVENT, space=space)
    remark = Remark(body=LOST, attribution=Attribution.SECTOR, hat=author.affiliations.get())

    words = commenting.comment(insight, remark, by=author, form_key="k")

    assert words.byline == "a member"


def test_the_only_funder_at_an_event_who_offers_help_is_not_called_a_funder(lone_funder):
    helper, space, _leeds = lone_funder
    need = InsightFactory(kind=Kind.SUPPORT_NEED, audience=Audience.EVENT, space=space)
    support.offer(need, LOST, by=helper)

    assert [offer.helper for offer in offers_to(need)] == ["a member"]


# What one form stored once must not swallow what is sent after going back and changing it.


@pytest.mark.parametrize(
    "change", [{"body": "Other words."}, {"title": "Another title"}, {"kind": Kind.PRINCIPLE}]
)
def test_words_changed_after_going_back_are_not_lost(db, change):
    author = MemberFactory(hat=Sector.COUNCIL)
    signature = signed(author, None, audience=Audience.MEMBERS)
    first = recording.submit(words(), signature, by=author, form_key="k")

    second = recording.submit(words(**change), signature, by=author, form_key="k")

    assert second.pk != first.pk
    assert Insight.objects.count() == 2


def test_signing_with_less_after_going_back_does_not_end_in_the_named_one(db):
    author = MemberFactory(hat=Sector.COUNCIL)
    named = signed(author, None, Attribution.NAMED, Audience.MEMBERS)
    recording.submit(words(), named, by=author, form_key="k")

    unlinked = signed(author, None, Attribution.SECTOR, Audience.MEMBERS)
    insight = recording.submit(words(), unlinked, by=author, form_key="k")

    assert insight.is_unlinked


def test_a_comment_changed_after_going_back_is_not_lost(db):
    author, insight = MemberFactory(hat=Sector.COUNCIL), InsightFactory()
    hat = author.affiliations.get()
    for body in ("One.", "Two.", "Two."):
        remark = Remark(body=body, attribution=Attribution.SECTOR, hat=hat)
        commenting.comment(insight, remark, by=author, form_key="k")

    assert set(Comment.objects.values_list("body", flat=True)) == {"One.", "Two."}
    assert Comment.objects.count() == 2


# What was typed is handed back, whatever has become of the page meanwhile.


def test_a_comment_on_what_has_gone_meanwhile_is_handed_back(client, db):
    client.force_login(MemberFactory(hat=Sector.COUNCIL))

    answer = client.post("/insights/CH-22222/comments/", {"body": LOST})

    assert answer.status_code == 404
    assert LOST in answer.content.decode()


def test_hidden_and_missing_hand_back_the_same(client, db):
    client.force_login(MemberFactory(hat=Sector.FUNDER))
    hidden = InsightFactory(audience=Audience.PRACTITIONERS)

    pages = [
        TOKEN.sub(
            "", client.post(f"/insights/{reference}/comments/", {"body": LOST}).content.decode()
        )
        for reference in (hidden.reference, "CH-22222")
    ]

    assert pages[0] == pages[1]


def test_an_edit_of_what_was_removed_meanwhile_is_handed_back(client, db):
    author = MemberFactory(hat=Sector.COUNCIL)
    insight = InsightFactory(author=author, state="removed")
    client.force_login(author)

    answer = client.post(f"/insights/{insight.reference}/edit/", {"body": LOST})

    assert answer.status_code == 403
    assert LOST in answer.content.decode()


@pytest.mark.parametrize("page", ["paste", "add_note", "edit"])
def test_words_sent_to_an_event_after_signing_out_are_handed_back(client, db, page):
    event = EventFactory(facilitated_by=MemberFactory(facilitator=True))
    address = reverse(f"events:{page}", args=[event.code])

    answer = client.post(address, {"raw": LOST, "text": LOST, "why": LOST})

    assert LOST in answer.content.decode()


def test_a_letter_that_was_lost_before_does_not_lose_the_rest(client, db):
    """U+FFFD stands in what people paste from broken files; only broken bytes are refused."""
    client.force_login(MemberFactory(hat=Sector.COUNCIL))

    answer = client.post("/insights/new/", {"title": "Caf\ufffd society", "body": LOST})

    assert answer.status_code == 200
    assert "Caf\ufffd society" in answer.content.decode()
    assert client.get("/insights/?q=caf%EF%BF%BD").status_code == 200


MULTIPART = b'--x\r\nContent-Disposition: form-data; name="body"\r\n\r\n%s\r\n--x--\r\n'


@pytest.mark.parametrize("bad", [b"\x00", b"\xff", b"\xed\xa0\x80"])
@pytest.mark.parametrize("kind", ["query", "form", "multipart"])
def test_broken_bytes_are_refused_everywhere(client, db, kind, bad):
    encoded = "".join(f"%{byte:02x}" for byte in bad)
    if kind == "query":
        answer = client.get(f"/insights/?q={encoded}")
    elif kind == "form":
        sent = f"body={encoded}".encode()
        form = "application/x-www-form-urlencoded"
        answer = client.generic("POST", "/insights/new/", sent, content_type=form)
    else:
        form = "multipart/form-data; boundary=x"
        answer = client.generic("POST", "/insights/new/", MULTIPART % bad, content_type=form)

    assert answer.status_code == 400
    assert "Content-Security-Policy" in answer


# Unlinked words sent by real requests leave no row, anywhere, that another could be joined to.


WORDS_ALONE = {
    "insights_insight", "insights_insightplace", "insights_insightversion", "insights_keptfrom",
    "insights_tagging", "insights_tag", "insights_librarystamp", "insights_comment",
    "insights_commentversion",
}  # fmt: skip


@pytest.fixture
def author(db):
    for _ in range(5):
        MemberFactory(hat=Sector.COUNCIL)
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL)


@pytest.fixture
def browser(author):
    client = Client()
    client.force_login(author)
    client.get("/insights/new/")
    return client


def sent(**changes):
    return {
        "form_key": "abc", "kind": "challenge", "title": "Short money", "body": LOST,
        "attribution": "sector", "audience": "members", "new_tags": "candour",
    } | changes  # fmt: skip


def test_unlinked_words_touch_no_table_but_their_own_from_first_look_to_last(browser, author):
    before = every_table()
    browser.post("/insights/new/", sent(step="preview"))
    browser.post("/insights/new/", sent(step="draft"))
    browser.post("/insights/new/", sent(step="submit"))
    insight = Insight.objects.get()
    page = insight.get_absolute_url()
    browser.get(page)
    browser.get("/contributions/")
    changed = sent(body=f"{LOST} Twice.", version="1")
    assert browser.post(f"{page}edit/", changed).status_code == 303
    assert browser.post(f"{page}signature/", {"attribution": "without"}).status_code == 303
    assert browser.post(f"{page}withdraw/").status_code == 303
    after = every_table()

    assert tables_touched(before, after) <= WORDS_ALONE
    assert f",{author.pk}," not in after["insights_insight"][0]


def test_an_unlinked_comment_touches_no_table_but_its_own(browser):
    insight = InsightFactory()
    page = insight.get_absolute_url()
    browser.get(page)
    before = every_table()
    form = {"form_key": "abc", "body": LOST, "attribution": "sector"}
    assert browser.post(f"{page}comments/", form).status_code == 303
    browser.get("/contributions/comments/")
    comment = Comment.objects.get()
    edit, twice = f"/contributions/comments/{comment.pk}/edit/", f"{LOST} Twice."
    browser.get(edit)
    assert browser.post(edit, {"body": twice, "version": "1"}).status_code == 303
    assert browser.post(edit, {"body": LOST, "version": "1"}).status_code == 409
    browser.get("/contributions/comments/")
    own = f"/contributions/comments/{comment.pk}/"
    assert browser.post(f"{own}signature/", {"attribution": "without"}).status_code == 303
    assert browser.post(f"{page}comments/{comment.pk}/withdraw/").status_code == 303
    assert browser.post(f"{own}withdraw/").status_code == 303

    assert tables_touched(before, every_table()) <= {
        "insights_comment", "insights_commentversion", "insights_librarystamp",
    }  # fmt: skip


def test_narrowed_to_unlinked_nothing_joins_the_author_to_it_any_more(browser, author):
    facilitator = MemberFactory(facilitator=True)
    browser.post("/insights/new/", sent(step="submit", attribution="named"))
    insight = Insight.objects.get()
    moderation.decide(insight, Act.PUBLISH, reason=None, sentence="", by=facilitator)
    browser.get(insight.get_absolute_url())  # shows and forgets what the session said
    browser.post(f"{insight.get_absolute_url()}signature/", {"attribution": "sector"})

    assert joined(author, str(insight.pk), insight.reference, insight.title) == []


def test_a_comment_narrowed_to_unlinked_is_joined_to_its_author_by_nothing(browser, author):
    page, facilitator = InsightFactory().get_absolute_url(), MemberFactory(facilitator=True)
    form = {"form_key": "abc", "body": LOST, "attribution": "named"}
    browser.post(f"{page}comments/", form)
    comment = Comment.objects.get()
    moderation.decide(comment, Act.PUBLISH, reason=None, sentence="", by=facilitator)
    own = f"/contributions/comments/{comment.pk}/"
    browser.post(f"{own}edit/", {"body": f"{LOST} Twice.", "version": "1"})
    browser.get(page)
    named = joined(author, str(comment.pk), LOST)
    browser.post(f"{own}signature/", {"attribution": "sector"})

    assert ({name for name, _row in named}, joined(author, str(comment.pk), LOST)) == (
        {"insights_comment"}, [],
    )  # fmt: skip


def joined(author, *marks):
    """Rows that hold both something of the words and something of their author."""
    people = (author.email, author.name, author.code, f",{author.pk},")
    return [
        (name, row)
        for name, rows in every_table().items()
        for row in rows
        if any(mark in row for mark in marks) and any(person in row for person in people)
    ]


# The log names only what its reader's audience admits.


def test_the_log_says_nothing_of_what_its_reader_may_not_read(db, client):
    facilitator = MemberFactory(facilitator=True, hat=Sector.COUNCIL)
    other = MemberFactory(facilitator=True, hat=Sector.FUNDER)
    candid = InsightFactory(audience=Audience.PRACTITIONERS, held=True)
    plain = InsightFactory(held=True)
    for insight in (candid, plain):
        moderation.decide(insight, Act.DECLINE, reason=None, sentence="No.", by=facilitator)

    for address in ("/moderation/log/", "/moderation/log.csv"):
        client.force_login(other)
        page = client.get(address).getvalue().decode()
        assert (candid.reference in page, plain.reference in page) == (False, True)
        client.force_login(facilitator)
        page = client.get(address).getvalue().decode()
        assert (candid.reference in page, plain.reference in page) == (True, True)


def test_administrators_keep_the_vocabulary_and_see_no_proposal(db, client):
    client.force_login(MemberFactory(administrator=True))
    proposal = TagFactory(name="Words of a candid insight")

    assert client.get("/admin/insights/reason/").status_code == 200
    page = client.get("/admin/insights/tag/").content.decode()
    assert Tag.objects.accepted().first().name in page
    assert proposal.name not in page


# The second step stands in front of everything, and a role is asked for each time.

EVERYTHING = [
    "/", "/insights/", "/insights/new/", "/insights/feed/", "/tags/", "/me/", "/members/", "/admin/",
    "/admin/login/", "/moderation/", "/moderation/log.csv", "/events/new/", "/nope/", "/about/privacy/",
    "/staticky/", "/accountsable/", "/commonality/verdicts.csv", "/support/",
]  # fmt: skip


@pytest.mark.parametrize("role", ["facilitator", "organiser", "administrator"])
def test_nothing_is_open_to_a_role_before_its_second_step(db, client, settings, role):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(MemberFactory(**{role: True}))

    open_pages = [
        (method, address)
        for address in EVERYTHING
        for method in ("get", "head", "post", "put", "options")
        if getattr(client, method)(address).get("Location") != "/accounts/second-step/"
    ]

    assert open_pages == []


def test_a_role_taken_away_while_a_page_is_open_ends_there(db, client):
    facilitator, insight = MemberFactory(facilitator=True), InsightFactory(held=True)
    client.force_login(facilitator)
    address = f"/moderation/insights/{insight.reference}/"
    assert client.get(address).status_code == 200

    Member.objects.filter(pk=facilitator.pk).update(is_facilitator=False)

    form = {"choice": "publish:", "seen": "held-1"}
    assert client.post(address, form).status_code == 404
    insight.refresh_from_db()
    assert insight.state == "held"


def test_somebody_shut_out_is_a_visitor_from_then_on(db, client):
    member, insight = MemberFactory(), InsightFactory()
    client.force_login(member)
    assert client.get(insight.get_absolute_url()).status_code == 200

    Member.objects.filter(pk=member.pk).update(is_active=False)

    assert client.get(insight.get_absolute_url()).status_code == 404
    assert client.get("/me/").status_code == 302


def test_running_an_event_ends_with_the_part_in_it(db, client):
    organiser = MemberFactory(organiser=True)
    event = EventFactory()
    row = SpaceMemberFactory(space=event.space_ptr, member=organiser, part=SpacePart.ORGANISER)
    client.force_login(organiser)
    address = f"{event.get_absolute_url()}people/"
    assert client.get(address).status_code == 200

    row.delete()

    assert client.get(address).status_code == 404


# A way on leads to this site and nowhere else.


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https:evil.example", "\\\\evil.example", "/\\evil.example", "javascript:x",
     "https://evil.example", "///evil.example", "http:///evil.example", "/\t/evil.example"],
)  # fmt: skip
def test_no_way_on_leads_elsewhere(db, client, elsewhere):
    client.force_login(MemberFactory(agreed_to=None))
    version = GroundRules.objects.newest().version
    form = {"next": elsewhere, "agreed": "on", "accept": "on", "rules": version, "version": version}

    for address in ("/me/rules/", "/accounts/login/", "/accounts/reauthenticate/"):
        answer = client.post(address, form)
        assert "evil" not in answer.get("Location", "")
        assert "javascript" not in answer.get("Location", "")


# A page kept for visitors holds nothing of one visitor.


def test_a_page_with_the_token_of_one_visitor_is_never_kept_for_the_next(db, rf):
    view = kept_for_visitors(lambda request: HttpResponse(get_token(request)))

    first, second = (view(rf.get("/insights/")).content for _ in range(2))

    assert first != second


# Every answer carries what browsers need to be told; nothing is set before it is needed.

HEADERS = [
    "Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
]  # fmt: skip
ANSWERS = [
    "/", "/?q=%00", "/nope/", "/insights", "/insights/feed/", "/healthz", "/static/css/base.css",
    "/moderation/", "/commonality/verdicts.csv", "/insights/ch-22222/",
]  # fmt: skip


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_tells_browsers_what_may_run(db, client, address):
    answer = client.get(address)

    assert [name for name in HEADERS if name not in answer] == []
    assert "'unsafe" not in answer["Content-Security-Policy"]
    assert not answer.cookies


@pytest.mark.parametrize("method", ["trace", "options", "put", "delete"])
def test_no_other_method_is_answered(db, client, method):
    for address in ("/", "/insights/", "/healthz", "/insights/new/"):
        assert getattr(client, method)(address).status_code in (302, 405)


LONG = "aB3-" * 16
PRODUCTION = {
    "DEMO": "0",
    "SECRET_KEY": LONG,
    "ANONYMITY_KEY": f"{LONG}z",
    "ALLOWED_HOSTS": "commonality.example",
    "SITE_ADDRESS": "https://commonality.example",
}
COOKIES = """
from django.conf import settings as s
print([s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
       s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE,
       s.CSRF_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_DOMAIN, s.SECOND_FACTOR_REQUIRED])
"""


def production(*arguments):
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://x@127.0.0.1/x"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CODE,
        env=environment | PRODUCTION,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_cookies_are_bound_to_the_host():
    shown = production("shell", "--no-imports", "-c", COOKIES).stdout

    named = (
        "['__Host-session', '__Host-csrf', True, True, True, True, 'Lax', 'Lax', None, None, True]"
    )
    assert shown.strip() == named
