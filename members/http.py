"""A request as views see it: `user` is a viewer, or a member once `login_required` has asked."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from community.http import see_other
from members import policies
from members.models import Member, Viewer

P = ParamSpec("P")


class Request(HttpRequest):
    user: Viewer


class MemberRequest(HttpRequest):
    user: Member


MemberView = Callable[Concatenate[MemberRequest, P], HttpResponse]


def ready_to_post(view: MemberView[P]) -> MemberView[P]:
    """For pages where members write: first signed in, through the first steps, with the newest rules."""

    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if policies.may_post(request.user):
            return view(request, *args, **kwargs)
        return see_other(where_to_get_ready(request))

    return guarded  # type: ignore[return-value] # login_required widens the request


def where_to_get_ready(request: MemberRequest) -> str:
    """The ground rules when only they are new, else the first steps; with the way back."""
    only_rules = request.user.name and request.user.agreed_to_id
    page = reverse("members:rules" if only_rules else "members:welcome")
    return f"{page}?{urlencode({'next': request.path})}"
