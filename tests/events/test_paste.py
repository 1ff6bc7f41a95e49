import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.paste import MOST_BYTES, Counts, KnownPrompt, Paste, Row, parse

ELEVEN_LINES = """Table 3
Challenges:
- Short funding cycles 
  * short  funding  cycles  
• Data sharing is blocked by IG

1. No time to reflect
2) Fear of failure – nobody says so
Support needs:
(a) Peer space to reflect
https://example.org/notes"""  # noqa: W291 the spaces at line ends are part of the example


def said(text, **known):
    return [row.text for row in parse(text, **known).notes]


def shape(text, **known):
    return [(row.what, row.text) for row in parse(text, **known).rows]


def test_parse_reads_the_worked_example():
    paste = parse(ELEVEN_LINES)

    assert paste.counts == Counts(
        notes=7,
        tables=1,
        principles=0,
        challenges=5,
        support_needs=2,
        without_kind=0,
        duplicates=1,
        too_long=0,
    )
    assert {row.table for row in paste.rows} == {"3"}
    assert [row.text for row in paste.notes] == [
        "Short funding cycles",
        "short funding cycles",
        "Data sharing is blocked by IG",
        "No time to reflect",
        "Fear of failure – nobody says so",
        "Peer space to reflect",
        "https://example.org/notes",
    ]
    assert [row.duplicate_of for row in paste.notes] == [None, 2, None, None, None, None, None]
    assert paste.new_prompts == ()


@pytest.mark.parametrize(
    "ending", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n\n"]
)
def test_parse_reads_the_same_whatever_ends_the_lines(ending):
    assert parse(ELEVEN_LINES.replace("\n", ending)) == parse(ELEVEN_LINES)


def test_parse_reads_mixed_line_endings():
    assert said("one\r\ntwo\rthree\nfour\n\r\nfive") == ["one", "two", "three", "four", "five"]


@pytest.mark.parametrize(
    "line",
    [
        "- x",
        "* x",
        "• x",
        "· x",
        "– x",
        "— x",
        "> x",
        ">> x",
        "1. x",
        "12. x",
        "2) x",
        "(3) x",
        "a) x",
        "(a) x",
        "b. x",
        "iv. x",
        "(iv) x",
        "xii) x",
        "A) x",
        "(B) x",
        "II. x",
        "1.1. x",
        "▪ x",
        "◦ x",
        "‣ x",
        "● x",
        "➢ x",
        "☐ x",
        "\uf0b7 x",  # Word, Symbol font
        "\uf0a7\tx",  # Word, Wingdings
        "o\tx",  # Word, second level
        "o\xa0\xa0 x",
        "§\tx",
        "Ø\tx",
        "·\xa0\xa0\xa0\xa0 x",  # Outlook
        "\t•\tx",
        "1.\tx",
        "- * 1. (a) x",
        "> > - x",
        "  –  2)   x  ",
        "\u200f• x",
        "\ufeff- x",
    ],
)
def test_parse_strips_markers(line):
    assert said(line) == ["x"]


@pytest.mark.parametrize(
    "line",
    [
        "10:30 coffee",
        "2018 was the turning point",
        "2018. A hard year",
        "(2018) A hard year",
        "1.5 million people",
        "3 hubs opened",
        "-5 degrees in the hall",
        "*stars* and nothing else",
        "e.g. a shared budget",
        "i.e. us",
        "J. Smith would not agree",
        "I. Jones neither",
        "mix) of things",
        "o ran cyllid, mae’n anodd",
        "a shared budget",
        "#hashtag",
        "(see above) it depends",
        "👉 ask residents first",
        "✅ done",
        "“Nobody asked us”",
        "£5m",
        "T30 bus is late",
        "T-shirts",
    ],
)
def test_parse_leaves_what_only_looks_like_a_marker(line):
    assert said(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "\t",
        "\x00",
        "-",
        "•",
        "1.",
        "-----",
        "_____",
        "* * *",
        "=====",
        "...",
        ":",
        "**:**",
        "\u200b",
    ],
)
def test_parse_skips_lines_that_say_nothing(line):
    assert parse(f"one\n{line}\ntwo").rows == (Row("note", "one"), Row("note", "two"))


@pytest.mark.parametrize(
    ("line", "table"),
    [
        ("Table 3", "3"),
        ("TABLE 3:", "3"),
        ("table 3.", "3"),
        ("Tbl 3", "3"),
        ("Tbl. 3", "3"),
        ("T3", "3"),
        ("t12", "12"),
        ("T 3", "3"),
        ("Table A", "A"),
        ("table b", "B"),
        ("Table3", "3"),
        ("Table 3a", "3A"),
        ("Table no. 3", "3"),
        ("Table #3", "3"),
        ("- Table 3", "3"),
        ("**Table 3**", "3"),
        ("## Table 3", "3"),
        ("=== Table 3 ===", "3"),
        ("Bwrdd 3", "3"),
        ("Table\xa03 –", "3"),
    ],
)
def test_parse_sets_the_table_from_a_line_of_its_own(line, table):
    assert [row.table for row in parse(f"{line}\nwords").notes] == [table]


@pytest.mark.parametrize(
    "line",
    [
        "Table 3 agreed",
        "Tables",
        "Table talk",
        "To",
        "TA",
        "Table",
        "T1000",
        "Tabled 3",
        "Stable 3",
    ],
)
def test_parse_leaves_what_only_looks_like_a_table(line):
    assert parse(line).rows == (Row("note", line),)


def test_parse_clears_the_prompt_at_a_new_table():
    rows = parse("Table 1\nChallenges:\none\nTable 2\ntwo").notes

    assert rows == (Row("note", "one", "1", "", "challenge"), Row("note", "two", "2"))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Challenges:", "challenge"),
        ("challenge:", "challenge"),
        ("**Challenges:**", "challenge"),
        ("## Challenges", "challenge"),
        ("CHALLENGES", "challenge"),
        ("What challenges do you face?", "challenge"),
        ("What gets in the way?", "challenge"),
        ("Heriau:", "challenge"),
        ("Principles", "principle"),
        ("Principle:", "principle"),
        ("Principles and behaviours:", "principle"),
        ("Principles & behaviours:", "principle"),
        ("Egwyddorion:", "principle"),
        ("Support needs:", "support_need"),
        ("Support need:", "support_need"),
        ("Support needed?", "support_need"),
        ("What support do you need?", "support_need"),
        ("What would help?", "support_need"),
        ("Beth fyddai’n helpu?", None),
        ("What help would be useful?", "support_need"),
        ("Pa gymorth sydd ei angen?", "support_need"),
        ("Anghenion cymorth:", "support_need"),
        ("Challenges and support needs:", None),
        ("Other ideas:", None),
    ],
)
def test_parse_reads_the_kind_from_a_prompt(line, kind):
    rows = parse(f"{line}\nwords").rows

    assert [(row.what, row.kind) for row in rows] == [("prompt", kind), ("note", kind)]


def test_parse_matches_a_prompt_of_the_event():
    asked = KnownPrompt("What gets in the way of change?", "challenge")
    paste = parse("WHAT GETS IN THE WAY OF CHANGE:\nmoney", prompts=[asked])

    assert paste.notes == (Row("note", "money", "", asked.text, "challenge"),)
    assert paste.new_prompts == ()


def test_parse_matches_a_long_prompt_of_the_event_without_its_mark():
    asked = KnownPrompt(
        "Thinking of the last year, what one thing would you do again if you could choose?"
    )
    paste = parse(f"{asked.text[:-1]}\nlisten", prompts=[asked])

    assert [row.prompt for row in paste.notes] == [asked.text]


def test_parse_gives_a_kind_heading_to_the_one_prompt_of_that_kind():
    asked = [KnownPrompt("What is hard?", "challenge"), KnownPrompt("Who is here?")]

    assert [row.prompt for row in parse("Challenges:\nmoney", prompts=asked).notes] == [
        "What is hard?"
    ]


def test_parse_gives_a_kind_heading_to_no_prompt_when_several_ask_for_it():
    asked = [KnownPrompt("What is hard?", "challenge"), KnownPrompt("What blocks us?", "challenge")]

    assert parse("Challenges:\nmoney", prompts=asked).notes == (
        Row("note", "money", "", "", "challenge"),
    )


def test_parse_collects_new_prompts_once():
    paste = parse("Ideas we had:\none\nTable 2\nIDEAS WE HAD?\ntwo")

    assert paste.new_prompts == (KnownPrompt("Ideas we had"),)
    assert [row.prompt for row in paste.notes] == ["Ideas we had", "Ideas we had"]


@pytest.mark.parametrize(
    "line",
    [
        "- Why does nobody ask?",
        "1. Challenges:",
        "> Sam wrote:",
        "https://example.org/notes?",
        "See www.example.org:",
        "example.org/what?",
        "Ask sam@example.org:",
        "On Monday Sam Jones <sam@example.org> wrote:",
        "Why is it that after all these years nobody has ever asked residents first?",
        "“Why does nobody ask us?”",
    ],
)
def test_parse_keeps_as_a_note_what_is_no_prompt(line):
    assert [row.what for row in parse(line).rows] == ["note"]


def test_parse_takes_a_prompt_of_twelve_words_and_not_of_thirteen():
    twelve = "one two three four five six seven eight nine ten eleven twelve:"

    assert [row.what for row in parse(f"{twelve}\nzero {twelve}").rows] == ["prompt", "note"]


def test_parse_turns_a_question_into_a_note_by_hand():
    text = "Challenges:\nWhy does nobody ask us?\nmoney"

    assert parse(text, turned={1: "note"}).rows[1:] == (
        Row("note", "Why does nobody ask us?", "", "", "challenge"),
        Row("note", "money", "", "", "challenge"),
    )


def test_parse_turns_a_note_into_a_prompt_by_hand():
    paste = parse("- Big ideas\nmoney", turned={0: "prompt"})

    assert paste.rows == (
        Row("prompt", "Big ideas", "", "Big ideas"),
        Row("note", "money", "", "Big ideas"),
    )
    assert paste.new_prompts == (KnownPrompt("Big ideas"),)


def test_parse_flags_notes_the_event_has_already():
    paste = parse("No time!\nno  time\nnew", existing=["No time."])

    assert [row.duplicate_of for row in paste.rows] == ["event", "event", None]


def test_parse_flags_duplicates_across_tables_and_smart_quotes():
    paste = parse("Table 1\nWe don’t share\nTable 2\nwe don't share.")

    assert [row.duplicate_of for row in paste.rows] == [None, None, None, 1]


def test_parse_offers_a_long_note_split_at_sentence_ends():
    sentences = [f"{'word ' * 80}ends {number}." for number in range(5)]
    note = " ".join(sentences)
    (row,) = parse(note).rows

    assert row.text == note
    assert row.pieces == (
        " ".join(sentences[:2]),
        " ".join(sentences[2:4]),
        sentences[4],
    )


def test_parse_splits_at_a_word_when_a_sentence_is_too_long():
    (row,) = parse("word " * 300).rows

    assert [len(piece) for piece in row.pieces] == [999, 499]


def test_parse_splits_a_word_that_never_ends():
    (row,) = parse("x" * 10_000).rows

    assert [len(piece) for piece in row.pieces] == [1000] * 10


def test_parse_offers_no_split_at_the_limit():
    assert [row.is_too_long for row in parse("x" * 1000).rows] == [False]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("note\n" * 500, ""),
        ("note\n" * 501, "too_many_notes"),
        ("a:\n" * 1000, ""),
        ("a:\n" * 1001, "too_many_lines"),
        ("x" * MOST_BYTES, ""),
        ("x" * MOST_BYTES + "x", "too_many_bytes"),
        ("é" * 50_001, "too_many_bytes"),
        ("\ud800", ""),
    ],
)
def test_parse_refuses_whole_what_is_too_much(text, refusal):
    paste = parse(text)

    assert paste.refusal == refusal
    assert not (paste.refusal and paste.rows)


def test_parse_of_nothing_is_an_empty_paste():
    assert parse(" \r\n\x00\n") == Paste()


def test_parse_reads_a_chat():
    text = "[10:32] Jones, Sam\nWe need time 👍\n\n[10:33] Puw, Nia\nŵyr neb am y gwaith 🏴󠁧󠁢󠁷󠁬󠁳󠁿\n"

    assert said(text) == [
        "[10:32] Jones, Sam",
        "We need time 👍",
        "[10:33] Puw, Nia",
        "ŵyr neb am y gwaith 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    ]


def test_parse_reads_a_word_document_with_levels():
    text = (
        "Table\xa01\r\n\r\nPrinciples and behaviours:\r\n"
        "·\tListen first\r\no\tto residents\r\n§\tand to staff\r\n"
        "Support needs:\r\n1.\tTime\r\na.\tpaid\r\n"
    )

    assert [(row.text, row.kind, row.table) for row in parse(text).notes] == [
        ("Listen first", "principle", "1"),
        ("to residents", "principle", "1"),
        ("and to staff", "principle", "1"),
        ("Time", "support_need", "1"),
        ("paid", "support_need", "1"),
    ]


def test_parse_reads_an_email_quoted_twice():
    text = "> Table 2\n> Challenges:\n> > - money\n> * time"

    assert shape(text) == [
        ("table", "Table 2"),
        ("note", "Challenges:"),
        ("note", "money"),
        ("note", "time"),
    ]


def test_parse_reads_welsh():
    text = (
        "Bwrdd 4\nHeriau:\n• Diffyg amser i fyfyrio\n• Cylchoedd ariannu byr\n"
        "Anghenion cymorth:\n– Gofod i gyfoedion"
    )

    assert [(row.kind, row.text) for row in parse(text).notes] == [
        ("challenge", "Diffyg amser i fyfyrio"),
        ("challenge", "Cylchoedd ariannu byr"),
        ("support_need", "Gofod i gyfoedion"),
    ]


@pytest.mark.parametrize(
    "bomb",
    [
        "- ",
        "1. ",
        "(a) ",
        "a ",
        "1.1",
        "x@",
        "x.",
        "?!",
        "\t",
        "T",
        "> >",
        "Table 1 ",
        "iv",
        "q\u0301\u0323",
        "a:\n",
        "o\t",
        ". ",
    ],
)
def test_parse_does_work_in_proportion_to_a_bomb(bomb):
    quarter = steps_to_parse(bomb, MOST_BYTES // 16)
    whole = steps_to_parse(bomb, MOST_BYTES // 4)

    assert whole < 6 * quarter + 2000


@given(st.text(st.one_of(st.characters(), st.sampled_from("\n\n\n-*•1a). :?T3\t\r>"))))
@example("Table 1\n**:**\n?")
def test_parse_rows_are_never_empty_and_never_hold_a_control_character(text):
    for row in parse(text).rows:
        assert row.text
        assert row.text.isprintable() or not any(
            ord(c) < 32 or 127 <= ord(c) < 160 for c in row.text
        )
        assert all(0 < len(piece) <= 1000 for piece in row.pieces)


@given(st.lists(st.sampled_from(ELEVEN_LINES.splitlines()), max_size=20))
def test_parse_says_the_same_when_its_own_notes_are_pasted_again(lines):
    notes = said("\n".join(lines))

    assert said("\n".join(f"- {note}" for note in notes)) == notes


def steps_to_parse(bomb, length):
    steps = 0

    def count(_frame, event, _argument):
        nonlocal steps
        steps += event in ("call", "c_call")

    text = (bomb * length)[:length]
    sys.setprofile(count)
    try:
        parse(text)
    finally:
        sys.setprofile(None)
    return steps
