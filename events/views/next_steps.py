"""What happens next: the list those who run the event keep."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import Conflict, render_page, see_other
from events.actions import next_steps as acts
from events.forms.next_steps import StepForm
from events.models import Event, NextStep
from events.views.finding import event_run_by
from members.http import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def next_steps(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = StepForm(request.POST or None)
    if form.is_valid():
        try:
            acts.agree(event, form.fields_given, by=request.user)
        except acts.TooMany:
            form.add_error("what", _("Sixty steps are on the list. Take one out first."))
        else:
            return see_other("events:next_steps", code)
    return _page(request, event, form)


def _page(
    request: MemberRequest, event: Event, form: StepForm, step: NextStep | None = None
) -> HttpResponse:
    context = {"event": event, "steps": event.next_steps.all(), "form": form, "step": step}
    return render_page(request, "events/next_steps.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, code: str, step: int) -> HttpResponse:
    event = event_run_by(request, code)
    found = get_object_or_404(event.next_steps.all(), pk=step)
    opening = {name: getattr(found, name) for name in ("what", "owner", "due_on", "version")}
    form = StepForm(request.POST or None, initial=opening)
    if form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            acts.reword(found, form.fields_given, version=version, by=request.user)
        except acts.StaleStep:
            raise _stale(request, found, form) from None
        except acts.SaidAlready:
            form.add_error("what", _("Another step on the list says this already."))
        else:
            return see_other("events:next_steps", code)
    return _page(request, event, form, found)


def _stale(request: MemberRequest, step: NextStep, form: StepForm) -> Conflict:
    """Both rows, to be sent again on top of what is there now."""
    given = form.fields_given
    rows = [
        (str(form.fields[name].label), name, _typed(getattr(step, name)), _typed(given[name]))
        for name in given
    ]
    return Conflict(action=request.path, fields=rows, hidden={"version": str(step.version)})


def _typed(value: object) -> str:
    return "" if value is None else str(value)


@members_only
@require_POST
def settle(request: MemberRequest, code: str, step: int, how: str) -> HttpResponse:
    """Tick it off, take the tick away, or take the step out."""
    event = event_run_by(request, code)
    found = event.next_steps.filter(pk=step).first()
    if found is None:
        messages.info(request, _("That step is no longer on the list."))
    elif how == "take-out":
        acts.take_out(found, by=request.user)
    else:
        acts.tick(found, is_done=how == "done", by=request.user)
    return see_other("events:next_steps", code)
