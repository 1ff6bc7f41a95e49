"""Two sort the same sample, each alone: nobody sees a choice before both are done, nor ever whose it was."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from events.actions import sampling, sorting, summaries
from events.models import SampleSorter, SortingAct, SortingSample, ThemeNote
from events.sampled import result_of
from events.summaries import document_of
from members.actions.leaving import erase
from members.enums import LeftWords, SpacePart
from tests.events.conftest import OUTSIDERS, outsider
from tests.factories import MemberFactory, NoteFactory, SpaceMemberFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes(event):
    return [ThemeFactory(event=event, title=title) for title in ("Short money", "Shared data")]


@pytest.fixture
def notes(event):
    return [NoteFactory(event=event, position=n, text=f"Note number {n}") for n in range(11)]


@pytest.fixture
def drawn(event, themes, notes, facilitator):
    """Two of eleven notes."""
    return sampling.draw(event, after=0, by=facilitator)


class Sorter:
    """Somebody who runs the event, on the pages of the sample."""

    def __init__(self, event, member):
        self.event, self.client = event, Client()
        self.client.force_login(member)

    def at(self, name):
        return reverse(f"events:{name}", args=[self.event.code])

    def see(self, name="sample", query=""):
        return self.client.get(self.at(name) + query)

    def draw(self, after):
        return self.client.post(self.at("sample"), {"sample": after})

    def say(self, answer, note=None, sample=1):
        note = note or self.see("sample_one").context["note"]
        sent = {"sample": sample, "note": note.code, "answer": answer}
        return self.client.post(self.at("sample_one"), sent)

    def finish(self):
        return self.client.post(self.at("finish_sample"), {"sample": 1})

    def go_through(self, *answers):
        for answer in answers:
            self.say(answer)
        return self.finish()


@pytest.fixture
def sorters(event, facilitator):
    """The facilitator, and two more who run the event."""
    more = MemberFactory.create_batch(2, facilitator=True)
    for member in more:
        SpaceMemberFactory(space=event.space_ptr, member=member, part=SpacePart.FACILITATOR)
    return [Sorter(event, member) for member in (facilitator, *more)]


def said(answer):
    """What was said last."""
    return [str(message) for message in get_messages(answer.wsgi_request)][-1:]


def without_tokens(page):
    body = page.content.decode().partition("<main")[2]
    return "".join(line for line in body.splitlines() if "csrf" not in line)


def test_a_sample_is_drawn_once_however_often_it_is_asked_for(sorters, event, themes, notes):
    one, other, _third = sorters
    assert (one.draw(0).status_code, said(other.draw(0))) == (
        303,
        ["Somebody has drawn another sample meanwhile."],
    )
    first = SortingSample.objects.get()
    assert (first.number, len(first.notes), first.themes) == (1, 2, [it.pk for it in themes])

    one.draw(1)

    assert list(SortingSample.objects.values_list("number", flat=True)) == [2]


def test_a_sample_needs_notes_and_a_theme(sorters):
    assert said(sorters[0].draw(0)) == ["A sample needs notes and at least one theme."]


def test_sorting_a_sample_changes_nothing_of_the_sorting(sorters, drawn, notes, themes, event):
    themes[0].notes.add(notes[0])
    before = (list(ThemeNote.objects.values()), SortingAct.objects.count())

    sorters[0].go_through("1, shar", "0")

    assert (list(ThemeNote.objects.values()), SortingAct.objects.count()) == before
    (sorter,) = SampleSorter.objects.all()
    assert sorter.choices == {
        drawn.notes[0]: [theme.pk for theme in themes],
        drawn.notes[1]: [],
    }


@pytest.mark.parametrize("theirs", [["1", "2"], ["0", "0"], ["1, 2", "1"]])
def test_before_both_are_done_nothing_tells_what_one_chose(sorters, drawn, theirs, event):
    one, other, third = sorters
    one.go_through("1", "2")
    pages = [(it, name) for it in (other, third) for name in ("sample", "sample_one")]
    with_one = [without_tokens(it.see(name)) for it, name in pages]
    SampleSorter.objects.update(choices={code: [] for code in drawn.notes})

    assert [without_tokens(it.see(name)) for it, name in pages] == with_one
    other.say(theirs[0])
    assert (third.see().context["result"], result_of(event)) == (None, None)


def test_once_both_are_done_they_see_how_far_they_agree_and_nothing_says_who(sorters, drawn, event):
    one, other, third = sorters
    one.go_through("1", "2")
    other.go_through("1", "1")

    [it.see() for it in (one, other)]  # and what was said to them, once
    pages = [it.see() for it in (one, other, third)]
    result = pages[0].context["result"]
    assert result.measures == [
        ("Agreement", "0.50"),
        ("Jaccard index", "0.33"),
        ("Gwet’s AC1", "0.00"),
    ]
    assert [(it.title, it.counts.a, it.by_one, it.counts.d) for it in result.themes] == [
        ("Short money", 1, 1, 0),
        ("Shared data", 0, 1, 1),
    ]
    assert [(it.note.code, it.one, it.other) for it in result.apart] == [
        (drawn.notes[1], ("Shared data",), ("Short money",))
    ]
    one_page = without_tokens(pages[2])
    assert [without_tokens(page) == one_page for page in pages] == [True, True, True]
    assert set(SampleSorter.objects.values_list("member", "is_done")) == {(None, True)}


def test_a_third_person_finds_no_place_and_two_cannot_change_what_stands(sorters, drawn, notes):
    one, other, third = sorters
    one.go_through("1", "2")
    other.say("1")
    note = next(note for note in notes if note.code == drawn.notes[0])

    assert said(third.say("1", note)) == ["Two others sort this sample already."]
    assert said(one.say("2", note)) == ["You have said that your choices stand."]
    assert said(other.finish()) == ["Some notes of the sample are not answered yet."]
    assert said(other.say("2", note, sample=9)) == ["Somebody has drawn another sample meanwhile."]
    assert third.see("sample_one").status_code == 303


def test_a_choice_is_shown_again_and_changed_until_one_is_done(sorters, drawn, themes):
    one = sorters[0]
    one.say("1, 2")
    first = one.see("sample_one", f"?note={drawn.notes[0]}")
    assert first.context["form"]["answer"].value() == "1, 2"

    one.say("0", first.context["note"])

    assert SampleSorter.objects.get().choices == {drawn.notes[0]: []}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("3", "There is no theme 3."),
        ("sh", "“sh” could be: Shared data; Short money. Type more of it."),
        ("+ New", "No theme of the sample starts with “+ New”."),
    ],
)
def test_an_answer_that_names_no_theme_of_the_sample_is_kept_and_refused(
    sorters, drawn, answer, error
):
    page = sorters[0].say(answer)

    assert page.context["form"].errors == {"answer": [error]}
    assert page.context["form"]["answer"].value() == answer
    assert SampleSorter.objects.count() == 0


@pytest.mark.parametrize("answer", ["", ","])
def test_enter_alone_skips(sorters, drawn, answer):
    page = sorters[0].client.get(sorters[0].say(answer)["Location"])

    assert page.context["note"].code == drawn.notes[1]
    assert SampleSorter.objects.count() == 0


def test_what_is_left_out_since_counts_no_more(sorters, drawn, event, facilitator):
    sorters[0].go_through("1", "2")
    sorters[1].go_through("1", "1")
    sorting.leave_out(event, drawn.notes[1:], "Names a person", by=facilitator)

    assert (result_of(event).notes, result_of(event).apart) == (1, [])


def test_the_method_note_says_it_in_one_sentence_that_names_nobody(
    sorters, drawn, event, facilitator
):
    summary = summaries.draft(event, by=facilitator)
    before = str(document_of(summary, facilitator))
    sorters[0].go_through("1", "2")
    sorters[1].go_through("1", "1")

    after = str(document_of(summary, facilitator))

    sentence = (
        "Two facilitators each sorted a sample of 2 notes on their own, unseen by the other: "
        "Agreement 0.50; Jaccard index 0.33; Gwet’s AC1 0.00."
    )
    assert (before.count("each sorted a sample"), after.count(sentence)) == (0, 1)
    assert facilitator.name not in after


def test_who_leaves_makes_place_or_leaves_what_stands_to_nobody(sorters, drawn, event, facilitator):
    sorters[0].go_through("1", "2")
    sorters[1].say("1")
    other = SampleSorter.objects.get(place=2).member

    erase([(facilitator, LeftWords.KEEP), (other, LeftWords.KEEP)])

    assert list(SampleSorter.objects.values_list("place", "member", "is_done")) == [(1, None, True)]


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", ["sample", "sample_one", "finish_sample"])
def test_a_sample_is_there_for_those_who_run_the_event_alone(signed_in, event, drawn, who, name):
    client = signed_in(outsider(who, event))
    address = reverse(f"events:{name}", args=[event.code])

    assert client.post(address, {"sample": 1}).status_code == 404
    assert (client.get(address).status_code == 404) or name == "finish_sample"


@pytest.mark.parametrize("count", [1, 3])
def test_a_sample_costs_the_same_however_large(
    runner, event, facilitator, count, django_assert_num_queries
):
    NoteFactory.create_batch(count * 10, event=event)
    ThemeFactory.create_batch(count, event=event)
    sampling.draw(event, after=0, by=facilitator)

    with django_assert_num_queries(8):
        runner.get(reverse("events:sample", args=[event.code]))
    with django_assert_num_queries(12):
        runner.get(reverse("events:sample_one", args=[event.code]))
