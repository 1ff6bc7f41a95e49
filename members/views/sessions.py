"""Where one is signed in, and signing out elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from members.actions import sessions as ending
from members.forms.sessions import SessionForm
from members.http import MemberRequest


@members_only
@require_safe
def sessions(request: MemberRequest) -> HttpResponse:
    own = request.user.sessions.living()
    here = own.filter(pk=request.session.session_key).first()
    context = {"here": here, "elsewhere": own.exclude(pk=request.session.session_key)}
    return render_page(request, "members/sessions.html", context)


@members_only
@require_POST
def end(request: MemberRequest) -> HttpResponse:
    """Only ever one of one's own: any other code names nothing."""
    form = SessionForm(request.POST)
    wanted = form.cleaned_data["session"] if form.is_valid() else ""
    for session in request.user.sessions.exclude(pk=request.session.session_key):
        if session.code == wanted:
            ending.end(session, by=request.user)
    messages.success(request, _("That browser is signed out."))
    return see_other("members:sessions")


@members_only
@require_POST
def end_others(request: MemberRequest) -> HttpResponse:
    ending.end_all(request.user, but=request.session.session_key)
    messages.success(request, _("You are signed out everywhere but here."))
    return see_other("members:sessions")
