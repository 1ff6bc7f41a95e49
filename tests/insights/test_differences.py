"""What changed between versions: word by word, and over every edit since the last decision."""

import pytest

from insights import differences
from tests.factories import InsightFactory

pytestmark = pytest.mark.django_db


def plain(changes):
    return [(label, [(piece.what, piece.text) for piece in pieces]) for label, pieces in changes]


@pytest.fixture
def insight():
    """Edited twice: decided on as version 1, then 2, now 3."""
    insight = InsightFactory(held=True, version=3, title="Now", body="It ends far too soon.")
    insight.versions.create(number=1, title="Now", body="It ends.")
    insight.versions.create(number=2, title="Now", body="It ends too soon.")
    return insight


def test_difference_marks_words_and_keeps_the_rest():
    pieces = differences.difference("It ends soon.", "It ends late, soon.")

    assert [(piece.what, piece.text) for piece in pieces] == [
        ("same", "It ends "),
        ("came", "late, "),
        ("same", "soon."),
    ]


@pytest.mark.parametrize(
    ("decided", "came"), [(None, "far "), (1, "ends far too soon."), (2, "far "), (3, None)]
)
def test_since_decided_spans_every_edit_since(insight, decided, came):
    changes = differences.since_decided(insight, decided)

    found = [piece.text for _label, pieces in changes for piece in pieces if piece.what == "came"]
    assert found == ([came] if came else [])


def test_history_sets_each_version_beside_the_next(insight):
    newest, oldest = differences.history(insight)

    assert [newest.kept.number, oldest.kept.number] == [2, 1]
    assert plain(newest.changes) == [
        ("What is happening", [("same", "It ends "), ("came", "far "), ("same", "too soon.")])
    ]
    assert plain(oldest.changes) == [
        (
            "What is happening",
            [("same", "It "), ("went", "ends."), ("came", "ends too soon.")],
        )
    ]
