"""What runs across themes: only words everybody may read, and nothing where nothing is known."""

import pytest

from events.composing.across import agreement, how_far_along, ways_of_working, what_blocks_what
from events.composing.material import gather
from events.composing.room import room_of
from insights.enums import Facet, Kind, TagState
from insights.models.findings import Finding
from tests.events.gathering import published_theme
from tests.factories import TagFactory

pytestmark = pytest.mark.django_db
TABLES = [what_blocks_what, ways_of_working, how_far_along, agreement]


@pytest.fixture
def themes(event):
    return [
        published_theme(event, "Money is short", "one"),
        published_theme(event, "Start with people", "two", kind=Kind.PRINCIPLE),
    ]


def rows(write, event, viewer):
    return [block.rows for block in write(gather(event, viewer, room_of(event)))]


def tagged(theme, name, facet, state=TagState.ACCEPTED):
    theme.insight.tags.add(TagFactory(name=name, facet=facet, state=state))


@pytest.mark.parametrize("write", TABLES)
def test_without_anything_to_say_there_is_no_table(event, facilitator, themes, write):
    assert rows(write, event, facilitator) == []


def test_what_blocks_what_names_the_conditions_of_challenges_alone(event, facilitator, themes):
    money, _people = themes
    for theme in themes:
        tagged(theme, f"Short funding {theme.pk}", Facet.CONDITION)
    tagged(money, "Not accepted yet", Facet.CONDITION, TagState.PROPOSED)
    tagged(money, "Another facet", Facet.LEVER)

    assert rows(what_blocks_what, event, facilitator) == [
        (("Money is short", f"Short funding {money.pk}"),)
    ]
    assert rows(ways_of_working, event, facilitator) == []


@pytest.mark.parametrize(
    ("write", "facet"), [(ways_of_working, Facet.APPROACH), (how_far_along, Facet.STAGE)]
)
def test_a_word_stands_once_with_all_it_was_heard_in(event, facilitator, themes, write, facet):
    tag = TagFactory(name="Coproduction", facet=facet, state=TagState.ACCEPTED)
    for theme in themes:
        theme.insight.tags.add(tag)

    assert rows(write, event, facilitator) == [
        (("Coproduction", "Start with people; Money is short"),)
    ]


def test_agreement_is_the_verdict_of_the_snapshot_in_words(event, facilitator, themes):
    Finding.objects.create(insight=themes[0].insight, verdict="shared")
    Finding.objects.create(insight=themes[1].insight, verdict="no such verdict")

    ((row,),) = rows(agreement, event, facilitator)

    assert row[0] == "Money is short"
    assert row[1] not in ("", "shared")
