"""A theme's page."""

import pytest
from django.urls import reverse

from events.models import Theme
from insights.enums import Kind
from insights.models import Tag
from members.enums import Sector
from tests.factories import EventFactory, InsightFactory, MemberFactory, NoteFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(event):
    theme = ThemeFactory(event=event, title="Short funding")
    theme.notes.add(*NoteFactory.create_batch(2, event=event))
    return theme


def at(name, theme):
    return reverse(f"events:{name}", args=[theme.event.code, theme.pk])


def words(**changed):
    return {"title": "Anew", "definition": "", "kind": "challenge", "version": 1, **changed}


def test_theme_shows_all_its_notes(runner, theme):
    page = runner.get(at("theme", theme))

    listed = [row.note for group in page.context["listed"] for row in group.rows]
    assert listed == list(theme.notes.order_by("position"))
    assert "Rests on 2 notes at 1 table." in " ".join(page.content.decode().split())


def test_theme_stacks_and_marks_its_notes_as_the_list_does(runner, event):
    theme = ThemeFactory(event=event)
    texts = ["Short funding cycles", "Ring 01632 960123", "short funding cycles!"]
    notes = [NoteFactory(event=event, text=text, position=n) for n, text in enumerate(texts)]
    NoteFactory(event=event, text="Short funding cycles.", position=3)
    theme.notes.add(*notes)

    page = runner.get(at("theme", theme))

    listed = [[row.note.position for row in group.rows] for group in page.context["listed"]]
    assert listed == [[0, 2], [1]]
    assert page.text.count("2 notes say nearly the same") == 1
    assert page.text.count("<mark>01632 960123</mark>") == 1


def test_theme_is_worded_anew(runner, theme):
    answer = runner.post(at("theme", theme), words(definition="Money ends."))

    theme.refresh_from_db()
    assert answer.status_code == 303
    assert (theme.title, theme.definition, theme.version) == ("Anew", "Money ends.", 2)


def test_theme_of_a_stale_version_shows_both_texts(runner, theme):
    Theme.objects.update(title="Theirs", version=2)

    answer = runner.post(at("theme", theme), words(title="Mine"))

    page = answer.content.decode()
    assert (answer.status_code, Theme.objects.get().title) == (409, "Theirs")
    assert "Mine" in page
    assert "Theirs" in page
    assert 'name="version" value="2"' in page


def test_theme_with_a_title_that_is_taken_says_so(runner, event, theme):
    ThemeFactory(event=event, title="Taken")

    answer = runner.post(at("theme", theme), words(title="TAKEN"))

    assert list(answer.context["form"].errors) == ["title"]


@pytest.mark.parametrize(("chosen", "kept"), [(8, 8), (9, 0)])
def test_theme_carries_at_most_eight_tags(runner, theme, chosen, kept):
    tags = [tag.pk for tag in Tag.objects.accepted()[:chosen]]

    runner.post(at("theme", theme), words(tags=tags))

    assert theme.tags.count() == kept


def test_theme_that_is_published_keeps_its_kind(runner, event, theme):
    theme.insight = InsightFactory()
    theme.save()

    runner.post(at("theme", theme), words(kind="principle"))

    theme.refresh_from_db()
    assert (theme.kind, theme.title) == (Kind.CHALLENGE, "Anew")


@pytest.mark.parametrize(
    ("do", "counts"), [("take_out", (1, 0)), ("move", (1, 1)), ("also", (2, 1))]
)
def test_sort_theme_moves_ticked_notes(runner, event, theme, do, counts):
    other = ThemeFactory(event=event)
    ticked = theme.notes.first().code

    runner.post(at("sort_theme", theme), {"do": do, "notes": [ticked], "to": other.pk})

    assert (theme.notes.count(), other.notes.count()) == counts


@pytest.mark.parametrize(("sent", "field"), [({"do": "take_out"}, "notes"), ({"do": "move"}, "to")])
def test_sort_theme_says_what_is_missing(runner, theme, sent, field):
    ticked = [] if field == "notes" else [theme.notes.first().code]

    answer = runner.post(at("sort_theme", theme), {**sent, "notes": ticked})

    assert list(answer.context["form"].errors) == [field]
    assert theme.notes.count() == 2


def test_shift_theme_moves_it_up(runner, event, theme):
    later = ThemeFactory(event=event, position=5)

    runner.post(at("shift_theme", later), {"to": "up"})

    assert list(event.themes.all()) == [later, theme]


def test_delete_theme_only_while_it_is_empty(runner, event, theme):
    empty = ThemeFactory(event=event)

    for one in (theme, empty):
        runner.post(at("delete_theme", one))

    assert list(event.themes.all()) == [theme]


@pytest.mark.parametrize("count", [1, 3])
def test_theme_costs_the_same_however_many_notes(runner, event, count, django_assert_num_queries):
    theme = ThemeFactory(event=event)
    theme.notes.add(*NoteFactory.create_batch(count, event=event))
    ThemeFactory.create_batch(count, event=event)

    with django_assert_num_queries(16):
        runner.get(at("theme", theme))


def add_to(runner, theme, reference):
    return runner.post(at("theme_adds_to", theme), {"reference": reference})


def test_theme_can_add_to_an_insight_in_the_library(runner, theme):
    insight = InsightFactory(kind=theme.kind, audience=theme.event.audience)

    answer = add_to(runner, theme, insight.reference.lower())

    theme.refresh_from_db()
    assert (answer.status_code, theme.adds_to) == (303, insight)
    add_to(runner, theme, "")
    theme.refresh_from_db()
    assert theme.adds_to is None


@pytest.mark.parametrize(
    ("made", "error"),
    [
        ({"held": True}, "There is no published insight of this reference."),
        ({"kind": "principle"}, "They are of different kinds. Leave them apart."),
        ({"audience": "event"}, "There is no published insight of this reference."),
        ({"author": True}, "These words are yours: another facilitator decides."),
    ],
)
def test_theme_adds_to_nothing_it_may_not(runner, theme, facilitator, made, error):
    if made.get("author"):
        made = {"author": facilitator}
    if made.get("audience"):
        made = {**made, "space": EventFactory().space_ptr}
    made = {"kind": theme.kind, "audience": theme.event.audience, **made}

    page = add_to(runner, theme, InsightFactory(**made).reference)

    theme.refresh_from_db()
    assert page.context["adds_form"].errors == {"reference": [error]}
    assert theme.adds_to is None


def test_what_a_theme_adds_to_is_shown_only_to_who_may_read_it(client, event, theme):
    funder = MemberFactory(facilitator=True, hat=Sector.FUNDER)
    event.people.create(member=funder, part="facilitator")
    insight = InsightFactory(kind=theme.kind, audience="practitioners")
    Theme.objects.update(adds_to=insight)
    client.force_login(funder)

    publish = reverse("events:publish", args=[event.code])
    pages = [client.get(at("theme", theme)), client.get(publish)]

    assert [page.status_code for page in pages] == [200, 200]
    assert not any(insight.reference in page.content.decode() for page in pages)
