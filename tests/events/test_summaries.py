"""What a summary says, to whom, and that every format says the same."""

import pytest

from community.documents import csv, docx, html
from community.documents.tree import ordered_content
from events.actions import summaries
from events.enums import BatchState, Worth
from events.models import Attendance, Feedback
from events.summaries import compose, document_of
from insights.enums import Audience, Kind, OfferState, State, SupportState
from insights.models import Offer
from members.enums import Sector, SpacePart
from tests.community.documents.reading import read_csv, read_docx, read_html
from tests.events.gathering import block, drafted, published_theme
from tests.factories import (
    AffiliationFactory,
    InsightFactory,
    MemberFactory,
    NoteBatchFactory,
    NoteFactory,
    OrganisationFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(event, facilitator):
    return drafted(event, facilitator)


def lines(summary, viewer):
    return [line.cells for line in ordered_content(document_of(summary, viewer))]


def words(summary, viewer):
    return "\n".join("\t".join(cells) for cells in lines(summary, viewer))


def test_document_says_everything_in_order(summary, facilitator):
    reference = {theme.title: theme.insight.reference for theme in summary.event.themes.all()}
    assert lines(summary, facilitator) == [
        (summary.title,),
        ("What this is", "A summary of the event, made from the notes taken there"),
        ("Date", "12 May 2026"),
        (
            "Rule",
            "Chatham House Rule: use what was said, never say who said it or who was there",
        ),
        ("Why we met",),
        ("To compare what we have met.",),
        ("Who was in the room",),
        ("Too few people are on the list to say who came.",),
        ("What we heard",),
        (f"Principle: Start with people (1 note) {reference['Start with people']}",),
        (f"Challenge: Money is short (3 notes) {reference['Money is short']}",),
        (f"Support need: A peer group (1 note) {reference['A peer group']}",),
        ("Principles",),
        ("Start with people",),
        (
            "What start with people means. From 1 note at 1 table. "
            f"{reference['Start with people']}",
        ),
        ("Challenges",),
        ("Money is short",),
        (f"What money is short means. From 3 notes at 3 tables. {reference['Money is short']}",),
        ("Support asked for",),
        ("A peer group",),
        (
            "What a peer group means. Open: nobody has offered help yet. From 1 note at 1 table. "
            f"{reference['A peer group']}",
        ),
        ("What happens next",),
        ("What we heard is in the library: say whether it is true where you work.",),
        ("Anyone who can help with the support asked for can offer it.",),
        ("How this was made",),
        ("5 notes were taken at 3 tables.",),
        ("Facilitators sorted them by hand. 3 themes are in this document.",),
        ("5 of 5 notes are used in this document.",),
        ("No note was left out.",),
        ("By 20 May 2026, 11 of 23 people there had checked the themes.",),
        (
            "A note has no author: nobody can be asked who wrote it. "
            "One note may support several themes.",
        ),
        ("The Chatham House Rule holds: nobody who was there is named here, nor where they work.",),
        ("Words used here",),
        ("Principle: something people found to be true of changing a local system.",),
        ("Challenge: what stands in the way.",),
        ("Support need: help that somebody asked for.",),
        ("Theme: notes of one meaning, grouped and named by a facilitator.",),
        (
            "Chatham House Rule: what was said may be used; who said it, and who was there, "
            "may not be told.",
        ),
        ("Contacts and licence",),
        ("The event and what came of it: its page.",),
        ("What people said belongs to them. Use it with its source, and as the rule allows.",),
        ("Appendix: notes by theme",),
        ("What was written down, in the words used, under the theme it was sorted into.",),
        ("Start with people",),
        ("Go to them",),
        ("Money is short",),
        ("Twelve months is short",),
        ("It ends",),
        ("=1+1",),
        ("A peer group",),
        ("Peers to learn with",),
    ]


def test_every_format_says_what_the_document_says(summary, facilitator):
    document = document_of(summary, facilitator)

    said = ordered_content(document)
    assert read_docx(docx.render(document)) == said
    assert tuple(read_csv(csv.render(document))) == said
    assert read_html(html.render(document)) == said


def test_document_leaves_out_notes_that_were_left_out(summary, facilitator, event):
    note = event.notes.get(text="It ends")
    note.left_out_reason = "It names somebody"
    note.save()

    said = words(summary, facilitator)

    assert "It ends" not in said
    assert "It names somebody" not in said
    assert "1 note was left out; its words are not in this document." in said


def test_document_leaves_out_notes_of_a_paste_that_was_undone(summary, facilitator, event):
    note = event.notes.get(text="It ends")
    note.batch = NoteBatchFactory(event=event, state=BatchState.UNDONE)
    note.save()

    said = words(summary, facilitator)

    assert "It ends" not in said
    assert "4 notes were taken at 2 tables." in said


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REMOVED, State.HELD])
def test_document_forgets_an_insight_that_left_the_library(summary, event, state):
    insight = event.themes.get(title="Money is short").insight
    insight.state = state
    insight.save()

    said = words(summary, MemberFactory(organiser=True))

    assert [it for it in ("Money is short", "Twelve months") if it in said] == []


def test_document_holds_only_what_its_reader_may_read(event, facilitator):
    event.audience = Audience.PRACTITIONERS
    event.save()
    summary = drafted(event, facilitator)
    funder = MemberFactory(facilitator=True, hat=Sector.FUNDER)

    assert "Money is short" in words(summary, facilitator)
    assert "Money is short" not in words(summary, funder)


def test_document_shows_sectors_in_steps_and_never_small_ones(summary, event, facilitator):
    for sector, came, stayed in (
        (Sector.COUNCIL, 11, 0),
        (Sector.VOLUNTARY_COMMUNITY, 8, 0),
        (Sector.FUNDER, 2, 10),
        (Sector.HEALTH, 3, 0),
    ):
        for _ in range(came):
            SpaceMemberFactory(space=event.space_ptr, member=MemberFactory(hat=sector))
        for _ in range(stayed):
            MemberFactory(hat=sector)

    said = lines(summary, facilitator)

    start = said.index(("People by sector",))
    assert said[start - 1 : start + 5] == [
        ("On the list of people who were there: 25 or more people.",),
        ("People by sector",),
        ("Sector", "People"),
        ("Council", "10 or more people"),
        ("Voluntary and community", "8 people"),
        ("Funder and Other sectors", "6 people"),
    ]


def test_document_counts_those_who_were_noted_and_not_the_list(summary, event, facilitator):
    for sector, noted in ((Sector.COUNCIL, 11), (Sector.HEALTH, 0)):
        for number in range(11):
            member = MemberFactory(hat=sector)
            SpaceMemberFactory(space=event.space_ptr, member=member)
            if number < noted:
                Attendance.objects.create(event=event, member=member)

    said = lines(summary, facilitator)

    assert ("People who were there: 10 or more people.",) in said
    assert [cells for cells in said if cells[0].startswith(("On the list", "Health"))] == []


def test_document_never_shows_a_room_of_which_few_were_noted(summary, event, facilitator):
    for number in range(11):
        member = MemberFactory(hat=Sector.COUNCIL)
        SpaceMemberFactory(space=event.space_ptr, member=member)
        if number < 4:
            Attendance.objects.create(event=event, member=member)

    said = lines(summary, facilitator)

    assert ("Too few people were noted to say who came.",) in said
    assert [cells for cells in said if cells == ("People by sector",)] == []


def test_document_names_hosts_unless_the_chatham_house_rule_holds(summary, event, facilitator):
    event.hosts.set([OrganisationFactory(name="Leeds Commons"), OrganisationFactory(name="Aire")])

    assert [cells for cells in lines(summary, facilitator) if cells[0] == "Hosts"] == []

    summary.event.chatham_house = False
    assert [cells for cells in lines(summary, facilitator) if cells[0] == "Hosts"] == [
        ("Hosts", "Aire and Leeds Commons")
    ]


def test_document_under_the_rule_names_nobody_who_was_there(event, facilitator):
    priya = MemberFactory(name="Priya Shah")
    AffiliationFactory(member=priya, organisation__name="Northmoor Trust")
    SpaceMemberFactory(space=event.space_ptr, member=priya)
    event.venue = "Northmoor  Trust, High Street"
    event.why = "Asked by priya\nshah."
    event.save()
    summary = drafted(event, facilitator)
    published_theme(
        event,
        "What Priya Shah said",
        "PRIYA SHAH of Northmoor Trust: write to p.shah@trust.example",
    )
    why = block(summary, "next")
    summaries.edit(why, "**Priya Shah** will write.", version=why.version, by=facilitator)

    said = words(summary, facilitator)

    assert [it for it in ("priya", "shah", "northmoor") if it in said.lower()] == []
    assert "[a person] of [an organisation]: write to [an address]" in said
    assert ("Place", "[an organisation], High Street") in lines(summary, facilitator)


def test_document_without_the_rule_keeps_every_word(event, facilitator):
    event.chatham_house = False
    event.save()
    summary = drafted(event, facilitator)
    published_theme(event, "A theme", "Faye Facilitator said so")

    assert "Faye Facilitator said so" in words(summary, facilitator)


def test_document_shows_edits_in_place_of_words_and_before_rows(summary, facilitator):
    for key, text in (
        ("why", "Because *we* must."),
        ("principles", "Three came up."),
        ("heard", ""),
    ):
        it = block(summary, key)
        summaries.edit(it, text, version=it.version, by=facilitator)

    said = lines(summary, facilitator)

    assert ("To compare what we have met.",) not in said
    assert said[said.index(("Why we met",)) + 1] == ("Because we must.",)
    assert ("What we heard",) not in said
    start = said.index(("Principles",))
    assert said[start + 1 : start + 3] == [("Three came up.",), ("Start with people",)]


def test_document_follows_order_and_hiding(summary, facilitator):
    summaries.arrange(block(summary, "appendix"), "hide", position=8, by=facilitator)
    summaries.arrange(block(summary, "who"), "up", position=1, by=facilitator)

    shown = [part.block.key for part in compose(summary, facilitator).parts if part.is_shown]

    assert shown == [
        "who", "why", "heard", "principles", "challenges", "support", "next", "method",
        "glossary", "contacts",
    ]  # fmt: skip


def test_heard_holds_five_lines_with_each_kind_among_them(event, facilitator):
    summary = drafted(event, facilitator)
    for number in range(4):
        published_theme(event, f"Big {number}", *(f"note {number} {n}" for n in range(5)))

    said = lines(summary, facilitator)

    start = said.index(("What we heard",))
    heard = [
        (cells[0].rpartition(" ")[0],) for cells in said[start + 1 : said.index(("Principles",))]
    ]
    assert heard == [
        ("Principle: Start with people (1 note)",),
        ("Challenge: Big 0 (5 notes)",),
        ("Challenge: Big 1 (5 notes)",),
        ("Challenge: Big 2 (5 notes)",),
        ("Support need: A peer group (1 note)",),
    ]


@pytest.mark.parametrize(
    "title", ["1. *not* a [list](x)", "# no heading", "- 5 % _less_", "<b>&amp; `x`", "2) a"]
)
def test_heard_says_titles_as_they_are(event, facilitator, title):
    summary = drafted(event, facilitator)
    published_theme(event, title, *(f"note {n}" for n in range(9)))

    reference = event.themes.get(title=title).insight.reference
    assert (f"Challenge: {title} (9 notes) {reference}",) in lines(summary, facilitator)


@pytest.mark.parametrize("count", [1, 3])
def test_document_costs_the_same_however_many_themes(
    event, facilitator, count, django_assert_num_queries
):
    summary = drafted(event, facilitator)
    for number in range(count):
        published_theme(event, f"Theme {number}", "one", "two", kind=Kind.PRINCIPLE)
    AffiliationFactory(member=facilitator)
    SpaceMemberFactory(space=event.space_ptr, part=SpacePart.ATTENDEE)
    NoteFactory(event=event)

    with django_assert_num_queries(6):
        document_of(summary, facilitator)


@pytest.mark.parametrize(
    ("chatham_house", "said"),
    [
        (True, "Nobody asked us. Recorded by someone who was there. {}"),
        (False, "Nobody asked us. Recorded there and signed: Wyn Pryce. {}"),
    ],
)
def test_document_shows_what_people_recorded_there(event, facilitator, chatham_house, said):
    event.chatham_house = chatham_house
    event.save()
    author = MemberFactory(name="Wyn Pryce")
    recorded = InsightFactory(
        space=event.space_ptr, kind=Kind.PRINCIPLE, author=author, body="Nobody asked us."
    )
    summary = drafted(event, facilitator)

    assert said.format(recorded.reference) in words(summary, facilitator)
    assert ("Wyn Pryce" in words(summary, facilitator)) is not chatham_house


@pytest.mark.parametrize(
    ("offers", "said"),
    [
        (4, "Help has been offered."),
        (7, "Help has been offered by 7 people."),
        (11, "Help has been offered by 10 or more people."),
    ],
)
def test_document_says_how_many_offered_from_five_on_and_never_who(
    summary, event, facilitator, offers, said
):
    need = event.themes.get(title="A peer group").insight
    need.support_state = SupportState.OFFERED
    need.save()
    for number in range(offers):
        helper = MemberFactory(name=f"Helper {number}", hat=Sector.HEALTH)
        Offer.objects.create(insight=need, helper=helper, message="Call me")
    Offer.objects.create(insight=need, helper=facilitator, state=OfferState.WITHDRAWN)

    told = words(summary, facilitator)

    assert f" {said} From 1 note" in told
    assert "Who offered help is known to whoever asked for it, and to nobody else." in told
    assert [it for it in ("Helper", "Call me", "Health") if it in told] == []


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (4, []),
        (5, ["Of 5 people who said how the event was, 80 % or more found it worth their time."]),
    ],
)
def test_document_says_how_it_was_from_five_answers_let_out_together(
    summary, event, facilitator, answers, said
):
    for number in range(answers + 4):  # four wait
        shown = number < answers
        worth = Worth.YES if shown else Worth.NO
        Feedback.objects.create(event=event, worth=worth, differently="Words.", is_shown=shown)

    told = [cells[0] for cells in lines(summary, facilitator)]

    assert [it for it in told if "worth their time" in it or "Words." in it] == said
