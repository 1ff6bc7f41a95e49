"""The sort page: the heart of a facilitator's work. Tick, choose or name a theme, press once."""

from django.contrib import messages
from django.contrib.messages import get_messages
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import SeeOther, page_number, render_page
from events.actions import sorting, themes
from events.board import grouped, in_order, paged
from events.forms.sorting import ALL, LEFT_OUT, UNSORTED, SiftForm, SortForm
from events.history import latest
from events.models import Event, Theme
from events.stacked import stacks_at
from events.steps import Standing, standing
from events.views.finding import event_run_by
from events.views.history import tell_of_others
from members.http import MemberRequest
from members.models import Member
from members.naming import known_to

PAGE = 100


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def sort(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    sift = SiftForm(request.GET, event=event)
    if request.method != "POST":
        return sort_page(request, event, sift, None)
    form = SortForm(request.POST, event=event)
    if not form.is_valid():
        return sort_page(request, event, sift, form)
    try:
        theme = act(request, event, form)
    except sorting.ThemeGone:
        form.add_error("theme", _("That theme was deleted meanwhile. Choose another."))
        return sort_page(request, event, sift, form)
    ticked = form.cleaned_data["notes"]
    tell_of_others(request, event, form.cleaned_data["seen"], ticked)
    return back_to_place(request, event, sift, ticked=ticked, theme=theme)


def chosen(request: MemberRequest) -> dict[str, str]:
    """The theme used last stays chosen, so that the next notes can follow."""
    last = request.GET.get("theme", "")
    return {"theme": last} if last.isdecimal() and len(last) < 12 else {}


def sort_page(
    request: MemberRequest, event: Event, sift: SiftForm, form: SortForm | None
) -> HttpResponse:
    acts = latest(event)
    seen = acts[0].number if acts else 0
    form = form or SortForm(event=event, initial={**chosen(request), "seen": seen})
    notes, known = sift.narrow(event.notes.all()), known_to(request.user)
    page, groups = paged(event, notes, page_number(request), size=PAGE, known=known)
    shown = [row.note.code for group in groups for row in group.rows]
    stands = standing(event)
    here = {**sift.kept, "page": str(page.number)}
    context = {
        "event": event,
        "sift": sift,
        "form": form,
        "page": page,
        "listed": groups,
        "stands": stands,
        "acts": acts,
        "views": _views(event, sift, stands),
        "groups": grouped(event.themes.with_counts()),
        "ticked": _ticked(form, shown, ticks_all=sift.ticks_all),
        "at": request.GET.get("at", ""),  # its box is described by what is said
        "chosen_theme": str(form["theme"].value() or ""),
        "address": f"?{urlencode(here)}",
        "tick_all": f"?{urlencode({**here, 'tick': ALL})}",
        "said": list(get_messages(request)),
        "messages": [],  # shown beside the themes, where the eye is
    }
    return render_page(request, "events/sort.html", context)


def _ticked(form: SortForm, shown: list[str], *, ticks_all: bool) -> set[str]:
    if ticks_all and not form.is_bound:
        return set(shown)
    return set(form["notes"].value() or [])


def _views(event: Event, sift: SiftForm, stands: Standing) -> list[dict[str, object]]:
    rows = [
        (UNSORTED, _("To sort"), stands.unsorted),
        (LEFT_OUT, _("Left out"), stands.left_out),
        (ALL, _("All notes"), stands.notes),
    ]
    kept = {name: value for name, value in sift.kept.items() if name != "show"}
    return [
        {
            "url": f"?{urlencode({**kept, 'show': show})}",
            "label": label,
            "count": count,
            "current": sift.shows == show,
        }
        for show, label, count in rows
    ]


def act(request: MemberRequest, event: Event, form: SortForm) -> Theme | None:
    """Do it and say so. The theme used, if any, stays chosen."""
    cleaned, by = form.cleaned_data, request.user
    codes = cleaned["notes"]
    if cleaned["do"] == SortForm.LEAVE_OUT:
        count = sorting.leave_out(event, codes, cleaned["reason"], by=by)
        said = ngettext("%(n)d note is left out.", "%(n)d notes are left out.", count)
        messages.success(request, said % {"n": count})
        return None
    if cleaned["do"] == SortForm.PUT_BACK:
        count = sorting.put_back(event, codes, by=by)
        said = ngettext("%(n)d note is back.", "%(n)d notes are back.", count)
        messages.success(request, said % {"n": count})
        return None
    theme, count = _move(event, form, by=by)
    said = ngettext(
        "%(n)d note is now in “%(theme)s”.", "%(n)d notes are now in “%(theme)s”.", count
    )
    messages.success(request, said % {"n": count, "theme": theme.title})
    return theme


def _move(event: Event, form: SortForm, *, by: Member) -> tuple[Theme, int]:
    cleaned = form.cleaned_data
    codes = cleaned["notes"]
    if not cleaned["title"]:
        theme: Theme = cleaned["theme"]
        return theme, sorting.file(event, codes, theme, by=by)
    wording = themes.Wording(
        title=cleaned["title"], definition=cleaned["definition"], kind=cleaned["kind"]
    )
    return themes.name_theme(event, wording, codes=codes, by=by)


def back_to_place(
    request: MemberRequest, event: Event, sift: SiftForm, *, ticked: list[str], theme: Theme | None
) -> SeeOther:
    """The same notes, at the first one after those just dealt with: its box has the focus."""
    landing = _landing(event, sift, ticked)
    kept = {**sift.kept, "page": page_number(request), "theme": theme.pk if theme else ""}
    if landing:
        kept["at"] = landing
    address = reverse("events:sort", args=[event.code])
    return SeeOther(f"{address}?{urlencode(kept)}#{f'note-{landing}' if landing else 'said'}")


def _landing(event: Event, sift: SiftForm, ticked: list[str]) -> str:
    """The code of the note that stands after the first of those, as the list was; else of the last."""
    shown = dict(sift.narrow(event.notes.all()).exclude(code__in=ticked).values_list("pk", "code"))
    both = event.notes.filter(Q(pk__in=shown) | Q(code__in=ticked))
    keys = in_order(both, stacks_at(event))
    first = next((at for at, key in enumerate(keys) if key not in shown), len(keys))
    after = [key for key in keys[first:] if key in shown]
    before = [key for key in keys[:first] if key in shown]
    return shown[(after or before[-1:])[0]] if shown else ""
