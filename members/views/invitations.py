"""An invitation to an event: looking at it changes nothing, pressing its button does."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from members import policies
from members.actions import invitations
from members.http import MemberRequest, Request
from members.models import Invitation


def found(code: str) -> Invitation:
    return get_object_or_404(Invitation.objects.select_related("space"), code=code)


@require_safe
def look(request: Request, code: str) -> HttpResponse:
    """Mail scanners open every link: this is all they get."""
    invitation = found(code)
    status = 200 if invitation.is_open else 410
    context = {"invitation": invitation, "space": invitation.space}
    return render_page(request, "members/invitation.html", context, status=status)


@members_only
@require_POST
def accept(request: MemberRequest, code: str) -> HttpResponse:
    invitation = found(code)
    try:
        space = invitations.accept(invitation, by=request.user)
    except invitations.InvitationOver:
        return see_other(invitation)
    except invitations.TakenOffTheList:
        messages.warning(request, _("Those who run this event took you off its list. Ask them."))
        return see_other(invitation.space)
    messages.success(request, _("You are on the list of “%(event)s”.") % {"event": space})
    return see_other(space if policies.may_post(request.user) else "members:welcome")
