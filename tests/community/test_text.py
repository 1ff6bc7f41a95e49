import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community.text import (
    comparable,
    looks_same_name,
    name_key,
    normalise_body,
    normalise_line,
    one_line,
    unify_newlines,
)

AWKWARD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\r\n\t\x00\x0b\x0c\x85\u2028\u200b\u200c\u200d\u202e\ufeff\uffff\ud800"),
        st.sampled_from("\u0301\u0344\u0328\u0321\u093f\u094d\u0915\ufe0f👩🏫🏴\U000e0067é가가"),
    )
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\t words \r\n", "two words"),
        ("a\x00b\x1fc\x7fd\x9fe", "a b c d e"),
        ("one\x0btwo\x0cthree\x85four\u2028five\u2029six", "one two three four five six"),
        ("cafe\u0301", "café"),
        ("\u202egnol\u202c \u2066x\u2069 \u200eok\u200f \u061c", "gnol x ok"),
        ("pass\u200bword\ufeff\u2060\u00ad", "password"),
        ("pass\u200dwo\u200crd", "password"),
        ("\uffffbad\ufffe \ud800half\udfff\ufdd0\U0001ffff", "bad half"),
        ("\uf0b7 from Word", "• from Word"),
        ("\ue000marked\ue001", "marked"),
        ("\xa0wide\u3000\u2003gap\u202f", "wide gap"),
        ("ŵ ŷ â ô Ynys Môn", "ŵ ŷ â ô Ynys Môn"),
        ("", ""),
        ("\x00\u200b \t", ""),
    ],
)
def test_normalise_line_gives_one_plain_line(typed, kept):
    assert normalise_line(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🏫 and 👨‍👩‍👧‍👦",  # joined emoji
        "❤️ 1️⃣",  # variation selectors and a keycap
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru",  # the Welsh flag
        "می‌خواهم",  # Persian needs its non-joiner
        "क्‍ष",  # so does Hindi its joiner
        "𝒳 😀 𠜎",  # four-byte characters
    ],
)
def test_normalise_line_keeps_joiners_that_carry_meaning(text):
    assert normalise_line(text) == unicodedata.normalize("NFC", text)


def test_normalise_line_drops_hidden_letters_outside_a_flag():
    assert normalise_line("plain\U000e0068\U000e0069\U000e007f") == "plain"


def test_normalise_line_keeps_three_marks_on_a_letter():
    assert normalise_line("q" + "\u0323" * 500 + "x") == "q\u0323\u0323\u0323x"


def test_normalise_line_takes_no_time_over_a_pile_of_marks_out_of_order():
    assert len(normalise_line("q" + "\u0301\u0323" * 50_000)) == 4


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("one\n\n\n\n\n\ntwo", "one\n\n\ntwo"),
        ("one\n \t \n\x00\n\n\ntwo", "one\n\n\ntwo"),
        ("- a\n  - b", "- a\n  - b"),
        ("tab\there  and   gaps \nnext", "tab here and gaps\nnext"),
        ("\n\n  body\uffff \n\n", "body"),
        ("\r\u200b\n", ""),
    ],
)
def test_normalise_body_keeps_lines_and_indents(typed, kept):
    assert normalise_body(typed) == kept


def test_one_line_keeps_a_space_at_either_end():
    assert [one_line(text) for text in ["\ta\n", "a  b", " \n", ""]] == [" a ", "a b", " ", ""]


def test_unify_newlines_knows_every_line_ending():
    assert unify_newlines("a\r\nb\n\rc") == "a\nb\n\nc"


@pytest.mark.parametrize(
    ("note", "other"),
    [
        ("Short funding cycles", "short  funding  cycles"),
        ("We’re tired.", 'we"re TIRED!'),
        ("Data-sharing", "data sharing"),
        ("cafe\u0301", "CAFÉ"),
    ],
)
def test_comparable_is_the_same_for_notes_that_say_the_same(note, other):
    assert comparable(note) == comparable(other)


@pytest.mark.parametrize(("note", "other"), [("???", "!!!"), ("👍", "👎"), ("5 years", "6 years")])
def test_comparable_tells_different_notes_apart(note, other):
    assert comparable(note) != comparable(other)


@pytest.mark.parametrize(
    "other", ["SAM jones", "Sam\u200b Jones", "Ｓａｍ Ｊｏｎｅｓ", "𝐒𝐚𝐦 Jones", "Sam\ufe0f  Jones"]
)
def test_looks_same_name_sees_through_disguise(other):
    assert looks_same_name("Sam Jones", other)


def test_looks_same_name_tells_people_apart():
    assert not looks_same_name("Sam Jones", "Sam Johns")


@given(AWKWARD)
@example("\u0344\u0344\u0344")
@example("\u1100\u0301\u0301\u0301\u0301\u1161")
def test_normalise_line_is_settled_and_plain(text):
    line = normalise_line(text)

    assert normalise_line(line) == line
    assert unicodedata.is_normalized("NFC", line)
    assert {unicodedata.category(c) for c in line}.isdisjoint({"Cc", "Cs", "Co", "Zl", "Zp"})
    assert "  " not in line
    line.encode()


@given(AWKWARD)
def test_normalise_body_is_settled_and_holds_no_control_but_newlines(text):
    body = normalise_body(text)

    assert normalise_body(body) == body
    assert {c for c in body if unicodedata.category(c) == "Cc"} <= {"\n"}
    assert "\n\n\n\n" not in body
    assert normalise_line(body) == normalise_line(text)


@given(AWKWARD)
def test_keys_do_not_depend_on_who_normalised_first(text):
    assert comparable(normalise_line(text)) == comparable(text)
    assert name_key(name_key(text)) == name_key(text)
