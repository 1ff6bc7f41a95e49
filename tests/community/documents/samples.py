"""One document with everything in it, and one made of what breaks other people's exports."""

from community.documents.tree import (
    BulletList,
    Document,
    Emphasis,
    Heading,
    Item,
    Link,
    NumberList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    bullets,
    paragraph,
)

SUMMARY = Document(
    title="What we heard in Wrexham",
    facts=(("Date", "12 May 2026"), ("Rule", "Chatham House Rule")),
    blocks=(
        Heading(1, "Why we met"),
        Paragraph(
            (
                Text("We "),
                Strong("listened"),
                Text(" and "),
                Emphasis("wrote"),
                Text("; see "),
                Link("the method", "https://example.org/method?a=1&b=2"),
                Text("."),
            )
        ),
        Quote((Text("We have never been asked this before."),)),
        Heading(2, "Principles"),
        bullets(["Listen first", "Stay long"]),
        Heading(3, "In order"),
        NumberList(
            (
                Item((Text("Ask"),)),
                Item((Text("residents"),), depth=2),
                Item((Text("of every street"),), depth=3),
                Item((Text("Act"),)),
            )
        ),
        NumberList((Item((Text("Again"),)),)),
        Table("People by sector", ("Sector", "People"), (("Council", "10 to 14"), ("Funder", ""))),
        Table("Notes", ("Note",), (("Short funding cycles",),)),
        paragraph("After the table"),
    ),
)

POISON = [
    "\x00\x08\x0c\x1b\x7f\x85 control",
    "lone\rreturn and\r\nlines",
    "non\uffff\ufffe\ufdd0character \ud800half",
    "=HYPERLINK(1)",
    "+1",
    "-1 is less",
    "@SUM(A1)",
    "'=1",
    "\t=1",
    "\r=1",
    "＝1",
    "＠x",
    "x" * 10_000,
    "\u202ertl\u202c \u200f\u200e",
    "עברית و العربية",
    "𝒳 😀 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👩‍🏫",
    "q" + "\u0323" * 500,
    "<script>alert(1)</script> & \"q\" 'a'",
    "]]> <!-- --> <?x?>",
    "{page} of {pages} %d %s {}",
]

POISONED = Document(
    title="\x00=1+1 <b> \uffff",
    facts=tuple((text, text) for text in POISON),
    blocks=(
        *(Heading(level, text) for level in (-1, 0, 1, 2, 3, 9) for text in POISON),
        *(
            Paragraph((Text(text), Strong(text), Link(text, "javascript:alert(1)")))
            for text in POISON
        ),
        *(Paragraph((Link(text, f"https://example.org/{text}"),)) for text in POISON),
        *(Quote((Emphasis(text),)) for text in POISON),
        BulletList(tuple(Item((Text(text),), depth=5) for text in POISON)),
        NumberList(tuple(Item((Text(text),), depth=n % 4) for n, text in enumerate(POISON))),
        Table(POISON[0], ("One", "Two"), tuple((text, text) for text in POISON)),
    ),
)
