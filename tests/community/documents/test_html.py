from community.documents import html
from community.documents.tree import Document, Heading, Link, Paragraph, Table, bullets, paragraph
from tests.community.documents.samples import POISONED


def test_render_draws_a_page_that_reads_well():
    document = Document(
        "Title",
        (Heading(1, "Why"), bullets(["one"]), Table("Who", ("Sector",), (("Council",),))),
        facts=(("Date", "12 May 2026"),),
        language="cy",
    )

    assert html.render(document) == (
        '<article class="document" lang="cy">\n<h1>Title</h1>\n'
        '<dl class="document__facts">\n<div><dt>Date</dt><dd>12 May 2026</dd></div>\n</dl>\n'
        "<h2>Why</h2>\n<ul>\n<li>one</li>\n</ul>\n"
        '<div class="table-scroll" role="region" aria-label="Who" tabindex="0">\n'
        '<table class="table">\n<caption>Who</caption>\n'
        '<thead><tr><th scope="col">Sector</th></tr></thead>\n'
        "<tbody>\n<tr><td>Council</td></tr>\n</tbody>\n</table>\n</div>\n</article>\n"
    )


def test_render_blocks_escapes_words_and_addresses():
    blocks = [paragraph('<b> & "'), Paragraph((Link("<i>", 'https://example.org/?"><script>'),))]

    assert html.render_blocks(blocks) == (
        "<p>&lt;b&gt; &amp; &quot;</p>\n"
        '<p><a href="https://example.org/?&quot;&gt;&lt;script&gt;" '
        'rel="nofollow ugc noopener noreferrer">&lt;i&gt;</a></p>\n'
    )


def test_render_never_lets_poison_out():
    page = html.render(POISONED)

    assert "<script" not in page
    assert "javascript:" not in page
