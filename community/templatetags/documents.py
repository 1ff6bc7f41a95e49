"""A document tree in a template."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from community.documents import html
from community.documents.tree import Block, Document

register = template.Library()


@register.simple_tag
def document(tree: Document) -> SafeString:
    """The whole article; its title is the page’s `h1`."""
    return html.render(tree)


@register.simple_tag
def document_blocks(blocks: Iterable[Block]) -> SafeString:
    return html.render_blocks(blocks)
