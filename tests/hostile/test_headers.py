"""Section 6 of the promises about trust, and HD, SE-3, SE-5, PR-4: what browsers are told, and reading changes nothing."""

import json
import os
import re
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse

from community.models import AuditEntry
from tests.addresses import ROLES, people, things
from tests.factories import InsightFactory, MemberFactory
from tests.tables import every_table, tables_touched
from tests.test_addresses import rows
from tests.test_trust_review import CODE, PRODUCTION

pytestmark = pytest.mark.django_db
ADDRESS = "https://commonality.example"


@pytest.fixture
def everybody():
    who = people()
    clients = {"visitor": Client()}
    for role, member in who.items():
        EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
        clients[role] = Client()
        clients[role].force_login(member)
    return clients, things(who)


def addresses(of_what):
    return [reverse(name, kwargs=of_what[of]) for name, of, method in rows() if method == "GET"]


# HD-1: reading changes nothing

# A funder and whoever runs another event are shown nothing that these are not.
READERS = [role for role in ROLES if role not in ("funder", "outsider")]

ACCOUNTS = {
    "members_session",
    "shared_cache",
}  # a key to scan is kept until it is confirmed; tries are counted


@pytest.mark.parametrize(
    ("method", "role"),
    [*(("get", role) for role in READERS), ("head", "facilitator")],
)
def test_reading_every_page_changes_nothing(everybody, role, method):
    """But for the log, where taking a file away and reading what is held are told; accounts keep what they are in the midst of.

    Nor is anybody ever given more than two cookies (SE-3).
    """
    clients, of_what = everybody
    ask, pages = getattr(clients[role], method), addresses(of_what)
    before = every_table()

    for address in pages:
        if not address.startswith("/accounts/"):
            ask(address)
    after = every_table()
    for address in pages:
        if address.startswith("/accounts/"):
            ask(address)

    touched = tables_touched(before, after)
    assert touched <= ({"community_auditentry"} if method == "get" else set())
    assert (
        set(AuditEntry.objects.exclude(pk__in=known(before)).values_list("verb", flat=True)) <= TOLD
    )
    assert tables_touched(after, every_table()) <= ACCOUNTS
    assert set(clients[role].cookies) <= {"session", "csrf"}


TOLD = {"summary.exported", "log.exported", "read.insight", "read.comment"}


def known(tables):
    return [int(row[1:].split(",")[0]) for row in tables["community_auditentry"]]


# Whoever sends a note has no session to ride on, and is given no cookie that a token would need.
WITHOUT_A_SESSION = {"events:table"}


def test_every_post_wants_a_token(everybody):
    clients, of_what = everybody
    with_checks = Client(enforce_csrf_checks=True)
    with_checks.cookies = clients["facilitator"].cookies
    posts = [
        reverse(name, kwargs=of_what[of])
        for name, of, method in rows()
        if method == "POST" and name not in WITHOUT_A_SESSION
    ]

    codes = {with_checks.post(address).status_code for address in posts}

    assert codes <= {403, 405}


def test_trace_is_answered_nowhere(everybody):
    clients, of_what = everybody

    codes = {clients["facilitator"].trace(address).status_code for address in addresses(of_what)}

    assert codes == {405}


# HD-4: what is for one member is kept by nobody


CHECKS = "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize("end", ["x.css", "x.js", "logo.png", ";x.css", "%2fx.css", "index.html"])
def test_a_page_has_no_other_name(everybody, end):
    """Web-cache deception: `/me/x.css` is not `/me/`."""
    clients, of_what = everybody
    for address in (
        "/me/",
        "/contributions/",
        "/moderation/",
        "/insights/new/",
        f"/insights/{of_what['own']['reference']}/",
    ):
        answer = clients["member"].get(f"{address}{end}")
        assert answer.status_code == 404
        assert answer["Cache-Control"] == "private, no-store"


# SE-3, SE-5, PR-4: cookies


def test_nothing_is_set_before_signing_in_or_a_form(everybody):
    _clients, of_what = everybody
    forms = re.compile(r"<form[^>]*method=\"post\"")
    for address in addresses(of_what):
        fresh = Client()
        answer = fresh.get(address)
        names = set(answer.cookies)
        has_form = answer.headers["Content-Type"].startswith("text/html") and forms.search(
            answer.text
        )
        allowed = {site_settings.CSRF_COOKIE_NAME} if has_form else set()
        if address.startswith("/accounts/"):
            allowed |= {site_settings.SESSION_COOKIE_NAME}
        assert names <= allowed, address


# HD-5: no page of ours is told to others


def test_no_page_tells_other_sites_where_somebody_came_from(client):
    assert client.get("/")["Referrer-Policy"] == "same-origin"


# HD-6: nothing to learn


@pytest.mark.parametrize(
    "address",
    ["/static/", "/static/css/", "/static/../manage.py", "/static/%2e%2e/manage.py", "/.git/config", "/.git/HEAD",
     "/.env", "/var/", "/manage.py", "/static/css", "/media/", "/__debug__/", "/server-status", "/static//etc/passwd"],
)  # fmt: skip
def test_no_file_is_there_that_was_not_meant_to_be(client, settings, address):
    settings.WHITENOISE_AUTOREFRESH = False  # as on a real site
    answer = client.get(address)

    assert answer.status_code == 404
    assert "Server" not in answer
    assert "X-Powered-By" not in answer


# HD-7


def test_what_is_for_members_is_in_no_search_engine(client):
    client.force_login(MemberFactory())

    assert client.get(InsightFactory().get_absolute_url())["X-Robots-Tag"] == "noindex"


# HD-2, HD-3: what an independent checker looks at, over the settings of a real site

ASKED = """
import json
from django.test import Client
answer = Client().get("/healthz", secure=True, HTTP_HOST="commonality.example")
plain = Client().get("/insights/", HTTP_HOST="commonality.example")
print(json.dumps([dict(answer.headers), plain.status_code, plain.headers.get("Location")]))
"""


@pytest.fixture(scope="module")
def production():
    """The headers of a real site, and where it sends whoever comes without TLS."""
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://x@127.0.0.1/x"}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", ASKED],
        cwd=CODE, env=environment | PRODUCTION, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'",
    "font-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'", "form-action": "'self'",
    "frame-ancestors": "'none'", "base-uri": "'none'",
}  # fmt: skip


def test_the_policy_starts_from_nothing_and_names_no_other_host(production):
    headers, *_rest = production
    parts = [part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";")]

    assert {name: value for name, _space, value in parts if name} == POLICY


def grade(headers, redirect):
    """MDN HTTP Observatory's published rules (version 4): what each is worth, for a site with these headers.

    A hundred to begin with; a bonus counts once nothing has been taken off. A+ is a hundred or more.
    """
    policy = headers.get("Content-Security-Policy", "")
    safe = "unsafe" not in policy and "http:" not in policy and "data:" not in policy
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    lost = {
        "policy": 0 if policy and safe else -25,
        "transport": 0 if age and int(age[1]) >= 15_768_000 else -20,
        "redirect": 0 if redirect.startswith("https://") else -20,
        "sniffing": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "framing": 0 if "frame-ancestors" in policy or "X-Frame-Options" in headers else -20,
        "other origins": 0 if "Access-Control-Allow-Origin" not in headers else -50,
    }
    won = {
        "policy from nothing": 10 if "default-src 'none'" in policy and safe else 0,
        "framing by policy": 5 if "frame-ancestors 'none'" in policy else 0,
        "referrer": 5 if headers.get("Referrer-Policy") in private else 0,
        "resources": 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
    }
    base = 100 + sum(lost.values())
    return base + (sum(won.values()) if base >= 90 else 0)


def test_an_independent_checker_would_give_an_a_plus(production):
    headers, status, redirect = production

    assert status == 301
    assert redirect == f"{ADDRESS}/insights/"
    assert grade(headers, redirect) == 130


SAME = [
    "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
]  # fmt: skip


def test_every_answer_has_the_same_headers_and_what_a_member_is_shown_is_kept_by_no_cache(
    everybody, production
):
    """HD-2, HD-4."""
    clients, of_what = everybody
    headers, *_rest = production
    wanted = {name: said(headers, name) for name in SAME}
    for address in [*(pages := addresses(of_what)), "/nope/", "/%00", "/static/css/base.css"]:
        answer = clients["facilitator"].get(address)
        assert {name: said(answer, name) for name in SAME} == wanted, address
        if address in pages:
            assert answer["Cache-Control"] in {"private, no-store", CHECKS}, address
            assert answer["X-Robots-Tag"] == "noindex"
            varies = "Cookie" in answer.get("Vary", "")
            assert varies or address.startswith(("/healthz", "/readyz")), address


def said(headers, name):
    """A policy says the same in any order."""
    return sorted(part.strip() for part in headers.get(name, "").split(";"))


def test_a_real_site_insists_on_a_safe_connection(production):
    headers, *_rest = production

    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


def test_a_connection_is_tried_before_it_is_used():
    database = site_settings.DATABASES["default"]

    assert database["CONN_HEALTH_CHECKS"] is True
    assert "statement_timeout=15000" in database["OPTIONS"]["options"]
