"""Who is at an event: for those who run it only."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import page_of, render_page, see_other
from events.actions import planning
from events.forms.people import PartingForm, PersonForm
from events.views.finding import event_run_by
from members.enums import SpacePart
from members.http import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        part = SpacePart(form.cleaned_data["part"])
        try:
            planning.add_person(event, form.cleaned_data["who"], part, by=request.user)
        except planning.LastOrganiser:
            form.add_error("part", _("Name another organiser first: an event needs one."))
        else:
            messages.success(request, _("They are on the list."))
            return see_other("events:people", event.code)
    rows = event.people.select_related("member").order_by("-part", "member__name", "pk")
    context = {"event": event, "form": form, "page": page_of(request, rows, size=100)}
    return render_page(request, "events/people.html", context)


@members_only
@require_POST
def take_off(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = PartingForm(request.POST)
    row = None
    if form.is_valid():
        rows = event.people.select_related("member")
        row = rows.filter(member__code=form.cleaned_data["member"]).first()
    if row is None:
        messages.info(request, _("They are not on the list."))
        return see_other("events:people", event.code)
    try:
        planning.take_off(event, row.member, by=request.user)
    except planning.LastOrganiser:
        messages.warning(request, _("Name another organiser first: an event needs one."))
    else:
        messages.success(
            request, _("They are off the list, and stay off it until you put them back.")
        )
    return see_other("events:people", event.code)
