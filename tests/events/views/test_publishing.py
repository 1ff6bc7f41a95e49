"""Check-back and publishing in the browser."""

import pytest
from django.urls import reverse

from events.enums import EventState
from events.models import Event, Note
from insights.models import Insight
from tests.factories import EventFactory, NoteFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(facilitator):
    return EventFactory(
        facilitated_by=facilitator, state=EventState.SORTING, access_information="Level."
    )


@pytest.fixture
def theme(event):
    theme = ThemeFactory(event=event, title="Short funding", definition="Money ends.")
    theme.notes.add(NoteFactory(event=event))
    return theme


def at(name, event):
    return reverse(f"events:{name}", args=[event.code])


def text(answer):
    return " ".join(answer.content.decode().split())


def test_publish_says_what_is_still_to_sort_and_where(runner, event, theme):
    NoteFactory(event=event)

    page = text(runner.get(at("publish", event)))

    assert "1 note is still to sort" in page
    assert f'href="{at("sort", event)}"' in page
    assert "Publish 1 theme" not in page


def test_publish_asks_the_room_first(runner, event, theme):
    page = text(runner.get(at("publish", event)))
    runner.post(at("publish", event))

    assert "The room has not been asked yet" in page
    assert Insight.objects.count() == 0


def test_publish_after_checking_back(runner, event, theme):
    runner.post(at("begin_check_back", event))
    said = {"checked_by": 11, "people_there": 23, "checked_on": "2026-05-20"}
    runner.post(at("record_check_back", event), said)

    before = text(runner.get(at("publish", event)))
    answer = runner.post(at("publish", event))
    after = text(runner.get(answer["Location"]))

    insight = Insight.objects.get()
    assert "Publish 1 theme<" in before
    assert (answer.status_code, insight.checked_by, insight.people_there) == (303, 11, 23)
    assert "1 theme is now in the library." in after
    assert insight.reference in after


def test_publish_event_page_lists_what_came_out_of_it(runner, client, event, theme):
    Event.objects.update(state=EventState.CHECKING_BACK, audience="everyone")
    runner.post(at("publish", event))
    client.logout()

    page = text(client.get(event.get_absolute_url()))

    assert "From 1 note at 1 table" in page
    assert "Short funding" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"checked_by": 24}, "checked_by"),
        ({"checked_by": -1}, "checked_by"),
        ({"people_there": 0}, "people_there"),
        ({"checked_on": "2099-01-01"}, "checked_on"),
        ({"checked_on": "2026-05-11"}, "checked_on"),
        ({"checked_on": ""}, "checked_on"),
    ],
)
def test_record_check_back_says_what_is_wrong(runner, event, changed, field):
    said = {"checked_by": 11, "people_there": 23, "checked_on": "2026-05-20", **changed}

    answer = runner.post(at("record_check_back", event), said)

    assert field in answer.context["form"].errors
    assert Event.objects.get().checked_on is None


def test_leave_out_takes_codes_as_they_were_read_out(runner, event):
    notes = NoteFactory.create_batch(3, event=event)

    runner.post(
        at("leave_out", event),
        {"codes": f"{notes[0].code.lower()},  {notes[1].code}.", "reason": "Asked for"},
    )

    assert set(Note.objects.left_out()) == set(notes[:2])


def test_leave_out_never_passes_over_a_code_that_was_misheard(runner, event):
    note, foreign = NoteFactory(event=event), NoteFactory(event=EventFactory())

    answer = runner.post(
        at("leave_out", event), {"codes": f"{note.code} {foreign.code}", "reason": "Asked for"}
    )

    assert f"has the code {foreign.code}." in text(answer)
    assert Note.objects.left_out().count() == 0


def test_check_back_shows_draft_themes_with_the_codes_of_their_notes(runner, event, theme):
    kept = theme.notes.get()
    out = NoteFactory(event=event, left_out_reason="Asked for")
    theme.notes.add(out)

    page = text(runner.get(at("check_back", event)))

    assert kept.code in page
    assert out.code not in page


def test_begin_check_back_needs_what_every_step_needs(runner, facilitator):
    event = EventFactory(facilitated_by=facilitator)

    answer = runner.post(at("begin_check_back", event))

    assert answer["Location"] == at("edit", event)
    assert Event.objects.get(pk=event.pk).state == EventState.PLANNED


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("costs", [("check_back", 9), ("publish", 9), ("workspace", 9)])
def test_pages_cost_the_same_however_many_themes(
    runner, event, count, costs, django_assert_num_queries
):
    name, queries = costs
    for _ in range(count):
        ThemeFactory(event=event).notes.add(NoteFactory(event=event))

    with django_assert_num_queries(queries):
        runner.get(at(name, event))
