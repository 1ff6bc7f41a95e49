"""Every place where the site shows or counts an insight, and how to ask it which ones it shows somebody.

A new address or template that shows insights is added here, or to what shows none, or a test fails.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

TOKEN = re.compile(rb"quagga([bcdfghjklm]{3})", re.IGNORECASE)
LETTERS = "bcdfghjklm"
MOST_PAGES = 8


def token(number):
    """A word of its own for each insight, which search finds and nothing else holds."""
    return "Quagga" + "".join(LETTERS[int(digit)] for digit in f"{number:03d}")


def shown_in(*answers):
    """The numbers of the insights that answers of the site name by their titles."""
    found = set()
    for answer in answers:
        for letters in TOKEN.findall(content_of(answer)):
            found.add(
                int("".join(str(LETTERS.index(letter)) for letter in letters.decode().lower()))
            )
    return found


def content_of(answer):
    if answer.status_code != 200:
        return b""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def every_page(client, address):
    """The numbers on all pages of a list."""
    found, joined = set(), "&" if "?" in address else "?"
    for page in range(1, MOST_PAGES):
        answer = client.get(f"{address}{joined}page={page}")
        found |= shown_in(answer)
        if b'rel="next"' not in content_of(answer):
            break
    return found


@dataclass(frozen=True)
class Surface:
    """`rule` names a column of the table. A partial one shows some: never anything it should not."""

    rule: str
    names: tuple[str, ...]
    ask: Callable
    partial: bool = False
    counts: bool = False

    @property
    def asked(self):
        """Lists are asked for all insights, pages of one for some of them, or a few."""
        return getattr(self.ask, "asked", "all")


def listing(address):
    return lambda here, client: every_page(client, address.format(event=here.event.code))


def one(address, asked="few", of=None):
    """A page of each insight, or of each thing that belongs to one."""

    def ask(here, client):
        found = set()
        for number in here.asked[asked]:
            insight = here.insights[number]
            key = getattr(here, of)[insight.pk] if of else insight.reference
            found |= {number} & shown_in(client.get(address.format(key)))
        return found

    ask.asked = asked
    return ask


def pages(*addresses):
    def ask(here, client):
        return shown_in(*(client.get(it.format(event=here.event.code)) for it in addresses))

    return ask


def like_it(here, client):
    """What is offered as similar to a title that shares two words with one insight."""
    found = set()
    for number in here.asked["fewest"]:
        form = {"kind": "challenge", "title": f"{token(number)} crossing", "body": "b"}
        signed = {"attribution": "named", "audience": "members", "form_key": "k"}
        answer = client.post("/insights/new/", form | signed | {"step": "preview"})
        context = answer.context or {}
        if any(token(number) in it.title for it in context.get("similar", [])):
            found.add(number)
    return found


like_it.asked = "fewest"


def named_in_log(address):
    def ask(here, client):
        found, page = set(), 1
        while page < MOST_PAGES:
            body = content_of(client.get(f"{address}?page={page}")).decode()
            new = {n for n, insight in here.insights.items() if insight.reference in body} - found
            if not new:
                break
            found, page = found | new, page + 1
        return found

    return ask


# How many it counts: a number, to be compared with how many the table admits.


def counted(address, pattern):
    def ask(here, client):
        found = re.search(pattern, content_of(client.get(address)).decode(), re.DOTALL)
        return int(found[1]) if found else 0

    return ask


SURFACES = {
    "page": Surface("page", ("insights:detail",), one("/insights/{}/", "some")),
    "report form": Surface("page", ("insights:report",), one("/insights/{}/report/")),
    "library": Surface("library", ("insights:browse",), listing("/insights/")),
    "search": Surface("library", (), listing("/insights/?q=crossing")),
    "search by kind": Surface("library", (), listing("/insights/?kind=support_need")),
    "search by place": Surface("library", (), listing("/insights/?place=leeds")),
    "search by event": Surface("library", (), listing("/insights/?event={event}")),
    "tag page": Surface("library", ("insights:tag",), listing("/tags/power/")),
    "feed": Surface("feed", ("insights:feed",), pages("/insights/feed/"), partial=True),
    "home": Surface("library", ("home",), pages("/"), partial=True),
    "similar": Surface("similar", ("insights:new",), like_it),
    "support board": Surface("library", ("insights:support",), listing("/support/")),
    "offer": Surface("page of a member", ("insights:offer",), one("/insights/{}/offer/")),
    "own offers": Surface("offered", ("insights:my_offers",), listing("/support/offers/")),
    "offers to one": Surface(
        "changed by", ("insights:offers",), one("/insights/{}/offers/", "fewest")
    ),
    "commonality": Surface(
        "library", ("insights:commonality",), pages("/commonality/"), partial=True
    ),
    "verdicts": Surface(
        "library", ("insights:verdicts",), pages("/commonality/verdicts.csv"), partial=True
    ),
    "contributions": Surface("own", ("insights:contributions",), listing("/contributions/")),
    "own comments": Surface(
        "commented", ("insights:own_comments",), listing("/contributions/comments/")
    ),
    "versions": Surface("own", ("insights:versions",), one("/insights/{}/versions/", "fewest")),
    "edit": Surface("changed by", ("insights:edit",), one("/insights/{}/edit/", "fewest")),
    "signature": Surface(
        "changed by", ("insights:narrow",), one("/insights/{}/signature/", "fewest")
    ),
    "splitting": Surface("split by", ("insights:split",), one("/insights/{}/split/", "fewest")),
    "withdraw": Surface(
        "changed by", ("insights:withdraw",), one("/insights/{}/withdraw/", "fewest")
    ),
    "queue": Surface("queue", ("insights:moderation",), listing("/moderation/?sort=insight")),
    "moderation": Surface("moderated", ("insights:moderate",), one("/moderation/insights/{}/")),
    "redaction": Surface("moderated", ("insights:redact",), one("/moderation/insights/{}/redact/")),
    "putting together": Surface(
        "put together", ("insights:merge",), one("/moderation/insights/{}/merge/"), partial=True
    ),
    "bulk": Surface("queue", ("insights:bulks",), pages("/moderation/bulk/"), partial=True),
    "log": Surface("log", ("insights:moderation_log",), named_in_log("/moderation/log/")),
    "log as a file": Surface(
        "log", ("insights:moderation_log_csv",), named_in_log("/moderation/log.csv")
    ),
    "directory": Surface(
        "named", ("members:detail",), lambda here, client: every_page(client, here.author_page)
    ),
    "event page": Surface("library", ("events:detail",), pages("/events/{event}/"), partial=True),
    "summary": Surface("summary", ("events:summary",), pages("/events/{event}/summary/")),
    "summary to print": Surface(
        "summary", ("events:print_summary",), pages("/events/{event}/summary/print/")
    ),
    "summary as Word": Surface(
        "file", ("events:download_summary",), pages("/events/{event}/summary.docx")
    ),
    "summary as CSV": Surface("file", (), pages("/events/{event}/summary.csv")),
    "summary as JSON": Surface("file", (), pages("/events/{event}/summary.json")),
    "summary as Markdown": Surface("file", (), pages("/events/{event}/summary.md")),
    "summary as Excel": Surface("file", (), pages("/events/{event}/summary.xlsx")),
    "count of the library": Surface(
        "library", (), counted("/insights/", r"(\d+) insights?\b"), counts=True
    ),
    "count of a search": Surface(
        "library", (), counted("/insights/?q=crossing", r"(\d+) insights?\b"), counts=True
    ),
    "count of a tag": Surface(
        "library",
        ("insights:tags",),
        counted("/tags/", r'/tags/power/.{0,80}?facet-count">(\d+)'),
        counts=True,
    ),
    "count of the home page": Surface(
        "library", (), counted("/", r"Read the (\d+) insight"), counts=True
    ),
}


SURFACES |= {
    "proposed tag": Surface(
        "moderated",
        ("insights:moderate_tag",),
        lambda here, client: shown_in(client.get(f"/moderation/tags/{here.proposed.pk}/")),
        partial=True,
    ),
    "moderated comment": Surface(
        "moderated", ("insights:moderate_comment",), one("/moderation/comments/{}/", of="comments")
    ),
    "moderated appeal": Surface(
        "appealed",
        ("insights:moderate_appeal",),
        one("/moderation/appeals/{}/", "some", of="appeals"),
    ),
    "moderated report": Surface(
        "moderated", ("insights:moderate_report",), one("/moderation/reports/{}/", of="reports")
    ),
}

# Addresses that show no insight: they change something and lead on, or show what is not an insight.
NO_INSIGHT = set(
    """
    about:accessibility about:document-schema about:ground-rules about:privacy about:signing about:source healthz readyz
    events:add_note events:arrange_block events:begin_check_back events:browse events:capture
    events:change_step events:next_steps events:summary_in_template events:summary_version events:reopen_step events:take_out_step events:tick_step
    events:check_back events:delete_theme events:draft_summary events:edit events:edit_block
    events:import_notes events:keep_block events:leave_out events:match_columns events:move_on events:new events:paste events:people
    events:publish events:publish_summary events:record_check_back events:redo_batch
    events:feedback events:feedback_heard events:history events:sample events:sample_one events:finish_sample events:restore_block events:shift_theme events:keep_apart events:theme_adds_to events:undo_act events:sort events:sort_one events:unsort_one events:sort_theme events:take_back_summary
    events:take_off events:theme events:undo_batch events:workspace
    events:check events:open_check_link events:turn_check_link events:settle_asked_out
    events:join events:room events:table events:board events:table_notes events:set_up_room events:turn_room
    events:live events:hide_note events:show_note events:projector events:table_sheets
    insights:accept insights:answer insights:comment insights:comment_sent insights:decline insights:discard_draft
    insights:drafts insights:edit_comment insights:method insights:moderate_organisation
    insights:reopen insights:report_comment insights:report_status insights:sent insights:settle
    insights:narrow_comment insights:take_back insights:take_offer_back insights:withdraw_comment insights:withdraw_own_comment
    members:browse members:hat-change members:hat-new members:hats members:me members:places
    members:profile members:rules members:welcome members:welcome-name members:welcome-places
    members:welcome-rules members:welcome-work
    events:invitations events:invite events:revoke_invitation
    events:accept_place events:attendance events:was_there events:calendar events:event_calendar events:feed events:give_up_place events:places events:register events:registrations
    insights:release insights:take insights:take_apart insights:undo_bulk
    insights:how_we_moderate insights:how_we_moderate_csv insights:pause insights:pause_comment insights:safety
    members:accept-invitation members:data members:end-other-sessions members:end-session members:invitation
    members:job-change members:leave members:left members:recoveries members:recovery members:recovery-ask
    members:recovery-asked members:recovery-stop members:recovery-stopped members:sessions members:stay
    openid_connect_callback openid_connect_leave openid_connect_login
    socialaccount_connections socialaccount_login_cancelled socialaccount_signup
    """.split()  # noqa: SIM905 - a list of names reads better as one
)

# What is made for one person first, and is proved where it is made.
PROVED_ELSEWHERE = {
    "insights:appeal": "tests/insights/views/test_appeals.py",
    "insights:look_again": "tests/insights/views/test_looking_again.py",
    "insights:bulk": "tests/insights/views/test_bulk.py",
    "insights:report_text": "tests/insights/views/test_reporting.py",
    "members:data-file": "tests/test_personal.py",
}

# Templates that show words, but never another's: not sent yet, or an event's own themes before they are published.
NOT_ANOTHERS = {
    "insights/_preview_words.html",
}

# Of insights put together, or split, which the table has none of: proved in tests/insights/views/test_together.py and test_splitting.py.
OF_PAIRS = {
    "insights/_kin.html",
    "insights/_variants.html",
    "insights/moderation/merge_preview.html",
}
