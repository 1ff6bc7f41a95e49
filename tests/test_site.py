"""The demonstration community, walked link by link as everyone: no dead link, valid pages, light pages."""

import gzip
import re
from collections import Counter
from functools import cache

import html5lib
import pytest
from django.test import Client

from members.models import Member
from tests.crawling import crawl
from tests.demo import demonstration

ROLES = [
    "visitor",
    "council",
    "funder",
    "facilitator",
    "organiser",
    "admin",
]
STARTS = ["/", "/insights/", "/events/", "/commonality/", "/support/", "/tags/"]
MOST_BYTES = 60_000
PLAIN_TEXT = re.compile(r">[^<&]*[^<&\s][^<&]*<")
INLINE = re.compile(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*\ssrc=)', re.I)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with demonstration(django_db_blocker):
        yield


@pytest.fixture(params=ROLES)
def walked(request, demo, db):
    client = Client()
    if request.param != "visitor":
        client.force_login(Member.objects.get(email=f"{request.param}@demo.example"))
    return crawl(client, STARTS, most=400)


def test_every_page_is_there_valid_light_and_free_of_inline_code(walked):
    problems = {address: found for address, seen in walked.items() if (found := wrong_with(seen))}

    assert problems == {}


def wrong_with(seen):
    if seen.status >= 400:
        return [seen.status]
    if not seen.is_page or seen.status != 200:
        return []
    bones = PLAIN_TEXT.sub(">x<", seen.text)
    return [*invalid(bones), *heavy(seen.body), *INLINE.findall(seen.text)]


@cache
def invalid(bones):
    """Parse errors, ids used twice, references to ids that are not there, no or several h1.

    Asked of a page's tags, with an x for what stands between them, since roles share most pages.
    """
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(bones)
    errors = [f"{code} {details}" for _position, code, details in parser.errors]
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    errors += [f"id {name} used {count} times" for name, count in ids.items() if count > 1]
    for attribute in (
        "for",
        "aria-describedby",
        "aria-labelledby",
        "aria-controls",
        "form",
        "list",
    ):
        for element in tree.iter():
            if not isinstance(element.tag, str) or (attribute == "for" and element.tag == "output"):
                continue
            names = (element.get(attribute) or "").split()
            errors += [f"{attribute} {name} points nowhere" for name in names if name not in ids]
    if sum(1 for element in tree.iter("h1")) != 1:
        errors.append("not exactly one h1")
    return errors


def heavy(body):
    size = len(gzip.compress(body)) if len(body) > MOST_BYTES else 0
    return [f"{size} bytes"] if size > MOST_BYTES else []
