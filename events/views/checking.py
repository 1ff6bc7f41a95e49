"""The page behind the check-back link, and how those who run the event open it and settle what came."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import see_other
from events.actions import checking as actions
from events.board import grouped
from events.forms.checking import AnswerForm, LinkForm, LinkTurnForm, SettleForm, said_before
from events.models import CheckLink, Event, Note, Room, Sender, Theme, ThemeCheck
from events.views.check_back import check_back_page
from events.views.finding import event_run_by
from members.http import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """The draft themes, to whoever holds the link. Nothing is stored before the button is pressed."""
    link = get_object_or_404(CheckLink.objects.reached_by(code))
    if not link.is_open:
        return _closed(request, link)
    if request.method == "POST":
        return _answered(request, link)
    if "sent" in request.GET:
        return _answer(request, "events/checking/sent.html", {"link": link})
    return _check_page(request, link)


def _answered(request: HttpRequest, link: CheckLink) -> HttpResponse:
    form = AnswerForm(request.POST, event=link.event, themes=draft_themes(link.event))
    if not form.is_valid():
        return _check_page(request, link, form)
    try:
        actions.answer(link, form.said, form.codes, sender=_sender(request, form))
    except actions.LinkClosed:
        return _closed(request, link)
    except actions.ThemesChanged:
        again = AnswerForm(request.POST, event=link.event, themes=draft_themes(link.event))
        again.add_error(None, _("A theme has changed since you opened this page. Look again."))
        return _check_page(request, link, again)
    return see_other(f"{link.get_absolute_url()}?sent=1")


def _sender(request: HttpRequest, form: AnswerForm) -> Sender:
    if request.user.is_authenticated:
        return Sender.member(request.user)
    return Sender.form(form.cleaned_data["form_key"])


def draft_themes(event: Event) -> list[Theme]:
    """Themes that hold a note; their notes only as far as the room has seen them on its boards."""
    room = Room.objects.filter(event=event).first()
    seen = event.notes.on_boards() if room and room.shows_all else Note.objects.none()
    themes = event.themes.with_counts().prefetch_related(
        Prefetch("notes", queryset=seen, to_attr="seen_notes")
    )
    return [theme for group in grouped(themes) for theme in group.themes if theme.note_count]


def _check_page(
    request: HttpRequest, link: CheckLink, form: AnswerForm | None = None
) -> HttpResponse:
    form = form or _fresh_form(request, link.event)
    return _answer(request, "events/checking/check.html", {"link": link, "form": form})


def _fresh_form(request: HttpRequest, event: Event) -> AnswerForm:
    """To a member who answered before, with what they said: sent again, it takes the place of that."""
    themes = draft_themes(event)
    said = ThemeCheck.objects.none()
    if request.user.is_authenticated:
        said = ThemeCheck.objects.owned_by(request.user, themes)
    return AnswerForm(event=event, themes=themes, initial=said_before(said))


def _closed(request: HttpRequest, link: CheckLink) -> HttpResponse:
    """Nothing is stored; what was typed is there to copy."""
    form = AnswerForm(request.POST, event=link.event, themes=[])
    context = {"link": link, "typed": list(form.typed.values())}
    return _answer(request, "events/checking/closed.html", context, status=410)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@members_only
@require_POST
def open_link(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = LinkForm(request.POST, event=event)
    if not form.is_valid():
        return check_back_page(request, event, sent=form)
    try:
        actions.open_link(event, **form.cleaned_data, by=request.user)
    except actions.NotCheckingBack:
        messages.warning(request, _("The event is not checking back, so there is no link."))
    else:
        messages.success(request, _("The link takes answers. Hand it out."))
    return _to_answers(event)


@members_only
@require_POST
def turn(request: MemberRequest, code: str) -> HttpResponse:
    """Mail the link, close it, or put another in its place."""
    event = event_run_by(request, code)
    form = LinkTurnForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        _turn(request, event, form.cleaned_data["to"])
    except (actions.NotCheckingBack, actions.LinkClosed):
        messages.warning(request, _("There is no open link. Open it first."))
    except actions.MailedToday:
        messages.info(request, _("It was mailed today already. Tomorrow you can remind people."))
    return _to_answers(event)


def _turn(request: MemberRequest, event: Event, to: str) -> None:
    if to == LinkTurnForm.MAIL:
        count = actions.mail_link(event, by=request.user)
        said = ngettext("%(n)d person is written to.", "%(n)d people are written to.", count)
        messages.success(request, said % {"n": count})
    elif to == LinkTurnForm.RENEW:
        actions.renew_link(event, by=request.user)
        messages.success(request, _("There is a new link. The old one is closed."))
    else:
        actions.close_link(event, by=request.user)
        messages.success(request, _("The link is closed. Everything that came is below."))


@members_only
@require_POST
def settle(request: MemberRequest, code: str, note: str) -> HttpResponse:
    event = event_run_by(request, code)
    if not Note.objects.visible_to(request.user).filter(event=event, code=note).exists():
        raise Http404
    form = SettleForm(request.POST, note=note)
    if not form.is_valid():
        return check_back_page(request, event, sent=form)
    try:
        if form.cleaned_data["how"] == SettleForm.KEEP:
            actions.keep(event, note, form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The note stays, and your reason with it."))
        else:
            actions.leave_out(event, note, by=request.user)
            messages.success(request, _("The note is left out."))
    except actions.AlreadySettled:
        messages.info(request, _("That is settled already, or nobody asked for it."))
    return _to_answers(event)


def _to_answers(event: Event) -> HttpResponse:
    return see_other(f"{reverse('events:check_back', args=[event.code])}#answers")
