"""A copy of what is kept, and closing one’s account."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from members import mydata, policies
from members.actions import copying, leaving
from members.forms.leaving import LeaveForm
from members.http import MemberRequest, Request
from members.models import Closing, DataCopy

View = Callable[..., HttpResponse]
asked_again: Callable[[View], View] = reauthentication_required
asked_again_when_sent: Callable[[View], View] = reauthentication_required(allow_get=True)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@get_or_post
def data(request: MemberRequest) -> HttpResponse:
    """Ask for the copy, see how far it is, fetch it. The page may be left meanwhile."""
    if request.method == "POST":
        copying.ask(by=request.user)
        return see_other("members:data")
    copy = DataCopy.objects.fresh().filter(member=request.user).first()
    context = {"copy": copy, "total": len(mydata.prepared)}
    return render_page(request, "members/data.html", context)


@members_only
@require_safe
@asked_again
def data_file(request: MemberRequest) -> HttpResponse:
    """Composed now, for whoever has just shown who they are; nothing of it is stored."""
    fresh = DataCopy.objects.fresh().filter(member=request.user, ready_at__isnull=False)
    copy = fresh.select_related("member").first()
    if copy is None:
        raise Http404
    response = HttpResponse(mydata.zipped(copy), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="commonality-my-data.zip"'
    return response


@members_only
@get_or_post
@asked_again_when_sent
def leave(request: MemberRequest) -> HttpResponse:
    """What happens to what; then the choice. Closing again while it is open changes the choice alone."""
    closing = Closing.objects.filter(member=request.user).first()
    form = LeaveForm(request.POST or None, initial={"words": closing and closing.words})
    can_leave = policies.can_leave(request.user)
    if can_leave and form.is_valid():
        leaving.close(form.cleaned_data["words"], by=request.user)
        logout(request)
        response = see_other("members:left")
        response["Clear-Site-Data"] = '"cache"'
        return response
    context = {"form": form, "closing": closing, "can_leave": can_leave}
    return render_page(request, "members/leave.html", context)


@members_only
@require_POST
def stay(request: MemberRequest) -> HttpResponse:
    try:
        leaving.stay(by=request.user)
    except leaving.TooLate:
        messages.info(request, _("The seven days are over: your account closes tonight."))
    else:
        messages.success(request, _("Your account stays as it was. Good to have you."))
    return see_other("members:me")


@require_safe
def left(request: Request) -> HttpResponse:
    return render_page(request, "members/left.html", {})
