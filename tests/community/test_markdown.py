import sys

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.markdown import CAP, SAFE_TAGS, is_safe_address, plain, render

REL = 'rel="nofollow ugc noopener noreferrer"'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Plain words", "<p>Plain words</p>\n"),
        ("**strong** and *soft*", "<p><strong>strong</strong> and <em>soft</em></p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("# Big\n\n### Small", "<p><strong>Big</strong></p>\n<p><strong>Small</strong></p>\n"),
        ("a title\n---", "<p>a title</p>\n<hr>\n"),
        ("    indented by hand", "<p>indented by hand</p>\n"),
        ("`x<y`", "<p><code>x&lt;y</code></p>\n"),
        ("```html\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("", ""),
    ],
)
def test_render_shows_simple_markdown(typed, shown):
    assert render(typed) == shown


@pytest.mark.parametrize(
    "address", ["http://example.org/", "https://example.org/a?b=1&amp;c=2", "mailto:a@example.org"]
)
def test_render_links_whole_addresses_and_vouches_for_none(address):
    assert render(f"[text]({address})") == f'<p><a href="{address}" {REL}>text</a></p>\n'


def test_render_links_an_address_in_angle_brackets():
    assert render("<https://example.org/>") == (
        f'<p><a href="https://example.org/" {REL}>https://example.org/</a></p>\n'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example/)",
        "[x](/accounts/logout/)",
        "[x](https:evil.example)",
        "[x](mailto:)",
        "<javascript:alert(1)>",
        "[x]\n\n[x]: javascript:alert(1)",
        "[x]\n\n[x]: https://example.org/",
        "<a href='javascript:alert(1)'>x</a>",
    ],
)
def test_render_never_links_an_address_that_is_not_whole_and_safe(typed):
    assert "<a" not in render(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "![](http://tracker.example/p.gif)",
        "![x][y]\n\n[y]: http://tracker.example/p.gif",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        '<p style="position:fixed">x</p>',
    ],
)
def test_render_shows_raw_html_and_pictures_as_words(typed):
    assert elements(render(typed)) <= {"p", "a", "br"}


def test_render_stops_at_the_cap():
    assert render("a" * (CAP + 500)) == f"<p>{'a' * CAP}</p>\n"


BOMBS = [
    "[",
    "![[",
    "*a_",
    "[a](",
    "[](",
    "`a``",
    "> ",
    "- a\n ",
    "<a@",
    "&#x",
    "*a **b ",
    "__a_*b",
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_render_does_work_in_proportion_to_a_bomb(bomb):
    quarter = calls_to_render(bomb, CAP // 4)
    whole = calls_to_render(bomb, CAP)

    assert whole < 6 * quarter + 2000
    assert whole < 1_000_000


@pytest.mark.parametrize("bomb", BOMBS)
def test_render_survives_a_bomb_far_over_the_cap(bomb):
    assert len(render(bomb * 100_000)) < 10 * CAP
    assert len(plain(bomb * 100_000)) <= CAP


@given(st.text(alphabet="[]()!<>*_`#-~:/\\&; \n\taj1\"'=."))
def test_render_only_ever_makes_safe_elements(text):
    assert elements(render(text)) <= SAFE_TAGS


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "# Title\n\nSome **strong** words\nand [a link](https://example.org/).",
            "Title\nSome strong words and a link.",
        ),
        ("- one\n- two\n  - three", "one\ntwo\nthree"),
        ("a `b` <c> &amp; \\*d\\*", "a b <c> & *d*"),
        ("```\ncode\n```", "code"),
        ("![alt](http://tracker.example/p.gif)", "!alt"),
        ("---\n\n> said", "said"),
        ("", ""),
    ],
)
def test_plain_keeps_the_words_and_drops_the_marks(typed, words):
    assert plain(typed) == words


@pytest.mark.parametrize("address", ["https://a.example", "HTTP://A.EXAMPLE", "mailto:a@b.example"])
def test_is_safe_address_takes_web_and_email(address):
    assert is_safe_address(address)


@pytest.mark.parametrize("address", ["https://", "ftp://a.example", "a.example", "http://[::1", ""])
def test_is_safe_address_wants_a_known_scheme_and_a_host(address):
    assert not is_safe_address(address)


def elements(html):
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return {element.tag for element in tree.iter()} - {"DOCUMENT_FRAGMENT"}


def calls_to_render(bomb, length):
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"

    text = (bomb * length)[:length]
    sys.setprofile(count)
    try:
        render(text)
    finally:
        sys.setprofile(None)
    return calls
