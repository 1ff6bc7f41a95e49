"""How it was: three questions for people who were there, and what they said for those who run the event."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from events import policies
from events.actions import feedback as actions
from events.forms.feedback import FeedbackForm
from events.hearing import hearing
from events.models import Event, Feedback
from events.views.finding import event_run_by
from members.http import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: MemberRequest, code: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.user), code=code)
    if not policies.was_there(request.user, event):
        raise Http404
    own = Feedback.objects.owned_by(request.user, event).first()
    form = FeedbackForm(request.POST or None, own=own)
    context = {"event": event, "form": form, "own": own}
    if not form.is_valid():
        return render_page(request, "events/feedback/say.html", context)
    try:
        actions.say(event, form.said(), by=request.user)
    except actions.FeedbackClosed:
        return render_page(request, "events/feedback/say.html", {**context, "closed": True})
    messages.success(request, _("Thank you. It is kept without your name."))
    return see_other("events:feedback", event.code)


@members_only
@require_safe
def heard(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    context = {"event": event, "heard": hearing(event, to=request.user)}
    return render_page(request, "events/feedback/heard.html", context)
