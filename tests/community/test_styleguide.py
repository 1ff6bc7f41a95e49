from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from community.http import Conflict
from community.styleguide import styleguide
from tests.community.markup import complaints, find, texts, tree

PLAIN = [400, 429, 500, 503]
VISITOR = AnonymousUser()
FACILITATOR = SimpleNamespace(is_authenticated=True, is_facilitator=True)


def shown(rf, viewer) -> str:
    request = rf.get("/styleguide/")
    request.user = viewer
    return styleguide(request).content.decode()


@pytest.mark.parametrize("viewer", [VISITOR, FACILITATOR], ids=["visitor", "facilitator"])
def test_styleguide_is_valid_html(rf, viewer):
    assert complaints(shown(rf, viewer)) == []


def test_styleguide_gives_every_id_once(rf):
    ids = [found.get("id") for found in find(tree(shown(rf, VISITOR)), "*[@id]")]

    assert sorted(set(ids)) == sorted(ids)


def test_styleguide_holds_no_inline_style_or_script(rf):
    page = tree(shown(rf, VISITOR))

    assert find(page, "*[@style]") == find(page, "style") == []
    assert texts(page, "script") == [""] * len(find(page, "script"))


@pytest.mark.parametrize("code", PLAIN)
def test_plain_error_page_needs_nothing(code):
    page = render_to_string(f"errors/{code}.html")

    assert complaints(page) == []
    assert len(texts(tree(page), "h1")) == 1


@pytest.mark.parametrize("code", ["429", "500", "503"])
def test_error_page_shows_what_was_typed_as_text(code):
    page = render_to_string(
        f"errors/{code}.html", {"words": [("body", "<Our words are long> enough")]}
    )

    assert complaints(page) == []
    assert texts(tree(page), "pre") == ["<Our words are long> enough"]


def test_conflict_page_holds_both_texts_and_sends_mine_again(rf):
    conflict = Conflict(
        action="/insights/x/edit/",
        fields=[("Title", "title", "Theirs", "Mine")],
        hidden={"version": "3"},
    )
    request = rf.get("/")
    page = render_to_string("errors/409.html", {"conflict": conflict, "user": VISITOR}, request)
    drawn = tree(page)

    assert complaints(page) == []
    assert texts(drawn, "textarea[@name='title']") == ["Mine"]
    assert texts(drawn, "pre") == ["Theirs"]
    assert [box.get("value") for box in find(drawn, "input[@name='version']")] == ["3"]


@pytest.mark.parametrize("viewer", [VISITOR, FACILITATOR], ids=["visitor", "facilitator"])
def test_header_offers_what_the_reader_may_do(rf, viewer):
    links = texts(tree(shown(rf, viewer)), "nav[@aria-label='Main']//a")

    assert links == ["Library", "Events", "Commonality", "Support"] + (
        ["My contributions", "Moderation"] if viewer is FACILITATOR else []
    )
