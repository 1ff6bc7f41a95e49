"""Markdown that members and organisers type: safe to show, plain to search, bounded in work."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

CAP = 10_000
REMEMBERED = 1_000
LINK_REL = "nofollow ugc noopener noreferrer"
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
SAFE_TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
)

# Pictures could track a reader; references can unfold without end; people who indent or underline
# a line do not mean code or a heading.
_LEFT_OUT = ["image", "reference", "code", "lheading", "html_block", "html_inline"]
_LINE_ENDERS = frozenset({"softbreak", "hardbreak"})
_WORDS = frozenset({"text", "code_inline", "text_special"})
_BLOCK_WORDS = frozenset({"inline", "fence"})


@lru_cache(maxsize=REMEMBERED)
def render(text: str) -> SafeString:
    """Safe HTML. A heading becomes a strong paragraph: it must not disturb the page's own order.

    It depends on the words alone, so the same words are made only once.
    """
    html = _parser.renderer.render(parse(text), _parser.options, {})
    clean = nh3.clean(
        html,
        tags=set(SAFE_TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=set(SAFE_SCHEMES),
        url_relative="deny",
        link_rel=LINK_REL,
    )
    return mark_safe(clean)  # noqa: S308 nh3 has just cleaned it


def plain(text: str) -> str:
    """The words alone, one block a line, for snippets, search and feeds."""
    return "\n".join(filter(None, (words(token).strip() for token in parse(text))))


def words(token: Token) -> str:
    """What a reader sees of one block token."""
    if token.type not in _BLOCK_WORDS:
        return ""
    if token.children is None:
        return token.content
    return "".join(_inline_words(token.children))


def parse(text: str) -> Sequence[Token]:
    return _parser.parse(text[:CAP])


def is_safe_address(address: str) -> bool:
    """Only whole web and email addresses: nothing relative, nothing that runs."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(parts.path)
    return parts.scheme in SAFE_SCHEMES and bool(parts.netloc)


def _inline_words(children: Sequence[Token]) -> Iterator[str]:
    for token in children:
        if token.type in _LINE_ENDERS:
            yield " "
        elif token.type in _WORDS:
            yield token.content


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 the library's name for it
        return is_safe_address(url)


def _always(html: str) -> Callable[..., str]:
    def rule(*_args: object) -> str:
        return html

    return rule


def _make_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "breaks": True}).disable(_LEFT_OUT)
    parser.add_render_rule("heading_open", _always("<p><strong>"))
    parser.add_render_rule("heading_close", _always("</strong></p>\n"))
    return parser


_parser = _make_parser()
