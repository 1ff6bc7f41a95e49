"""The seven steps from a plan to a document, and how far each has come."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.enums import BEFORE_CAPTURE, RUNNING, EventState
from events.models import Event, ThemeNote


@dataclass(frozen=True)
class Standing:
    """An event's notes and themes, counted. A note in two themes counts once."""

    notes: int
    tables: int
    unsorted: int
    left_out: int
    themes: int
    published: int
    asked_out: int = 0  # notes somebody asked to be left out, not settled

    @property
    def sorted(self) -> int:
        return self.notes - self.unsorted

    @property
    def all_sorted(self) -> bool:
        return self.notes > 0 and self.unsorted == 0


def standing(event: Event) -> Standing:
    in_theme = Exists(ThemeNote.objects.filter(note=OuterRef("pk")))
    left_out = ~Q(left_out_reason="")
    notes = (
        event.notes.standing()
        .annotate(in_theme=in_theme)
        .aggregate(
            notes=Count("pk"),
            tables=Count("table", distinct=True, filter=~Q(table="")),
            left_out=Count("pk", filter=left_out),
            unsorted=Count("pk", filter=~left_out & Q(in_theme=False)),
            asked_out=Count("asked_out", filter=~left_out & Q(asked_out__kept_reason="")),
        )
    )
    themes = event.themes.aggregate(themes=Count("pk"), published=Count("insight"))
    return Standing(**notes, **themes)


@dataclass(frozen=True)
class Step:
    """One row of the task list (ui/task_list.html)."""

    label: str
    url: str
    state: str
    hint: str = ""

    @property
    def state_label(self) -> str:
        return {
            "done": _("Done"),
            "current": _("Next"),
            "ready": _("Can start"),
            "later": _("Not yet"),
        }[self.state]


def steps(event: Event, stands: Standing, *, is_summarised: bool) -> list[Step]:
    """In order. The first that is not done is the one to do next."""
    rows = [
        _plan(event),
        _invite(event, stands),
        _capture(event, stands),
        _sort(event, stands),
        _check_back(event, stands),
        _publish(event, stands),
        _summarise(event, stands, is_summarised=is_summarised),
    ]
    return list(_with_one_current(rows))


def _with_one_current(rows: list[Step]) -> Iterator[Step]:
    found = False
    for row in rows:
        is_next = row.state == "ready" and not found
        found = found or is_next
        yield replace(row, state="current") if is_next else row


def _address(event: Event, name: str) -> str:
    return reverse(f"events:{name}", args=[event.code])


def _plan(event: Event) -> Step:
    hint = "" if event.access_information else _("Say how people can get in and take part.")
    state = "done" if event.access_information else "ready"
    return Step(_("Plan"), _address(event, "edit"), state, hint)


def _invite(event: Event, stands: Standing) -> Step:
    """Done once somebody is coming, or people have met without a list."""
    hint = _("Open it, and ask people to come. They can also register themselves.")
    people = event.people.exclude(part__in=RUNNING).count()
    if people:
        hint = ngettext("%(n)d person is on the list", "%(n)d people are on the list", people)
        hint %= {"n": people}
    has_met = event.state not in BEFORE_CAPTURE or stands.notes > 0
    state = "done" if people or has_met else "ready"
    return Step(_("Invite"), _address(event, "invitations"), state, hint)


def _capture(event: Event, stands: Standing) -> Step:
    hint = _("Paste what was written down, or type it.")
    if stands.notes:
        hint = _("%(notes)s at %(tables)s") % {
            "notes": ngettext("%(n)d note", "%(n)d notes", stands.notes) % {"n": stands.notes},
            "tables": ngettext("%(n)d table", "%(n)d tables", stands.tables) % {"n": stands.tables},
        }
    state = "done" if stands.notes else "ready"
    return Step(_("Capture"), _address(event, "capture"), state, hint)


def _sort(event: Event, stands: Standing) -> Step:
    if not stands.notes:
        return Step(_("Sort"), "", "later", _("Group the notes into themes, once there are some."))
    hint = _("%(sorted)d of %(notes)d notes sorted") % {
        "sorted": stands.sorted,
        "notes": stands.notes,
    }
    state = "done" if stands.all_sorted else "ready"
    return Step(_("Sort"), _address(event, "sort"), state, hint)


def _check_back(event: Event, stands: Standing) -> Step:
    hint = _("Ask the room whether this is what was said.")
    if not stands.themes:
        return Step(_("Check back"), "", "later", hint)
    if event.checked_on:
        hint = _("Checked by %(checked)d of %(there)d people there") % {
            "checked": event.checked_by or 0,
            "there": event.people_there or 0,
        }
    state = "done" if event.checked_on else "ready"
    return Step(_("Check back"), _address(event, "check_back"), state, hint)


def _publish(event: Event, stands: Standing) -> Step:
    hint = _("Each theme becomes an insight in the library.")
    if not stands.themes:
        return Step(_("Publish"), "", "later", hint)
    if stands.published:
        hint = ngettext(
            "%(n)d theme is in the library", "%(n)d themes are in the library", stands.published
        ) % {"n": stands.published}
    is_out = event.state in {EventState.PUBLISHED, EventState.ARCHIVED}
    return Step(_("Publish"), _address(event, "publish"), "done" if is_out else "ready", hint)


def _summarise(event: Event, stands: Standing, *, is_summarised: bool) -> Step:
    hint = _("A document to read, edit and download.")
    if not stands.themes:
        return Step(_("Summarise"), "", "later", hint)
    state = "done" if is_summarised else "ready"
    return Step(_("Summarise"), _address(event, "summary"), state, hint)
