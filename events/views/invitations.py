"""Inviting people: for those who run the event."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import page_of, render_page, see_other
from events.forms.invitations import InviteForm, LinkForm, RevokeForm
from events.models import Event
from events.views.finding import event_run_by
from members.actions import invitations as inviting
from members.http import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: MemberRequest, code: str) -> HttpResponse:
    """The links that are open, and a form for another."""
    event = event_run_by(request, code)
    form = LinkForm(request.POST or None, event=event)
    if form.is_valid():
        inviting.make_link(event, **form.cleaned_data, by=request.user)
        messages.success(request, _("The link is ready. Copy it from the list."))
        return see_other("events:invitations", event.code)
    page = page_of(request, event.invitations.open(), size=100)
    context = {"event": event, "form": form, "page": page}
    return render_page(request, "events/invitations.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: MemberRequest, code: str) -> HttpResponse:
    """Many at once: first what would happen, then, when it is confirmed, that."""
    event = event_run_by(request, code)
    form = InviteForm(request.POST or None, event=event)
    if not form.is_valid():
        return render_page(request, "events/invite.html", {"event": event, "form": form})
    if not form.cleaned_data["confirmed"]:
        return preview(request, event, form)
    day = form.cleaned_data["expires_on"]
    sent = inviting.invite(event, form.addresses, expires_on=day, by=request.user)
    count = len(sent)
    told = ngettext(
        "%(count)s invitation is on its way.", "%(count)s invitations are on their way.", count
    )
    messages.success(request, told % {"count": count})
    return see_other("events:invitations", event.code)


def preview(request: MemberRequest, event: Event, form: InviteForm) -> HttpResponse:
    context = {"event": event, "form": form, "count": len(form.addresses)}
    return render_page(request, "events/invite_preview.html", context)


@members_only
@require_POST
def revoke(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = RevokeForm(request.POST)
    wanted = form.cleaned_data["invitation"] if form.is_valid() else ""
    for invitation in event.invitations.filter(code=wanted):
        inviting.revoke(invitation, by=request.user)
    messages.success(request, _("That invitation no longer works. Who came by it stays."))
    return see_other("events:invitations", event.code)
