"""Pausing whoever wrote an unlinked thing, and telling somebody who is paused."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.http import render_page, require
from insights import policies
from insights.actions import pausing
from insights.actions.moderation import reference_of
from insights.forms.pausing import PauseForm
from insights.models import Comment, Insight
from insights.views.asking import facilitators_only
from insights.views.waiting import back_to_queue, filters_of
from members.http import MemberRequest

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@facilitators_only
def pause_insight(request: MemberRequest, reference: str) -> HttpResponse:
    readable = Insight.objects.visible_to(request.user)
    return _pause(request, readable.filter(reference=reference).first())


@get_or_post
@facilitators_only
def pause_comment(request: MemberRequest, comment: UUID) -> HttpResponse:
    readable = Comment.objects.visible_to(request.user).select_related("insight")
    return _pause(request, readable.filter(pk=comment).first())


def _pause(request: MemberRequest, thing: Insight | Comment | None) -> HttpResponse:
    if thing is None or not thing.owner_proof:
        raise Http404
    require(policies.can_pause(request.user, thing))
    form = PauseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        running = getattr(thing, "pause", None)
        context = {
            "form": form,
            "name": reference_of(thing),
            "running": running,
            "carried": filters_of(request),
        }
        return render_page(request, "insights/moderation/pause.html", context)
    until, sentence = form.until, form.cleaned_data["sentence"]
    if until is None:
        pausing.lift(thing, by=request.user)
    else:
        pausing.pause(thing, until, sentence=sentence, by=request.user)
    messages.success(request, _("Done. Nobody learns who is met by it, you included."))
    return back_to_queue(request)


def tell_paused(
    form: forms.Form, paused: pausing.Paused, *, field: str | None = "attribution"
) -> None:
    """Next to how it is signed, where that is asked, so that everything typed stays where it is."""
    said = _(
        "You can sign by name or by organisation, but not with less until %(day)s. A facilitator "
        "paused whoever wrote one of your entries, without learning who that is: %(why)s"
    )
    values = {"day": date_format(paused.until, "j F Y"), "why": paused.why}
    form.add_error(field, said % values)
