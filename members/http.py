"""A request as views see it: `user` is a viewer, or a member once `members_only` has asked."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from members.models import Member, Viewer


class Request(HttpRequest):
    user: Viewer


class MemberRequest(HttpRequest):
    user: Member


def where_to_get_ready(request: MemberRequest) -> str:
    """The ground rules when only they are new, else the first steps; with the way back."""
    only_rules = request.user.name and request.user.agreed_to_id
    page = reverse("members:rules" if only_rules else "members:welcome")
    return f"{page}?{urlencode({'next': request.path})}"
