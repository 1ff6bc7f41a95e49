"""A request as views see it: `user` is a viewer, or a member once `login_required` has asked."""

from django.http import HttpRequest

from members.models import Member, Viewer


class Request(HttpRequest):
    user: Viewer


class MemberRequest(HttpRequest):
    user: Member
