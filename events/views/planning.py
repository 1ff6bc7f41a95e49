"""Planning pages: a new event, a change to its plan, its people, and moving it on."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import Conflict, render_page, require, see_other
from events import policies
from events.actions import planning
from events.enums import NEXT, EventState
from events.forms.people import StateForm
from events.forms.planning import TEXTS, EditEventForm, EventForm, NewEventForm, plan_of
from events.models import Event
from events.views.finding import event_run_by
from members.http import MemberRequest
from members.models import Member
from members.models.spaces import new_space_code


def _signer(member: Member) -> Signer:
    return Signer(salt=f"new event of {member.pk}")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    require(policies.can_plan(request.user))
    signer = _signer(request.user)
    form = NewEventForm(request.POST or None, initial={"form_key": signer.sign(new_space_code())})
    if not form.is_valid():
        return render_page(request, "events/new.html", {"form": form})
    try:
        code = signer.unsign(form.cleaned_data["form_key"])
    except BadSignature:
        return HttpResponseBadRequest()
    hosts = form.cleaned_data["hosts"]
    event = planning.plan(code, form.plan, hosts=hosts, by=request.user)
    messages.success(request, _("The event is planned. These are its seven steps."))
    return see_other("events:workspace", event.code)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = EditEventForm(request.POST or None, initial=plan_of(event))
    if not form.is_valid():
        return render_page(request, "events/edit.html", {"form": form, "event": event})
    cleaned = form.cleaned_data
    try:
        planning.change(
            event, form.plan, hosts=cleaned["hosts"], version=cleaned["version"], by=request.user
        )
    except planning.StalePlan:
        raise stale_plan(request, event, form) from None
    except planning.RuleIsFixed:
        refuse_other_rule(form, event)
        return render_page(request, "events/edit.html", {"form": form, "event": event})
    messages.success(request, _("The plan is saved."))
    return see_other("events:workspace", event.code)


def refuse_other_rule(form: EventForm, event: Event) -> None:
    """At the field that differs; everything that was typed stays."""
    for name, now in planning.rule_of(event).items():
        if form.cleaned_data.get(name) != now:
            form.add_error(
                name,
                _(
                    "Notes are being taken under what people were told, so this is fixed. "
                    "Choose what it was."
                ),
            )


def stale_plan(request: MemberRequest, event: Event, form: EventForm) -> Conflict:
    """Every text that differs, as it is now and as it was typed."""
    event = event_run_by(request, event.code)
    plan = plan_of(event)
    now = EditEventForm(initial=plan)
    fields = [
        (str(form.fields[name].label), name, str(plan[name]), form.plan[name])
        for name in TEXTS
        if form.plan[name] != plan[name]
    ]
    shown = {name for _label, name, _theirs, _mine in fields}
    kept: dict[str, str | Sequence[str]] = {
        name: [str(value) for value in request.POST.getlist(name)]
        for name in form.fields
        if name not in shown
    }
    kept["version"] = str(now["version"].value())
    return Conflict(action=request.path, fields=fields, hidden=kept)


def steps_ahead(event: Event) -> list[EventState]:
    """What a press of a button may lead to: only publishing the themes makes an event published."""
    return [state for state in NEXT[EventState(event.state)] if state != EventState.PUBLISHED]


@members_only
@require_POST
def move_on(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = StateForm(request.POST)
    allowed = {state.value: state for state in steps_ahead(event)}
    to = allowed.get(form.cleaned_data["to"]) if form.is_valid() else None
    try:
        if to is None:
            raise planning.CannotFollow
        planning.move_on(event, to, by=request.user)
    except planning.CannotFollow:
        messages.info(request, _("The event has already moved on."))
    except planning.NeedsAccessInformation:
        messages.warning(request, _("Before it opens, say how people can get in and take part."))
        return see_other("events:edit", event.code)
    return see_other("events:workspace", event.code)
