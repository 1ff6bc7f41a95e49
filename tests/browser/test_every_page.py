"""Every page family of the demonstration community, as its readers see it: axe, width, weight, quiet."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from events.actions import sampling, summaries
from events.models import Event, Note
from insights.enums import Act, Audience
from insights.models import Appeal, Bulk
from members.enums import LeftWords
from members.models import Closing, DataCopy, Member, Recovery
from tests import axe
from tests.addresses import check_link, declined, kept_out
from tests.browser.visiting import Watch, Weights, opened, sign_in
from tests.crawling import links, look
from tests.events.coming import open_event
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ReportFactory,
    RoomFactory,
    TagFactory,
)
from tests.insights.merging import together

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VISITOR = "visitor"
ROLES = [VISITOR, "facilitator", "organiser", "council"]
ADDRESSES = Path(axe.__file__).parent / "addresses.txt"
SIGNED_OUT = ["account_login", "account_signup", "account_reset_password", "account_inactive"]
BY_NAME = [
    "account_logout",
    "account_password_reset_completed",
    "insights:sent",
    "mfa_list_webauthn",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
    *(f"members:{page}" for page in ("left", "recovery-asked", "recovery-stopped")),
    *(f"members:welcome{step}" for step in ("", "-name", "-work", "-places", "-rules")),
]
NOT_PAGES = {
    "events:calendar",
    "about:document-schema",
    "events:download_summary",
    "events:event_calendar",
    "events:feed",
    "events:table_notes",
    "healthz",
    "insights:feed",
    "insights:how_we_moderate_csv",
    "insights:moderation_log_csv",
    "insights:verdicts",
    "readyz",
}
LATELY_SIGNED_IN = {
    "account_set_password",
    "account_still_you",  # for members without a password
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
}
MOST_OF_A_FAMILY = 2


def starts() -> list[str]:
    """Where links begin, and pages that no link leads to."""
    words = InsightFactory(author=Member.objects.get(email="council@demo.example"))
    comment = CommentFactory(insight=InsightFactory(audience=Audience.EVERYONE))
    report = ReportFactory(comment=comment, insight=None)
    CommentFactory(held=True)
    leaver = Member.objects.get(email="facilitator@demo.example")
    bulk = Bulk.objects.create(act=Act.PUBLISH, by=leaver, form_key="k")
    bulk.items.create(comment=comment, version=1)
    DataCopy.objects.create(member=leaver, ready_at=timezone.now())
    Closing.objects.create(member=leaver, words=LeftWords.KEEP, erase_at=timezone.now())
    lost = Recovery.objects.create(member=MemberFactory(), new_email="new@example.org")
    unlinked = InsightFactory(held=True, unlinked_by=MemberFactory())
    appeal = Appeal.objects.create(decision=declined(MemberFactory()), words="Please look again.")
    OrganisationFactory(state="proposed")
    TagFactory()
    variant, stays = together(words, InsightFactory())
    near = InsightFactory(audience=Audience.PRACTITIONERS)
    for event in Event.objects.all():
        drawn = summaries.draft(event, by=event.created_by)
        drawn.versions.create(number=1, published_on=event.held_on)
        RoomFactory(event=event)
        event.next_steps.create(what="Share the map", owner="The council")
        invited = event.invitations.create(
            most=2, expires_on=event.held_on.replace(year=2099), made_by=leaver
        )
    heard = Note.objects.order_by("pk")[0]
    sampling.draw(heard.event, after=0, by=heard.event.created_by)
    happening = open_event(state="capturing", attendance_code="K7M2QX")
    named = [reverse(name) for name in SIGNED_OUT + BY_NAME]
    return [
        "/",
        "/insights/?q=nothing-has-this-word",
        reverse("insights:report_status", args=[report.reference]),
        reverse("members:invitation", args=[invited.code]),
        reverse("events:register", args=[open_event(capacity=1).code]),
        reverse("events:was_there", args=[happening.code]),
        reverse("events:sample_one", args=[heard.event.code]),
        reverse("events:hide_note", args=[heard.event.code, heard.code]),
        check_link().get_absolute_url(),
        reverse("members:recovery-stop", args=[lost.code, lost.stop_token]),
        reverse("insights:appeal", args=[declined(words.author).pk]),
        reverse("insights:look_again", args=[kept_out(words.author).pk]),
        reverse("insights:moderate_appeal", args=[appeal.pk]),
        reverse("insights:pause", args=[unlinked.reference]),
        reverse("insights:versions", args=[words.reference]),
        reverse("insights:split", args=[words.reference]),
        reverse("insights:edit_comment", args=[CommentFactory(author=words.author).pk]),
        reverse("insights:narrow_comment", args=[CommentFactory(author=words.author).pk]),
        reverse("insights:withdraw_own_comment", args=[CommentFactory(author=words.author).pk]),
        reverse("insights:comment_sent", args=[words.reference]),
        comment.insight.get_absolute_url(),
        stays.get_absolute_url(),
        reverse("insights:moderate", args=[variant.reference]),
        f"{reverse('insights:merge', args=[near.reference])}?into={stays.reference}",
        *named,
    ]


def pages(client: Client, starts: list[str]) -> dict[str, str]:
    """Of each family of pages the fullest of the first few that are met, found link by link."""
    fullest: dict[str, tuple[int, str]] = {}
    waiting, met = list(starts), Counter(map(family, starts))
    known = set(starts)
    while waiting:
        address = waiting.pop(0)
        seen = look(client, address)
        if not seen.is_page or seen.status != 200:
            continue
        name = family(address)
        fullest[name] = max(fullest.get(name, (0, "")), (len(seen.body), address))
        for link in links(seen, address):
            if link not in known and family(link) and met[family(link)] < MOST_OF_A_FAMILY:
                met[family(link)] += 1
                known.add(link)
                waiting.append(link)
    return {name: address for name, (_size, address) in fullest.items()}


def family(address: str) -> str:
    """The name of the view that answers, whatever it is asked about."""
    path, _mark, query = address.partition("?")
    try:
        return resolve(path).view_name + ("?" if "q=" in query else "")
    except Resolver404:
        return ""


def tour() -> Iterator[tuple[str, dict[str, str]]]:
    """What visitors see, and each page for members once: as the first role that comes to it."""
    shown: set[str] = set()
    begun = starts()
    for role in ROLES:
        client = Client()
        if role != VISITOR:
            client.force_login(Member.objects.get(email=f"{role}@demo.example"))
        found = pages(client, begun)
        yield role, {name: address for name, address in found.items() if name not in shown}
        shown |= set() if role == VISITOR else set(found)


@pytest.fixture(scope="module")
def toured(live_server, browser, django_db_setup, django_db_blocker):
    """The whole tour, taken once: faults by what was looked for, role and address."""
    with django_db_blocker.unblock():
        call_command("load_demo", verbosity=0)
        return {role: visit(browser, live_server.url, role, found) for role, found in tour()}


def visit(browser, home, role, found):
    watch, weights, faults = Watch(home), Weights(), {}
    context = opened(browser, home, watch)
    if role != VISITOR:
        sign_in(context, Member.objects.get(email=f"{role}@demo.example"), home)
    page = context.new_page()
    for address in found.values():
        page.goto(address)
        faults[address] = {
            "weight": weights.faults(page),
            "looks": axe.looks(page),
            "complaints": [*watch.complaints],
            "cookies": [cookie["name"] for cookie in context.cookies()],
        }
        watch.complaints.clear()
    context.close()
    return faults


def wrong(toured, kind):
    return {
        f"{role} {address}": faults[kind]
        for role, pages in toured.items()
        for address, faults in pages.items()
        if faults[kind]
    }


def test_the_tour_comes_to_every_page_of_the_address_list(toured):
    met = set().union(*(map(family, pages) for pages in toured.values()))
    rows = [
        line.split() for line in ADDRESSES.read_text().splitlines() if line[:1] not in {"#", ""}
    ]
    listed = {name for name, _of, method, *answers in rows if method == "GET" and "200" in answers}

    assert sorted(listed - met - NOT_PAGES) == sorted(LATELY_SIGNED_IN)


def test_axe_finds_nothing_on_any_page_and_none_is_too_wide(toured):
    assert wrong(toured, "looks") == {}


def test_no_page_is_heavy(toured):
    assert wrong(toured, "weight") == {}


def test_no_page_makes_the_browser_complain_or_asks_another_host(toured):
    assert wrong(toured, "complaints") == {}


def test_signed_out_first_view_leaves_no_cookie(toured):
    assert toured[VISITOR]["/"]["cookies"] == []


def test_no_page_leaves_more_than_two_cookies(toured):
    left = {tuple(faults["cookies"]) for pages in toured.values() for faults in pages.values()}

    assert {name for names in left for name in names} == {"csrf", "session"}
