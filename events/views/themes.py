"""A theme's page: its words, its order, and all its notes."""

from collections.abc import Sequence

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import Conflict, page_number, render_page, see_other
from events.actions import acts, sorting, themes
from events.board import paged
from events.forms.sorting import AddsToForm, ShiftForm, ThemeForm, ThemeSortForm
from events.history import latest
from events.models import Theme
from events.views.finding import event_run_by
from insights.models import Insight
from insights.policies import can_moderate
from members.http import MemberRequest
from members.naming import known_to

PAGE = 100


def found(request: MemberRequest, code: str, theme: int) -> Theme:
    event = event_run_by(request, code)
    rows = event.themes.select_related("event", "insight").with_counts()
    return get_object_or_404(rows.with_adds_to(request.user), pk=theme)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: MemberRequest, code: str, theme: int) -> HttpResponse:
    row = found(request, code, theme)
    form = ThemeForm(request.POST or None, theme=row)
    if not form.is_valid():
        return theme_page(request, row, form)
    try:
        _word(request, row, form)
    except themes.StaleTheme:
        raise stale_theme(request, row, form) from None
    except acts.TitleTaken:
        form.add_error(
            "title", _("Another theme has this title. Choose another, or move its notes.")
        )
        return theme_page(request, row, form)
    messages.success(request, _("The theme is saved."))
    return see_other("events:theme", code, theme)


def _word(request: MemberRequest, row: Theme, form: ThemeForm) -> None:
    cleaned = form.cleaned_data
    wording = themes.Wording(
        title=cleaned["title"],
        definition=cleaned["definition"],
        kind=cleaned["kind"],
        tags=frozenset(tag.pk for tag in cleaned["tags"]),
    )
    themes.word(row, wording, version=cleaned["version"], by=request.user)


def stale_theme(request: MemberRequest, row: Theme, form: ThemeForm) -> Conflict:
    """Title and definition as they are now, and as they were typed."""
    now = row.event.themes.get(pk=row.pk)
    typed = form.cleaned_data
    fields = [
        (str(form.fields[name].label), name, str(getattr(now, name)), str(typed[name]))
        for name in ("title", "definition")
    ]
    hidden: dict[str, str | Sequence[str]] = {
        "kind": str(typed["kind"]),
        "tags": [str(tag.pk) for tag in typed["tags"]],
        "version": str(now.version),
    }
    return Conflict(action=request.path, fields=fields, hidden=hidden)


def theme_page(request: MemberRequest, row: Theme, sent: Form | None = None) -> HttpResponse:
    """The page's four forms, one of them as it was sent."""
    forms = {
        type(form): form
        for form in (
            ThemeForm(theme=row),
            ThemeSortForm(theme=row),
            _adds_form(request, row),
            *([sent] if sent else []),
        )
    }
    sort_form = forms[ThemeSortForm]
    notes, known = row.event.notes.standing().filter(theme_notes__theme=row), known_to(request.user)
    page, groups = paged(row.event, notes, page_number(request), size=PAGE, known=known)
    context = {
        "event": row.event,
        "theme": row,
        "word_form": forms[ThemeForm],
        "form": sent or forms[ThemeForm],
        "sort_form": sort_form,
        "adds_form": forms[AddsToForm],
        "acts": latest(row.event),
        "can_add": can_moderate(request.user) and not row.insight,
        "page": page,
        "listed": groups,
        "ticked": set(sort_form["notes"].value() or []),
        "can_delete": row.insight is None and row.note_count == 0,
    }
    return render_page(request, "events/theme.html", context)


@members_only
@require_POST
def sort_theme(request: MemberRequest, code: str, theme: int) -> HttpResponse:
    row = found(request, code, theme)
    form = ThemeSortForm(request.POST, theme=row)
    if not form.is_valid():
        return theme_page(request, row, form)
    if form.cleaned_data["do"] == ThemeSortForm.MERGE:
        return _merge(request, row, form.cleaned_data["to"])
    try:
        count = _sort(request, row, form)
    except sorting.ThemeGone:
        messages.info(request, _("That theme was deleted meanwhile. Nothing was moved."))
        return see_other("events:sort", code)
    except acts.TitleTaken:
        form.add_error("title", _("Another theme has this title. Move the notes there instead."))
        return theme_page(request, row, form)
    messages.success(
        request, ngettext("%(n)d note moved.", "%(n)d notes moved.", count) % {"n": count}
    )
    return see_other("events:theme", code, theme)


def _merge(request: MemberRequest, row: Theme, into: Theme) -> HttpResponse:
    try:
        themes.merge(row, into, by=request.user)
    except themes.InTheLibrary:
        messages.warning(
            request, _("It is in the library. Merge the other theme into this one instead.")
        )
        return see_other("events:theme", row.event.code, row.pk)
    except themes.IsAnswered:
        messages.warning(
            request, _("People have answered about it at check-back. Move its notes instead.")
        )
        return see_other("events:theme", row.event.code, row.pk)
    except sorting.ThemeGone:
        messages.info(request, _("That theme was deleted meanwhile. Nothing was merged."))
        return see_other("events:sort", row.event.code)
    values = {"theme": row.title, "into": into.title}
    messages.success(request, _("“%(theme)s” is merged into “%(into)s”.") % values)
    return see_other("events:theme", row.event.code, into.pk)


def _sort(request: MemberRequest, row: Theme, form: ThemeSortForm) -> int:
    codes, to, do = (form.cleaned_data[name] for name in ("notes", "to", "do"))
    if do == ThemeSortForm.TAKE_OUT:
        return sorting.take_out(row, codes, by=request.user)
    if do == ThemeSortForm.MOVE:
        return sorting.move(row, codes, to, by=request.user)
    if do == ThemeSortForm.SPLIT:
        title = form.cleaned_data["title"]
        wording = themes.Wording(title=title, definition="", kind=row.kind)
        return themes.split(row, wording, codes=codes, by=request.user).notes.count()
    return sorting.file(row.event, codes, to, by=request.user)


def _adds_form(request: MemberRequest, row: Theme, sent: QueryDict | None = None) -> AddsToForm:
    initial = {"reference": row.adds_reference}
    readable = Insight.objects.in_force(request.user)
    return AddsToForm(sent, theme=row, readable=readable, member=request.user, initial=initial)


@members_only
@require_POST
def adds_to(request: MemberRequest, code: str, theme: int) -> HttpResponse:
    row = found(request, code, theme)
    form = _adds_form(request, row, request.POST)
    if not form.is_valid():
        return theme_page(request, row, form)
    try:
        themes.add_to(row, form.stays, by=request.user)
    except themes.InTheLibrary:
        messages.info(request, _("It was published meanwhile. Put the two insights together."))
    except sorting.ThemeGone:
        messages.info(request, _("That theme was deleted meanwhile."))
        return see_other("events:sort", code)
    else:
        messages.success(request, _("Saved."))
    return see_other("events:theme", code, theme)


@members_only
@require_POST
def shift(request: MemberRequest, code: str, theme: int) -> HttpResponse:
    row = found(request, code, theme)
    form = ShiftForm(request.POST)
    if form.is_valid():
        themes.shift(row, up=form.cleaned_data["to"] == "up", by=request.user)
    return see_other("events:theme", code, theme)


@members_only
@require_POST
def delete(request: MemberRequest, code: str, theme: int) -> HttpResponse:
    row = found(request, code, theme)
    try:
        themes.delete(row, by=request.user)
    except themes.IsAnswered:
        messages.warning(
            request, _("People have answered about it at check-back: what they said stays with it.")
        )
        return see_other("events:theme", code, theme)
    except themes.NotEmpty:
        messages.warning(
            request, _("Only a theme without notes, that was never published, can go.")
        )
        return see_other("events:theme", code, theme)
    except sorting.ThemeGone:
        pass
    messages.success(request, _("The theme is gone."))
    return see_other("events:sort", code)
