"""The rows of a summary as blocks of a document: what is stored, as it stands now."""

from collections.abc import Callable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.bands import SMALLEST_TOTAL, band_words, base_of, base_words
from community.disclosure import OTHER, Shown
from community.documents.from_markdown import blocks_from_markdown
from community.documents.tree import (
    Block,
    Emphasis,
    Heading,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
    bullets,
    paragraph,
)
from community.text_lists import join_words
from events.composing.across import (
    agreement,
    how_far_along,
    ways_of_working,
    what_blocks_what,
)
from events.composing.material import Finding, Material
from events.composing.next_steps import step_tables
from events.enums import BlockKey
from events.sampled import result_of
from insights.enums import Kind, Origin, SupportState
from insights.models import Insight
from members.enums import Sector


def records(key: str, material: Material) -> tuple[Block, ...]:
    """The rows of this block; nothing for a block that is all words."""
    writer = WRITERS.get(BlockKey(key))
    return tuple(writer(material)) if writer else ()


def _who(material: Material) -> Iterator[Block]:
    came = material.came
    noted = material.came_is_noted
    if came.total is None:
        few = _("Too few people were noted to say who came.")
        yield paragraph(few if noted else _("Too few people are on the list to say who came."))
        return
    on_list = _("On the list of people who were there: %(people)s.")
    said = _("People who were there: %(people)s.") if noted else on_list
    yield paragraph(said % {"people": base_words(came.total.base)})
    if came.groups:
        rows = tuple((_sectors(shown), base_words(shown.base)) for shown in came.groups)
        yield Table(_("People by sector"), (_("Sector"), _("People")), rows)
        yield paragraph(
            _(
                "Numbers go in steps and small groups are counted together, so that nobody is picked out."
            )
        )


def _sectors(shown: Shown) -> str:
    named = [str(Sector(name).label) for name in shown.names if name != OTHER]
    return join_words([*named, _("Other sectors")] if OTHER in shown.names else named)


def _of_kind(kind: Kind) -> Callable[[Material], Iterator[Block]]:
    def write(material: Material) -> Iterator[Block]:
        for finding in material.of_kind(kind):
            yield from _finding(finding)

    return write


def _finding(finding: Finding) -> Iterator[Block]:
    """Its words, and after the last of them how far it has come and what it rests on."""
    insight = finding.insight
    yield Heading(2, insight.title)
    *before, last = blocks_from_markdown(insight.body, under=2) or (Paragraph(()),)
    yield from before
    if isinstance(last, Paragraph):
        yield Paragraph((*last.runs, Text(" "), *_closing(finding)))
    else:
        yield last
        yield Paragraph(tuple(_closing(finding)))


def _closing(finding: Finding) -> Iterator[Text]:
    insight = finding.insight
    if insight.support_state:
        yield Strong(_support(insight.support_state, finding.offers))
        yield Text(f" {insight.outcome_shown} ")
    yield Emphasis(rests_on(insight))
    yield Text(" ")
    yield Link(insight.reference, finding.address)


def rests_on(insight: Insight) -> str:
    """Its own figures; the day and who checked are said once, under how this was made.

    Of what somebody recorded, how they signed it, or under the Chatham House Rule only that they were there.
    """
    if insight.origin == Origin.MEMBER:
        return _recorded(insight)
    notes = ngettext("%(n)d note", "%(n)d notes", insight.note_count or 0)
    values = {"notes": notes % {"n": insight.note_count or 0}}
    if not insight.table_count:
        return _("From %(notes)s.") % values
    tables = ngettext("%(n)d table", "%(n)d tables", insight.table_count)
    return _("From %(notes)s at %(tables)s.") % {
        **values,
        "tables": tables % {"n": insight.table_count},
    }


def _recorded(insight: Insight) -> str:
    if insight.space is None or insight.space.chatham_house:
        return _("Recorded by someone who was there.")
    return _("Recorded there and signed: %(byline)s.") % {"byline": insight.byline}


def _support(state: str, offers: int) -> str:
    """How far it has come, never who offered; how many did from five on, in steps."""
    if state == SupportState.OFFERED and offers >= SMALLEST_TOTAL:
        return _("Help has been offered by %(people)s.") % {"people": base_words(base_of(offers))}
    return {
        SupportState.OPEN.value: _("Open: nobody has offered help yet."),
        SupportState.OFFERED.value: _("Help has been offered."),
        SupportState.MET.value: _("Met."),
        SupportState.CLOSED.value: _("Closed."),
    }[state]


def _method(material: Material) -> Iterator[Block]:
    yield bullets(_method_lines(material))


def _method_lines(material: Material) -> Iterator[str]:
    counts, event = material.counts, material.event
    notes = ngettext("%(n)d note", "%(n)d notes", counts.notes) % {"n": counts.notes}
    tables = ngettext("%(n)d table", "%(n)d tables", counts.tables) % {"n": counts.tables}
    if counts.tables:
        yield _("%(notes)s were taken at %(tables)s.") % {"notes": notes, "tables": tables}
    else:
        yield _("%(notes)s were taken.") % {"notes": notes}
    yield ngettext(
        "Facilitators sorted them by hand. %(n)d theme is in this document.",
        "Facilitators sorted them by hand. %(n)d themes are in this document.",
        len(material.findings),
    ) % {"n": len(material.findings)}
    yield ngettext(
        "%(used)d of %(n)d note is used in this document.",
        "%(used)d of %(n)d notes are used in this document.",
        counts.notes,
    ) % {"used": counts.used, "n": counts.notes}
    yield _left_out(counts.left_out)
    if sampled := result_of(event):
        yield sampled.sentence
    yield _checked(material)
    if material.worth is not None:
        yield _(
            "Of %(people)s who said how the event was, %(share)s found it worth their time."
        ) % {
            "people": base_words(material.worth.base),
            "share": band_words(material.worth.worth),
        }
    yield _(
        "A note has no author: nobody can be asked who wrote it. One note may support several themes."
    )
    if event.chatham_house:
        yield _(
            "The Chatham House Rule holds: nobody who was there is named here, nor where they work."
        )


def _left_out(count: int) -> str:
    if not count:
        return _("No note was left out.")
    return ngettext(
        "%(n)d note was left out; its words are not in this document.",
        "%(n)d notes were left out; their words are not in this document.",
        count,
    ) % {"n": count}


def _checked(material: Material) -> str:
    event = material.event
    if event.checked_on is None or not event.people_there:
        return _("The themes have not been checked back with the room.")
    return ngettext(
        "By %(day)s, %(checked)d of %(there)d person there had checked the themes.",
        "By %(day)s, %(checked)d of %(there)d people there had checked the themes.",
        event.people_there,
    ) % {
        "day": date_format(event.checked_on, "j F Y"),
        "checked": event.checked_by or 0,
        "there": event.people_there,
    }


def _appendix(material: Material) -> Iterator[Block]:
    if material.findings:
        yield paragraph(
            _("What was written down, in the words used, under the theme it was sorted into.")
        )
    for finding in material.findings:
        yield Heading(2, finding.insight.title)
        yield bullets(said.text for said in finding.said)


def _support_asked_for(material: Material) -> Iterator[Block]:
    yield from _of_kind(Kind.SUPPORT_NEED)(material)
    if any(it.offers for it in material.of_kind(Kind.SUPPORT_NEED)):
        yield paragraph(_("Who offered help is known to whoever asked for it, and to nobody else."))


def _challenges(material: Material) -> Iterator[Block]:
    yield from _of_kind(Kind.CHALLENGE)(material)
    yield from what_blocks_what(material)


WRITERS: dict[BlockKey, Callable[[Material], Iterator[Block]]] = {
    BlockKey.WHO: _who,
    BlockKey.PRINCIPLES: _of_kind(Kind.PRINCIPLE),
    BlockKey.SYSTEMS: ways_of_working,
    BlockKey.GREW: how_far_along,
    BlockKey.CHALLENGES: _challenges,
    BlockKey.SUPPORT: _support_asked_for,
    BlockKey.DIFFER: agreement,
    BlockKey.NEXT: step_tables,
    BlockKey.METHOD: _method,
    BlockKey.APPENDIX: _appendix,
}
